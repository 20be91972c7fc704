"""A real Ed25519 key from a fixed seed, so that slips in tests are the same every time."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from shop.domain.slip_keys import ALL_KINDS, SlipKey


class FixedSigner:
    def __init__(self, key_id: int = 7, seed: int = 1) -> None:
        self.key_id = key_id
        self._private = Ed25519PrivateKey.from_private_bytes(bytes((seed,)) * 32)

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)

    @property
    def public_key(self) -> str:
        return self._private.public_key().public_bytes_raw().hex()

    def row(
        self,
        terminal: str = "T1",
        store: str = "S1",
        valid_until_seq: int | None = None,
        kinds: tuple[str, ...] = ALL_KINDS,
    ) -> SlipKey:
        return SlipKey(self.key_id, self.public_key, terminal, store, valid_until_seq, kinds)


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
