"""Room: pos. A printer whose driver arrives after the sign-in screen: loading it takes half a
second that nobody should wait for. Plays `shop.ports.Printer`; jobs before it are kept.
"""

from __future__ import annotations

import threading

from shop.devices.open_printer import ReceiptPrinter
from shop.devices.paper import Paper
from shop.domain.receipt import Receipt
from shop.ports import PrinterState

PATIENCE_S = 30.0


class LatePrinter:
    """`arrive` is called once, on the worker; everything else on any thread."""

    def __init__(self) -> None:
        self._real: ReceiptPrinter | None = None
        self._there = threading.Event()
        self._lock = threading.Lock()
        self._jobs: list[tuple[bytes, str]] = []
        self._pulse = False

    def arrive(self, real: ReceiptPrinter) -> None:
        with self._lock:
            self._real = real
            for job, name in self._jobs:
                real.printer.print(job, name=name)
            self._jobs.clear()
            if self._pulse:
                real.printer.open_drawer()
        self._there.set()

    def print(self, job: bytes, *, name: str) -> None:
        with self._lock:
            if self._real is None:
                self._jobs.append((job, name))
                return
        self._real.printer.print(job, name=name)

    def open_drawer(self) -> None:
        with self._lock:
            if self._real is None:
                self._pulse = True
                return
        self._real.printer.open_drawer()

    def state(self) -> PrinterState:
        real = self._real
        return real.printer.state() if real is not None else PrinterState("none")

    def render(self, receipt: Receipt, language: str) -> bytes:
        """Waits for the driver: for the worker only."""
        return self._driver().render(receipt, language)

    def print_paper(self, paper: Paper, name: str) -> None:
        """Reports and slips; waits for the driver: for the worker only."""
        self._driver().print_paper(paper, name)

    def close(self) -> None:
        if self._real is not None:
            self._real.close()

    def _driver(self) -> ReceiptPrinter:
        if not self._there.wait(PATIENCE_S) or self._real is None:
            raise RuntimeError("the printer's driver never came")
        return self._real
