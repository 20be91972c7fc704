"""What goes on paper, row by row, before columns and bytes. Devices room; no hardware here.

The same rows feed the printer and the preview on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    TEXT = "text"
    PAIR = "pair"  # `left` and `right` on one line, as far as they fit
    RULE = "rule"
    SPACE = "space"
    LOGO = "logo"
    QR = "qr"  # of `left`
    BARCODE = "barcode"  # Code 128 of `left`


@dataclass(frozen=True, slots=True)
class PaperRow:
    """`align` is "start", "center" or "end" in the paper's reading direction."""

    kind: RowKind
    left: str = ""
    right: str = ""
    align: str = "start"
    strong: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished page. `mirrored` for languages written from right to left."""

    rows: tuple[PaperRow, ...]
    mirrored: bool = False


def text(left: str, *, align: str = "start", strong: bool = False, large: bool = False) -> PaperRow:
    return PaperRow(RowKind.TEXT, left, "", align, strong, large)


def center(left: str, *, strong: bool = False, large: bool = False) -> PaperRow:
    return text(left, align="center", strong=strong, large=large)


def pair(left: str, right: str, *, strong: bool = False, large: bool = False) -> PaperRow:
    return PaperRow(RowKind.PAIR, left, right, "start", strong, large)


RULE = PaperRow(RowKind.RULE)
SPACE = PaperRow(RowKind.SPACE)
LOGO = PaperRow(RowKind.LOGO)


def qr(content: str) -> PaperRow:
    return PaperRow(RowKind.QR, content, align="center")


def barcode(content: str) -> PaperRow:
    return PaperRow(RowKind.BARCODE, content, align="center")


def words_on(rows: Sequence[PaperRow]) -> str:
    """All that can be read, for tests and screen readers."""
    return "\n".join(f"{row.left}  {row.right}".strip() for row in rows if row.left or row.right)
