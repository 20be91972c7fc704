"""Pruning (R3): what goes, what stays, and that nobody can cut off the front unnoticed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shop.domain.entry import Head, pruned_bytes
from shop.domain.facts import Enrolled, ShiftClosed
from shop.domain.money import Money
from shop.errors import JournalFault
from sync.local import head_file, pruning
from sync.local.journal import NAME, LocalJournal
from sync.local.journal_inspect import inspected
from sync.local.journal_writer import Sealing
from sync.local.keys import DeviceSigner, load_key, make_key
from sync.local.pruned import Held, Pruned, pruned_text
from sync.local.seen import Seen, read_seen
from sync.protocol.codec import decode, encode
from tests.fakes.clock import FakeClock
from tests.fakes.pruning import TIMELINE, order, prune_all, public_key, word_on
from tests.fakes.terminals import RESERVE, adjusted, new_journal, opened, reopen, sold

ZERO = Money(0, "EUR")


def filled(folder: Path, entries: int = 30) -> LocalJournal:
    """Entries 2 … `entries` are sales; the first names the key."""
    journal = new_journal(folder)
    for _ in range(entries - 1):
        journal.record(sold(), staff="ann").result()
    return journal


def kept(journal: LocalJournal) -> list[int]:
    """The numbers still here."""
    with journal._thread.pool.borrow() as c:
        return [n & 0xFFFFFFFFFF for (n,) in c.execute("SELECT n FROM entry ORDER BY n")]


def test_what_central_holds_goes_and_the_journal_goes_on(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    head, last = journal.head(), journal.reads.hash_at(1, 20)
    assert prune_all(journal, 20) == 19
    assert kept(journal) == [1, *range(21, 31)]
    assert (journal.reads.pruned(), journal.reads.hash_at(1, 20)) == ({1: 20}, last)
    assert journal.reads.hash_at(1, 19) is None
    assert journal.reads.epochs() == ((1, 30),)
    assert journal.reads.enrolled_key(1) == (tmp_path / "public").read_text()
    assert journal.by_receipt("T1-1-000019") is None
    assert journal.by_receipt("T1-1-000020") is not None
    journal.close()
    again = reopen(tmp_path)
    assert again.head() == head
    made = again.record(sold(), staff="ann").result()
    assert made.fact.receipt == "T1-1-000030"  # type: ignore[union-attr]
    assert prune_all(again, 25) == 5
    again.close()
    with inspected(tmp_path) as journal_then:
        assert journal_then.check() == Head(1, 31, made.hash)
        assert [x.pruned.seq for x in journal_then.anchors()] == [25]


def test_the_receipt_number_goes_on_when_every_receipt_is_gone(tmp_path: Path) -> None:
    journal = filled(tmp_path, 12)
    journal.record(adjusted(), staff="ann").result()
    assert prune_all(journal, 13) == 11
    journal.close()
    again = reopen(tmp_path)
    made = again.record(sold(), staff="ann").result()
    assert made.fact.receipt == "T1-1-000012"  # type: ignore[union-attr]
    again.close()


def test_the_last_entry_of_an_epoch_stays(tmp_path: Path) -> None:
    journal = filled(tmp_path, 5)
    assert prune_all(journal, 5) == 3
    assert kept(journal) == [1, 5]
    journal.close()
    reopen(tmp_path).close()


def test_a_shift_that_is_open_or_was_the_last_stays_whole(tmp_path: Path) -> None:
    journal = filled(tmp_path, 6)
    journal.record(opened("A"), staff="ann").result()
    for _ in range(4):
        journal.record(sold(shift="A"), staff="ann").result()
    assert prune_all(journal, 11) == 5
    whole = [x.seq for x in journal.of_shift("A")]
    assert whole == [7, 8, 9, 10, 11]
    closing = ShiftClosed("A", 7, 7, 11, ZERO, ZERO, {}, 4, 0, ZERO, ZERO, 0, "")
    journal.record(lambda _: closing, staff="ann").result()
    journal.record(sold(), staff="ann").result()
    assert prune_all(journal, 13) == 0
    assert journal.last_shift_number() == 7
    journal.record(opened("B"), staff="ann").result()
    assert prune_all(journal, 13) == 7
    assert journal.of_shift("A") == ()
    journal.close()


def test_batches_are_small(tmp_path: Path) -> None:
    journal = filled(tmp_path, 450)
    asked = order(journal, 440)
    assert [journal.prune(asked).result() for _ in range(6)] == [100, 100, 100, 100, 39, 0]
    journal.close()


def test_a_young_day_stays_and_a_day_that_never_was_decides_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    journal = new_journal(tmp_path, clock)
    for days in (0, 1, 1, 4000, -3999, 47, 1):  # one was stamped by a clock that had gone mad
        clock.move(days=days)
        journal.record(adjusted(), staff="ann").result()
    start = FakeClock().now()
    day = (start + timedelta(days=10)).date().isoformat()
    today = (start + timedelta(days=60)).date().isoformat()
    asked = replace(order(journal, 8), before=day, today=today)
    assert journal.prune(asked).result() == 5
    assert kept(journal) == [1, 7, 8]
    assert journal.prune(replace(asked, to=6)).result() == 0
    journal.close()


def test_word_on_another_chain_prunes_nothing(tmp_path: Path) -> None:
    journal = filled(tmp_path, 6)
    asked = order(journal, 5)
    other = replace(asked.held, hash="ab" * 32)
    assert journal.prune(replace(asked, held=other)).result() == 0
    journal.close()


def test_an_older_epoch_is_pruned_by_the_newer_key(tmp_path: Path) -> None:
    filled(tmp_path, 8).close()
    key = make_key(tmp_path).public_key().public_bytes_raw().hex()
    signer = DeviceSigner(8, load_key(tmp_path, key))
    journal = LocalJournal(tmp_path, Sealing("T1", 2, signer, FakeClock()), reserve_bytes=RESERVE)
    journal.record(lambda _: Enrolled("till", "0.1", key), staff="").result()
    journal.record(sold(), staff="ann").result()
    assert prune_all(journal, 8, epoch=1) == 6
    assert journal.reads.epochs() == ((1, 8), (2, 2))
    journal.close()
    with inspected(tmp_path) as then:
        then.check()
        assert [(x.epoch, x.last) for x in then.epochs()] == [(1, 8), (2, 2)]
        assert then.anchors()[0].pruned.by == 2


# -- cutting off the front -----------------------------------------------------------------------


def tampered(folder: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    connection = sqlite3.connect(folder / NAME)
    with connection:
        for statement, values in statements:
            connection.execute(statement, values)
    connection.close()


def faulty(folder: Path) -> str:
    with pytest.raises(JournalFault) as caught:
        reopen(folder)
    return caught.value.code


def anchor_of(folder: Path) -> Pruned:
    with inspected(folder) as journal:
        return journal.anchors()[0].pruned


def signed(folder: Path, pruned: Pruned) -> tuple[str, str]:
    """By the till's own key, as an insider with the whole machine could."""
    body = pruned_text(pruned)
    key = load_key(folder, (folder / "public").read_text())
    return body, key.sign(pruned_bytes(body)).hex()


