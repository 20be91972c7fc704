"""Tells listeners that there is more: one reader of the feed, bytes encoded once for all.

Central room: ASGI, no SQL of its own. The feed table is the truth; a poke from a commit here,
or PostgreSQL's NOTIFY from another worker, only says when to look. A lost poke costs a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from shop.domain.slip_keys import SlipKey
from sync.central import feed
from sync.central.core import Central
from sync.protocol.codec import decode
from sync.protocol.messages import Change

BEAT = 1.5
"""Often enough that no agent needs to ask whether central is there (`sync.agent.stream`)."""
LOOK = 0.5
GATHER = 0.02
_PAGE = 1000
_QUEUE = 64
_LOG = logging.getLogger("endcap.central")


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream, on the server's loop. Small, for there are thousands: no queue, no lock.

    `since` is the feed's head when it began: what is before that, its terminal knows already.
    """

    store: str
    near: Collection[str]
    skus: Collection[str]
    hidden: frozenset[str] = frozenset()
    terminal: str = ""
    since: int = 0
    ended: bool = False
    _waiting: list[bytes] = field(default_factory=list)
    _wake: asyncio.Future[None] | None = None

    def offer(self, message: bytes) -> None:
        """A listener that does not read loses events, never memory of ours: each says all."""
        if len(self._waiting) < _QUEUE:
            self._waiting.append(message)
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def next(self) -> bytes:
        """All that waits, as one piece; b"" when the stream has ended."""
        if not self._waiting and not self.ended:
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        message, self._waiting = b"".join(self._waiting), []
        return message

    def end(self) -> None:
        self.ended = True
        self.offer(b"")

    def wants(self, change: Change) -> bool:
        if change.topic in self.hidden:
            return False
        if change.topic == "stock":
            return change.store in self.near
        return change.store is None or change.store == self.store


class Events:
    """Runs on the server's loop; `poke` may be called from any thread. `on_key` is told of the
    terminals whose keys changed."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self.on_key: Callable[[str], object] = lambda _terminal: None
        self._listeners: set[Listener] = set()
        self._watching: dict[str, set[Listener]] = {}
        self._poked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._cursor: int | None = None

    @property
    def count(self) -> int:
        return len(self._listeners)

    def poke(self) -> None:
        loop = self._loop
        if loop is not None and self._listeners:
            with contextlib.suppress(RuntimeError):  # the loop ended meanwhile
                loop.call_soon_threadsafe(self._poked.set)

    @contextlib.contextmanager
    def listening(self, listener: Listener) -> Iterator[Listener]:
        self._listeners.add(listener)
        for sku in listener.skus:
            self._watching.setdefault(sku, set()).add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
            for sku in listener.skus:
                self._watching[sku].discard(listener)
                if not self._watching[sku]:
                    del self._watching[sku]

    def end(self) -> None:
        """The server stops: let every stream finish."""
        for listener in self._listeners:
            listener.end()

    async def run(self) -> None:
        """Until cancelled: read what is new and hand it out. A database that is away is waited
        for; the cursor stays, so listeners miss nothing of that while."""
        self._loop = asyncio.get_running_loop()
        away = False
        while True:
            try:
                await self._look()
                away = False
            except SQLAlchemyError as error:
                if not away:
                    _LOG.warning("events: cannot read the feed: %s", type(error).__name__)
                away = True
                self._poked.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), LOOK)
                await asyncio.sleep(GATHER)  # a busy minute's commits go out together
            self._poked.clear()

    async def _look(self) -> None:
        if self._listeners and self._cursor is not None:
            self._tell(await asyncio.to_thread(self._news, self._cursor))
        else:
            self._cursor = await asyncio.to_thread(self._head)

    def _head(self) -> int:
        with self._central.database.read() as connection:
            return feed.head(connection)

    def _news(self, cursor: int) -> Sequence[Change]:
        with self._central.database.read() as connection:
            part = feed.everything_after(connection, cursor, _PAGE)
        self._cursor = part.cursor
        if part.more:
            self._poked.set()
        return part.changes

    def _tell(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        for change in changes:
            if _is_stock(change):
                self._tell_stock(change)
            elif change.topic == "slip_key" and change.value is not None:
                self._cut(decode(change.value, SlipKey).terminal, change.cursor)
        last = changes[-1].cursor
        more = event("more", str(last))
        kinds = {(change.topic, change.store): change for change in changes}.values()
        for listener in self._listeners:
            if last > listener.since and any(map(listener.wants, kinds)):
                listener.offer(more)

    def _cut(self, terminal: str, cursor: int) -> None:
        """A terminal was revoked or enrolled anew, perhaps at another worker: whoever still may
        comes again at once."""
        self.on_key(terminal)
        for listener in [x for x in self._listeners if x.terminal == terminal]:
            if listener.since < cursor:
                listener.end()

    def _tell_stock(self, change: Change) -> None:
        message = event("stock", change.value or "")
        for listener in self._watching.get(_sku(change), ()):
            if change.store in listener.near:
                listener.offer(message)


def event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()


def _is_stock(change: Change) -> bool:
    return change.topic == "stock" and change.value is not None


def _sku(change: Change) -> str:
    return change.key.partition("/")[2]
