"""What may be pruned, decided from what is known (R3): pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shop.domain.entry import Head
from sync.agent.context import Word
from sync.agent.prune_steps import prune_orders, sound
from sync.agent.steps import Fetch, Missing, Send, Shake, beside, from_anchor, hole
from sync.local.journal_schema import number
from sync.local.pruning import PruneOrder
from sync.local.seen import Seen, Sight
from sync.protocol.messages import BatchAnswer, Handshake, HeldHead
from tests.fakes.pruning import TIMELINE, public_key, word_on

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CHAIN = {(1, seq): f"{seq:02}" * 32 for seq in range(1, 51)}
CHAIN |= {(2, seq): f"{seq + 50:02}" * 32 for seq in range(1, 21)}


def hash_at(epoch: int, seq: int) -> str | None:
    return CHAIN.get((epoch, seq))


def held(epoch: int, seq: int, **other: str) -> HeldHead:
    head = Head(epoch, seq, other.get("hash", CHAIN[epoch, seq]))
    return HeldHead(head, word_on("T1", head, other.get("timeline", TIMELINE)))


def said(*given: HeldHead) -> Handshake:
    heads = (Head(1, 50, CHAIN[1, 50]), Head(2, 20, CHAIN[2, 20]))
    return Handshake(TIMELINE, heads[1], heads, 5, NOW, held=given)


def seen(*sights: tuple[int, int], timeline: str = TIMELINE) -> Seen:
    return Seen(timeline, tuple(Sight(NOW - timedelta(days=days), n) for days, n in sights))


def orders(shake: Handshake, since: Seen, days: int = 60, key: str = "") -> list[PruneOrder]:
    return prune_orders(
        Word(shake, 0, NOW),
        since,
        terminal="T1",
        key=key or public_key(),
        hash_at=hash_at,
        day_of=lambda at: at.date().isoformat(),
        days=days,
    )


def test_what_is_held_and_long_seen_may_go() -> None:
    since = seen((90, number(2, 7)), (70, number(2, 9)), (3, number(2, 20)))
    found = orders(said(held(2, 15), held(1, 40)), since)
    assert [(x.epoch, x.to) for x in found] == [(1, 40), (2, 9)]
    assert (found[0].today, found[0].before) == ("2026-11-21", "2026-09-21")
    assert [(x.epoch, x.to) for x in orders(said(held(2, 15)), since, 80)] == [(2, 7)]
    assert orders(said(held(2, 15)), since, 1)[0].to == 9  # never less than sixty


def test_nothing_goes_that_is_young_unheld_or_of_another_history() -> None:
    long_ago = seen((90, number(2, 9)))
    assert orders(said(), long_ago) == []
    assert orders(said(held(2, 15)), seen((60, number(2, 9)))) == []
    assert orders(said(held(2, 15)), seen((90, number(1, 50)))) == []
    assert orders(said(held(2, 15)), seen((90, number(2, 9)), timeline="b")) == []
    assert orders(said(held(2, 15, hash="ff" * 32)), long_ago) == []
    assert orders(said(held(2, 15, timeline="b")), long_ago) == []
    assert orders(said(held(2, 15)), long_ago, key="ab" * 32) == []
    assert orders(said(replace(held(2, 15), signature="zz")), long_ago) == []


def test_a_doubtful_clock_or_a_fork_stops_it() -> None:
    word = Word(said(), 0, NOW)
    assert sound(word) is word
    assert sound(None) is None
    assert sound(Word(replace(said(), forked=True), 0, NOW)) is None
    for off in (timedelta(days=2), timedelta(days=-400)):
        assert sound(Word(said(), 0, NOW + off)) is None


# -- central has less than it gave its word on -------------------------------------------------


def known(*heads: Head) -> Handshake:
    return Handshake(TIMELINE, heads[-1] if heads else Head(1, 0, ""), heads, 5, NOW)


def answered(outcome: str, seq: int) -> BatchAnswer:
    return BatchAnswer(outcome, TIMELINE, Head(1, seq, ""), 5)


def test_what_was_pruned_is_never_sent() -> None:
    for after in (0, 12, 29):
        assert from_anchor(Send(1, after), {1: 30}) == Send(1, 30)
    for upload in (Send(1, 30), Send(1, 31), Send(2, 0), Fetch(1, 0, "ab"), Shake()):
        assert from_anchor(upload, {1: 30}) == upload


def test_a_hole_is_told_with_its_numbers() -> None:
    chains, second = ((1, 50), (2, 20)), Head(2, 4, CHAIN[2, 4])
    for first, after in (((), 0), ((Head(1, 12, CHAIN[1, 12]),), 12)):
        lost = hole(Send(1, 30), answered("gap", after), {1: 30})
        assert lost == Missing(1, after, 30)
        assert beside(known(*first, second), chains, (lost,)) == (known(second), [(2, 20)])


def test_where_central_has_what_was_pruned_there_is_none() -> None:
    """Also when another branch of ours goes on there, and ours hangs in beside it."""
    for outcome in ("accepted", "fork"):
        assert hole(Send(1, 30), answered(outcome, 40), {1: 30}) is None
    assert hole(Send(1, 44), answered("gap", 40), {1: 30}) is None
    assert hole(Send(1, 0), answered("gap", 0), {}) is None
    there = known(Head(1, 31, CHAIN[1, 31]))
    assert beside(there, ((1, 50),), ()) == (there, [(1, 50)])
    assert beside(None, ((1, 50),), (Missing(1, 0, 3),)) == (None, [(1, 50)])
