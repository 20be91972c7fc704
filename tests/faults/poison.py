"""A cable with poison in it: what Toxiproxy can do to a connection, and what portals answer."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass

from endcap.demo.cable import CHUNK, Cable


@dataclass(frozen=True, slots=True)
class Poison:
    """Bytes, seconds, bytes a second; of every connection that is made while it is in force."""

    answer: bytes = b""  # said instead of central, to whatever comes
    latency: float = 0.0
    slice: int = 0  # in pieces of so many bytes
    rate: int = 0
    up: int = -1  # so much gets through to central, …
    down: int = -1  # … or back from it; then it ends
    end: str = "close"  # close, reset or hang
    slow_close: float = 0.0
    again: bool = False  # all that went up goes up once more, on a connection of its own


class Ended(OSError):
    """The poison worked."""


class PoisonedCable(Cable):
    """`poison` may change at any moment; connections that stand are torn then."""

    poison = Poison()

    def take(self, poison: Poison) -> None:
        self.poison = poison
        self.cut()
        self.mend()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        poison = self.poison
        if poison == Poison():
            await super()._relay(reader, writer)
            return
        if poison.answer:
            await reader.read(CHUNK)
            writer.write(poison.answer)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            return
        up_reader, up_writer = await asyncio.open_connection(*self._target)
        self._writers.add(up_writer)
        sent = bytearray()
        try:
            await asyncio.gather(
                self._poisoned(poison, reader, up_writer, poison.up, sent),
                self._poisoned(poison, up_reader, writer, poison.down, bytearray()),
            )
        except Ended:
            await self._end(poison, writer)
        finally:
            self._writers.discard(up_writer)
            up_writer.transport.abort()
            if poison.again:
                await self._again(bytes(sent))

    async def _poisoned(
        self,
        poison: Poison,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        limit: int,
        sent: bytearray,
    ) -> None:
        while data := await source.read(poison.slice or CHUNK):
            if 0 <= limit <= len(sent) + len(data):
                data = data[: limit - len(sent)]
            await asyncio.sleep(poison.latency + (len(data) / poison.rate if poison.rate else 0))
            sink.write(data)
            await sink.drain()
            sent += data
            if len(sent) == limit:
                await asyncio.sleep(0)
                raise Ended
        await asyncio.sleep(poison.slow_close)
        with suppress(OSError):
            if sink.can_write_eof():
                sink.write_eof()

    async def _end(self, poison: Poison, writer: asyncio.StreamWriter) -> None:
        if poison.end == "hang":
            await asyncio.sleep(3600)
        if poison.end == "reset":
            line: socket.socket = writer.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return  # aborted by who called us
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def _again(self, sent: bytes) -> None:
        reader, writer = await asyncio.open_connection(*self._target)
        try:
            writer.write(sent)
            async with asyncio.timeout(1.0):
                while await reader.read(CHUNK):
                    pass
        except OSError:  # a time-out is one too
            pass
        finally:
            writer.transport.abort()
