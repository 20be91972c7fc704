"""Room: pos. One thread for the journal's pages, so that no receipt waits behind a long search."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from shop.book import JournalBook
from ui.worker import Failed, Worker

Answer = TypeVar("Answer")


class Reader:
    """Answers come on the screen's thread. `halt` is set for good when the till ends.

    `own` is the folder for exports where no stick is in.
    """

    def __init__(self, book: JournalBook, worker: Worker, own: Path) -> None:
        self.book, self.own = book, own
        self.halt = threading.Event()
        self._worker = worker
        self._pool = ThreadPoolExecutor(1, "till-journal")

    def ask(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Failed | None = None,
    ) -> None:
        if not self.halt.is_set():
            self._worker.hop(self._pool.submit(work), done, failed)

    def close(self) -> None:
        self.halt.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.book.close()
