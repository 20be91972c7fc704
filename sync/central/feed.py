"""The feed: ordered changes after a cursor. Central room: SQL lives here.

The counter's row is locked from `append` to the commit, so cursors have no gaps and a reader
who has seen cursor n has seen everything before it. `append` is a transaction's last step:
locks are taken in the order terminal → orders → stock → counter, hence never in a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Connection, and_, bindparam, or_, select, text, update

from sync.central import bulk, stock_news, tables
from sync.central.units import micros
from sync.protocol.codec import encode
from sync.protocol.messages import Change

CHANNEL = "endcap_feed"
PRUNED = "feed_pruned"
"""The counter with the watermark (`sync.central.feed_pruning`)."""
_COLUMNS = ("cursor", "topic", "key", "store", "value", "at")

# Made once: to make a question costs more than to ask it.
_COUNT, _ROW = tables.counter.c, tables.feed.c
_HEAD = select(_COUNT.value).where(_COUNT.name == "feed")
_PRUNED = select(_COUNT.value).where(_COUNT.name == PRUNED)
_ADVANCE = (
    update(tables.counter)
    .where(_COUNT.name == "feed")
    .values(value=_COUNT.value + bindparam("more", type_=BigInteger))
    .returning(_COUNT.value)
)
_SPAN = (_ROW.cursor > bindparam("after"), _ROW.cursor <= bindparam("last"))
_EVERYTHING = (
    select(_ROW.cursor, _ROW.topic, _ROW.key, _ROW.value, _ROW.store)
    .where(*_SPAN)
    .order_by(_ROW.cursor)
    .limit(bindparam("limit"))
)
_CONCERNS = or_(
    _ROW.store.is_(None),
    _ROW.store == bindparam("store"),
    and_(_ROW.topic == "stock", _ROW.store.in_(bindparam("near", expanding=True))),
)
_VISIBLE = _ROW.topic.not_in(bindparam("hidden", expanding=True))
_OWN = _EVERYTHING.where(_CONCERNS, _VISIBLE)


@dataclass(frozen=True, slots=True)
class News:
    """A change without its cursor yet; `value` is JSON text, None: gone."""

    topic: str
    key: str
    value: str | None
    store: str | None = None


def news(topic: str, key: str, value: object, store: str | None = None) -> News:
    return News(topic, key, encode(value).decode(), store)


def append(
    connection: Connection,
    changes: Sequence[News],
    now: datetime,
    moved: Sequence[tuple[str, str]] = (),
) -> int:
    """Write the changes, and the figures of the stock that `moved` (store, SKU); the answer is
    the feed's head, with or without any."""
    more = len(changes) + len(moved)
    if not more:
        return head(connection)
    last = int(connection.execute(_ADVANCE, {"more": more}).scalar_one())
    first = last - more + 1
    at = micros(now)
    rows = [
        (first + place, x.topic, x.key, x.store, x.value, at) for place, x in enumerate(changes)
    ]
    bulk.insert(connection, tables.feed, _COLUMNS, rows)
    if moved:
        stock_news.tell(connection, moved, first + len(changes), now)
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_notify(:channel, :cursor)"), {"channel": CHANNEL, "cursor": str(last)}
        )
    return last


def head(connection: Connection) -> int:
    return int(connection.execute(_HEAD).scalar_one())


def pruned(connection: Connection) -> int:
    """The highest cursor that is no longer kept; 0 when nothing was ever forgotten."""
    return int(connection.execute(_PRUNED).scalar() or 0)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows after a cursor; `cursor` is how far was looked, `more` whether to ask again."""

    cursor: int
    changes: tuple[Change, ...]
    more: bool


def after(
    connection: Connection,
    cursor: int,
    *,
    store: str,
    near: Sequence[str],
    limit: int,
    hidden: Collection[str] = (),
) -> Slice:
    """What concerns `store`: its own rows, everybody's, and stock of the stores `near`;
    nothing of the topics `hidden`."""
    last = head(connection)
    span = {"after": cursor, "last": last, "limit": limit}
    whose = {"store": store, "near": list(near), "hidden": sorted(hidden)}
    rows = connection.execute(_OWN, {**span, **whose}).all()
    changes = tuple(Change(*row) for row in rows)
    full = len(changes) == limit
    return Slice(changes[-1].cursor if full else last, changes, full)


def everything_after(connection: Connection, cursor: int, limit: int) -> Slice:
    """For the process that tells listeners: all stores."""
    last = head(connection)
    span = {"after": cursor, "last": last, "limit": limit}
    rows = connection.execute(_EVERYTHING, span).all()
    changes = tuple(Change(*row) for row in rows)
    full = len(changes) == limit
    return Slice(changes[-1].cursor if full else last, changes, full)
