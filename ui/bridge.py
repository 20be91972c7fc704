"""Room: ui. Carries frozen messages from worker threads to the GUI thread; touches nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Message = TypeVar("Message")


class Bridge(QObject):
    """The one place where another thread may speak to the screen.

    Signals: `arrived(object)`, emitted by `post` on any thread and always
    delivered queued on the GUI thread, in order. `on` subscribes by message type.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[type, list[Callable[[Any], None]]] = {}
        self._open = True
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, message: object) -> None:
        """Thread-safe. After `close` the message is dropped: the screen is gone."""
        if self._open:
            self.arrived.emit(message)

    def on(self, kind: type[Message], handler: Callable[[Message], None]) -> None:
        self._handlers.setdefault(kind, []).append(handler)

    def close(self) -> None:
        self._open = False
        self._handlers.clear()

    @Slot(object)
    def _deliver(self, message: object) -> None:
        for kind in type(message).__mro__:
            for handler in tuple(self._handlers.get(kind, ())):
                handler(message)
