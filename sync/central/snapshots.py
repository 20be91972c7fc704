"""Finished replica files for terminals that begin. Central room: SQL lives here.

A snapshot is everything the feed ever said to one store's staff or kiosks, at one cursor, as
an SQLite file packed with zstd. Files lie in the data folder; the table says which there are.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, or_, select

from shop.domain.order import OPEN_STATES
from sync.central import documents, feed, tables
from sync.central.audience import Audience
from sync.central.core import Central
from sync.central.return_rows import told as returned_news
from sync.central.stock import COLUMNS as STOCK
from sync.central.stock import figure
from sync.central.stores import neighbours
from sync.central.units import micros
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Change, SnapshotInfo

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

KEEP = 2
ORDERS = timedelta(days=60)
"""Orders this young are in a replica, ended or not: their goods may come back. Older ones only
while they are open."""
_ROWS = 500
_CHUNK = 1 << 20
_MARK = 6
_ABANDONED = 24 * 3600
"""Seconds after which a file that no row names is nobody's: whoever made it has died."""


@dataclass(frozen=True, slots=True)
class _Packed:
    sha256: str
    size: int
    raw_sha256: str
    raw_size: int


def make(central: Central, store: str, audience: Audience) -> SnapshotInfo:
    """Build, pack, sync and register one; several seconds for a large catalogue."""
    now = central.now()
    folder = central.folder / "snapshots"
    about = f"{documents.digest(store)[:12]}-{audience}"
    raw = folder / f"{about}-{central.token(_MARK).hex()}.building"
    try:
        with central.database.read(consistent=True) as connection:
            cursor = feed.head(connection)
            standing = Standing(central.timeline, cursor, now, store)
            build(raw, everything(connection, store, now, audience.hidden), standing)
        return publish(central, store, audience, raw, standing)
    finally:
        raw.unlink(missing_ok=True)


def publish(
    central: Central, store: str, audience: Audience, raw: Path, standing: Standing
) -> SnapshotInfo:
    """Pack, sync and register a finished replica file."""
    about = f"{documents.digest(store)[:12]}-{audience}"
    # Another worker may make one of the same moment, and it need not be the same bytes.
    mark = central.token(_MARK).hex()
    name = f"{about}-{standing.cursor}-{central.timeline[:8]}-{mark}.db.zst"
    packed = _pack(raw, central.folder / "snapshots" / name)
    info = SnapshotInfo(
        timeline=central.timeline,
        cursor=standing.cursor,
        name=name,
        sha256=packed.sha256,
        size=packed.size,
        raw_sha256=packed.raw_sha256,
        raw_size=packed.raw_size,
        built_at=standing.as_of or central.now(),
        audience=audience,
    )
    _register(central, store, info)
    return info


def latest(central: Central, store: str, audience: Audience) -> SnapshotInfo | None:
    """The newest of this timeline whose file is still there; none from before audiences."""
    column = tables.snapshot.c
    with central.database.read() as connection:
        rows = connection.execute(
            select(column.info)
            .where(column.store == store, column.timeline == central.timeline)
            .order_by(column.cursor.desc())
        ).scalars()
        for text in rows:
            info = decode(text, SnapshotInfo)
            there = (central.folder / "snapshots" / info.name).exists()
            if info.audience == audience and there:
                return info
    return None


def file_of(central: Central, store: str, audience: Audience, name: str) -> Path | None:
    """A snapshot's file, if it is this store's and was made for these eyes."""
    column = tables.snapshot.c
    with central.database.read() as connection:
        found = connection.execute(
            select(column.info).where(column.name == name, column.store == store)
        ).scalar()
    if found is None or decode(found, SnapshotInfo).audience != audience:
        return None
    path = central.folder / "snapshots" / name
    return path if path.exists() else None


# -- what goes in ------------------------------------------------------------------------------


