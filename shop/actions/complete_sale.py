"""Finish the sale: one journal record, and only then paper, drawer and thanks.

Actions room: ports only.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field

from shop.actions.allow import allow
from shop.actions.futures import then
from shop.actions.receipt_maker import ReceiptMaker
from shop.domain.basket import Basket
from shop.domain.catalogue import Item, text_in
from shop.domain.facts import Numbering, Recorded, Sale, SoldItem
from shop.domain.money import Money
from shop.domain.pricing import PricedDocument
from shop.domain.receipt import Receipt
from shop.domain.staff import Permission, StaffMember
from shop.domain.tender import TenderKind
from shop.domain.tendering import Tendering
from shop.errors import Refusal
from shop.ports import Journal


@dataclass(frozen=True, slots=True)
class SaleDone:
    """Durable. `drawer` says whether cash moved, so the drawer must open."""

    recorded: Recorded
    receipt: Receipt
    change: Money
    drawer: bool


@dataclass(slots=True)
class CompleteSale:
    """Asking twice for one basket is asking once: the second call gets the first's Future."""

    journal: Journal
    receipts: ReceiptMaker
    _running: dict[str, Future[SaleDone]] = field(default_factory=dict)

    def __call__(
        self,
        basket: Basket,
        document: PricedDocument,
        tendering: Tendering,
        *,
        shift: str,
        who: StaffMember,
        language: str = "en",
    ) -> Future[SaleDone]:
        running = self._running.get(basket.basket_id)
        if running is not None and not _failed(running):
            return running
        allow(who, Permission.SELL)
        _check(basket, document, tendering, shift)
        cursor = self.receipts.replica.state().cursor
        items = sold_items(basket, document, language)

        def build(numbering: Numbering) -> Sale:
            return Sale(
                receipt=numbering.receipt,
                shift=shift,
                items=items,
                document=document,
                tenders=tendering.tenders,
                rounding=tendering.rounded_by,
                basket=basket.basket_id,
                catalogue_cursor=cursor,
            )

        drawer = any(tender.kind is TenderKind.CASH for tender in tendering.tenders)
        done = then(
            self.journal.record(build, staff=who.staff),
            lambda recorded: SaleDone(
                recorded, self.receipts.receipt(recorded), tendering.change, drawer
            ),
        )
        self._running = {basket.basket_id: done}
        return done


def sold_items(basket: Basket, document: PricedDocument, language: str) -> tuple[SoldItem, ...]:
    totals = {line.line_id: line.total for line in document.lines}
    return tuple(
        SoldItem(
            line_id=line.line_id,
            sku=line.item.sku,
            title=item_title(line.item, language),
            quantity=line.quantity,
            unit=line.item.unit,
            total=totals[line.line_id],
            tax_class=line.item.tax_class,
        )
        for line in basket.lines
    )


def item_title(item: Item, language: str) -> str:
    """As the receipt says it: "Linen shirt, Red, M"."""
    return ", ".join(
        (
            text_in(item.titles, language),
            *(x.values.get(language) or x.value for x in item.options),
        )
    )


def _check(basket: Basket, document: PricedDocument, tendering: Tendering, shift: str) -> None:
    if not shift:
        raise Refusal("no_open_shift")
    if not basket.lines:
        raise Refusal("basket_empty")
    if [x.line_id for x in document.lines] != [x.line_id for x in basket.lines] or any(
        priced.quantity != line.quantity
        for priced, line in zip(document.lines, basket.lines, strict=True)
    ):
        raise Refusal("price_outdated")
    if tendering.total != document.total or not tendering.settled:
        raise Refusal("not_paid", due=str(tendering.due))


def _failed(future: Future[SaleDone]) -> bool:
    return future.done() and future.exception() is not None