def test_rows_cut_off_without_an_anchor_are_missed(tmp_path: Path) -> None:
    filled(tmp_path, 9).close()
    tampered(tmp_path, ("DELETE FROM entry WHERE n & 1099511627775 BETWEEN 2 AND 4", ()))
    assert faulty(tmp_path) == "chain_gap"


def test_an_anchor_cannot_be_moved_by_who_lacks_the_key(tmp_path: Path) -> None:
    journal = filled(tmp_path, 12)
    prune_all(journal, 5)
    hash_ = journal.reads.hash_at(1, 7)
    journal.close()
    moved = pruned_text(replace(anchor_of(tmp_path), seq=7, hash=str(hash_)))
    tampered(
        tmp_path,
        ("DELETE FROM entry WHERE n & 1099511627775 BETWEEN 2 AND 7", ()),
        ("UPDATE pruned SET seq=7, hash=?, body=?", (hash_, moved)),
    )
    assert faulty(tmp_path) == "signature_wrong"


def test_nor_by_who_has_the_tills_key_but_not_centrals_word(tmp_path: Path) -> None:
    journal = filled(tmp_path, 12)
    prune_all(journal, 5)
    hash_ = str(journal.reads.hash_at(1, 7))
    journal.close()
    moved = signed(tmp_path, replace(anchor_of(tmp_path), seq=7, hash=hash_))
    cut = ("DELETE FROM entry WHERE n & 1099511627775 BETWEEN 2 AND 7", ())
    anchor = "UPDATE pruned SET seq=7, hash=?, body=?, signature=?"
    tampered(tmp_path, cut, (anchor, (hash_, *moved)))
    assert faulty(tmp_path) == "chain_gap"  # what central spoke of is not there any more
    own = Held(TIMELINE, 7, hash_, public_key(), "00" * 64)
    forged = signed(tmp_path, replace(anchor_of(tmp_path), seq=7, hash=hash_, held=own))
    tampered(tmp_path, (anchor, (hash_, *forged)))
    assert faulty(tmp_path) == "signature_wrong"


