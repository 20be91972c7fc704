"""The seeded scheduler: who acts next, which message arrives, what breaks. All from one seed.

Nothing here asks a clock or the system's randomness, so a seed is a story told the same way
for ever. Faults are counted in `faults`.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from shop.domain.entry import Head
from shop.errors import EndcapError, JournalFault
from sync.agent.wire import Refused
from sync.central import enrolment
from sync.central.backup import new_timeline
from sync.central.core import Central
from sync.central.feed_pruning import KEEP, prune
from sync.local.identity import Identity
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import AuthoriseReturn, EnrolAnswer, EnrolRequest
from tests.sim import workload
from tests.sim.book import Book, Broken
from tests.sim.database import CentralDied
from tests.sim.disk import Image, ProcessDied
from tests.sim.message import Answered, Asked
from tests.sim.server import Server
from tests.sim.template import BEGIN, Template, Who, counting, key_of, seed_of, template
from tests.sim.terminal import Terminal
from tests.sim.workload import Act, Paper, Street

FUSES = ("before_commit", "committed", "before_head")


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad it gets: chances per step or per message."""

    terminals: int = 3
    steps: int = 90
    loss: float = 0.15
    double: float = 0.08
    faults: float = 0.10
    poison: float = 0.02
    clocks: bool = True
    kinds: tuple[str, ...] = (
        *("crash", "central_crash", "restore", "central_restore", "link", "clone") * 2,
        *("clock", "trim", "enrol", "swap_file"),
    )


def weather_of(rng: random.Random) -> Weather:
    return Weather(
        terminals=rng.choice((2, 2, 3, 3, 4)),
        steps=rng.choice((25, 40, 60, 80)),
        loss=rng.choice((0.0, 0.1, 0.3)),
        double=rng.choice((0.0, 0.05, 0.2)),
        faults=rng.choice((0.05, 0.1, 0.2)),
        poison=rng.choice((0.0, 0.02, 0.1)),
    )


@dataclass(frozen=True, slots=True)
class Ghost:
    """A request that is still on its way although nobody waits for its answer."""

    terminal: str
    epoch: int
    asked: Asked


