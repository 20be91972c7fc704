"""Two central workers on one PostgreSQL: requests meet inside each other's transactions.

One request is stopped before one of its statements, whichever locks it holds by then; another
worker answers a second request until that is done or waits for a lock; then both go on. What
PostgreSQL holds in the end is copied into memory and checked by the invariants of all stories.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, create_engine, event, insert, select, text

from sync.central import tables
from sync.central.core import Central
from sync.central.database import parse_url
from tests.sim import people, workload
from tests.sim.book import Broken
from tests.sim.database import CentralDied, MemoryDatabase
from tests.sim.message import Answered, Asked
from tests.sim.server import Server
from tests.sim.terminal import Terminal
from tests.sim.weather import Weather
from tests.sim.world import World

STORM = Weather(
    terminals=4,
    steps=60,
    loss=0.1,
    double=0.3,
    faults=0.1,
    poison=0.03,
    kinds=("crash", "central_crash", "restore", "link", "clone", "enrol", "revoke", "week"),
)
_RUSHES = 6
_DEEPEST = 14
"""Statements of an upload before its commit, about."""
_WAITING = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
_PLACE = ("terminal", "epoch", "branch", "seq")
_TABLES = tables.metadata.sorted_tables


class Gate:
    """Stops the thread that works for a request before its statement number `at`."""

    def __init__(self) -> None:
        self._at = 0
        self._thread = 0
        self.reached = threading.Event()
        self._open = threading.Event()

    def arm(self, at: int) -> None:
        self._at = at
        self.reached.clear()
        self._open.clear()

    def enter(self) -> None:
        self._thread = threading.get_ident()

    def statement(self, *_: Any) -> None:
        if not self._at or threading.get_ident() != self._thread:
            return
        self._at -= 1
        if not self._at:
            self.reached.set()
            self._open.wait()

    def open(self) -> None:
        self._at = 0
        self._open.set()


class PostgresDatabase(MemoryDatabase):
    """One worker's connections to the shared database."""

    FRESH = "SELECT 0, hash FROM ledger WHERE 0 >= ?"

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = False
        self.on_commit = lambda: None
        self.die = ""
        self.gate = Gate()
        self._lock = threading.RLock()
        self._writer = self._reader = create_engine(self.url, pool_size=4)
        event.listen(self._writer, "before_cursor_execute", self.gate.statement)
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._looking = Looking(plain)

    @property
    def raw(self) -> Any:
        return self._looking

    def image(self) -> bytes:
        """Nothing: here central is never restored."""
        return b""

    def put_back(self, image: bytes) -> None:
        memory = MemoryDatabase()
        memory.put_back(image)
        with memory.read() as source, self._writer.begin() as target:
            names = ", ".join(f'"{table.name}"' for table in _TABLES)
            target.execute(text(f"TRUNCATE {names}"))
            _copy(source, target)
        memory.close()

    def in_memory(self, image: bytes) -> MemoryDatabase:
        """What is there now, in a database laid out like `image`."""
        memory = MemoryDatabase()
        memory.put_back(image)
        with self._writer.begin() as source, memory.write() as target:
            for table in reversed(_TABLES):
                target.execute(table.delete())
            _copy(source, target)
        return memory

    def close(self) -> None:
        self._looking.close()
        super().close()


