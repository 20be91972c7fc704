"""What every `shop.ports.Journal` promises: the fake and the one on disk."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from decimal import Decimal
from pathlib import Path

import pytest

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
from shop.domain.receipt_of import receipt_number
from shop.domain.returns import PurchaseName
from shop.errors import Refusal
from shop.ports import Journal
from tests.fakes.clock import FakeClock
from tests.fakes.journal import FakeJournal
from tests.fakes.terminals import new_journal

ZERO = Money(0, "EUR")


@pytest.fixture(params=["fake", "disk"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "fake":
        yield FakeJournal(FakeClock())
        return
    made = new_journal(tmp_path, FakeClock())
    yield made
    made.close()


def record(journal: Journal, fact: Fact) -> str:
    return journal.record(lambda _: fact, staff="anna").result(10).entry


def opened(shift: str) -> ShiftOpened:
    return ShiftOpened(shift, Money(10000, "EUR"), {1000: 10})


def closed(shift: str, number: int) -> ShiftClosed:
    return ShiftClosed(shift, number, 1, 2, ZERO, ZERO, {}, 0, 0, ZERO, ZERO, 0, "")


def back(receipt: str, line: str, quantity: str, order: str = "", tag: str = "") -> Return:
    lines = (ReturnedLine(line, "TEA", "Tea", Decimal(quantity), ZERO, "x", Condition.PUT_BACK),)
    of = "" if order else "T1-1-000009"
    return Return(receipt, "A", lines, (), ZERO, Proof.RECEIPT_SLIP, of, order, entry_tag=tag)


def printed(journal: Journal) -> str:
    def build(numbering: Numbering) -> Return:
        return back(numbering.receipt, "1", "1")

    return receipt_number(journal.record(build, staff="anna").result(10))


def test_a_fact_is_found_as_it_was_made(journal: Journal) -> None:
    made = journal.record(lambda _: opened("A"), staff="anna").result(10)
    assert (made.kind, made.staff, made.fact) == ("shift_opened", "anna", opened("A"))
    assert journal.fact(made.entry) == made
    assert journal.fact("00" * 16) is None
    state = journal.state()
    assert (state.seq, state.hash) == (made.seq, made.hash)
    assert state.waiting >= 1
    assert state.oldest is not None


def test_a_journal_at_rest_has_no_trouble(journal: Journal) -> None:
    assert journal.trouble == ""


def test_entries_are_numbered_one_after_the_other(journal: Journal) -> None:
    numbers = [journal.record(lambda _: opened("A"), staff="anna").result(10).seq for _ in range(3)]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_a_build_that_refuses_leaves_nothing_and_uses_no_number(journal: Journal) -> None:
    first = printed(journal)

    def refuse(numbering: Numbering) -> Fact:
        assert numbering.receipt
        raise Refusal("changed_my_mind")

    before = journal.state()
    with pytest.raises(Refusal, match="changed_my_mind"):
        journal.record(refuse, staff="anna").result(10)
    assert journal.state() == before
    record(journal, opened("A"))
    second = printed(journal)
    assert (first[-6:], second[-6:]) == ("000001", "000002")


def test_a_build_may_read_the_journal_and_sees_what_was_recorded_before_it(
    journal: Journal,
) -> None:
    seen: list[int] = []

    def build(_: Numbering) -> Fact:
        seen.append(len(journal.recent(("cash_moved",), 99)))
        return CashMoved("A", CashReason.IN, Money(5, "EUR"))

    wait([journal.record(build, staff="anna") for _ in range(4)], 10)
    assert seen == [0, 1, 2, 3]


def test_receipts_are_found_by_their_number(journal: Journal) -> None:
    number = printed(journal)
    found = journal.by_receipt(number)
    assert found is not None
    assert receipt_number(found) == number
    assert journal.by_receipt("T9-9-000009") is None
    assert journal.by_receipt("") is None


def test_shifts_open_close_and_count(journal: Journal) -> None:
    assert journal.open_shift() is None
    assert journal.last_shift_number() == 0
    record(journal, opened("A"))
    moved = record(journal, CashMoved("A", CashReason.IN, Money(5, "EUR")))
    found = journal.open_shift()
    assert found is not None
    assert found.fact == opened("A")
    facts = journal.of_shift("A")
    assert [x.kind for x in facts] == ["shift_opened", "cash_moved"]
    assert facts[-1].entry == moved
    record(journal, closed("A", 1))
    assert journal.open_shift() is None
    assert journal.last_shift_number() == 1
    record(journal, opened("B"))
    assert [x.fact for x in journal.of_shift("B")] == [opened("B")]
    assert list(journal.of_shift("none")) == []


def test_recent_facts_come_newest_first_and_no_more_than_asked(journal: Journal) -> None:
    for shift in ("A", "B", "C"):
        record(journal, opened(shift))
        record(journal, CashMoved(shift, CashReason.IN, Money(5, "EUR")))
    recent = journal.recent(("shift_opened",), 2)
    assert [x.fact for x in recent] == [opened("C"), opened("B")]
    assert len(journal.recent(("shift_opened", "cash_moved"), 99)) == 6


def test_what_came_back_is_summed_by_line(journal: Journal) -> None:
    record(journal, back("R1", "1", "1"))
    record(journal, back("R2", "1", "0.5"))
    record(journal, back("R3", "2", "1"))
    record(journal, back("R4", "1", "2", order="K7M2-94TQ-H3X7"))
    assert dict(journal.returned(PurchaseName("T1-1-000009"))) == {
        "1": Decimal("1.5"),
        "2": Decimal(1),
    }
    assert dict(journal.returned(PurchaseName(order="K7M2-94TQ-H3X7"))) == {"1": Decimal(2)}
    assert dict(journal.returned(PurchaseName("T1-1-000008"))) == {}
    record(journal, back("R5", "1", "3", tag="0a" * 8))
    mine = PurchaseName("T1-1-000009", entry_tag="0b" * 8)
    assert journal.returned(mine)["1"] == Decimal("1.5")
    assert journal.returned(PurchaseName("T1-1-000009"))["1"] == Decimal("4.5")


def test_notes_are_kept_and_replaced(journal: Journal) -> None:
    assert journal.note("parked") is None
    journal.put_note("parked", "one").result(10)
    journal.put_note("parked", "two ü").result(10)
    assert journal.note("parked") == "two ü"
