"""Room: ui. Work off the screen's thread and the way back; touches the bridge only."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from shop.errors import EndcapError
from ui.bridge import Bridge

Answer = TypeVar("Answer")
Done = Callable[[Any], None]
Failed = Callable[[EndcapError], None]


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A finished piece of work on its way to the GUI thread."""

    future: Future[Any]
    done: Done
    failed: Failed | None

    def deliver(self) -> None:
        if self.future.cancelled():
            return
        error = self.future.exception()
        if error is None:
            self.done(self.future.result())
        elif isinstance(error, EndcapError) and self.failed is not None:
            self.failed(error)
        else:
            raise error


class Worker:
    """One thread that works in order. Answers arrive on the GUI thread, through the bridge."""

    def __init__(self, bridge: Bridge, name: str) -> None:
        self.bridge = bridge
        self._pool = ThreadPoolExecutor(1, name)
        bridge.on(_Arrived, _Arrived.deliver)

    def ask(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Failed | None = None,
    ) -> None:
        """Do `work` on the worker thread; an EndcapError goes to `failed`, others are bugs."""
        self.hop(self._pool.submit(work), done, failed)

    def hop(
        self,
        future: Future[Answer],
        done: Callable[[Answer], None],
        failed: Failed | None = None,
    ) -> None:
        """Answer on the GUI thread whenever this Future ends, on whatever thread."""
        future.add_done_callback(lambda ended: self.bridge.post(_Arrived(ended, done, failed)))

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
