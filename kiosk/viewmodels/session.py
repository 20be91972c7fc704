"""Room: kiosk. What every view-model shares: the services, and a worker thread with a way back."""

from __future__ import annotations

from kiosk.services import NotReady, Services
from ui.bridge import Bridge
from ui.worker import Worker


class Session(Worker):
    """Made once by app.py. `services` is there from `attach` on; screens come after that."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "kiosk-work")
        self._services: Services | None = None

    @property
    def ready(self) -> bool:
        return self._services is not None

    @property
    def services(self) -> Services:
        if self._services is None:
            raise NotReady("kiosk_not_ready")
        return self._services

    def attach(self, services: Services) -> None:
        self._services = services
