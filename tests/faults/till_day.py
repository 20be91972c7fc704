"""A till's day to be killed, in a process of its own.

Waits for a word once it is open, so that a tracer can take hold first. Then shift, sales, returns,
cash and Z reports, and the entry id of each once it is durable.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

from shop.actions.close_shift import CloseShift
from shop.domain.facts import (
    CashMoved,
    CashReason,
    Condition,
    Numbering,
    Proof,
    Recorded,
    Return,
    ReturnedLine,
    ShiftClosed,
)
from shop.domain.money import Money
from shop.domain.shift import shift_totals
from shop.domain.staff import Role, StaffMember
from shop.domain.tender import Tender, TenderKind
from shop.errors import JournalFault
from sync.local.journal import LocalJournal
from tests.fakes.terminals import opened, reopen, sold

ANN = StaffMember("ann", "Ann", Role.MANAGER, "", "", "en", ("S1",))


def day(journal: LocalJournal) -> Iterator[Recorded]:
    """Endless: a shift is opened, sells, takes back, moves cash and is closed."""
    number = 0
    while True:
        number += 1
        shift = f"shift{number}"
        yield journal.record(opened(shift), staff="ann").result()
        for _ in range(3):
            sale = journal.record(sold(shift=shift), staff="ann").result()
            yield sale
            receipt = str(getattr(sale.fact, "receipt", ""))
            yield journal.record(taken_back(receipt, shift), staff="ann").result()
        yield journal.record(taken_out(shift), staff="ann").result()
        yield CloseShift(journal)({5000: 1}, ANN).result().recorded


def taken_back(of: str, shift: str) -> Callable[[Numbering], Return]:
    """All of a sale of one piece for 2.50."""
    minor, zero = Money(250, "EUR"), Money(0, "EUR")
    line = ReturnedLine("1", "A-1", "Tea", Decimal(1), minor, "wrong", Condition.PUT_BACK)
    paid = (Tender(TenderKind.CASH, -minor, -minor),)
    proof = Proof.RECEIPT_NUMBER
    return lambda n: Return(n.receipt, shift, (line,), paid, zero, proof, receipt_returned=of)


def taken_out(shift: str) -> Callable[[Numbering], CashMoved]:
    return lambda _: CashMoved(shift, CashReason.OUT, Money(-500, "EUR"))


def closed_rightly(journal: LocalJournal) -> int:
    """Every Z report says what its entries add up to (I9); gives how many there are."""
    reports = journal.recent(["shift_closed"], 100_000)
    for report in reports:
        fact = report.fact
        assert isinstance(fact, ShiftClosed)
        totals = shift_totals(journal.of_shift(fact.shift), fact.shift, "EUR")
        assert (fact.sales, fact.returns) == (totals.sales, totals.returns)
        assert (fact.gross, fact.expected) == (totals.gross, totals.expected)
    return len(reports)


def work(folder: Path, facts: int, rest: int, line: Connection) -> None:
    """After `rest` facts it pauses long enough for the journal to tidy its files."""
    journal = reopen(folder)
    line.send_bytes(b"ready")
    line.recv_bytes()
    for number, recorded in enumerate(day(journal), 1):
        line.send_bytes(recorded.entry.encode())
        if number == rest:
            time.sleep(1.5)
        if number == facts:
            break
    journal.close()
    line.send_bytes(b"closed")


def sell_on(folder: Path, facts: int, _rest: int, line: Connection) -> None:
    """Sells whatever happens, and tells each sale, or the fault it was refused with."""
    journal = reopen(folder)
    line.send_bytes(b"ready")
    line.recv_bytes()
    for _ in range(facts):
        try:
            said = journal.record(sold(), staff="ann").result().entry
        except JournalFault as fault:
            said = f"fault {fault.code}"
        line.send_bytes(said.encode())
    journal.close()
    line.send_bytes(b"closed")
