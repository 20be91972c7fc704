"""The journal as a book, in memory: the port's behaviour without a disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from shop.book import (
    FORMATS,
    Cancelled,
    Export,
    Leaf,
    Place,
    Sound,
    Standing,
    Wanted,
    Watch,
    Written,
)
from shop.domain.facts import Recorded
from shop.errors import EndcapError

STEP = 60


class FakeBook:
    """`sent`, `held`, `gone` and `fails` are what a test sets."""

    def __init__(self, entries: Callable[[], Sequence[Recorded]]) -> None:
        self._entries = entries
        self.sent: Place = (0, 0)
        self.held: dict[str, str] = {}
        self.gone = False
        self.fails: EndcapError | None = None
        self.closed = False

    def leaf(self, wanted: Wanted, before: Place | None = None) -> Leaf:
        older = [x for x in reversed(self._entries()) if before is None or _place(x) < before]
        window = older[:STEP]
        found = tuple(x for x in window if _wanted(x, wanted))
        more = len(older) > STEP
        return Leaf(found, _place(window[-1]) if more else None, len(window))

    def standing(self) -> Standing:
        return Standing(self.sent, self.held, self.gone)

    def check(self, watch: Watch) -> Sound:
        entries = self._entries()
        self._walk(watch)
        return Sound(len(entries), _place(entries[-1]), entries[-1].hash)

    def export(self, order: Export, watch: Watch) -> Written:
        self._walk(watch)
        chosen = [x for x in self._entries() if order.selection.wants(x)]
        path = order.folder / f"{order.file}{FORMATS[order.kind]}"
        path.write_text("\n".join(x.entry for x in chosen))
        return Written(path, len(chosen), "ab" * 32)

    def close(self) -> None:
        self.closed = True

    def _walk(self, watch: Watch) -> None:
        if self.fails is not None:
            raise self.fails
        entries = self._entries()
        for at in (0, len(entries)):
            if not watch(at, len(entries)):
                raise Cancelled("cancelled")


def _place(recorded: Recorded) -> Place:
    return recorded.epoch, recorded.seq


def _wanted(recorded: Recorded, wanted: Wanted) -> bool:
    text = json.dumps(asdict(recorded.fact), default=str, ensure_ascii=False).casefold()
    text = text.replace('": ', '":').replace(", ", ",") + f'"staff":"{recorded.staff}"'
    return (
        wanted.selection.wants(recorded)
        and wanted.staff in ("", recorded.staff)
        and _place(recorded) >= wanted.since
        and (not wanted.texts or any(x in text for x in wanted.texts))
        and wanted.finds(recorded)
    )
