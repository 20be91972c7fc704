"""The agent's decisions, without a network: what to send, fetch, believe and wait for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.entry import GENESIS, Head, SealedEntry, body_hash
from shop.domain.facts import PickStarted
from sync.agent.link import CAP_BUSY, CAP_SILENT, Link, delay
from sync.agent.steps import (
    AskFeed,
    Fetch,
    Healing,
    Rest,
    Send,
    Shake,
    TakeSnapshot,
    after_answer,
    after_page,
    answers,
    confirmed,
    heal,
    next_pull,
    next_upload,
)
from sync.local.replica_schema import Standing
from sync.protocol.entry_body import EntryStamp, write_body
from sync.protocol.messages import BatchAnswer, FeedPage, Handshake
from tests.fakes.clock import FakeClock

NOW = FakeClock().now()


def hash_at(epoch: int, seq: int) -> str | None:
    return f"{epoch}/{seq}" if seq <= 10 else None


def shaken(*heads: Head, timeline: str = "t1") -> Handshake:
    head = heads[-1] if heads else Head(1, 0, GENESIS)
    return Handshake(timeline, head, heads, 5, NOW)


def ours(epoch: int, seq: int) -> Head:
    return Head(epoch, seq, f"{epoch}/{seq}")


def test_nothing_is_sent_before_a_handshake() -> None:
    assert next_upload(None, [(1, 10)], hash_at) == Shake()


def test_the_cursor_is_what_central_holds() -> None:
    assert next_upload(shaken(), [(1, 10)], hash_at) == Send(1, 0)
    assert next_upload(shaken(ours(1, 4)), [(1, 10)], hash_at) == Send(1, 4)
    assert next_upload(shaken(ours(1, 10)), [(1, 10)], hash_at) == Rest(ours(1, 10))


def test_a_restored_central_is_sent_everything_it_forgot() -> None:
    before = next_upload(shaken(ours(1, 10)), [(1, 10)], hash_at)
    after = next_upload(shaken(ours(1, 2), timeline="t2"), [(1, 10)], hash_at)
    assert (before, after) == (Rest(ours(1, 10)), Send(1, 2))


def test_older_epochs_go_first() -> None:
    assert next_upload(shaken(ours(1, 3)), [(1, 10), (2, 4)], hash_at) == Send(1, 3)
    assert next_upload(shaken(ours(1, 10)), [(1, 10), (2, 4)], hash_at) == Send(2, 0)


def test_a_branch_that_is_not_ours_does_not_stop_ours() -> None:
    clone = Head(1, 7, "clone")
    assert next_upload(shaken(clone), [(1, 10)], hash_at) == Send(1, 0)
    assert next_upload(shaken(clone, ours(1, 6)), [(1, 10)], hash_at) == Send(1, 6)


def test_a_terminal_restored_from_a_copy_first_fetches_what_it_lost() -> None:
    assert next_upload(shaken(Head(1, 15, "later")), [(1, 10)], hash_at) == Fetch(1, 10, "later")
    both = shaken(ours(1, 10), Head(1, 15, "later"))
    assert next_upload(both, [(1, 10)], hash_at) == Fetch(1, 10, "later")


def test_an_answer_of_another_timeline_has_no_effect() -> None:
    answer = BatchAnswer("accepted", "t0", ours(1, 9), 99)
    assert after_answer(shaken(ours(1, 4)), answer, hash_at) is None


def test_an_accepted_batch_moves_the_cursor_and_a_gap_moves_it_back() -> None:
    known = after_answer(shaken(ours(1, 4)), BatchAnswer("accepted", "t1", ours(1, 8), 9), hash_at)
    assert known is not None
    assert next_upload(known, [(1, 10)], hash_at) == Send(1, 8)
    assert known.cursor == 9
    back = after_answer(known, BatchAnswer("gap", "t1", ours(1, 2), 9), hash_at)
    assert next_upload(back, [(1, 10)], hash_at) == Send(1, 2)


def test_a_fork_is_remembered_and_sending_goes_on() -> None:
    known = after_answer(
        shaken(Head(1, 7, "clone")), BatchAnswer("fork", "t1", ours(1, 8), 9), hash_at
    )
    assert known is not None
    assert known.forked
    assert next_upload(known, [(1, 10)], hash_at) == Send(1, 8)
    done = after_answer(known, BatchAnswer("fork", "t1", ours(1, 10), 9), hash_at)
    assert next_upload(done, [(1, 10)], hash_at) == Fetch(1, 0, "clone")


def test_confirmed_stops_at_the_first_hole() -> None:
    chains = [(1, 10), (2, 4)]
    assert confirmed(shaken(ours(1, 3), ours(2, 4)), chains, hash_at) == ours(1, 3)
    assert confirmed(shaken(ours(1, 10), ours(2, 2)), chains, hash_at) == ours(2, 2)
    assert confirmed(shaken(), chains, hash_at).seq == 0


def sealed(seq: int, prev: str, *, epoch: int = 1) -> SealedEntry:
    stamp = EntryStamp(f"{seq:032x}", "T1", epoch, seq, prev, "2026-11-21", NOW, "")
    body = write_body(stamp, PickStarted("K7M2"))
    return SealedEntry(body, body_hash(body), "s")


def test_only_what_continues_our_chain_is_adopted() -> None:
    second = sealed(2, "h1")
    third = sealed(3, second.hash)
    ours = Head(1, 1, "h1")
    assert heal(ours, [second, third]) == Healing((second, third), ())
    assert heal(Head(1, 1, "other"), [second]) == Healing((), (second,))
    assert heal(ours, [second, third], lambda x: x == second) == Healing((second,), (third,))
    assert heal(ours, [third]) == Healing((), (third,))
    assert heal(ours, [sealed(2, "h1", epoch=2)]).adopt == ()
    changed = SealedEntry(second.body.replace("K7M2", "XXXX"), second.hash, "s")
    assert heal(ours, [changed]).adopt == ()
    assert heal(ours, [SealedEntry("no body", "h", "s")]).adopt == ()
    assert heal(ours, []) == Healing((), ())


def test_other_branches_and_lives_are_kept_aside_once_all_is_sent() -> None:
    clone, former = Head(1, 7, "clone"), Head(3, 2, "former")
    known = shaken(ours(1, 10), clone, former)
    aside: set[str] = set()
    assert next_upload(known, [(1, 10)], hash_at, aside.__contains__) == Fetch(1, 0, "clone")
    aside.add("clone")
    assert next_upload(known, [(1, 10)], hash_at, aside.__contains__) == Fetch(3, 0, "former")
    aside.add("former")
    assert next_upload(known, [(1, 10)], hash_at, aside.__contains__) == Rest(ours(1, 10))
    longer = shaken(Head(1, 15, "kept"))
    assert next_upload(longer, [(1, 10)], hash_at, lambda _: True) == Send(1, 0)


def test_when_to_take_a_snapshot() -> None:
    here = Standing("t1", 7, NOW, "a")
    assert next_pull(here) == AskFeed("t1", 7)
    assert next_pull(here, damaged=True) == TakeSnapshot()
    assert next_pull(Standing("", 0, None, "")) == TakeSnapshot()
    assert after_page(here, FeedPage("t1", 9, NOW)) == Standing("t1", 9, NOW, "a")
    assert after_page(here, FeedPage("t2", 9, NOW)) is None
    assert after_page(here, FeedPage("t1", 9, NOW, snapshot_needed=True)) is None
    assert after_page(here, FeedPage("t1", 3, NOW)) is None
    assert after_page(here, FeedPage("t1", 9, NOW, store="b")) is None, "we moved"
    assert after_page(here, FeedPage("t1", 9, NOW, store="a")) is not None


def test_an_answer_to_another_question_is_none() -> None:
    here = Standing("t1", 7, NOW, "a")
    assert answers(FeedPage("t1", 9, NOW, after=7), here)
    assert answers(FeedPage("t1", 9, NOW), here), "an older central does not say"
    assert not answers(FeedPage("t1", 9, NOW, after=8), here)
    assert not answers(FeedPage("t1", 9, NOW, snapshot_needed=True, after=0), here)


def test_two_failures_are_offline_and_two_successes_online() -> None:
    later = NOW + timedelta(minutes=1)
    link = Link(True, NOW)
    link = link.missed("unreachable", later)
    assert link.online
    link = link.heard(later).missed("unreachable", later)
    assert link.online
    link = link.missed("unreachable", later)
    assert (link.online, link.since, link.trouble) == (False, later, "unreachable")
    link = link.heard(later).missed("not_central", later).heard(later)
    assert not link.online
    link = link.heard(later)
    assert (link.online, link.trouble) == (True, "")


@given(st.integers(0, 50), st.floats(0, 1, exclude_max=True), st.floats(0, 3600), st.booleans())
def test_waiting_is_jittered_capped_and_never_before_retry_after(
    attempt: int, chance: float, after: float, busy: bool
) -> None:
    seconds = delay(attempt, chance, busy=busy, after=after)
    assert after <= seconds <= after + max(CAP_BUSY if busy else CAP_SILENT, after)


@pytest.mark.parametrize("attempt", [0, 1, 2, 3])
def test_waiting_doubles(attempt: int) -> None:
    assert delay(attempt, 0.5) == 0.25 * 2**attempt
