"""A QR code in a terminal window, by half blocks, and as a PNG file. Command room."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

QUIET = 4
_BLOCKS = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""By (upper dark, lower dark): light ink, because most windows are dark."""

Matrix = list[list[bool]]


def matrix_of(text: str) -> Matrix:
    """True where it is dark, with its quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    height, width = image.shape[0], image.shape[1]
    pixels = memoryview(image)  # type: ignore[arg-type]  # its stub hides the buffer
    edge = [False] * QUIET
    blank = [False] * (width + 2 * QUIET)
    rows = [[*edge, *(not pixels[y, x] for x in range(width)), *edge] for y in range(height)]
    return [*([blank] * QUIET), *rows, *([blank] * QUIET)]


def half_blocks(matrix: Matrix) -> str:
    """Two rows a line. Black on white whatever the window's colours are."""
    below = [*matrix[1:], [False] * len(matrix[0])]
    lines = [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(matrix[::2], below[::2], strict=True)
    ]
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in lines)


def write_png(matrix: Matrix, path: Path, scale: int = 8) -> None:
    width = len(matrix[0]) * scale
    rows = b"".join(
        (b"\x00" + b"".join((b"\x00" if dark else b"\xff") * scale for dark in row)) * scale
        for row in matrix
    )
    head = struct.pack(">IIBBBBB", width, len(matrix) * scale, 8, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
