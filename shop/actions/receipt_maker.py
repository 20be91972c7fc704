"""The slip and the receipt document of a recorded fact, for the first print and for copies.

Actions room: ports only.
"""

from __future__ import annotations

from dataclasses import dataclass

from shop.actions.price_basket import local_time
from shop.domain.facts import Recorded
from shop.domain.receipt import Letterhead, Receipt
from shop.domain.receipt_of import receipt_of
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import receipt_slip
from shop.domain.slip_reader import BadSlip
from shop.ports import Replica, Signer, StoreSettings


@dataclass(frozen=True, slots=True)
class ReceiptMaker:
    replica: Replica
    signer: Signer

    def slip(self, recorded: Recorded) -> str:
        """ "" where nothing can come back by it. Ed25519 gives the same text every time."""
        settings = self.replica.settings()
        slip = receipt_slip(
            recorded,
            key_id=self.signer.key_id,
            store=settings.store.store,
            return_days=settings.return_days,
        )
        if slip is None:
            return ""
        try:
            return slip_text(slip, self.signer.sign)
        except BadSlip:
            return ""  # a sale beyond the slip's fields still gets its receipt, by number

    def receipt(self, recorded: Recorded, *, copy: int = 0) -> Receipt:
        settings = self.replica.settings()
        return receipt_of(
            recorded,
            letterhead(settings),
            at=local_time(recorded.recorded_at, settings),
            cashier=self._name(recorded.staff),
            slip=self.slip(recorded),
            return_days=settings.return_days,
            copy=copy,
        )

    def _name(self, staff: str) -> str:
        names = {member.staff: member.name for member in self.replica.staff()}
        return names.get(staff, staff)


def letterhead(settings: StoreSettings) -> Letterhead:
    store = settings.store
    town = " ".join(part for part in (store.postcode, store.city) if part)
    return Letterhead(
        chain=settings.chain,
        store=store.name,
        address=tuple(part for part in (store.street, town) if part),
        phone=store.phone,
        legal=settings.legal,
        footer=dict(settings.receipt_footer or {}),
    )
