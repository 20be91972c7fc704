"""The journal: what is recorded is durable, numbered without gaps, chained and found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.entry import GENESIS, Head, body_hash
from shop.domain.facts import (
    CashMoved,
    CashReason,
    Condition,
    Fact,
    Numbering,
    Proof,
    Return,
    ReturnedLine,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.money import Money
from shop.domain.returns import PurchaseName
from shop.errors import JournalFault, Refusal
from sync.local.business_day import BusinessDay
from sync.local.journal import LocalJournal
from sync.protocol.entry_body import read_envelope
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import adjusted, new_journal, opened, reopen, sold


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[LocalJournal]:
    made = new_journal(tmp_path, FakeClock())
    yield made
    made.close()


def closed(shift: str = "S1", number: int = 1) -> ShiftClosed:
    zero = Money(0, "EUR")
    return ShiftClosed(shift, number, 2, 3, zero, zero, {}, 0, 0, zero, zero, 0, "")


def test_entries_are_chained_signed_and_numbered(journal: LocalJournal) -> None:
    for _ in range(3):
        journal.record(adjusted(), staff="ann").result()
    sealed = journal.reads.tail(1, 0, 100, 1 << 20)
    prev = GENESIS
    for seq, entry in enumerate(sealed, start=1):
        envelope = read_envelope(entry.body)
        assert (envelope.seq, envelope.prev) == (seq, prev)
        assert entry.hash == body_hash(entry.body)
        prev = entry.hash
    assert journal.head() == Head(1, 4, prev)


def test_a_refused_fact_leaves_nothing_behind(journal: LocalJournal) -> None:
    def refuse(_: Numbering) -> Fact:
        raise Refusal("no")

    before = journal.head()
    with pytest.raises(Refusal):
        journal.record(refuse, staff="ann").result()
    assert journal.head() == before
    assert journal.record(adjusted(), staff="ann").result().seq == before.seq + 1


def test_receipt_numbers_have_no_gap_and_go_to_facts_that_print_one(
    tmp_path: Path, journal: LocalJournal
) -> None:
    first = journal.record(sold(), staff="ann").result()
    journal.record(adjusted(), staff="ann").result()
    second = journal.record(sold(), staff="ann").result()
    assert [first.fact.receipt, second.fact.receipt] == ["T1-1-000001", "T1-1-000002"]  # type: ignore[union-attr]
    journal.close()
    again = reopen(tmp_path)
    third = again.record(sold(), staff="ann").result()
    again.close()
    assert third.fact.receipt == "T1-1-000003"  # type: ignore[union-attr]


def test_facts_are_found_by_entry_and_by_receipt(journal: LocalJournal) -> None:
    sale = journal.record(sold(), staff="ann").result()
    assert journal.fact(sale.entry) == sale
    assert journal.by_receipt("T1-1-000001") == sale
    assert journal.by_receipt("") is None
    assert journal.fact("nonsense") is None


def test_a_shift_is_all_from_its_opening_to_its_closing(journal: LocalJournal) -> None:
    journal.record(adjusted(), staff="ann").result()
    start = journal.record(opened(), staff="ann").result()
    journal.record(sold(), staff="ann").result()
    assert journal.open_shift() == start
    assert journal.last_shift_number() == 0
    journal.record(lambda _: closed(), staff="ann").result()
    journal.record(adjusted(), staff="ann").result()
    kinds = [recorded.kind for recorded in journal.of_shift("S1")]
    assert kinds == ["shift_opened", "sale", "shift_closed"]
    assert journal.open_shift() is None
    assert journal.last_shift_number() == 1
    assert journal.of_shift("S9") == ()


def test_recent_is_newest_first_and_of_the_kinds_asked_for(journal: LocalJournal) -> None:
    for sku in ("A", "B"):
        journal.record(sold(sku), staff="ann").result()
    journal.record(adjusted(), staff="ann").result()
    found = journal.recent(["sale"], 5)
    assert [r.fact.items[0].sku for r in found] == ["B", "A"]  # type: ignore[union-attr]
    assert len(journal.recent(["sale", "stock_adjusted"], 2)) == 2


def test_returns_add_up_by_line_of_the_receipt(journal: LocalJournal) -> None:
    journal.record(sold(quantity=3), staff="ann").result()

    def back(numbering: Numbering) -> Return:
        money = Money(250, "EUR")
        line = ReturnedLine("1", "A-1", "Tea", Decimal(1), money, "", Condition.PUT_BACK)
        return Return(
            receipt=numbering.receipt,
            shift="S1",
            lines=(line,),
            refunds=(),
            rounding=Money(0, "EUR"),
            proof=Proof.RECEIPT_SLIP,
            receipt_returned="T1-1-000001",
        )

    for _ in range(2):
        journal.record(back, staff="ann").result()
    assert journal.returned(PurchaseName("T1-1-000001")) == {"1": Decimal(2)}
    assert journal.returned(PurchaseName(order="X")) == {}


def test_state_says_what_waits_and_acknowledgement_moves_it(journal: LocalJournal) -> None:
    entry = journal.record(sold(), staff="ann").result()
    assert journal.state().waiting == 2
    journal.acknowledge("t1", Head(1, 1, "x"), 10).result()
    state = journal.state()
    assert (state.waiting, state.oldest) == (1, entry.recorded_at)
    journal.acknowledge("t1", Head(1, 2, entry.hash), 12).result()
    assert (journal.state().waiting, journal.state().oldest) == (0, None)


def test_the_overlay_goes_when_the_replica_has_passed_the_answered_cursor(
    journal: LocalJournal,
) -> None:
    journal.record(sold("A-1", 2), staff="ann").result()
    assert journal.pending.available("A-1") == -2
    journal.acknowledge("t1", journal.head(), 12).result()
    journal.settle("t1", 11)
    assert journal.pending.available("A-1") == -2
    assert journal.pending.deltas(unacked=True) == {}
    journal.settle("t1", 12)
    assert journal.pending.available("A-1") == 0


def test_the_overlay_survives_a_restart_and_stays_gone(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.record(sold("A-1", 2), staff="ann").result()
    journal.acknowledge("t1", journal.head(), 12).result()
    journal.settle("t1", 12)
    journal.record(sold("A-1", 3), staff="ann").result()
    journal.close()
    again = reopen(tmp_path)
    again.close()
    assert again.pending.available("A-1") == -3


def test_a_new_timeline_makes_forgotten_entries_ours_again(journal: LocalJournal) -> None:
    journal.record(sold("A-1", 2), staff="ann").result()
    journal.acknowledge("t1", journal.head(), 12).result()
    journal.settle("t1", 12)
    journal.acknowledge("t2", Head(1, 1, "x"), 3).result()
    assert journal.pending.available("A-1") == -2
    assert journal.state().waiting == 1


def test_notes_are_kept_and_a_damaged_one_reads_as_absent(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.put_note("basket", "milk").result()
    journal.put_note("basket", "milk, tea").result()
    journal.close()
    again = reopen(tmp_path)
    assert again.note("basket") == "milk, tea"
    assert again.note("other") is None
    again.close()


def test_two_programs_cannot_open_one_journal(journal: LocalJournal, tmp_path: Path) -> None:
    with pytest.raises(JournalFault, match="already_open"):
        reopen(tmp_path)


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.close()
    journal.close()
    with pytest.raises(JournalFault, match="journal_closed"):
        journal.record(adjusted(), staff="ann").result()


def test_entries_another_copy_made_are_adopted_onto_the_chain(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    journal.record(sold(), staff="ann").result()
    journal.close()
    older = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    journal = reopen(tmp_path)
    journal.record(sold(), staff="ann").result()
    head, lost = journal.head(), journal.reads.tail(1, 2, 10, 1 << 20)
    journal.close()
    for name, data in older.items():
        (tmp_path / name).write_bytes(data)
    restored = reopen(tmp_path)
    restored.adopt(lost).result()
    assert restored.head() == head
    with pytest.raises(JournalFault, match="does_not_follow"):
        restored.adopt(lost).result()
    assert restored.record(sold(), staff="ann").result().fact.receipt == "T1-1-000003"  # type: ignore[union-attr]
    restored.close()


def test_listeners_hear_each_durable_fact(journal: LocalJournal) -> None:
    heard: list[int] = []
    journal.on_recorded(lambda recorded: heard.append(recorded.seq))
    journal.record(adjusted(), staff="ann").result()
    journal.close()
    assert heard[-1] == 2


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "2026-03-28"),  # 01:30, before the cut-off
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "2026-03-29"),  # 03:30, an hour was skipped
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-24"),  # 02:30 the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-24"),  # 02:30 once more
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2026-10-25"),
    ],
)
def test_business_day_on_nights_when_the_clock_changes(at: datetime, day: str) -> None:
    assert BusinessDay("Europe/Berlin", 3)(at) == day


def test_cash_and_openings_are_whole_after_reading_back(journal: LocalJournal) -> None:
    moved = CashMoved("S1", CashReason.DROP, Money(-5000, "EUR"), "safe")
    kept = journal.record(lambda _: moved, staff="ann").result()
    again = journal.fact(kept.entry)
    assert again is not None
    assert again.fact == moved
    start = journal.record(opened(), staff="ann").result()
    found = journal.fact(start.entry)
    assert found is not None
    assert isinstance(found.fact, ShiftOpened)
    assert found.fact.counted == {5000: 2}
