"""What the agent's parts share while they run on its loop. Agent room."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from shop.domain.office import CLOCK_OFF
from shop.ports import Clock, LinkState
from sync.agent.events import Event, LinkChanged
from sync.agent.link import Link, delay
from sync.agent.snapshot import fetch_snapshot
from sync.agent.steps import Missing
from sync.agent.wire import NoAnswer, Wire
from sync.local.journal import LocalJournal
from sync.local.replica import LocalReplica
from sync.protocol.messages import Handshake, SnapshotInfo

T = TypeVar("T")
LOG = logging.getLogger("endcap.agent")
_IN_VAIN = 3


@dataclass(frozen=True, slots=True)
class Word:
    """What central said at a handshake after which nothing was left to send. It had everything
    up to `n` then; `at` is our own clock at that moment."""

    said: Handshake
    n: int
    at: datetime


@dataclass(slots=True)
class Context:
    """One per run of the loop. `wake` = something to send, `pull` = something to fetch,
    `back` = the link is up, `returned` = it comes up; each time a new one."""

    folder: Path
    journal: LocalJournal
    replica: LocalReplica
    clock: Clock
    wire: Wire
    link: Link
    publish: Callable[[Event], None]
    fetch: Callable[[Wire, Path], Awaitable[tuple[SnapshotInfo, Path]]] = fetch_snapshot
    chance: Callable[[], float] = random.random
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    pull: asyncio.Event = field(default_factory=asyncio.Event)
    back: asyncio.Event = field(default_factory=asyncio.Event)
    returned: asyncio.Event = field(default_factory=asyncio.Event)
    watch: asyncio.Event = field(default_factory=asyncio.Event)
    watched: tuple[str, ...] = ()
    last_heard: float = 0.0
    forked: bool = False
    shake_first: bool = False
    refusals: dict[str, str] = field(default_factory=dict)
    clock_off: int = 0
    held: frozenset[str] = frozenset()
    missing: tuple[Missing, ...] = ()
    word: Word | None = None
    _shown: LinkState | None = None

    def heard(self, *, signed: bool = True) -> None:
        """Central answered something; `signed`: to us, and not to anybody."""
        was = self.link.online
        self.link = self.link.heard(self.clock.now(), signed=signed)
        self.last_heard = self.clock.monotonic()
        if self.link.online and not was:
            self.back.set()
            self.returned.set()
            self.returned = asyncio.Event()
            self.pull.set()
            self.shake()
        self.show()

    def shake(self) -> None:
        """Central may not be where we left it: ask before sending on."""
        self.shake_first = True
        self.wake.set()

    def central_says(self, now: datetime) -> None:
        """Central's clock, as its answer came in. Ours orders nothing, but people read it."""
        off = round((self.clock.now() - now).total_seconds())
        self.clock_off = off if abs(off) > CLOCK_OFF else 0

    def missed(self, error: NoAnswer, *, signed: bool = True) -> None:
        was, signed = self.link.online, signed and not error.busy
        self.link = self.link.missed(error.trouble, self.clock.now(), signed=signed)
        if was and not self.link.online:
            self.back.clear()
        self.show()

    def refused(self, what: str, code: str) -> None:
        """Central answers but does not let us in ("terminal_revoked", "auth_unknown"). `what` it
        refused ("push", "pull"): the one may go on where the other does not."""
        self.refusals[what] = code
        self.show()

    def admitted(self, what: str) -> None:
        if self.refusals.pop(what, ""):
            self.show()

    def in_vain(self, what: str, error: NoAnswer, times: int) -> None:
        """One thing fails again and again, whatever else goes well: then people are told."""
        if times >= _IN_VAIN:
            self.refused(f"{what} in vain", error.trouble)

    def done(self, what: str) -> None:
        self.admitted(f"{what} in vain")

    def state(self) -> LinkState:
        journal = self.journal.state()
        forked = "forked" if self.forked else ""
        lacks = "central_lacks_entries" if self.missing else ""
        refusal = next(iter(self.refusals.values()), "")
        trouble = self.link.trouble or refusal or lacks or forked
        link = self.link
        return LinkState(
            online=link.online,
            since=link.since,
            waiting=journal.waiting,
            oldest=journal.oldest,
            trouble=trouble,
            clock_off=self.clock_off,
            held=len(self.held),
        )

    def show(self) -> None:
        """Tell the screen when what it shows of the link has changed."""
        state = self.state()
        if state != self._shown:
            self._shown = state
            self.publish(LinkChanged(state))

    async def pause(self, attempt: int, error: NoAnswer) -> None:
        """Full jitter; a link that comes back meanwhile ends it early, unless central asked for
        peace. That it is up already ends nothing: what failed on it would fail again at once."""
        seconds = delay(attempt, self.chance(), busy=error.busy, after=error.after)
        if error.busy:
            await asyncio.sleep(seconds)
        else:
            await wait_for(self.returned, seconds)

    async def rest(self, seconds: float) -> None:
        """About so long: terminals that were refused together do not ask again together."""
        await asyncio.sleep(seconds * (0.5 + self.chance()))


async def kept(future: Future[T]) -> T:
    """Wait for the journal's thread; no loop is asked when it has finished already."""
    if not future.done():
        await asyncio.wrap_future(future)
    return future.result()


async def wait_for(event: asyncio.Event, seconds: float) -> bool:
    """True when it happened in time; the event is not cleared."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
