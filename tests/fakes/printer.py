"""A printer that keeps what it was given."""

from __future__ import annotations

from shop.ports import PrinterState


class FakePrinterPort:
    def __init__(self) -> None:
        self.jobs: list[tuple[str, bytes]] = []
        self.drawer_opened = 0
        self.code = "ok"

    def print(self, job: bytes, *, name: str) -> None:
        self.jobs.append((name, job))

    def open_drawer(self) -> None:
        self.drawer_opened += 1

    def state(self) -> PrinterState:
        return PrinterState(self.code, 0)