class World:
    def __init__(self, seed: int, weather: Weather | None = None) -> None:
        self.rng = random.Random(seed)
        drawn = weather_of(self.rng)
        self.weather = weather or drawn
        self.offsets: dict[str, timedelta] = {}
        self.clock_rng = random.Random(f"clock {seed}")
        self.story: list[str] = []
        self.faults: Counter[str] = Counter()
        self.acts = 0
        self.at = BEGIN
        self.template: Template = template()
        self.database = self.template.database
        self.database.die = ""
        self.database.put_back(self.template.central)
        self.token = counting(f"seed {seed}")
        self.street = Street(self.rng)
        self.book = Book(self.database)
        self.backups: list[bytes] = []
        self.ghosts: list[Ghost] = []
        self.terminals: list[Terminal] = []
        self.fresh_keys = 0
        self._start_central(fresh=True)
        self.book.new_timeline(self.central.timeline)
        for image in self.template.terminals[: self.weather.terminals]:
            self._add(f"{image.identity.identity.terminal}a", image)

    # -- telling ---------------------------------------------------------------------------

    def tell(self, line: str) -> None:
        self.story.append(f"{len(self.story):4} {line}")

    def fault(self, kind: str, line: str) -> None:
        self.faults[kind] += 1
        self.tell(f"!! {line}")

    # -- central ---------------------------------------------------------------------------

    def _start_central(self, *, fresh: bool = False) -> None:
        self.database.die = ""
        self.central = Central(
            self.database, Path("/nonexistent"), self.template.signer, lambda: self.at, self.token
        )
        if fresh:  # as the template left it
            self.central.timeline = self.template.timeline
        else:
            self.central.start()
        self.server = Server(self.central)

    def ask(self, terminal: str, epoch: int, asked: Asked) -> Answered | None:
        """None: central ended before it answered; it is started again at once."""
        try:
            answer = self.server.ask(terminal, epoch, asked)
        except CentralDied as died:
            self.fault("central crash", f"central dies {died}")
            self._start_central()
            answer = None
        if asked.body:
            self.book.look()
        return answer

    # -- terminals -------------------------------------------------------------------------

    def _add(self, label: str, image: Image) -> Terminal:
        terminal = Terminal(label, image, self.token, self._acked)
        self.terminals.append(terminal)
        self._open(terminal)
        return terminal

    def _acked(self, terminal: Terminal, timeline: str, head: Head) -> None:
        self.book.acknowledged(terminal, timeline, head)

    def _open(self, terminal: Terminal) -> None:
        self._set_clock(terminal)
        while not terminal.running:
            try:
                terminal.open()
            except ProcessDied as died:
                self.tell(f"{terminal.label} dies {died} while it starts")
                terminal.die()
            except JournalFault as fault:
                raise Broken("I18", f"{terminal.label} cannot start: {fault}") from fault
        self.book.opened(terminal)

    def _set_clock(self, terminal: Terminal) -> None:
        terminal.clock.at = self.at + self.offsets.get(terminal.label, timedelta())

    def guard(self, terminal: Terminal, work: Callable[[], None]) -> None:
        """Whatever a program does may be its last."""
        self._set_clock(terminal)
        try:
            work()
        except ProcessDied as died:
            self.fault("terminal crash", f"{terminal.label} dies {died}")
            terminal.die()
            self._open(terminal)

    # -- one step --------------------------------------------------------------------------

    def run(self) -> None:
        for _ in range(self.weather.steps):
            self.step()

    def step(self) -> None:
        self.at += timedelta(seconds=self.rng.randrange(1, 8))
        roll = self.rng.random()
        terminal = self.rng.choice(self.terminals)
        if roll < self.weather.faults:
            getattr(self, f"fault_{self.rng.choice(self.weather.kinds)}")(terminal)
        elif roll < 0.42:
            self.guard(terminal, lambda: self.act(terminal))
        elif roll < 0.45 and self.ghosts:
            self._haunt()
        elif roll < 0.49:
            self._put_away(terminal)
        else:
            loop = "push" if self.rng.random() < 0.7 else "pull"
            self.guard(terminal, lambda: self.advance(terminal, loop))

    def advance(self, terminal: Terminal, loop: str) -> None:
        """The loop's next move: begin, let the request arrive, or let the answer be heard."""
        rng, weather = self.rng, self.weather
        job = terminal.jobs.get(loop)
        if job is None:
            terminal.start(loop)
        elif loop in terminal.answers:
            if rng.random() < weather.loss or not terminal.up:
                self.fault("lost answer", f"{terminal.label} {loop}: answer lost")
                terminal.lose(loop)
            else:
                terminal.hear(loop)
        else:
            self._deliver(terminal, loop)

    def _deliver(self, terminal: Terminal, loop: str) -> None:
        asked = terminal.jobs[loop].asked
        assert asked is not None
        who = terminal.who.identity
        if not terminal.up or self.rng.random() < self.weather.loss:
            if terminal.up and self.rng.random() < 0.5:
                self.fault("late request", f"{terminal.label} {loop}: {asked.path} gets stuck")
                self.ghosts.append(Ghost(who.terminal, who.epoch, asked))
            else:
                self.fault("lost request", f"{terminal.label} {loop}: {asked.path} lost")
            terminal.lose(loop)
            return
        if self.rng.random() < self.weather.double:
            self.ghosts.append(Ghost(who.terminal, who.epoch, asked))
        answer = self.ask(who.terminal, who.epoch, asked)
        if answer is None:
            terminal.lose(loop)
            return
        self.tell(f"{terminal.label} {loop}: {asked.path} {_short(asked, answer)}")
        terminal.answers[loop] = answer

    def _haunt(self) -> None:
        ghost = self.ghosts.pop(self.rng.randrange(len(self.ghosts)))
        self.fault("duplicate or reordered", f"{ghost.terminal}'s {ghost.asked.path} comes again")
        self.ask(ghost.terminal, ghost.epoch, ghost.asked)

    # -- people ----------------------------------------------------------------------------

    def act(self, terminal: Terminal) -> None:
        act = self._choose(terminal)
        if act is None:
            return
        self.acts += 1
        self.tell(f"{terminal.label}: {act.name}")
        recorded = terminal.record(act)
        terminal.shift = _shift_after(terminal, act)
        self.book.confirmed(terminal, recorded.hash)
        if act.paper:
            receipt = getattr(recorded.fact, "receipt", "")
            self.street.papers.append(Paper(receipt, act.paper))

    def _choose(self, terminal: Terminal) -> Act | None:
        rng = self.rng
        if not terminal.shift:
            return workload.open_shift(self.token(8).hex())
        if rng.random() < self.weather.poison:
            return workload.poison(rng)
        roll = rng.random()
        if roll < 0.30:
            return workload.sale(rng, terminal.shift)
        if roll < 0.42:
            return self._give_back(terminal)
        if roll < 0.54:
            store = terminal.who.identity.store
            return workload.place_order(rng, self.street, store, terminal.clock.now())
        if roll < 0.86:
            return workload.work_on_order(rng, terminal.replica)
        if roll < 0.93:
            return workload.adjust(rng)
        if roll < 0.97:
            return workload.cash(rng, terminal.shift)
        return workload.close_shift(terminal.journal)

    def _give_back(self, terminal: Terminal) -> Act | None:
        """With the link up central is asked first; without it the slip alone decides."""
        rng = self.rng
        if not self.street.papers:
            return None
        paper = rng.choice(self.street.papers[-6:])
        line, _, sold = rng.choice(paper.lines)
        count = rng.randrange(1, sold + 1)
        authorisation = ""
        if terminal.up and rng.random() < 0.6:
            authorisation = self.token(16).hex()
            wish = AuthoriseReturn(authorisation, paper.receipt, "", ((line, Decimal(count)),))
            answer = self._live(terminal, Asked(paths.RETURNS, (), encode(wish)))
            if answer is not None and answer.refused:
                self.tell(f"{terminal.label}: return refused")
                return None
            authorisation = authorisation if answer is not None else ""
        if authorisation:
            self.book.agreed += 1
        return workload.give_back(rng, terminal.shift, paper, count, line, authorisation)

    def _live(self, terminal: Terminal, asked: Asked) -> Answered | None:
        if self.rng.random() < self.weather.loss:
            return None
        answer = self.ask(terminal.who.identity.terminal, terminal.who.identity.epoch, asked)
        return None if self.rng.random() < self.weather.loss else answer

    def _put_away(self, terminal: Terminal) -> None:
        """Copies for a bad day: of this terminal's folder, or of central."""
        if self.rng.random() < 0.5:
            self.tell(f"a copy of {terminal.label} is put away")
            terminal.copies.append(terminal.image())
        else:
            self.tell("central is backed up")
            self.backups.append(self.database.image())

    # -- faults ----------------------------------------------------------------------------

    def fault_crash(self, terminal: Terminal) -> None:
        """Now, or in the middle of the next write."""
        if self.rng.random() < 0.4:
            terminal.fuse.point = self.rng.choice(FUSES)
            return
        self.fault("terminal crash", f"{terminal.label} is killed")
        terminal.die()
        self._open(terminal)

    def fault_central_crash(self, _: Terminal) -> None:
        if self.rng.random() < 0.3:
            self.fault("central crash", "central is killed")
            self._start_central()
        else:
            self.database.die = self.rng.choice(("before_commit", "after_commit"))

    def fault_clone(self, terminal: Terminal) -> None:
        if len(self.terminals) >= self.weather.terminals + 2:
            return
        identity = terminal.who.identity.terminal
        letter = chr(ord("a") + sum(x.label.startswith(identity) for x in self.terminals))
        self.fault("clone", f"{terminal.label}'s folder is copied to {identity}{letter}")
        self._add(f"{identity}{letter}", terminal.image())

    def fault_restore(self, terminal: Terminal) -> None:
        if not terminal.copies:
            return
        self.fault("terminal restore", f"{terminal.label} is restored from an older copy")
        self._put_back(terminal, self.rng.choice(terminal.copies))

    def _put_back(self, terminal: Terminal, image: Image) -> None:
        before = set(terminal.entries()) | terminal.aside()
        terminal.die()
        terminal.put(image)
        self.book.rolled_back(terminal, before - set(terminal.entries()) - terminal.aside())
        self._open(terminal)

    def fault_swap_file(self, terminal: Terminal) -> None:
        """Only journal.db comes back from the copy: the head beside it must notice (I18)."""
        if not terminal.copies:
            return
        old, now = self.rng.choice(terminal.copies), terminal.image()
        if old.database == now.database or len(terminal.entries()) == _count(old):
            return
        self.fault("lost tail", f"{terminal.label}'s journal.db alone is an older one")
        terminal.die()
        terminal.put(replace(now, database=old.database, replica=now.replica))
        try:
            terminal.open()
        except JournalFault as fault:
            self.tell(f"{terminal.label} refuses to start: {fault.code}")
        else:
            raise Broken("I18", f"{terminal.label} opened a journal behind its head")
        terminal.put(now)
        self._open(terminal)

    def fault_central_restore(self, _: Terminal) -> None:
        if not self.backups:
            return
        self.database.die = ""
        self.database.put_back(self.rng.choice(self.backups))
        self._start_central()
        new_timeline(self.central)
        self.fault("central restore", f"central is restored: timeline {self.central.timeline[:6]}")
        self.book.central_restored(self.central.timeline)

    def fault_clock(self, terminal: Terminal) -> None:
        days = self.clock_rng.choice((-20000, -400, -1, 1, 60, 4000))
        if self.weather.clocks:
            self.offsets[terminal.label] = timedelta(days=days)
        self.fault("clock jump", f"{terminal.label}'s clock jumps {days} days")

    def fault_trim(self, _: Terminal) -> None:
        """Central forgets all but the last minute's feed: who is behind needs a snapshot."""
        self.database.die = ""
        later = self.at + KEEP - timedelta(minutes=1)
        self.central.now = lambda: later
        gone = prune(self.central)
        self.central.now = lambda: self.at
        self.fault("expired cursor", f"central forgets {gone} rows of the feed")

    def fault_link(self, terminal: Terminal) -> None:
        terminal.up = not terminal.up
        self.fault("link cut", f"{terminal.label}'s link is {'up' if terminal.up else 'down'}")

    def fault_enrol(self, terminal: Terminal) -> None:
        if terminal.up:
            self.guard(terminal, lambda: self.enrol(terminal))

    def enrol(self, terminal: Terminal, *, surely: bool = False) -> None:
        """A person fetches a code for this terminal and types it in (`sync.terminal.enrol`)."""
        who = terminal.who.identity
        self.fresh_keys += 1
        seed = seed_of(f"fresh {self.fresh_keys}")
        public = key_of(seed).public_key().public_bytes_raw().hex()
        self.database.die = ""
        try:
            code = enrolment.new_code(
                self.central, store=who.store, face=who.face, terminal=who.terminal
            )
        except EndcapError as error:
            self.tell(f"{terminal.label}: no code: {error.code}")
            return
        request = EnrolRequest(
            code, public, who.face, "sim", terminal=who.terminal, former=terminal.former_keys()
        )
        answer = self.ask("", 0, Asked(paths.ENROL, (), encode(request)))
        if answer is None or (not surely and self.rng.random() < self.weather.loss):
            self.fault("lost answer", f"{terminal.label} enrolled, and never heard of it")
            return
        if answer.refused:
            self.tell(f"{terminal.label}: enrolment refused {answer.body!r}")
            return
        told = decode(answer.body, EnrolAnswer)
        if told.terminal != who.terminal:
            raise Broken("I13", f"{terminal.label} was given another's name {told.terminal}")
        self.fault("re-enrolment", f"{terminal.label} enrols anew: epoch {told.epoch}")
        terminal.die()
        terminal.who = Who(
            Identity(
                told.terminal, told.store, told.epoch, told.key_id, told.name, who.face, public, ""
            ),
            seed,
        )
        self._open(terminal)

    # -- healing ---------------------------------------------------------------------------

    def heal(self) -> None:
        """Every link up, no more faults; requests still on their way arrive first."""
        self.tell("-- the storm is over")
        self.database.die = ""
        for terminal in self.terminals:
            terminal.up, terminal.fuse.point = True, ""
            for loop in list(terminal.jobs):
                terminal.lose(loop)
        while self.ghosts:
            self._haunt()
        for terminal in self.terminals:
            self._drain(terminal)
        names = Counter(x.who.identity.terminal for x in self.terminals)
        for terminal in self.terminals:
            if names[terminal.who.identity.terminal] > 1:
                self._drain(terminal)  # what its twin sent meanwhile
        for terminal in self.terminals:
            self._follow(terminal)

    def _drain(self, terminal: Terminal) -> None:
        """As the push loop does after each pause; ten minutes are many pauses."""
        for _ in range(6):
            self._set_clock(terminal)
            terminal.context.shake()
            if self._finish(terminal, "push"):
                return

    def _follow(self, terminal: Terminal) -> None:
        for _ in range(40):
            self._set_clock(terminal)
            if not self._finish(terminal, "pull") or terminal.last[1] is False:
                return
        raise Broken("I20", f"{terminal.label} never comes to the feed's end")

    def _finish(self, terminal: Terminal, loop: str) -> bool:
        """Whether the attempt ended well; a person re-enrols one that central does not know."""
        terminal.start(loop)
        for _ in range(200):
            job = terminal.jobs.get(loop)
            if job is None:
                return self._ended(terminal)
            assert job.asked is not None
            who = terminal.who.identity
            answer = self.ask(who.terminal, who.epoch, job.asked)
            assert answer is not None
            self.tell(f"{terminal.label} {loop}: {job.asked.path} {_short(job.asked, answer)}")
            terminal.answers[loop] = answer
            terminal.hear(loop)
        raise Broken("I20", f"{terminal.label}'s {loop} never ends")

    def _ended(self, terminal: Terminal) -> bool:
        result = terminal.last[1]
        if isinstance(result, Refused):
            self.tell(f"{terminal.label}: refused {result.problem.code}")
            if result.problem.code in ("auth_unknown", "epoch_unknown"):
                self.enrol(terminal, surely=True)
            return False
        if isinstance(result, Exception):
            self.tell(f"{terminal.label}: {result!r}")
            return False
        return True


def _short(asked: Asked, answer: Answered) -> str:
    if answer.refused:
        return answer.body.decode()[-120:]
    if asked.path == paths.JOURNAL and asked.body:
        return answer.body.decode()[:190]
    if asked.path == paths.HANDSHAKE:
        return answer.body.decode()[:30]
    return ""


def _count(image: Image) -> int:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(image.database)
    count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    connection.close()
    return int(count)


def _shift_after(terminal: Terminal, act: Act) -> str:
    if act.name not in ("open shift", "close shift"):
        return terminal.shift
    opened = terminal.journal.open_shift()
    return getattr(opened.fact, "shift", "") if opened else ""