class Looking:
    """A connection for the checks, with SQLite's way of saying parameters."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def execute(self, query: str, values: tuple[Any, ...] | None = None) -> Any:
        return self._connection.execute(query.replace("?", "%s").encode(), values or None)

    def close(self) -> None:
        self._connection.close()


def _copy(source: Connection, target: Connection) -> None:
    for table in _TABLES:
        query = select(table)
        if table.name == "ledger":
            query = query.order_by(*(table.c[name] for name in _PLACE))
        rows = [dict(row) for row in source.execute(query).mappings()]
        if rows:
            target.execute(insert(table), rows)


class TwoWorkers(World):
    """A world whose central is two programs."""

    def __init__(self, seed: int, databases: tuple[PostgresDatabase, PostgresDatabase]) -> None:
        self._databases = databases
        super().__init__(seed, STORM, databases[0])

    def start_central(self, *, fresh: bool = False) -> None:
        super().start_central(fresh=fresh)
        second = Central(
            self._databases[1],
            Path("/nonexistent"),
            self.template.signer,
            self.central_now,
            self.token,
            self.central.monotonic,
        )
        second.timeline = self.central.timeline
        self._workers = [self.server, Server(second)]

    def run(self) -> None:
        for _ in range(_RUSHES):
            for _ in range(self.weather.steps // _RUSHES):
                self.step()
            self._rush()

    def _rush(self) -> None:
        """Everybody sells, and everybody's upload is on its way at the same time."""
        for terminal in self.terminals:
            terminal.up = True
            for loop in list(terminal.jobs):
                self.guard(terminal, lambda t=terminal, x=loop: t.lose(x))  # type: ignore[misc]
            self.guard(terminal, lambda t=terminal: self._sell_and_ask(t))  # type: ignore[misc]
        for terminal in self.terminals:
            if "push" in terminal.jobs and "push" not in terminal.answers:
                self.guard(terminal, lambda t=terminal: self._deliver(t, "push"))  # type: ignore[misc]

    def _sell_and_ask(self, terminal: Terminal) -> None:
        if not terminal.shift:
            people.do(self, terminal, workload.open_shift(self.token(8).hex()))
        people.do(self, terminal, workload.sale(self.rng, terminal.shift))
        terminal.context.shake()
        terminal.start("push")
        who = terminal.who.identity
        job = terminal.jobs["push"]
        assert job.asked is not None
        answer = super().ask(who.terminal, who.epoch, job.asked)
        if answer is None:
            terminal.lose("push")
        else:
            terminal.answers["push"] = answer
            terminal.hear("push")

    def ask(self, terminal: str, epoch: int, asked: Asked) -> Answered | None:
        self.server = self.rng.choice(self._workers)
        met = self._who_meets(asked)
        if met is None:
            return super().ask(terminal, epoch, asked)
        other, loop = met
        request = other.jobs[loop].asked
        assert request is not None
        who = other.who.identity
        self.fault("two at once", f"{terminal or 'a shopper'}'s {asked.path} meets {other.label}'s")
        first, second = self._both((terminal, epoch, asked), (who.terminal, who.epoch, request))
        self.book.look(alone=False)
        if second is None or second.broken:
            self.guard(other, lambda: other.lose(loop))
        else:
            other.answers[loop] = second
        return first

    def _who_meets(self, asked: Asked) -> tuple[Terminal, str] | None:
        waiting = [
            (other, loop)
            for other in self.terminals
            for loop in other.jobs
            if other.up
            and loop not in other.answers
            and (job := other.jobs[loop].asked) is not None
            and job is not asked
            and (job.body or not asked.body)
        ]
        return self.rng.choice(waiting) if waiting and self.rng.random() < 0.8 else None

    def _both(self, *requests: tuple[str, int, Asked]) -> list[Answered | None]:
        places = [0, 1] if self.rng.random() < 0.5 else [1, 0]
        gate = self._databases[places[0]].gate
        results: list[Any] = [None, None]

        def work(n: int) -> None:
            try:
                if n == 0:
                    gate.enter()
                results[n] = self._workers[places[n]].ask(*requests[n])
            except BaseException as error:
                results[n] = error
            finally:
                if n == 0:
                    gate.reached.set()

        threads = [threading.Thread(target=work, args=(n,)) for n in (0, 1)]
        gate.arm(self.rng.randrange(1, _DEEPEST))
        threads[0].start()
        gate.reached.wait()
        threads[1].start()
        while threads[1].is_alive() and not self._somebody_waits():
            threads[1].join(0.002)
        gate.open()
        for thread in threads:
            thread.join()
        return [self._outcome(result) for result in results]

    def _somebody_waits(self) -> bool:
        return bool(self._databases[0].raw.execute(_WAITING).fetchone()[0])

    def _outcome(self, result: Any) -> Answered | None:
        if isinstance(result, CentralDied):
            self.fault("central crash", f"a worker dies {result}")
            return None
        if isinstance(result, BaseException):
            raise result
        assert isinstance(result, Answered)
        if result.broken and b"eadlock" in result.body:
            raise Broken("locks", f"two workers wait for each other: {result.body!r}")
        return result
