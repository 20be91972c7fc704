"""What the agent tells a screen. Agent room: frozen dataclasses only, made on its thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.domain.catalogue import StockFigure
    from shop.ports import LinkState


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """Online or offline, or how much waits to be sent."""

    state: LinkState


@dataclass(frozen=True, slots=True)
class OrdersChanged:
    """Orders by their codes: new ones too."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class StockChanged:
    """Figures as central has them now, this terminal's own unpushed facts counted in."""

    figures: tuple[StockFigure, ...]


@dataclass(frozen=True, slots=True)
class CatalogueChanged:
    """Products by key: price, text or availability; gone ones too."""

    products: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReviewsChanged:
    product: str


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """A topic kept whole: "settings", "staff", "promotion", "tax", "store", …"""

    topic: str


@dataclass(frozen=True, slots=True)
class ReplicaReplaced:
    """A new snapshot is in place: everything shown may have changed."""


Event = (
    LinkChanged
    | OrdersChanged
    | StockChanged
    | CatalogueChanged
    | ReviewsChanged
    | SettingsChanged
    | ReplicaReplaced
)