def everything(
    connection: Connection, store: str, now: datetime, hidden: Collection[str] = ()
) -> Iterator[Change]:
    """All that a terminal of `store` would know had it followed the feed from the start."""
    near = neighbours(connection, store)
    yield from _documents(connection, store, hidden)
    yield from _stock(connection, near)
    if "order" not in hidden:
        yield from _orders(connection, store, now)
    if "returned" not in hidden:
        yield from _returned(connection)


def _returned(connection: Connection) -> Iterator[Change]:
    for row in connection.execute(select(tables.returned).where(tables.returned.c.quantity != 0)):
        news = returned_news(row.scope, row.line_id, row.quantity)
        yield Change(0, news.topic, news.key, news.value, news.store)


def _documents(connection: Connection, store: str, hidden: Collection[str]) -> Iterator[Change]:
    column = tables.document.c
    query = (
        select(column.topic, column.key, column.value, column.store)
        .where(or_(column.store.is_(None), column.store == store), column.topic.not_in(hidden))
        .execution_options(yield_per=_ROWS)
    )
    for row in connection.execute(query):
        yield Change(0, row.topic, row.key, row.value, row.store)


def _orders(connection: Connection, store: str, now: datetime) -> Iterator[Change]:
    column = tables.orders.c
    query = select(column.order, column.value).where(
        column.store == store,
        or_(
            column.placed_at > micros(now - ORDERS),
            column.state.in_([state.value for state in OPEN_STATES]),
        ),
    )
    for row in connection.execute(query.execution_options(yield_per=_ROWS)):
        yield Change(0, "order", row.order, row.value, store)


def _stock(connection: Connection, near: tuple[str, ...]) -> Iterator[Change]:
    query = select(*(tables.stock.c[name] for name in STOCK)).where(tables.stock.c.store.in_(near))
    for row in connection.execute(query.execution_options(yield_per=_ROWS)):
        found = figure(row)
        key = f"{found.store}/{found.sku}"
        yield Change(0, "stock", key, encode(found).decode(), found.store)


# -- the file ----------------------------------------------------------------------------------


def _pack(raw: Path, target: Path) -> _Packed:
    """zstd-1, hashed on the way, synced and renamed into place."""
    inner, outer = hashlib.sha256(), hashlib.sha256()
    packer = zstd.ZstdCompressor(level=1)
    part = target.with_suffix(".part")
    with raw.open("rb") as source, part.open("wb") as sink:
        while chunk := source.read(_CHUNK):
            inner.update(chunk)
            piece = packer.compress(chunk)
            outer.update(piece)
            sink.write(piece)
        last = packer.flush()
        outer.update(last)
        sink.write(last)
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(target)
    size = target.stat().st_size
    return _Packed(outer.hexdigest(), size, inner.hexdigest(), raw.stat().st_size)


def _register(central: Central, store: str, info: SnapshotInfo) -> None:
    column = tables.snapshot.c
    with central.database.write() as connection:
        connection.execute(delete(tables.snapshot).where(column.name == info.name))
        connection.execute(
            insert(tables.snapshot).values(
                name=info.name,
                store=store,
                timeline=info.timeline,
                cursor=info.cursor,
                info=encode(info).decode(),
                built_at=micros(info.built_at),
            )
        )
        rows = connection.execute(
            select(column.info).where(column.store == store).order_by(column.built_at.desc())
        ).scalars()
        known = [decode(row, SnapshotInfo) for row in rows]
        same = [x.name for x in known if x.audience == info.audience]
        old = same[KEEP:] + [x.name for x in known if not x.audience]
        connection.execute(delete(tables.snapshot).where(column.name.in_(old)))
        named = set(connection.execute(select(column.name)).scalars())
    for name in old:
        (central.folder / "snapshots" / name).unlink(missing_ok=True)
    _tidy(central.folder / "snapshots", named)


def _tidy(folder: Path, named: Collection[str]) -> None:
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another worker tidies too
            if path.name not in named and time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()
