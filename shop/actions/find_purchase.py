"""What was bought, so that it can come back: by receipt slip, receipt number, order slip or
order number. Actions room: ports only.

Central is asked first. With the link down: this terminal's journal, the replicated order, or
the slip's own lines, and then `live` is False and the caps for returns offline apply.
"""

from __future__ import annotations

import re
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from shop.actions.futures import or_else, ready, then
from shop.actions.purchases import (
    from_order,
    from_sale,
    from_slip,
    known_returned,
    unsent_returns,
    with_returned,
)
from shop.domain.catalogue import Item, text_in
from shop.domain.facts import Proof
from shop.domain.order_code import read_order_code
from shop.domain.returns import OfflineCaps, PurchaseName
from shop.domain.slip import PickupSlip, ReceiptSlip, sku_tag
from shop.domain.slip_check import VerifiedSlip
from shop.domain.slip_make import sale_of
from shop.errors import Conflict, EndcapError, LinkDown, Refusal
from shop.ports import Central, Clock, Journal, Purchase, Replica

_DIGITS = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class FoundPurchase:
    """`live`: central answered, so quantities are the whole truth. `source` is "central",
    "journal", "order" or "slip". `late`: past the days for returns, a manager decides.
    `central_knows` is False for a sale of ours that has not reached central yet. `taken` is
    what this terminal had taken back when it looked. `tags` tell the goods of a slip's lines,
    whose SKU is unknown until they are scanned."""

    purchase: Purchase
    proof: Proof
    live: bool
    source: str
    own_store: bool
    late: bool
    caps: OfflineCaps
    tags: tuple[tuple[str, bytes], ...] = ()
    central_knows: bool = True
    taken: tuple[tuple[str, Decimal], ...] = ()

    def left(self, line_id: str) -> Decimal:
        """How much of a line can still come back."""
        for line in self.purchase.lines:
            if line.line_id == line_id:
                return max(line.quantity - line.returned, Decimal(0))
        raise Refusal("line_unknown", line=line_id)


