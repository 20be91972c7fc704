"""Reads an ESC/POS byte stream back into what a person would see. Demo and tests.

Knows every command our encoder gives and counts those it does not know: a fake printer that
swallows anything would prove nothing.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

_ESC, _GS, _DLE = 0x1B, 0x1D, 0x10
# Arguments in bytes after the command's two, for those of fixed length.
_FIXED = {
    b"\x1b@": 0,
    b"\x1ba": 1,
    b"\x1bd": 1,
    b"\x1bt": 1,
    b"\x1bE": 1,
    b"\x1bM": 1,
    b"\x1bp": 3,
    b"\x1d!": 1,
    b"\x1dh": 1,
    b"\x1dw": 1,
    b"\x1df": 1,
    b"\x1dH": 1,
    b"\x1dV": 1,
}


@dataclass
class Printout:
    """What came out. `lines` as printed; `codes` are (kind, content) of QR and barcodes."""

    lines: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)
    cuts: int = 0
    pulses: int = 0
    pictures: int = 0
    unknown: list[bytes] = field(default_factory=list)
    commands: set[bytes] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_stream(data: bytes, pages: dict[int, str] | None = None) -> Printout:
    """`pages` maps code page slots to Python codecs; CP437 where it does not."""
    return _Reader(data, pages or DEFAULT_PAGES).read()


DEFAULT_PAGES = {
    0: "cp437",
    2: "cp850",
    13: "cp857",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    45: "cp1250",
    46: "cp1251",
    48: "cp1254",
}


class _Reader:
    def __init__(self, data: bytes, pages: dict[int, str]) -> None:
        self._data = data
        self._at = 0
        self._pages = pages
        self._codec = "cp437"
        self._line = ""
        self._qr = ""
        self._out = Printout()

    def read(self) -> Printout:
        while self._at < len(self._data):
            byte = self._data[self._at]
            if byte in (_ESC, _GS):
                self._command()
            elif byte == _DLE:
                self._at += 3
            elif byte == 0x0A:
                self._feed()
            elif byte < 0x20 or byte == 0x7F:
                self._out.unknown.append(bytes((byte,)))
                self._at += 1
            else:
                self._line += codecs.decode(bytes((byte,)), self._codec, "replace")
                self._at += 1
        if self._line:
            self._feed()
        return self._out

    def _feed(self) -> None:
        self._out.lines.append(self._line.rstrip())
        self._line = ""
        self._at += 1

    def _take(self, count: int) -> bytes:
        piece = self._data[self._at : self._at + count]
        self._at += count
        return piece

    def _command(self) -> None:
        name = self._take(2)
        self._out.commands.add(name)
        if name in _FIXED:
            self._fixed(name, self._take(_FIXED[name]))
        elif name == b"\x1dv":
            self._picture()
        elif name == b"\x1d(":
            self._two_dimensional()
        elif name == b"\x1dk":
            self._barcode()
        else:
            self._out.unknown.append(name)

    def _fixed(self, name: bytes, arguments: bytes) -> None:
        if name == b"\x1bt":
            self._codec = self._pages.get(arguments[0], "cp437")
        elif name == b"\x1dV":
            self._out.cuts += 1
            if arguments[:1] in (b"A", b"B"):
                self._at += 1
        elif name == b"\x1bp":
            self._out.pulses += 1

    def _picture(self) -> None:
        _, _, wide_low, wide_high, high_low, high_high = self._take(6)
        self._at += (wide_low + 256 * wide_high) * (high_low + 256 * high_high)
        self._out.pictures += 1

    def _two_dimensional(self) -> None:
        _, low, high = self._take(3)
        body = self._take(low + 256 * high)
        if body[1:3] == b"P0":
            self._qr = body[3:].decode("ascii", "replace")
        elif body[1:3] == b"Q0":
            self._out.codes.append(("qr", self._qr))

    def _barcode(self) -> None:
        _, length = self._take(2)
        self._out.codes.append(("barcode", self._take(length).decode("ascii", "replace")))
