"""Read a slip that was scanned: signature by the replicated keys, then time and place.

Actions room: ports only.
"""

from __future__ import annotations

from dataclasses import dataclass

from shop.domain.slip import BasketSlip, PickupSlip, store_tag
from shop.domain.slip_check import SlipAnswer, SlipRefused, VerifiedSlip, Verify, check_slip
from shop.domain.slip_codec import SlipFault
from shop.ports import Clock, Replica


@dataclass(frozen=True, slots=True)
class ReadSlip:
    replica: Replica
    verify: Verify
    clock: Clock

    def __call__(self, text: str) -> SlipAnswer:
        answer = check_slip(
            text, keys=self.replica.slip_key, verify=self.verify, now=self.clock.now()
        )
        if isinstance(answer, VerifiedSlip) and not self._of_here(answer):
            return SlipRefused(SlipFault.OTHER_STORE, text, answer)
        return answer

    def _of_here(self, verified: VerifiedSlip) -> bool:
        """Passes bind to one store; a receipt is good in every store of the chain."""
        if isinstance(verified.slip, PickupSlip | BasketSlip):
            return verified.slip.store_tag == store_tag(self.replica.settings().store.store)
        return True
