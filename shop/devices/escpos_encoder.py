"""Paper as ESC/POS bytes. Devices room: python-escpos is the encoder, never the transport.

python-escpos is imported when the first encoder is made, on a worker: it costs half a second,
most of it a table that it keeps in ESCPOS_CAPABILITIES_PICKLE_DIR, which must be a fixed folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from shop.devices.code_pages import LEFT_TO_RIGHT, CodePages
from shop.devices.columns import Line, lines_of
from shop.devices.paper import Paper, PaperRow, RowKind
from shop.devices.printable import code_text
from shop.devices.printer_profiles import PrinterProfile
from shop.devices.qr_size import module_dots
from shop.devices.raster import draw_line, logo_image, qr_image, raster_bytes

_START_PAGE = "CP437"
_QR_LEVEL_M = 1
_BARCODE_HEIGHT = 60
_LONGEST_CODE = 600


class EscPosEncoder:
    """One per printer; `encode` may be called from any one thread at a time."""

    def __init__(self, profile: PrinterProfile, *, cache: Path, logo: str = "") -> None:
        cache.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(cache))
        from escpos.printer import Dummy

        self.profile = profile
        self._dummy: Any = Dummy(profile=profile.escpos)
        self._pages = _code_pages(self._dummy)
        self._logo = raster_bytes(logo_image(logo, profile.dots)) if logo else b""
        self._cut = self._said(lambda: self._dummy.cut(mode="PART")) if profile.cuts else b""
        self.drawer = self._said(lambda: self._dummy.cashdraw(2))

    def encode(self, paper: Paper) -> bytes:
        page = _Page(self, paper.mirrored)
        page.command(b"\x1b@")
        page.select(_START_PAGE)
        for row in paper.rows:
            page.row(row)
        page.command(self._cut or b"\x1bd\x05")
        return b"".join(page.pieces)

    def _said(self, say: Any) -> bytes:
        """What python-escpos writes for one call."""
        self._dummy.clear()
        say()
        data = bytes(self._dummy.output)
        self._dummy.clear()
        return data

    def code(self, row: PaperRow) -> bytes:
        """A QR code or barcode, centred."""
        content = code_text(row.left)
        if not content or len(content) > _LONGEST_CODE:
            return b""
        if row.kind is RowKind.BARCODE:
            return self._barcode(content)
        return self._qr(content)

    def _barcode(self, content: str) -> bytes:
        """Code 128 by GS k, by hand: python-escpos prints to our standard output about it."""
        data = b"{B" + content.replace("{", "{{").encode("ascii")
        wide = (len(content) + 4) * 11 * 2 < self.profile.dots
        settings = bytes((0x1D, 0x68, _BARCODE_HEIGHT, 0x1D, 0x77, 2 if wide else 1, 0x1D, 0x48, 0))
        return settings + b"\x1dkI" + bytes((len(data),)) + data

    def _qr(self, content: str) -> bytes:
        size = module_dots(content, self.profile.dots, self.profile.dot_mm)
        if not self.profile.native_qr:
            return raster_bytes(qr_image(content, size, self.profile.dots))
        return self._said(
            lambda: self._dummy.qr(content, ec=_QR_LEVEL_M, size=size, native=True, center=False)
        )

    def split(self, text: str, page: str) -> list[tuple[str, bytes]] | None:
        return self._pages.split(text, page)

    def slot(self, page: str) -> int:
        return self._pages.slots[page]

    @property
    def logo(self) -> bytes:
        return self._logo


class _Page:
    """One job being written: remembers what the printer was last told."""

    def __init__(self, encoder: EscPosEncoder, mirrored: bool) -> None:
        self.pieces: list[bytes] = []
        self._encoder = encoder
        self._mirrored = mirrored
        self._code_page = ""
        self._style = (0, False, False)

    def command(self, data: bytes) -> None:
        self.pieces.append(data)

    def select(self, page: str) -> None:
        if page != self._code_page:
            self._code_page = page
            self.command(bytes((0x1B, 0x74, self._encoder.slot(page))))

    def row(self, row: PaperRow) -> None:
        if row.kind is RowKind.LOGO:
            self._style_to(0, False, False)
            self.command(self._encoder.logo)
        elif row.kind in (RowKind.QR, RowKind.BARCODE):
            self._style_to(1, False, False)
            self.command(self._encoder.code(row) + b"\n")
        else:
            for line in lines_of(row, self._encoder.profile.columns):
                self._line(line)

    def _line(self, line: Line) -> None:
        width = self._encoder.profile.columns // (2 if line.large else 1)
        ordered = _mirror(line) if self._mirrored else line
        split = self._encoder.split(ordered.padded(width), self._code_page)
        if split is None:
            drawn = draw_line(line, self._encoder.profile.dots, mirrored=self._mirrored)
            self._style_to(0, False, False)
            self.command(raster_bytes(drawn))
            return
        self._style_to({"start": 0, "center": 1, "end": 2}[ordered.align], line.strong, line.large)
        for page, data in split:
            self.select(page)
            self.command(data)
        self.command(b"\n")

    def _style_to(self, align: int, strong: bool, large: bool) -> None:
        before, self._style = self._style, (align, strong, large)
        if before[0] != align:
            self.command(bytes((0x1B, 0x61, align)))
        if before[1] != strong:
            self.command(bytes((0x1B, 0x45, strong)))
        if before[2] != large:
            self.command(bytes((0x1D, 0x21, 0x11 if large else 0)))


def _mirror(line: Line) -> Line:
    """On mirrored paper a line of plain digits still starts at the right."""
    if line.right:
        return Line(line.right, line.left, "start", line.strong, line.large)
    swapped = {"start": "end", "end": "start"}.get(line.align, line.align)
    return Line(line.left, "", swapped, line.strong, line.large)


def _code_pages(dummy: Any) -> CodePages:
    """Letters of every page that python-escpos has a table for."""
    from escpos.magicencode import Encoder

    slots = {name: int(slot) for name, slot in dummy.profile.get_code_pages().items()}
    encoder = Encoder(slots)
    maps: dict[str, dict[str, int]] = {}
    for page in sorted(slots.keys() & LEFT_TO_RIGHT):
        try:
            letters = encoder._get_codepage_char_map(page)
        except (LookupError, AssertionError):
            continue
        maps[page] = {x: at for x, at in letters.items() if len(x) == 1 and x > "\x9f" and x != " "}
    return CodePages(maps, slots)
