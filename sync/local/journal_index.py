"""What of a fact is indexed beside its body. Local room: pure."""

from __future__ import annotations

from dataclasses import dataclass

from shop.domain.effects import order_of
from shop.domain.facts import Fact, HandedOver, Return, Sale, ShiftClosed, ShiftOpened


@dataclass(frozen=True, slots=True)
class IndexRow:
    """`receipt` is the number the fact printed itself; `of_receipt` the one it takes back."""

    receipt: str = ""
    shift: str = ""
    of_order: str = ""
    of_receipt: str = ""


def index_row(fact: Fact) -> IndexRow:
    match fact:
        case Sale(receipt=receipt):
            return IndexRow(receipt=receipt)
        case HandedOver(receipt=receipt):
            return IndexRow(receipt=receipt, of_order=order_of(fact))
        case Return(receipt=receipt, receipt_returned=returned):
            return IndexRow(receipt=receipt, of_order=order_of(fact), of_receipt=returned)
        case ShiftOpened(shift=shift) | ShiftClosed(shift=shift):
            return IndexRow(shift=shift)
        case _:
            return IndexRow(of_order=order_of(fact))


Columns = tuple[str, str, int, str, str, str]
"""kind, receipt, receipt_no, shift, of_order, of_receipt"""


def receipt_prefix(terminal: str, epoch: int) -> str:
    return f"{terminal}-{epoch}-"


def index_columns(fact: Fact, terminal: str, epoch: int) -> Columns:
    """`receipt_no` counts this terminal's own receipt numbers, so that they stay gap-free."""
    row = index_row(fact)
    prefix = receipt_prefix(terminal, epoch)
    digits = row.receipt.removeprefix(prefix)
    own = row.receipt.startswith(prefix) and digits.isdecimal()
    count = int(digits) if own else 0
    return (fact.KIND, row.receipt, count, row.shift, row.of_order, row.of_receipt)
