"""Lines that a printer's code pages cannot say, drawn as pictures; and the logo, and QR codes.

Devices room: Pillow and zxing-cpp. Arabic is shaped and ordered by Raqm inside Pillow; where a
Pillow has none, letters stay unjoined but are still in the right order.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from shop.devices.columns import Line

_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("C:/Windows/Fonts"),
)
LINE_HEIGHT = 30
_FONT_SIZE = 22
_SMALLEST = 10
Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=16)
def _font(arabic: bool, strong: bool, size: int, shaped: bool = True) -> Font:
    """The first font there is. The last resort has no Arabic, but a receipt must come out."""
    raqm = shaped and features.check("raqm")
    engine = ImageFont.Layout.RAQM if raqm else ImageFont.Layout.BASIC
    weight = "Bold" if strong else "Regular"
    noto = f"NotoSansArabic-{weight}.ttf" if arabic else f"NotoSans-{weight}.ttf"
    for folder in _FOLDERS:
        for name in (noto, "DejaVuSans-Bold.ttf" if strong else "DejaVuSans.ttf", "arial.ttf"):
            if (folder / name).exists():
                return ImageFont.truetype(folder / name, size, layout_engine=engine)
    last = ImageFont.load_default(size)
    assert isinstance(last, Font)
    return last


def is_arabic(letter: str) -> bool:
    return "ARABIC" in unicodedata.name(letter, "")


def runs(text: str) -> list[tuple[bool, str]]:
    """(is Arabic, text) in the order of reading; a space between two scripts is a run of its
    own, because it must stand on the side where the next word goes on."""
    found: list[tuple[bool, str]] = []
    for letter in text:
        arabic = is_arabic(letter)
        neutral = not arabic and not letter.isalnum()
        if found and (neutral or found[-1][0] == arabic):
            found[-1] = (found[-1][0], found[-1][1] + letter)
        else:
            found.append((arabic, letter))
    return [piece for run in found for piece in _split_spaces(*run)]


def _split_spaces(arabic: bool, part: str) -> list[tuple[bool, str]]:
    plain = part.rstrip()
    spaces = part[len(plain) :]
    return [(arabic, plain), (False, spaces)] if plain and spaces else [(arabic, part)]


def draw_line(line: Line, dots: int, *, mirrored: bool = False) -> Image.Image:
    """One line, as wide as the paper, black on white, one bit per dot."""
    factor = 2 if line.large else 1
    image = Image.new("1", (dots, LINE_HEIGHT * factor), 1)
    size, strong = _FONT_SIZE * factor, line.strong
    while size > _SMALLEST and _width(line.left + line.right, size, strong) > dots:
        size -= 2
    first, second = (line.right, line.left) if mirrored else (line.left, line.right)
    if line.right:
        _write(image, first, 0, size, strong, mirrored)
        _write(image, second, dots - _width(second, size, strong), size, strong, mirrored)
        return image
    free = dots - _width(line.left, size, strong)
    _write(image, line.left, _start(line.align, free, mirrored), size, strong, mirrored)
    return image


def _start(align: str, free: int, mirrored: bool) -> int:
    if align == "center":
        return max(free // 2, 0)
    at_right = (align == "end") != mirrored
    return max(free, 0) if at_right else 0


def _width(text: str, size: int, strong: bool) -> int:
    return sum(_ink(part, arabic, size, strong).width for arabic, part in runs(text))


@lru_cache(maxsize=1024)
def _ink(part: str, arabic: bool, size: int, strong: bool) -> Image.Image:
    """One run, drawn once: the words on receipts are the same all day."""
    try:
        return _drawn(part, _font(arabic, strong, size), size, _direction(arabic))
    except RuntimeError:
        # Raqm cannot lay out some strange letters ("raqm_layout() failed"): unjoined, then.
        return _drawn(part, _font(arabic, strong, size, shaped=False), size, None)


def _drawn(part: str, font: Font, size: int, direction: str | None) -> Image.Image:
    width = int(font.getlength(part, direction=direction)) + 1
    image = Image.new("1", (width, int(size * 1.4)), 1)
    draw = ImageDraw.Draw(image)
    draw.text((0, int(size * 1.08)), part, font=font, fill=0, anchor="ls", direction=direction)
    return image


def _write(page: Image.Image, text: str, x: int, size: int, strong: bool, mirrored: bool) -> None:
    """Runs from left to right; in a right-to-left line the first run stands rightmost."""
    pieces = runs(text)
    for arabic, part in reversed(pieces) if mirrored else pieces:
        ink = _ink(part, arabic, size, strong)
        page.paste(ink, (x, 0))
        x += ink.width


def _direction(arabic: bool) -> str | None:
    return "rtl" if arabic and features.check("raqm") else None


@lru_cache(maxsize=8)
def logo_image(path: str, dots: int) -> Image.Image:
    """At most two thirds of the paper wide, dithered to dots, centred."""
    with Image.open(path) as opened:
        flat = Image.new("RGBA", opened.size, "white")
        flat.alpha_composite(opened.convert("RGBA"))
    most = dots * 2 // 3
    scale = min(most / flat.width, 200 / flat.height, 1)
    size = (max(1, int(flat.width * scale)), max(1, int(flat.height * scale)))
    picture = flat.convert("L").resize(size).convert("1")
    page = Image.new("1", (dots, picture.height), 1)
    page.paste(picture, ((dots - picture.width) // 2, 0))
    return page


def qr_image(text: str, module: int, dots: int) -> Image.Image:
    """For printers without a QR command, or too narrow a one."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    small = Image.fromarray(drawn).convert("L").point(lambda dot: 255 if dot else 0)
    code_image = small.resize(
        (small.width * module, small.height * module), Image.Resampling.NEAREST
    )
    page = Image.new("1", (dots, code_image.height + 4 * module), 1)
    page.paste(code_image, ((dots - code_image.width) // 2, 2 * module))
    return page


def raster_bytes(image: Image.Image) -> bytes:
    """GS v 0: rows of dots, a set bit is black."""
    wide = -(-image.width // 8)
    header = b"\x1dv0\x00" + wide.to_bytes(2, "little") + image.height.to_bytes(2, "little")
    return header + image.convert("1").tobytes().translate(_INVERTED)


_INVERTED = bytes(255 - value for value in range(256))
