"""Print a receipt again, marked COPY n. Actions room: ports only."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.futures import then
from shop.actions.receipt_maker import ReceiptMaker
from shop.domain.facts import Recorded, Reprinted
from shop.domain.receipt import Receipt
from shop.domain.receipt_of import receipt_number
from shop.domain.staff import StaffMember
from shop.errors import Refusal
from shop.ports import Journal

_RECENT = 1000


@dataclass(frozen=True, slots=True)
class Reprint:
    receipt: Receipt
    recorded: Recorded


def reprint_receipt(
    journal: Journal, receipts: ReceiptMaker, number: str, who: StaffMember
) -> Future[Reprint]:
    """The copy is a fact of its own, so that paper can always be counted."""
    original = journal.by_receipt(number.strip().upper())
    if original is None:
        raise Refusal("receipt_unknown", receipt=number)
    printed = receipt_number(original)

    def build(_: object) -> Reprinted:
        return Reprinted(printed, copies(journal, printed) + 1)

    def made(recorded: Recorded) -> Reprint:
        assert isinstance(recorded.fact, Reprinted)
        return Reprint(receipts.receipt(original, copy=recorded.fact.copy), recorded)

    return then(journal.record(build, staff=who.staff), made)


def copies(journal: Journal, number: str) -> int:
    """How often it was printed again."""
    facts = (recorded.fact for recorded in journal.recent((Reprinted.KIND,), _RECENT))
    return max(
        (x.copy for x in facts if isinstance(x, Reprinted) and x.receipt == number), default=0
    )