@dataclass(frozen=True, slots=True)
class FindPurchase:
    journal: Journal
    replica: Replica
    central: Central
    clock: Clock

    def by_slip(self, verified: VerifiedSlip) -> Future[FoundPurchase]:
        """A basket slip proves nothing: Refusal("no_proof")."""
        match verified.slip:
            case ReceiptSlip() as slip:
                wanted = PurchaseName(slip.receipt, entry_tag=slip.entry_tag.hex())
                return self._receipt(wanted, Proof.RECEIPT_SLIP, verified)
            case PickupSlip() as slip:
                return self._order(slip.order, Proof.ORDER_SLIP)
            case _:
                raise Refusal("no_proof", kind=verified.slip.kind.value)

    def by_text(self, text: str) -> Future[FoundPurchase]:
        """A receipt number or an order code, as typed; behind a number may stand how the digits
        in the receipt's last line begin, if another has that number too."""
        typed = text.strip().upper()
        if not typed:
            raise Refusal("nothing_typed")
        code = read_order_code(typed) or typed
        if self.replica.order(code) is not None or read_order_code(typed) is not None:
            return self._order(code, Proof.ORDER_NUMBER)
        return self._receipt(_typed_receipt(typed), Proof.RECEIPT_NUMBER, None)

    def _receipt(
        self, wanted: PurchaseName, proof: Proof, verified: VerifiedSlip | None
    ) -> Future[FoundPurchase]:
        live = then(self.central.purchase(wanted), lambda found: self._live(found, proof))

        def without_central(error: Exception) -> Future[FoundPurchase]:
            return ready(self._own_receipt(wanted, proof, verified, error))

        return or_else(live, EndcapError, without_central)

    def _own_receipt(
        self,
        wanted: PurchaseName,
        proof: Proof,
        verified: VerifiedSlip | None,
        error: Exception,
    ) -> FoundPurchase:
        """Central may not have heard of a sale of ours yet, so its no is not the last word; but
        where it knows several we do not choose."""
        if isinstance(error, Conflict) and error.code == "receipt_ambiguous":
            raise error
        recorded = self.journal.by_receipt(wanted.receipt)
        if recorded is not None and wanted.is_of(recorded):
            sale = sale_of(recorded)
            if sale is not None:
                found = self._offline(from_sale(recorded, sale, self._here()), proof, "journal")
                return replace(found, central_knows=isinstance(error, LinkDown))
        if isinstance(error, LinkDown) and verified is not None:
            return self._from_slip(verified)
        if isinstance(error, LinkDown):
            raise LinkDown("purchase_needs_slip", receipt=wanted.receipt)
        raise error

    def _from_slip(self, verified: VerifiedSlip) -> FoundPurchase:
        slip = verified.slip
        if not isinstance(slip, ReceiptSlip) or not slip.lines:
            raise LinkDown("slip_has_no_lines")
        found = self._offline(from_slip(slip, verified.key.store), Proof.RECEIPT_SLIP, "slip")
        return replace(found, tags=tuple((str(x.line), x.sku_tag) for x in slip.lines))

    def _order(self, order: str, proof: Proof) -> Future[FoundPurchase]:
        asking = self.central.purchase(PurchaseName(order=order))
        live = then(asking, lambda found: self._live(found, proof))

        def without_central(error: Exception) -> Future[FoundPurchase]:
            known = self.replica.order(order)
            if known is None or isinstance(error, Conflict):
                raise error
            language = self.replica.settings().languages[0]
            return ready(self._offline(from_order(known, language), proof, "order"))

        return or_else(live, LinkDown, without_central)

    def _live(self, purchase: Purchase, proof: Proof) -> FoundPurchase:
        """Central cannot know what we took back and have not sent: add it. What it agreed to it
        may have let go of, when we could not send for long; our own journal knows that."""
        waiting = unsent_returns(self.journal, purchase.name, authorised=False)
        lines = tuple(
            replace(x, returned=x.returned + waiting.get(x.line_id, Decimal(0)))
            for x in purchase.lines
        )
        told = replace(purchase, lines=lines)
        told = with_returned(told, self.journal.returned(purchase.name))
        return self._found(told, proof, "central", live=True)

    def _offline(self, purchase: Purchase, proof: Proof, source: str) -> FoundPurchase:
        returned = known_returned(self.journal, self.replica, purchase.name)
        return self._found(with_returned(purchase, returned), proof, source, live=False)

    def _found(self, purchase: Purchase, proof: Proof, source: str, *, live: bool) -> FoundPurchase:
        settings = self.replica.settings()
        age = self.clock.now() - purchase.sold_at
        return FoundPurchase(
            purchase=purchase,
            proof=proof,
            live=live,
            source=source,
            own_store=purchase.store == settings.store.store,
            late=age > timedelta(days=settings.return_days),
            caps=OfflineCaps(settings.offline_return_limit, settings.offline_returns_per_day),
            taken=taken_here(self.journal, purchase),
        )

    def _here(self) -> str:
        return self.replica.settings().store.store


def taken_here(journal: Journal, purchase: Purchase) -> tuple[tuple[str, Decimal], ...]:
    """What this terminal itself took back of the purchase so far, by line."""
    return tuple(sorted(journal.returned(purchase.name).items()))


def _typed_receipt(typed: str) -> PurchaseName:
    number, _, rest = typed.partition(" ")
    digits = rest.rpartition(" ")[2].lower()
    return (
        PurchaseName(number, hash_start=digits)
        if _DIGITS.fullmatch(digits)
        else PurchaseName(typed)
    )


def match_item(found: FoundPurchase, item: Item, language: str) -> tuple[FoundPurchase, str]:
    """Goods scanned on the counter: the line they belong to, named where only a tag was known.

    Lines with something left come first. Raises Refusal("not_on_receipt").
    """
    lines = [x.line_id for x in found.purchase.lines if _is(found, x.line_id, item.sku)]
    if not lines:
        raise Refusal("not_on_receipt", sku=item.sku)
    line_id = next((x for x in lines if found.left(x)), lines[0])
    named = tuple(
        replace(x, sku=item.sku, title=x.title or text_in(item.titles, language))
        if x.line_id == line_id
        else x
        for x in found.purchase.lines
    )
    return replace(found, purchase=replace(found.purchase, lines=named)), line_id


def _is(found: FoundPurchase, line_id: str, sku: str) -> bool:
    for line in found.purchase.lines:
        if line.line_id == line_id and line.sku:
            return line.sku == sku
    return dict(found.tags).get(line_id) == sku_tag(sku)
