"""Central's figures in Prometheus' text format, written by hand. Central room: SQL, read only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from sqlalchemy import Connection, func, select

from sync.central import feed, tables
from sync.central.core import Central
from sync.central.measures import BUCKETS, Measures
from sync.central.units import micros
from sync.protocol.codec import decode
from sync.protocol.messages import TerminalStatus

TYPE = "text/plain; version=0.0.4; charset=utf-8"
ONLINE = timedelta(minutes=3)
_COUNTED_EVERY = 15.0
_PATIENCE = 50
"""Counting the ledger may take at most a fiftieth of the time."""

Labels = Mapping[str, object]
Samples = Iterable[tuple[Labels, float]]


class Metrics:
    """`text` may be called from any thread. Counts of the whole ledger are kept for a while."""

    def __init__(
        self, central: Central, measures: Measures, strangers: Callable[[], int] = lambda: 0
    ) -> None:
        self._central = central
        self._measures = measures
        self._strangers = strangers
        self._lock = threading.Lock()
        self._entries: list[tuple[Labels, float]] = []
        self._counted_again = 0.0

    def text(self) -> str:
        with self._central.database.read() as connection:
            families = [
                *self._of_database(connection),
                ("endcap_entries", "gauge", "Entries in the ledger.", self._kinds(connection)),
            ]
        families += [
            ("endcap_http_requests_total", "counter", "Requests answered.", self._requests()),
            ("endcap_up", "gauge", "Central serves.", [({}, 1)]),
        ]
        lines = [line for family in families for line in _family(*family)]
        return "\n".join([*lines, *self._timings()]) + "\n"

    def _of_database(self, connection: Connection) -> list[tuple[str, str, str, Samples]]:
        now = self._central.now()
        problem, kept = tables.exception.c, tables.snapshot.c
        causes = connection.execute(
            select(problem.cause, func.count()).where(problem.state == "open").group_by("cause")
        )
        newest = (
            select(func.max(kept.built_at).label("at"))
            .where(kept.timeline == self._central.timeline)
            .group_by(kept.store)
            .subquery()
        )
        oldest = connection.execute(select(func.min(newest.c.at))).scalar()
        age = (micros(now) - oldest) / 1e6 if oldest is not None else -1.0
        return [
            (
                "endcap_exceptions_open",
                "gauge",
                "Disagreements a person must settle.",
                [({"cause": cause}, count) for cause, count in causes],
            ),
            *self._terminals(connection),
            ("endcap_feed_cursor", "gauge", "Head of the feed.", [({}, feed.head(connection))]),
            (
                "endcap_snapshot_age_seconds",
                "gauge",
                "Age of the oldest store's newest snapshot; -1 without any.",
                [({}, age)],
            ),
        ]

    def _terminals(self, connection: Connection) -> list[tuple[str, str, str, Samples]]:
        since = micros(self._central.now() - ONLINE)
        column = tables.terminal.c
        states = dict.fromkeys(("online", "silent", "revoked", "forked", "pending"), 0)
        states["unknown"] = self._strangers()
        waiting = 0
        query = select(column.seen_at, column.revoked_at, column.forked, column.status)
        for row in connection.execute(query):
            states["online" if (row.seen_at or 0) >= since else "silent"] += 1
            states["revoked"] += row.revoked_at is not None
            states["forked"] += bool(row.forked)
            left = decode(row.status, TerminalStatus).waiting if row.status else 0
            waiting += left
            states["pending"] += left > 0
        return [
            (
                "endcap_terminals",
                "gauge",
                "Terminals by state; one may be in several.",
                [({"state": name}, count) for name, count in states.items()],
            ),
            (
                "endcap_terminals_waiting_entries",
                "gauge",
                "Entries that terminals last said they had yet to send.",
                [({}, waiting)],
            ),
        ]

    def _kinds(self, connection: Connection) -> Samples:
        with self._lock:
            started = time.monotonic()
            if started >= self._counted_again:
                column = tables.ledger.c
                held = column.held.is_not(None)
                rows = connection.execute(
                    select(column.kind, held, func.count()).group_by(column.kind, held)
                )
                self._entries = [
                    ({"kind": kind, "held": "yes" if is_held else "no"}, count)
                    for kind, is_held, count in rows
                ]
                took = time.monotonic() - started
                self._counted_again = started + max(_COUNTED_EVERY, took * _PATIENCE)
            return list(self._entries)

    def _requests(self) -> Samples:
        return [
            ({"method": method, "route": route, "status": status}, count)
            for (method, route, status), count in sorted(self._measures.requests().items())
        ]

    def _timings(self) -> list[str]:
        name = "endcap_http_request_seconds"
        lines = [f"# HELP {name} Time until the answer began.", f"# TYPE {name} histogram"]
        for route, timing in sorted(self._measures.timings().items()):
            total = 0
            for bound, count in zip((*BUCKETS, "+Inf"), timing.counts, strict=True):
                total += count
                lines.append(_sample(f"{name}_bucket", {"route": route, "le": bound}, total))
            lines.append(_sample(f"{name}_sum", {"route": route}, timing.seconds))
            lines.append(_sample(f"{name}_count", {"route": route}, total))
        return lines


def _family(name: str, kind: str, told: str, samples: Samples) -> list[str]:
    head = [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
    return [*head, *(_sample(name, labels, value) for labels, value in samples)]


def _sample(name: str, labels: Labels, value: float) -> str:
    inside = ",".join(f'{key}="{_escaped(str(text))}"' for key, text in labels.items())
    number = str(int(value)) if value == int(value) else f"{value:.6f}"
    return f"{name}{{{inside}}} {number}" if inside else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
