"""Is this slip ours, whole, in time and for this store? Needs no network.

Domain room: standard library only; the signature check itself is injected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shop.domain.slip import PickupSlip, ReceiptSlip, Slip
from shop.domain.slip_codec import SlipFault, parse
from shop.domain.slip_keys import SlipKey

Verify = Callable[[bytes, bytes, bytes], bool]
"""(public key of 32 bytes, message, signature) → whether it is right; never raises."""

RECEIPT_TOLERANCE = timedelta(hours=24)
PASS_TOLERANCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class VerifiedSlip:
    """A slip whose signature holds. `text` is what was scanned."""

    slip: Slip
    key: SlipKey
    text: str


@dataclass(frozen=True, slots=True)
class SlipRefused:
    """`slip` is there when the signature held and only the time or place is wrong: a manager
    may decide. `scanned` is the text."""

    fault: SlipFault
    scanned: str = ""
    slip: VerifiedSlip | None = None


SlipAnswer = VerifiedSlip | SlipRefused


def check_slip(
    text: str, *, keys: Callable[[int], SlipKey | None], verify: Verify, now: datetime
) -> SlipAnswer:
    """Signature, key manifest and time. Whether it was used already only a ledger knows."""
    sealed = parse(text)
    if isinstance(sealed, SlipFault):
        return SlipRefused(sealed, text)
    key = keys(sealed.slip.key_id)
    if key is None:
        return SlipRefused(SlipFault.UNKNOWN_KEY, text)
    seq = sealed.slip.seq if isinstance(sealed.slip, ReceiptSlip) else None
    if not key.may_sign(sealed.slip.kind, seq):
        return SlipRefused(SlipFault.KEY_NOT_ALLOWED, text)
    if not verify(bytes.fromhex(key.public_key), sealed.message, sealed.signature):
        return SlipRefused(SlipFault.FORGED, text)
    verified = VerifiedSlip(sealed.slip, key, text)
    fault = _time_fault(sealed.slip, now)
    return verified if fault is None else SlipRefused(fault, text, verified)


def _time_fault(slip: Slip, now: datetime) -> SlipFault | None:
    start, length, tolerance = _window(slip)
    if now < start - tolerance:
        return SlipFault.NOT_YET
    return SlipFault.EXPIRED if now - start > length + tolerance else None


def _window(slip: Slip) -> tuple[datetime, timedelta, timedelta]:
    if isinstance(slip, ReceiptSlip):
        return slip.issued, timedelta(days=slip.return_days), RECEIPT_TOLERANCE
    start = slip.not_before if isinstance(slip, PickupSlip) else slip.issued
    return start, timedelta(hours=slip.valid_hours), PASS_TOLERANCE
