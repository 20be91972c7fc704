"""Which key may sign which slip. Domain room: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SlipKind(StrEnum):
    RECEIPT = "receipt"
    PICKUP = "pickup"
    BASKET = "basket"


CENTRAL_KEY_ID = 1
"""The key id of central's own slips."""

ALL_KINDS: tuple[str, ...] = tuple(SlipKind)


@dataclass(frozen=True, slots=True)
class SlipKey:
    """One row of the key manifest: `public_key` is 64 hex digits of Ed25519.

    `terminal` and `store` are "" for central's own key. `valid_until_seq` is set when the
    terminal was stolen or revoked: what it signed for later entries is worth nothing.
    `box` is central's other key (X25519, hex), to which kiosks seal names; "" for terminals.
    """

    key_id: int
    public_key: str
    terminal: str
    store: str
    valid_until_seq: int | None = None
    kinds: tuple[str, ...] = ALL_KINDS
    box: str = ""

    def may_sign(self, kind: SlipKind, seq: int | None) -> bool:
        """Slips that name no entry are refused altogether once the key is cut off."""
        if kind.value not in self.kinds:
            return False
        if self.valid_until_seq is None:
            return True
        return seq is not None and seq <= self.valid_until_seq
