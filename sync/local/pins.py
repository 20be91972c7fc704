"""PINs against their Argon2id hashes. Local room. Slow by design: call it off the screen."""

from __future__ import annotations


def pin_matches(pin: str, pin_hash: str) -> bool:
    """False for a wrong PIN and for a hash that is none: nobody gets in by a damaged row."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
