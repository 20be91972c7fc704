"""What was durable but perhaps never seen: shown first after a crash, never keyed again.

Actions room: ports only. A note names the last receipt whose end a person saw on the screen.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.receipt_maker import ReceiptMaker
from shop.domain.facts import HandedOver, Recorded, Return, Sale
from shop.domain.money import Money
from shop.domain.receipt import Receipt
from shop.ports import Journal

_NOTE = "last_confirmed"
KINDS = (Sale.KIND, Return.KIND, HandedOver.KIND)


@dataclass(frozen=True, slots=True)
class LastSale:
    """`confirmed` False: ask for nothing, show it, offer the receipt and the change due."""

    recorded: Recorded
    receipt: Receipt
    change: Money
    confirmed: bool


def confirm_sale(journal: Journal, recorded: Recorded) -> Future[None]:
    """The screen has shown the end of this sale, return or hand-over."""
    return journal.put_note(_NOTE, recorded.entry)


def last_sale(journal: Journal, receipts: ReceiptMaker) -> LastSale | None:
    """The newest receipt of this terminal, for the start and for "reprint last"."""
    newest = journal.recent(KINDS, 1)
    if not newest:
        return None
    receipt = receipts.receipt(newest[0])
    confirmed = journal.note(_NOTE) == newest[0].entry
    return LastSale(newest[0], receipt, receipt.change, confirmed)
