"""The device's own Ed25519 key: made here, kept in a 0600 file, never leaves. Local room."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from shop.errors import JournalFault
from sync.local.files import sync_folder, write_durably

NAME = "device.key"
_FRESH = "device.key.fresh"
_SEED, _MARKED = 32, 64
"""Bytes of a key; of one that waits, with the mark of the code it was made for."""


@dataclass(frozen=True, slots=True)
class DeviceSigner:
    """Plays `shop.ports.Signer`; `key_id` names the public half on slips."""

    key_id: int
    private: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    @property
    def public_hex(self) -> str:
        return self.private.public_key().public_bytes_raw().hex()


def make_key(folder: Path, code: str = "") -> Ed25519PrivateKey:
    """A fresh key, on disk before anybody is told of it. It waits beside the key of an older
    epoch until `load_key` is asked for it: a refused enrolment leaves the terminal as it was.

    For the one-time `code` it was made for before, the same again: central may have taken that,
    and its answer been lost.
    """
    mark = hashlib.sha256(_plain(code).encode()).digest() if code else b""
    had = _bytes(folder / _FRESH)
    if mark and had[_SEED:] == mark:
        return Ed25519PrivateKey.from_private_bytes(had[:_SEED])
    key = Ed25519PrivateKey.generate()
    write_durably(folder / _FRESH, key.private_bytes_raw() + mark)
    return key


def _plain(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


def load_key(folder: Path, public_key: str) -> Ed25519PrivateKey:
    """The key whose public half is `public_key` (hex), settled in its place."""
    found = find_key(folder, public_key)
    if found is None:
        raise JournalFault("key_missing", path=str(folder / NAME))
    path, key = found
    if path.name == _FRESH:
        write_durably(folder / NAME, key.private_bytes_raw())
        path.unlink()
        sync_folder(folder)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return key


def find_key(folder: Path, public_key: str) -> tuple[Path, Ed25519PrivateKey] | None:
    """Where it lies, settled or not; looks only."""
    for path in (folder / NAME, folder / _FRESH):
        found = _bytes(path)
        if len(found) not in (_SEED, _MARKED):
            continue
        key = Ed25519PrivateKey.from_private_bytes(found[:_SEED])
        if key.public_key().public_bytes_raw().hex() == public_key:
            return path, key
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def signature_holds(public_key: str, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Plays `shop.domain.slip_check.Verify`; never raises."""
    return signature_holds(public_key.hex(), signature, message)
