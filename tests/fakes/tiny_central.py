"""The least central that speaks the protocol: one terminal, memory only, faults on demand.

A real HTTP/1.1 server on a real socket, on its own thread. The product's central has its own
tests; this one exists to misbehave.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from backports import zstd

from shop.domain.catalogue import StockFigure
from shop.domain.entry import GENESIS, Head, SealedEntry
from sync.local.keys import signature_holds
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol import paths
from sync.protocol.auth import HEADER, parse_header, signed_request
from sync.protocol.codec import decode, encode
from sync.protocol.entry_body import read_envelope
from sync.protocol.messages import (
    PROBLEM,
    Batch,
    BatchAnswer,
    Change,
    EnrolAnswer,
    EnrolRequest,
    FeedPage,
    Handshake,
    HeldNote,
    Problem,
    SnapshotInfo,
    StockAnswer,
)

Answer = tuple[int, str, bytes]
JSON = "application/json"


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    target: str


@dataclass
class TinyCentral:
    """`fault` is "", "portal", "busy", "deaf" (takes entries, then cuts) or "cut"."""

    timeline: str = "t1"
    fault: str = ""
    stray: dict[str, dict[str, object]] = field(default_factory=dict)
    """By path: what its answers say instead, as those to somebody else would."""
    store: str = "a"
    changes: list[Change] = field(default_factory=list)
    entries: list[SealedEntry] = field(default_factory=list)
    figures: list[StockFigure] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    public_keys: dict[int, str] = field(default_factory=dict)
    epoch: int = 0
    forked: bool = False
    clock_ahead: float = 0.0
    instead: dict[tuple[str, str], Answer | None] = field(default_factory=dict)
    """What a method and path get in place of the true answer; None: a cut line."""
    narrow: int = 0
    """A body longer than this, there or back, does not come through in time."""
    headers: dict[str, str] = field(default_factory=dict)
    """Added to what is answered instead."""
    holds: str = ""  # the code with which every new entry is held
    base: int = 0
    """Cursors up to here are only in the snapshot."""

    def __post_init__(self) -> None:
        self._ready = threading.Event()
        self._streams: set[asyncio.StreamWriter] = set()
        self._snapshot: tuple[SnapshotInfo, bytes] | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    # -- for tests -------------------------------------------------------------------------

    def __enter__(self) -> TinyCentral:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cursor(self) -> int:
        return max([self.base, *(change.cursor for change in self.changes)])

    def tell(self, topic: str, key: str, value: object) -> None:
        """Append to the feed and say so on the streams."""
        text = None if value is None else encode(value).decode()
        self.changes.append(Change(self.cursor + 1, topic, key, text, self.store))
        self.event("more", str(self.cursor))

    def event(self, name: str, data: str) -> None:
        self._loop.call_soon_threadsafe(self._emit, f"event: {name}\ndata: {data}\n\n".encode())

    def cut(self) -> None:
        """Pull the plug: streams end now, new requests get nothing."""
        self.fault = "cut"
        self._loop.call_soon_threadsafe(self._drop_streams)

    def head(self) -> Head:
        if not self.entries:
            return Head(self.epoch, 0, GENESIS)
        last = read_envelope(self.entries[-1].body)
        return Head(last.epoch, last.seq, self.entries[-1].hash)

    def ids(self) -> list[str]:
        return [read_envelope(entry.body).id for entry in self.entries]

    # -- serving ---------------------------------------------------------------------------

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = int(server.sockets[0].getsockname()[1])
        self._ready.set()
        await self._stop.wait()
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                if not await self._respond(request, writer):
                    return
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            self._streams.discard(writer)
            writer.close()

    async def _respond(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        self.requests.append(request)
        if self.fault == "cut":
            return False
        if self.fault == "portal":
            await _write(writer, (200, "text/html", b"<html>Free wifi! Click here</html>"))
            return True
        if self.fault == "busy":
            await _write(writer, (503, "text/plain", b"later"), {"Retry-After": "1"})
            return True
        route = request.method, request.path
        if route in self.instead:
            if (given := self.instead[route]) is not None:
                await _write(writer, given, self.headers)
            return given is not None
        if request.path == paths.EVENTS:
            return await self._stream(writer)
        if self.narrow and len(request.body) > self.narrow:
            return False
        answer = self._answer(request)
        if request.path in self.stray and answer[0] == 200:
            told = {**json.loads(answer[2]), **self.stray[request.path]}
            answer = (*answer[:2], json.dumps(told).encode())
        if self.narrow and len(answer[2]) > self.narrow:
            return False
        if self.fault == "deaf" and (request.method, request.path) == ("POST", paths.JOURNAL):
            return False
        extra = {"Date": _http_date(self.clock_ahead)} if answer[0] == 401 else {}
        await _write(writer, answer, extra)
        return True

    async def _stream(self, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        await writer.drain()
        self._streams.add(writer)
        await self._stop.wait()
        return False

    def _emit(self, data: bytes) -> None:
        for writer in self._streams:
            writer.write(data)

    def _drop_streams(self) -> None:
        for writer in list(self._streams):
            writer.close()
        self._streams.clear()

    def _answer(self, request: Request) -> Answer:
        if request.path == paths.HEALTH:
            return 200, JSON, b'{"status":"ok","feed":1}'
        if request.path != paths.ENROL and (refused := self._refuse(request)):
            return refused
        route = request.method, request.path
        if route in self._routes():
            return self._routes()[route](request)
        if request.path.startswith("/v1/snapshot/"):
            return self._file(request)
        return _problem(404, "not_found")

    def _routes(self) -> dict[tuple[str, str], Callable[[Request], Answer]]:
        return {
            ("POST", paths.ENROL): self._enrol,
            ("GET", paths.HANDSHAKE): self._handshake,
            ("POST", paths.JOURNAL): self._take,
            ("GET", paths.JOURNAL): self._own,
            ("GET", paths.FEED): self._feed,
            ("GET", paths.SNAPSHOT): self._info,
            ("POST", paths.STOCK): lambda _: _ok(StockAnswer(tuple(self.figures))),
            ("POST", paths.RETURNS): lambda _: _problem(409, "already_returned"),
            ("POST", paths.STATUS): lambda _: (204, JSON, b""),
        }

    def _refuse(self, request: Request) -> Answer | None:
        claim = parse_header(request.headers.get(HEADER.lower(), ""))
        if claim is None:
            return _problem(401, "auth_missing")
        message = signed_request(
            request.method,
            request.target,
            request.body,
            claim.terminal,
            claim.epoch,
            claim.stamp,
            claim.nonce,
        )
        key = self.public_keys[claim.epoch]
        if not signature_holds(key, bytes.fromhex(claim.signature), message):
            return _problem(401, "auth_signature")
        if abs(datetime.now(UTC).timestamp() + self.clock_ahead - claim.stamp) > 300:
            return _problem(401, "auth_clock")
        return None

    def _enrol(self, request: Request) -> Answer:
        asked = decode(request.body, EnrolRequest)
        if asked.code != "GOODCODE":
            return _problem(409, "code_unknown")
        self.epoch += 1
        self.public_keys[self.epoch] = asked.public_key
        return _ok(EnrolAnswer("T1", self.store, self.epoch, 7, self.timeline, "Till 1"))

    def _handshake(self, _: Request) -> Answer:
        head = self.head()
        heads = (head,) if head.seq else ()
        now = _now() + timedelta(seconds=self.clock_ahead)
        return _ok(Handshake(self.timeline, head, heads, self.cursor, now, self.forked))

    def _take(self, request: Request) -> Answer:
        body = request.body
        if request.headers.get("content-encoding") == "zstd":
            body = zstd.decompress(body)
        known = set(self.ids())
        last = self.head()
        held: list[HeldNote] = []
        for entry in decode(body, Batch).entries:
            envelope = read_envelope(entry.body)
            last = Head(envelope.epoch, envelope.seq, entry.hash)
            if envelope.id in known:
                continue
            if envelope.prev not in (self.head().hash, GENESIS):
                return _ok(BatchAnswer("gap", self.timeline, self.head(), self.cursor))
            self.entries.append(entry)
            held += [HeldNote(envelope.id, self.holds)] if self.holds else []
        return _ok(BatchAnswer("accepted", self.timeline, last, self.cursor, tuple(held)))

    def _own(self, request: Request) -> Answer:
        epoch, after = int(request.query["epoch"]), int(request.query["after"])
        read = [(read_envelope(entry.body), entry) for entry in self.entries]
        own = [x for envelope, x in read if envelope.epoch == epoch and envelope.seq > after]
        return _ok(Batch(epoch, tuple(own)[: int(request.query["limit"])], after))

    def _feed(self, request: Request) -> Answer:
        after, limit = int(request.query["after"]), int(request.query["limit"])
        if request.query["timeline"] != self.timeline or after < self.base:
            return _ok(FeedPage(self.timeline, self.cursor, _now(), snapshot_needed=True))
        rows = [change for change in self.changes if change.cursor > after]
        page = tuple(rows[:limit])
        cursor = page[-1].cursor if page else self.cursor
        return _ok(FeedPage(self.timeline, cursor, _now(), page, len(rows) > limit))

    def _info(self, _: Request) -> Answer:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "s.db"
            build(path, self.changes, Standing(self.timeline, self.cursor, _now(), self.store))
            raw = path.read_bytes()
        packed = zstd.compress(raw, 1)
        info = SnapshotInfo(
            timeline=self.timeline,
            cursor=self.cursor,
            name="one",
            sha256=hashlib.sha256(packed).hexdigest(),
            size=len(packed),
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            raw_size=len(raw),
            built_at=_now(),
        )
        if self._snapshot is None:
            self._snapshot = info, packed
        kept = self._snapshot[0]
        same = (kept.timeline, kept.cursor) == (info.timeline, info.cursor)
        return _ok(kept if same else self._keep(info, packed))

    def _keep(self, info: SnapshotInfo, packed: bytes) -> SnapshotInfo:
        self._snapshot = replace(info), packed
        return info

    def _file(self, request: Request) -> Answer:
        assert self._snapshot is not None
        packed = self._snapshot[1]
        span = request.headers.get("range", "")
        if span:
            return 206, "application/zstd", packed[int(span[6:-1]) :]
        return 200, "application/zstd", packed


async def _read(reader: asyncio.StreamReader) -> Request | None:
    line = await reader.readline()
    if not line:
        return None
    method, target, _ = line.decode().split(" ")
    headers: dict[str, str] = {}
    while (line := await reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode().partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    parts = urlsplit(target)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return Request(method, parts.path, query, headers, body, target)


async def _write(
    writer: asyncio.StreamWriter, answer: Answer, extra: dict[str, str] | None = None
) -> None:
    status, kind, body = answer
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), **(extra or {})}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()


def _ok(message: object) -> Answer:
    return 200, JSON, encode(message)


def _problem(status: int, code: str) -> Answer:
    return status, "application/problem+json", encode(Problem(PROBLEM + code, code, status, code))


def _now() -> datetime:
    return datetime.now(UTC)


def _http_date(ahead: float) -> str:
    from email.utils import formatdate

    return formatdate(datetime.now(UTC).timestamp() + ahead, usegmt=True)
