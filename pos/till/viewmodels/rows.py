"""Room: pos. The rows that the till's lists show: ready words, no rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineRow:
    """One basket line."""

    lineId: str
    quantity: str
    title: str
    detail: str
    discount: str
    nearly: str
    unitPrice: str
    total: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One SKU that a search found; also a quick key."""

    sku: str
    title: str
    detail: str
    price: str
    stock: str
    stockTone: str
    image: str
    department: str


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One line of a purchase or an order: what is taken back or handed over now."""

    lineId: str
    title: str
    detail: str
    refund: str
    taking: int
    maximum: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    code: str
    customer: str
    detail: str
    stateCode: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of the journal; `standing` says whether central has it."""

    entry: str
    number: str
    title: str
    detail: str
    amount: str
    standing: str
    standingTone: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where an export can be put."""

    path: str
    title: str
    own: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row of a printed page; `kind` is text, rule, space or qr."""

    key: int
    kind: str
    content: str
    figure: str = ""
    align: str = "left"
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class DenominationRow:
    minor: int
    title: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Page:
    """What the "done" panel shows: the money first, then the paper.

    `again` prints it once more, `anew` makes it in the language now in use.
    """

    rows: Sequence[PaperRow]
    title: str
    money_label: str = ""
    money_text: str = ""
    note: str = ""
    again: Callable[[], None] | None = None
    tone: str = "good"
    anew: Callable[[], Page] | None = None
