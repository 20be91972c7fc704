"""Order codes people can read out: "K7M2-94TQ-H3XW". Domain room: standard library only.

Eleven random Crockford letters (55 bits) and one check letter over GF(32) that catches every
single wrong letter and every swap of two neighbours. A code names an order; what lets
somebody fetch it is the signed slip, or the name checked by a person (docs/slips.md).
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_LOOKALIKES = str.maketrans("OIL", "011")
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def new_order_code() -> str:
    """From the system's random source."""
    return _with_check([secrets.randbelow(32) for _ in range(LENGTH - 1)])


def read_order_code(text: str) -> str | None:
    """The code as stored, from what was typed or scanned; None when it is not one of ours."""
    plain = text.upper().translate(_LOOKALIKES).replace("-", "").replace(" ", "")
    if len(plain) != LENGTH or any(letter not in ALPHABET for letter in plain):
        return None
    values = [ALPHABET.index(letter) for letter in plain]
    code = _with_check(values[:-1])
    return code if code.replace("-", "") == plain else None


def _with_check(values: list[int]) -> str:
    check = 0
    for value in values:
        check = _doubled(check ^ value)
    letters = "".join(ALPHABET[value] for value in (*values, check))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
