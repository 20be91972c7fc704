"""One terminal's machine: its disk, its clock, and the agent's own Push and Pull on top.

A crash throws everything away but the disk. Nothing here decides what to send or believe:
that is the product's code, stepped by the world.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from shop.domain.entry import Head
from shop.domain.facts import Enrolled, Numbering, Recorded
from shop.errors import JournalFault
from sync.agent.context import Context
from sync.agent.link import Link
from sync.agent.prune import Prune
from sync.agent.pull import Pull
from sync.agent.push import Push
from sync.local.journal_writer import Sealing
from sync.protocol import entry_body
from sync.protocol.messages import FormerKey
from tests.sim.disk import Fuse, Image, MemoryJournal, ProcessDied
from tests.sim.message import Answered, Job, StepWire, fetch
from tests.sim.replica import DictReplica, Snapshot
from tests.sim.template import SetClock, Who
from tests.sim.workload import Act

OnAck = Callable[["Terminal", str, Head], None]
Token = Callable[[int], bytes]


@contextmanager
def written_by(schema: int) -> Iterator[None]:
    """Bodies made meanwhile say they are of this schema."""
    with mock.patch.object(entry_body, "SCHEMA", schema):
        yield


class WatchedJournal(MemoryJournal):
    """Tells the checks what the agent believes central confirmed."""

    on_ack: Callable[[str, Head], None]

    def acknowledge(self, timeline: str, head: Head, cursor: int) -> Future[None]:
        self.on_ack(timeline, head)
        return super().acknowledge(timeline, head, cursor)


class Terminal:
    """`jobs` are the agent's loops on their way, `answers` what waits to be heard by them."""

    def __init__(self, label: str, image: Image, token: Token, on_ack: OnAck) -> None:
        self.label = label
        self._token = token
        self._on_ack = on_ack
        self.clock = SetClock()
        self.fuse = Fuse()
        self.copies: list[Image] = []
        self.up = True
        self.running = False
        self.jobs: dict[str, Job] = {}
        self.answers: dict[str, Answered] = {}
        self.shift = ""
        self.put(image)

    # -- the disk --------------------------------------------------------------------------

    def put(self, image: Image) -> None:
        """The folder becomes this copy; the program must not be running."""
        self._connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
        self._connection.deserialize(image.database)
        self._head = bytearray(image.head)
        self.who: Who = image.identity
        self._replica: Snapshot = image.replica

    def image(self) -> Image:
        replica = self.replica.image() if self.running else self._replica
        return Image(self._connection.serialize(), bytes(self._head), self.who, replica)

    # -- the program -----------------------------------------------------------------------

    def open(self) -> None:
        """As `sync.terminal.open_terminal`. Raises JournalFault when selling must not start."""
        identity = self.who.identity
        sealing = Sealing(
            identity.terminal, identity.epoch, self.who.signer(), self.clock, self._new_id
        )
        self.journal = WatchedJournal(self._connection, self._head, sealing, self.fuse)
        self.journal.on_ack = lambda timeline, head: self._on_ack(self, timeline, head)
        self.replica = DictReplica(self._replica, self.journal.pending)
        self.running = True
        if self.journal.head().seq == 0:
            fact = Enrolled(identity.face, "sim", identity.public_key)
            self.record(Act("enrolled", lambda _: fact))
        elif self.journal.reads.enrolled_key(identity.epoch) != identity.public_key:
            raise JournalFault("journal_of_another_key", epoch=identity.epoch)
        self.context = Context(
            folder=Path("/nonexistent"),
            journal=self.journal,
            replica=self.replica,  # type: ignore[arg-type]
            clock=self.clock,
            wire=StepWire(),  # type: ignore[arg-type]
            link=Link(True, self.clock.now()),
            publish=lambda _: None,
            fetch=fetch,
            chance=lambda: 0.5,
        )
        self.push, self.pull = Push(self.context), Pull(self.context)
        opened = self.journal.open_shift()
        self.shift = getattr(opened.fact, "shift", "") if opened else ""

    def die(self) -> None:
        """kill -9: memory is gone, and what was not committed."""
        for job in self.jobs.values():
            job.kill()
        self.jobs.clear()
        self.answers.clear()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self.fuse.point = ""
        if self.running:
            self._replica = self.replica.image()
        self.running = False

    def close(self) -> None:
        self.journal.close()
        self.die()

    def _new_id(self) -> str:
        return self._token(16).hex()

    # -- people ----------------------------------------------------------------------------

    def record(self, act: Act) -> Recorded:
        """Raises ProcessDied when a fuse burns on the way."""

        def build(numbering: Numbering) -> object:
            self.fuse.burn("before_commit")
            return act.build(numbering)

        with written_by(act.schema):
            return self.journal.record(build, staff="anna").result()  # type: ignore[arg-type]

    # -- the agent -------------------------------------------------------------------------

    def start(self, loop: str) -> None:
        job = Job(self.push.attempt() if loop == "push" else self.pull.attempt())
        self.jobs[loop] = job
        self._run(loop, job.start)

    def hear(self, loop: str) -> None:
        job, answer = self.jobs[loop], self.answers.pop(loop)
        self._run(loop, lambda: job.answer(answer))

    def lose(self, loop: str, *, busy: bool = False) -> None:
        """No answer; `busy`: central said to come again later."""
        self.answers.pop(loop, None)
        job = self.jobs[loop]
        self._run(loop, lambda: job.lose(busy=busy))

    def _run(self, loop: str, step: Callable[[], None]) -> None:
        job = self.jobs[loop]
        try:
            step()
        except ProcessDied:
            self.jobs.pop(loop, None)
            raise
        if job.done:
            self.jobs.pop(loop, None)
            self.last = (loop, job.result)

    last: tuple[str, object] = ("", None)

    def prune(self) -> None:
        """All that may go now."""
        pruning = Prune(self.context, self.who.identity.terminal)
        gone: object = 1
        while gone:
            job = Job(pruning.step())
            job.start()
            assert job.done
            gone = job.result

    # -- what the checks ask ---------------------------------------------------------------

    def entries(self) -> dict[str, str]:
        """hash → body of all on its own chain."""
        rows = self._connection.execute("SELECT hash, body FROM entry ORDER BY n")
        return {hash_.hex(): body for hash_, body in rows}

    def holds(self) -> set[str]:
        """Hashes of all that is on this disk."""
        return self.entries().keys() | self.aside()

    def former_keys(self) -> tuple[FormerKey, ...]:
        """As `sync.terminal` reads them from the folder when it enrols anew."""
        who = self.who.identity
        rows = self._connection.execute("SELECT n >> 40 FROM entry GROUP BY 1 ORDER BY 1")
        keys = [(epoch, self.journal.reads.enrolled_key(epoch)) for (epoch,) in rows.fetchall()]
        return tuple(FormerKey(e, key, who.key_id if e == who.epoch else 0) for e, key in keys)

    def aside(self) -> set[str]:
        return {row[0] for row in self._connection.execute("SELECT hash FROM recovered")}
