"""Room: kiosk. The agent's news, each to the screens that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.window import KioskWindow
from sync.agent.events import (
    CatalogueChanged,
    LinkChanged,
    ReplicaReplaced,
    ReviewsChanged,
    SettingsChanged,
    StockChanged,
)

if TYPE_CHECKING:
    from kiosk.terminal import Opened

DRAWN = frozenset({"settings", "store", "promotion", "tax", "department"})


class Following:
    """Listens on the bridge, on the GUI thread, from the moment the terminal is open."""

    def __init__(self, kiosk: KioskWindow, opened: Opened) -> None:
        self._kiosk, self._opened = kiosk, opened
        bridge = kiosk.bridge
        bridge.on(LinkChanged, self._link)
        bridge.on(StockChanged, self._stock)
        bridge.on(CatalogueChanged, self._catalogue)
        bridge.on(ReviewsChanged, self._reviews)
        bridge.on(SettingsChanged, self._settings)
        bridge.on(ReplicaReplaced, lambda event: self._refill())
        self._refill()

    def _link(self, event: LinkChanged) -> None:
        self._kiosk.vm.link.show(event.state)
        if event.state.online and self._kiosk.session.ready:
            self._kiosk.vm.status.line_is_back()

    def _refill(self) -> None:
        """The first snapshot opens the shop; a later one changes everything shown."""
        kiosk = self._kiosk
        if kiosk.session.ready:
            kiosk.vm.refresh()
        elif self._opened.filled:
            kiosk.open_shop(self._opened.services)

    def _stock(self, event: StockChanged) -> None:
        if self._kiosk.session.ready:
            self._kiosk.vm.product.stock.show(event.figures)

    def _catalogue(self, event: CatalogueChanged) -> None:
        if not self._kiosk.session.ready:
            self._refill()
        elif self._kiosk.vm.product.product in event.products:
            self._kiosk.vm.product.refresh()

    def _reviews(self, event: ReviewsChanged) -> None:
        if self._kiosk.session.ready and self._kiosk.vm.product.product == event.product:
            self._kiosk.vm.product.refresh()

    def _settings(self, event: SettingsChanged) -> None:
        if not self._kiosk.session.ready:
            self._refill()
        elif event.topic in DRAWN:
            self._kiosk.vm.refresh()
