"""The seeded scheduler: who acts next, which message arrives. All from one seed.

Nothing here asks a clock or the system's randomness, so a seed is a story told the same way
for ever. What people do is in `people`, what breaks in `faults` (counted in `faults` here),
and how all ends well in `healing`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shop.errors import JournalFault
from sync.central.core import Central
from tests.sim import months, people
from tests.sim.backups import Backup
from tests.sim.book import Book, Broken
from tests.sim.database import CentralDied, MemoryDatabase
from tests.sim.disk import Image, ProcessDied
from tests.sim.faults import FAULTS
from tests.sim.message import Answered, Asked, is_upload, told
from tests.sim.server import Server
from tests.sim.template import BEGIN, Template, counting, template
from tests.sim.terminal import Terminal
from tests.sim.weather import Weather, weather_of
from tests.sim.workload import Street

CENTRAL = "central"
FAULTS["months"] = months.fault_months


@dataclass(frozen=True, slots=True)
class Ghost:
    """A request that is still on its way although nobody waits for its answer."""

    terminal: str
    epoch: int
    asked: Asked


class World:
    def __init__(
        self, seed: int, weather: Weather | None = None, database: MemoryDatabase | None = None
    ) -> None:
        self.rng = random.Random(seed)
        drawn = weather_of(self.rng)
        self.weather = weather or drawn
        self.offsets: dict[str, timedelta] = {}
        self.clock_rng = random.Random(f"clock {seed}")
        self.story: list[str] = []
        self.faults: Counter[str] = Counter()
        self.at = BEGIN
        self.template: Template = template()
        self.database = database or self.template.database
        self.database.die = ""
        self.database.put_back(self.template.central)
        self.token = counting(f"seed {seed}")
        self.street = Street(self.rng)
        self.book = Book(self.database)
        self.backups: list[Backup] = []
        self.ghosts: list[Ghost] = []
        self.terminals: list[Terminal] = []
        self.labels: Counter[str] = Counter()
        self.fresh_keys = 0
        self.start_central(fresh=True)
        self.book.new_timeline(self.central.timeline)
        for image in self.template.terminals[: self.weather.terminals]:
            self.add(image)

    # -- telling ---------------------------------------------------------------------------

    def tell(self, line: str) -> None:
        self.story.append(f"{len(self.story):4} {line}")

    def fault(self, kind: str, line: str) -> None:
        self.faults[kind] += 1
        self.tell(f"!! {line}")

    # -- central ---------------------------------------------------------------------------

    def central_now(self) -> datetime:
        return self.at + self.offsets.get(CENTRAL, timedelta())

    def start_central(self, *, fresh: bool = False) -> None:
        self.database.die = ""
        self.central = Central(
            self.database,
            Path("/nonexistent"),
            self.template.signer,
            self.central_now,
            self.token,
            lambda: self.at.timestamp(),
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
            self.start_central()
            answer = None
        if asked.body:
            self.book.look()
        if answer is not None and not answer.refused:
            self.book.answered(terminal, asked.path, self.at)
        return answer

    # -- terminals -------------------------------------------------------------------------

    def add(self, image: Image) -> Terminal:
        """One more machine; copies of one folder are told apart by a letter."""
        name = image.identity.identity.terminal
        label = f"{name}{chr(ord('a') + self.labels[name])}"
        self.labels[name] += 1
        terminal = Terminal(label, image, self.token, self.book.acknowledged)
        self.terminals.append(terminal)
        self.open(terminal)
        return terminal

    def open(self, terminal: Terminal) -> None:
        self.set_clock(terminal)
        while not terminal.running:
            try:
                terminal.open()
            except ProcessDied as died:
                self.tell(f"{terminal.label} dies {died} while it starts")
                terminal.die()
            except JournalFault as fault:
                raise Broken("I18", f"{terminal.label} cannot start: {fault}") from fault
        self.book.opened(terminal)

    def set_clock(self, terminal: Terminal) -> None:
        terminal.clock.at = self.at + self.offsets.get(terminal.label, timedelta())

    def guard(self, terminal: Terminal, work: Callable[[], None]) -> None:
        """Whatever a program does may be its last."""
        self.set_clock(terminal)
        try:
            work()
        except ProcessDied as died:
            self.fault("terminal crash", f"{terminal.label} dies {died}")
            terminal.die()
            self.open(terminal)

    # -- one step --------------------------------------------------------------------------

    def run(self) -> None:
        for _ in range(self.weather.steps):
            self.step()

    def step(self) -> None:
        self.at += timedelta(seconds=self.rng.randrange(1, 8))
        roll = self.rng.random()
        terminal = self.rng.choice(self.terminals)
        if roll < self.weather.faults:
            FAULTS[self.rng.choice(self.weather.kinds)](self, terminal)
        elif roll < 0.40:
            self.guard(terminal, lambda: people.act(self, terminal))
        elif roll < 0.425:
            people.order_live(self, terminal)
        elif roll < 0.47 and self.ghosts:
            self.haunt()
        elif roll < 0.51:
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
        if is_upload(asked) and self.rng.random() < self.weather.shed:
            self.fault("sent away", f"{terminal.label} {loop}: central is busy")
            terminal.lose(loop, busy=True)
            return
        if self.rng.random() < self.weather.double:
            self.ghosts.append(Ghost(who.terminal, who.epoch, asked))
        answer = self.ask(who.terminal, who.epoch, asked)
        if answer is None or answer.broken:
            self.tell(f"{terminal.label} {loop}: {asked.path} not answered")
            terminal.lose(loop, busy=answer is not None)
            return
        self.tell(f"{terminal.label} {loop}: {asked.path} {told(asked, answer)}")
        terminal.answers[loop] = answer

    def haunt(self) -> None:
        ghost = self.ghosts.pop(self.rng.randrange(len(self.ghosts)))
        whose = f"{ghost.terminal or 'a shopper'}'s {ghost.asked.path}"
        self.fault("duplicate or reordered", f"{whose} comes again")
        self.ask(ghost.terminal, ghost.epoch, ghost.asked)

    def _put_away(self, terminal: Terminal) -> None:
        """Copies for a bad day: of this terminal's folder, or of central."""
        if self.rng.random() < 0.5:
            self.tell(f"a copy of {terminal.label} is put away")
            terminal.copies.append(terminal.image())
        else:
            self.back_up()

    def back_up(self) -> Backup:
        self.tell("central is backed up")
        self.backups.append(Backup(self.database.image(), self.at, self.central.timeline))
        return self.backups[-1]
