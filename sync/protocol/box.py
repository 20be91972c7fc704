"""Seals a name or a phone number so that only central can read it. Protocol room.

X25519 with a fresh key per text, HKDF-SHA256, AES-256-GCM; the order's code is bound in.
"""

from __future__ import annotations

import base64
import binascii

PREFIX = "sealed:1:"
_INFO = b"endcap sealed text 1"
_NONCE = bytes(12)
"""Each text has a key of its own, so one nonce does for all."""


def seal(public_key: str, text: str, about: str) -> str:
    """`public_key` is central's (hex); whoever seals cannot open it again."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    theirs = bytes.fromhex(public_key)
    key = _key(once.exchange(X25519PublicKey.from_public_bytes(theirs)), mine, theirs)
    sealed = AESGCM(key).encrypt(_NONCE, text.encode(), about.encode())
    return PREFIX + base64.urlsafe_b64encode(mine + sealed).decode("ascii")


def opened(private_key: str, text: str, about: str) -> str | None:
    """A text that was never sealed as it is; None when this is not its key."""
    if not text.startswith(PREFIX):
        return text
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    try:
        data = base64.urlsafe_b64decode(text[len(PREFIX) :])
        mine = data[:32]
        shared = own.exchange(X25519PublicKey.from_public_bytes(mine))
        key = _key(shared, mine, own.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(_NONCE, data[32:], about.encode()).decode()
    except (ValueError, binascii.Error, InvalidTag):
        return None


def _key(shared: bytes, mine: bytes, theirs: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, None, _INFO + mine + theirs).derive(shared)
