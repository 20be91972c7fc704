"""The cable between a store and central: a TCP relay whose plug can be pulled. Command room.

It runs its own thread and event loop, so that tests and the demo can pull it from anywhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from enum import StrEnum

CHUNK = 65536
PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    b"<html><body>Welcome to the hotel. Please accept our terms.</body></html>"
)


class Fault(StrEnum):
    NONE = "none"
    CUT = "cut"  # connections are torn, new ones refused at once
    HALF_OPEN = "half_open"  # connections stand, nothing passes
    SLOW = "slow"  # `rate` bytes a second each way
    NO_ANSWER = "no_answer"  # requests arrive at central, answers are lost
    PORTAL = "portal"  # a captive portal answers instead of central


class Cable:
    """Relays 127.0.0.1:`port` to `target`; `fault` may change at any moment."""

    def __init__(self, target: tuple[str, int], *, rate: int = 1) -> None:
        self._target = target
        self._rate = rate
        self._fault = Fault.NONE
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._changed: asyncio.Event | None = None
        self.port = 0
        self._thread = threading.Thread(target=self._run, name="cable")

    def start(self) -> Cable:
        self._thread.start()
        self._ready.wait()
        return self

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._signal_stop)
            self._thread.join()

    def __enter__(self) -> Cable:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def fault(self) -> Fault:
        return self._fault

    @property
    def target(self) -> tuple[str, int]:
        """Where the other end is plugged in."""
        return self._target

    def set(self, fault: Fault) -> None:
        """Returns when the fault is in force."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._apply, fault, done)
        done.wait(5)

    def cut(self) -> None:
        self.set(Fault.CUT)

    def mend(self) -> None:
        self.set(Fault.NONE)

    # -- on the loop's thread --------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop, self._changed = asyncio.Event(), asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        await asyncio.sleep(0.02)  # whoever was just let in has no transport yet that could close
        self._tear()
        pending = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await asyncio.sleep(0)  # their sockets close in the loop's next turn

    def _signal_stop(self) -> None:
        assert self._stop is not None
        self._stop.set()

    def _apply(self, fault: Fault, done: threading.Event) -> None:
        assert self._changed is not None
        self._fault = fault
        if fault in (Fault.CUT, Fault.PORTAL):
            self._tear()
        self._changed.set()
        self._changed = asyncio.Event()
        done.set()

    def _tear(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            await self._relay(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # a torn connection is this class's purpose; cancelled only when we close
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._fault is Fault.CUT:
            return
        if self._fault is Fault.PORTAL:
            await reader.read(CHUNK)
            writer.write(PORTAL)
            await writer.drain()
            return
        up_reader, up_writer = await asyncio.open_connection(*self._target)
        self._writers.add(up_writer)
        try:
            await asyncio.gather(
                self._pump(reader, up_writer), self._pump(up_reader, writer, answers=True)
            )
        finally:
            self._writers.discard(up_writer)
            up_writer.transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        while data := await source.read(CHUNK if self._fault is not Fault.SLOW else self._rate):
            while self._fault is Fault.HALF_OPEN:
                assert self._changed is not None
                await self._changed.wait()
            if self._fault is Fault.NO_ANSWER and answers:
                continue
            if self._fault is Fault.SLOW:
                await asyncio.sleep(len(data) / self._rate)
            sink.write(data)
            await sink.drain()
        with contextlib.suppress(OSError):
            if sink.can_write_eof():
                sink.write_eof()
