"""The terminal's engine: one plain thread with one asyncio loop. Agent room.

It pushes the journal's tail, pulls central's word, answers live requests and tells the
screen. Selling never waits for any of it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shop.domain.facts import Recorded
from shop.ports import Clock, LinkState
from shop.settings import KEEP_DAYS
from sync.agent.auth import Credentials, DeviceAuth
from sync.agent.context import LOG, Context, wait_for
from sync.agent.events import Event
from sync.agent.guard import Job, guarded
from sync.agent.link import Link
from sync.agent.live import LiveCentral
from sync.agent.prune import Prune
from sync.agent.pull import Pull
from sync.agent.push import Push
from sync.agent.status import Status
from sync.agent.stream import Stream
from sync.agent.wire import Wire
from sync.local.journal import LocalJournal
from sync.local.replica import LocalReplica


@dataclass(frozen=True, slots=True)
class Place:
    """Where the agent works and whom it talks to."""

    folder: Path
    url: str
    credentials: Credentials
    version: str = ""
    keep_days: int = KEEP_DAYS


Listener = Callable[[Event], None]


class Agent:
    """Start once, stop once. Listeners are called on its thread and must be quick.

    `printer`, set before the start, gives the code of the printer's state for the status.
    """

    def __init__(
        self, place: Place, journal: LocalJournal, replica: LocalReplica, clock: Clock
    ) -> None:
        self.central = LiveCentral(self._running)
        self.printer: Callable[[], str] = lambda: ""
        self._place = place
        self._journal = journal
        self._replica = replica
        self._clock = clock
        self._listeners: tuple[Listener, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._stop: asyncio.Event | None = None
        self._up = threading.Event()
        self._thread: threading.Thread | None = None
        self._link = Link(False, clock.now(), trouble="starting")
        journal.on_recorded(self._recorded)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Gives back how to unsubscribe."""
        self._listeners = (*self._listeners, listener)

        def leave() -> None:
            self._listeners = tuple(x for x in self._listeners if x is not listener)

        return leave

    def link(self) -> LinkState:
        context = self._context
        if context is not None:
            return context.state()
        journal = self._journal.state()
        link = self._link
        return LinkState(link.online, link.since, journal.waiting, journal.oldest, link.trouble)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._main, name="agent")
        self._thread.start()

    def stop(self) -> None:
        """Returns when the thread has ended; open requests end with LinkDown."""
        if self._thread is None:
            return
        self._up.wait()
        loop, stop = self._loop, self._stop
        if loop is not None and stop is not None:
            try:
                loop.call_soon_threadsafe(stop.set)
            except RuntimeError:  # it ended by itself just now
                LOG.debug("the agent's loop was closed already")
        self._thread.join()
        self._thread = None

    # -- the agent's thread ----------------------------------------------------------------

    def _main(self) -> None:
        try:
            asyncio.run(self._run())
        finally:
            self._loop = self._context = None
            self._up.set()

    async def _run(self) -> None:
        self._stop = asyncio.Event()
        auth = DeviceAuth(self._place.credentials, self._clock.now)
        wire = Wire(self._place.url, auth)
        self._context = context = Context(
            folder=self._place.folder,
            journal=self._journal,
            replica=self._replica,
            clock=self._clock,
            wire=wire,
            link=self._link,
            publish=self._publish,
        )
        self._loop = asyncio.get_running_loop()
        self._up.set()
        terminal, keep_days = self._place.credentials.terminal, self._place.keep_days
        jobs: dict[str, Job] = {
            "push": lambda: Push(context).run(),
            "pull": lambda: Pull(context).run(),
            "stream": lambda: Stream(context).run(),
            "probe": lambda: Stream(context).probe(),
            "status": lambda: Status(context, self._place.version, self.printer).run(),
            "prune": lambda: Prune(context, terminal, keep_days).run(),
        }
        tasks = [asyncio.create_task(guarded(context, *job)) for job in jobs.items()]
        try:
            while not await wait_for(self._stop, 1.0):
                if not threading.main_thread().is_alive():
                    break  # the program died without closing: do not keep it hanging
        finally:
            self._context = None
            everything = asyncio.all_tasks() - {asyncio.current_task()}
            for task in everything:
                task.cancel()
            await asyncio.gather(*tasks, *everything, return_exceptions=True)
            await wire.close()

    def _running(self) -> tuple[asyncio.AbstractEventLoop, Context] | None:
        loop, context = self._loop, self._context
        return (loop, context) if loop is not None and context is not None else None

    def _recorded(self, recorded: Recorded) -> None:
        """Called on the journal's thread."""
        running = self._running()
        if running is None:
            return
        loop, context = running
        try:
            loop.call_soon_threadsafe(_wake, context)
        except RuntimeError:
            LOG.debug("an entry was made while the agent stopped; the next start sends it")

    def _publish(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)


def _wake(context: Context) -> None:
    context.wake.set()
    context.show()
