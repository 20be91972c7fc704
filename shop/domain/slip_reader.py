"""Fields of a slip, written and read one after the other. Domain room: standard library only."""

from __future__ import annotations

import re
from decimal import Decimal

from shop.errors import EndcapError

MAX_TEXT = 40
_TEXT = re.compile(rb"[!-~]+")  # visible ASCII: what every printer, QR mode and log can carry


class BadSlip(EndcapError):
    """A value that does not fit its field, or bytes that are not a slip."""


class Writer:
    def __init__(self) -> None:
        self.data = b""

    def number(self, value: int, size: int) -> Writer:
        try:
            self.data += value.to_bytes(size, "big")
        except OverflowError:
            raise BadSlip("slip_number", value=value, size=size) from None
        return self

    def raw(self, value: bytes, size: int) -> Writer:
        if len(value) != size:
            raise BadSlip("slip_size", found=len(value), size=size)
        self.data += value
        return self

    def text(self, value: str, size: int | None = None) -> Writer:
        """Visible ASCII; its length goes before it unless it is fixed."""
        data = value.encode("ascii", "replace") if value.isascii() else b""
        if not _TEXT.fullmatch(data) or len(data) > MAX_TEXT:
            raise BadSlip("slip_text", text=value)
        if size is None:
            self.number(len(data), 1)
        return self.raw(data, len(data) if size is None else size)

    def quantity(self, value: Decimal) -> Writer:
        """Thousandths in three bytes: up to 16,777.215."""
        thousandths = value * 1000
        if thousandths != thousandths.to_integral_value():
            raise BadSlip("slip_quantity", quantity=str(value))
        return self.number(int(thousandths), 3)


class Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def raw(self, size: int) -> bytes:
        piece = self._data[self._at : self._at + size]
        if len(piece) != size:
            raise BadSlip("slip_short", at=self._at)
        self._at += size
        return piece

    def number(self, size: int) -> int:
        return int.from_bytes(self.raw(size), "big")

    def count(self) -> int:
        """How many lines follow; none is never written."""
        value = self.number(1)
        if not value:
            raise BadSlip("slip_count", at=self._at)
        return value

    def flags(self, known: int) -> int:
        value = self.number(1)
        if value & ~known:
            raise BadSlip("slip_flags", flags=value)
        return value

    def text(self, size: int | None = None) -> str:
        data = self.raw(self.number(1) if size is None else size)
        if not _TEXT.fullmatch(data) or len(data) > MAX_TEXT:
            raise BadSlip("slip_text", at=self._at)
        return data.decode("ascii")

    def quantity(self) -> Decimal:
        return Decimal(self.number(3)) / 1000

    def end(self) -> None:
        if self._at != len(self._data):
            raise BadSlip("slip_long", at=self._at)