def test_each_column_of_the_anchor_is_proven(tmp_path: Path) -> None:
    journal = filled(tmp_path, 12)
    prune_all(journal, 5)
    journal.close()
    for change in (
        "seq=4",
        "hash='" + "0" * 64 + "'",
        "signature='00'",
        "body=replace(body,'5','6')",
    ):
        tampered(tmp_path, ("CREATE TABLE kept AS SELECT * FROM pruned", ()))
        tampered(tmp_path, (f"UPDATE pruned SET {change}", ()))
        assert faulty(tmp_path) in ("columns_wrong", "signature_wrong", "journal_damaged"), change
        tampered(
            tmp_path,
            ("DELETE FROM pruned", ()),
            ("INSERT INTO pruned SELECT * FROM kept", ()),
            ("DROP TABLE kept", ()),
        )
    reopen(tmp_path).close()
    tampered(tmp_path, ("DELETE FROM pruned", ()))
    assert faulty(tmp_path) == "chain_gap"


def test_an_end_cut_off_behind_the_anchor_is_missed(tmp_path: Path) -> None:
    journal = filled(tmp_path, 9)
    prune_all(journal, 5)
    journal.close()
    heads = head_file.HeadFile(tmp_path / head_file.NAME, create=False)
    heads.write_both(Head(1, 5, anchor_of(tmp_path).hash))
    heads.close()
    tampered(tmp_path, ("DELETE FROM entry WHERE n & 1099511627775 > 5", ()))
    assert faulty(tmp_path) == "chain_gap"


def test_the_mark_outlives_pruning(tmp_path: Path) -> None:
    """Opening does not check every signature again because the oldest rows went."""
    journal = filled(tmp_path, 60)
    prune_all(journal, 50)
    before = journal._thread.writer._head_file.read_mark()
    assert before.after == journal._thread.writer._digest.hex()
    journal.close()
    # a signature that only a full check would look at, and a mark that covers it
    heads = head_file.HeadFile(tmp_path / head_file.NAME, create=False)
    mark = heads.read_mark()
    heads.write_mark(head_file.VerifiedMark(mark.n, "00" * 32, mark.digest))
    heads.close()
    again = reopen(tmp_path)
    assert again._thread.writer._digest.hex() == mark.digest
    again.close()


# -- since when --------------------------------------------------------------------------------

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def day(count: float) -> datetime:
    return NOON + timedelta(days=count)


def test_an_entry_is_as_old_as_central_has_had_it() -> None:
    seen = Seen()
    for count in range(100):
        seen = seen.noted("a", day(count), count * 10, 60)
    assert seen.old_to(day(99), 60) == 390
    assert len(seen.sights) == 61
    assert seen.noted("a", day(99.5), 995, 60) is seen
    assert read_seen(seen.note()) == seen
    assert decode(encode(seen), Seen) == seen


def test_a_new_timeline_begins_anew_and_a_wrong_clock_is_forgotten() -> None:
    seen = Seen().noted("a", day(0), 5, 60)
    assert seen.noted("b", day(90), 9, 60).old_to(day(90), 60) == 0
    mad = seen.noted("a", day(5000), 7, 60)
    back = mad.noted("a", day(1), 8, 60)
    assert back.old_to(day(61), 60) == 8
    assert [x.n for x in back.sights] == [5, 8]


def test_a_batch_is_small() -> None:
    assert pruning.BATCH <= 200
    assert word_on("T1", Head(1, 2, "00"))
