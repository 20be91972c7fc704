"""Room: pos. What a cashier typed into the one field: a code, words, a quantity, an amount.

Pure: no Qt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_QUANTITY = re.compile(r"^\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*[*x×]\s*(.*)$", re.IGNORECASE)
_CODE = re.compile(r"^[0-9]{6,}$|^OR1[A-Z2-7]{20,}$")
_AMOUNT = re.compile(r"^\d{1,7}(?:[.,]\d{0,3})?$")


@dataclass(frozen=True, slots=True)
class Typed:
    """`quantity` is what stood before "*"; `text` the rest."""

    text: str
    quantity: Decimal | None = None

    @property
    def is_code(self) -> bool:
        return bool(_CODE.match(self.text))

    @property
    def searchable(self) -> bool:
        """Worth a search: two letters or three digits, not a long code on its way."""
        return len(self.text) >= 2 and not self.is_code


def read_typed(text: str) -> Typed:
    found = _QUANTITY.match(text)
    if found is None:
        return Typed(text.strip())
    quantity = Decimal(found.group(1).replace(",", "."))
    return Typed(found.group(2).strip(), quantity or None)


def read_amount(text: str, digits: int) -> int | None:
    """Minor units of an amount in major units as people type it: "20", "20.5", "20,50".

    None when it is no amount or has more decimals than the currency.
    """
    typed = text.strip().replace(" ", "").replace("\u00a0", "")
    if not _AMOUNT.match(typed):
        return None
    try:
        minor = Decimal(typed.replace(",", ".")).scaleb(digits)
    except InvalidOperation:
        return None
    return int(minor) if minor == minor.to_integral_value() else None
