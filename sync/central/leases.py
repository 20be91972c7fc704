"""Holds for kiosks and web shops: leases with an end and a fencing number. Central room: SQL.

A lease ends exactly once: sold (into an order or a sale), released, or expired. Locks are taken
in the order lease → stock → counters → feed, so never in a circle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from shop.domain.catalogue import Store
from shop.errors import Conflict
from sync.central import bulk, documents, feed, stock, tables
from sync.central.core import Central, Unknown, malformed
from sync.central.stock_wish import Wish, short_of, wish_of, with_room
from sync.central.units import micros, quantity
from sync.protocol.codec import decode, encode
from sync.protocol.hold_messages import ExtendHold, HoldAnswer, ReleaseHold, TakeHold

LONGEST = 600
"""Seconds. A shopper who needs longer extends."""
SKIP = 10_000_000
"""Fences passed over by one restore: more than anybody takes between two backups."""
_ID = re.compile(r"[0-9A-Za-z_-]{16,64}")
_LEASE = tables.lease.c
_NAME_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 1))")
_NEXT = "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"


def take(central: Central, owner: str, request: TakeHold) -> HoldAnswer:
    """Raises Conflict: out_of_stock (with what is available), hold_taken, hold_ended."""
    _check(request.hold, request.seconds)
    if "\x00" in request.store:
        raise malformed("store")
    wanted = wish_of(request.lines)
    return with_room(lambda: expire(central), lambda: _take(central, owner, request, wanted))


def _take(central: Central, owner: str, request: TakeHold, wanted: Wish) -> HoldAnswer:
    with central.database.write() as connection:
        row = _lock(connection, request.hold)
        now = central.leases.now(connection)
        if row is not None:
            same = row.owner == owner and (row.store, _lines(row)) == (request.store, wanted)
            if not same:
                raise Conflict("hold_taken", hold=request.hold)
            if row.state == "active":
                return _answer(central, row, now)
            if row.state != "expired":
                raise Conflict("hold_ended", hold=request.hold, state=row.state)
        if documents.get(connection, "store", request.store[:200], Store) is None:
            raise Conflict("store_unknown", store=request.store[:40])
        return _grant(central, connection, owner, request, wanted, now)


def extend(central: Central, owner: str, hold: str, request: ExtendHold) -> HoldAnswer:
    """Also one that ran out, if its pieces are still there: late is not lost by itself.

    Raises Unknown, Conflict: lease_lost, hold_ended.
    """
    _check(hold, request.seconds)
    if not _ID.fullmatch(request.request):
        raise malformed("request")
    return with_room(lambda: expire(central), lambda: _extend(central, owner, hold, request))


def _extend(central: Central, owner: str, hold: str, request: ExtendHold) -> HoldAnswer:
    with central.database.write() as connection:
        row = _mine(connection, owner, hold)
        now = central.leases.now(connection)
        if row.request == request.request:
            return _answer(central, row, now)
        if row.fence != request.fence:
            raise Conflict("lease_lost", hold=hold)
        if row.state == "active":
            return _prolong(central, connection, row, request, now)
        if row.state != "expired":
            raise Conflict("hold_ended", hold=hold, state=row.state)
        again = TakeHold(hold, row.store, (), request.seconds)
        try:
            return _grant(central, connection, owner, again, _lines(row), now, request.request)
        except Conflict as short:
            raise Conflict("lease_lost", hold=hold, **short.data) from None


def release(central: Central, owner: str, hold: str, request: ReleaseHold) -> HoldAnswer:
    """What has ended stays as it ended. Raises Unknown, Conflict("lease_lost")."""
    with central.database.write() as connection:
        row = _mine(connection, owner, hold)
        if row.fence != request.fence:
            raise Conflict("lease_lost", hold=hold)
        if row.state == "active":
            _end(central, connection, row, "released")
            back = {(row.store, sku): (0, -amount) for sku, amount in _lines(row).items()}
            figures = stock.add(connection, back, central.now())
            feed.append(connection, stock.told(figures), central.now())
            row = _lock(connection, hold)
        return _answer(central, row, central.leases.now(connection))


def look(central: Central, owner: str, hold: str) -> HoldAnswer:
    with central.database.read() as connection:
        row = connection.execute(_latest(hold)).first()
        if row is None or row.owner != owner:
            raise Unknown("hold_unknown", hold=hold[:64])
        return _answer(central, row, central.leases.now(connection))


def spend(
    central: Central, connection: Connection, owner: str, hold: str, fence: int, order: str
) -> tuple[str, Wish]:
    """The store and what this hold has there for `order`, which must take it over in the same
    transaction; ("", {}) for one that ran out: then it depends on what is left.

    Raises Conflict: lease_lost, hold_ended.
    """
    _check(hold, 1)
    row = _lock(connection, hold)
    if row is None or row.owner != owner:  # or granted after the backup we were restored from
        return "", {}
    if row.fence != fence:
        raise Conflict("lease_lost", hold=hold)
    if row.state == "expired":
        return "", {}
    if row.state != "active":
        raise Conflict("hold_ended", hold=hold, state=row.state)
    _end(central, connection, row, "sold", order)
    return row.store, _lines(row)


def expire(central: Central) -> int:
    """Give back what ran out; how many holds that were."""
    with central.database.read() as connection:
        active = connection.execute(
            select(_LEASE.expires_at).where(_LEASE.state == "active").limit(1)
        ).first()
    if active is None:
        return 0  # nobody's time is running: nothing to keep
    with central.database.write() as connection:
        now = central.leases.now(connection)
        over = connection.execute(
            select(tables.lease)
            .where(_LEASE.state == "active", _LEASE.expires_at <= now)
            .order_by(_LEASE.hold)
            .limit(200)
            .with_for_update(skip_locked=True)
        ).all()
        back: dict[tuple[str, str], tuple[int, int]] = {}
        for row in over:
            _end(central, connection, row, "expired")
            for sku, amount in _lines(row).items():
                had = back.get((row.store, sku), (0, 0))
                back[row.store, sku] = (0, had[1] - amount)
        figures = stock.add(connection, back, central.now())
        central.leases.keep(connection, now)
        feed.append(connection, stock.told(figures), central.now())
    return len(over)


# -- rows ----------------------------------------------------------------------------------------


def _check(hold: str, seconds: int) -> None:
    if not _ID.fullmatch(hold):
        raise malformed("hold")
    if not 0 < seconds <= LONGEST:
        raise malformed("seconds")


def _latest(hold: str) -> Any:
    query = select(tables.lease).where(_LEASE.hold == hold)
    return query.order_by(_LEASE.granted.desc()).limit(1)


def _lock(connection: Connection, hold: str) -> Any:
    """The hold's last lease, None when there was none; nobody else grants it until the commit."""
    if connection.dialect.name == "postgresql":
        connection.execute(_NAME_LOCK, {"name": hold})
    return connection.execute(_latest(hold).with_for_update()).first()


def _mine(connection: Connection, owner: str, hold: str) -> Any:
    _check(hold, 1)
    row = _lock(connection, hold)
    if row is None or row.owner != owner:
        raise Unknown("hold_unknown", hold=hold)
    return row


def _grant(
    central: Central,
    connection: Connection,
    owner: str,
    request: TakeHold,
    wanted: Wish,
    now: int,
    extension: str = "",
) -> HoldAnswer:
    at = central.now()
    for sku, amount in sorted(wanted.items()):
        if not stock.take_hold(connection, request.store, sku, amount, at):
            raise short_of(connection, request.store, sku)
    figures = stock.figures(connection, sorted(wanted), [request.store])
    fence = _fence(central, connection, now)
    connection.execute(
        insert(tables.lease).values(
            granted=fence,
            hold=request.hold,
            fence=fence,
            owner=owner,
            store=request.store,
            lines=encode(dict(sorted(wanted.items()))).decode(),
            state="active",
            request=extension,
            granted_at=micros(at),
            expires_at=now + request.seconds * 1_000_000,
            ended_for="",
        )
    )
    feed.append(connection, stock.told(figures), at)
    return _answer(central, connection.execute(_latest(request.hold)).one(), now)


def _prolong(
    central: Central, connection: Connection, row: Any, request: ExtendHold, now: int
) -> HoldAnswer:
    until = max(row.expires_at, now + request.seconds * 1_000_000)
    connection.execute(
        update(tables.lease)
        .where(_LEASE.granted == row.granted)
        .values(fence=_fence(central, connection, now), request=request.request, expires_at=until)
    )
    return _answer(central, connection.execute(_latest(row.hold)).one(), now)


def _end(central: Central, connection: Connection, row: Any, state: str, what: str = "") -> None:
    connection.execute(
        update(tables.lease)
        .where(_LEASE.granted == row.granted, _LEASE.state == "active")
        .values(state=state, ended_at=micros(central.now()), ended_for=what)
    )


def _fence(central: Central, connection: Connection, now: int) -> int:
    """After the stock rows are locked: this one is everybody's."""
    columns = ("name", "value")
    rows = bulk.upsert_returning(connection, tables.counter, columns, [("fence", 1)], _NEXT)
    central.leases.keep(connection, now)
    return int(rows[0].value)


def skip_given(connection: Connection) -> None:
    """After a restore: fences that were given since the backup are not given again."""
    column = tables.counter.c
    skip = update(tables.counter).where(column.name == "fence")
    connection.execute(skip.values(value=column.value + SKIP))


def _lines(row: Any) -> dict[str, int]:
    return decode(row.lines, dict[str, int])


def _answer(central: Central, row: Any, now: int) -> HoldAnswer:
    left = max(row.expires_at - now, 0) // 1_000_000 if row.state == "active" else 0
    lines = tuple((sku, quantity(amount)) for sku, amount in _lines(row).items())
    until = central.now() + timedelta(seconds=left)
    return HoldAnswer(row.hold, row.fence, row.store, lines, row.state, left, until)


def held(connection: Connection) -> Mapping[tuple[str, str], int]:
    """What all active leases hold, for checking the figures."""
    sums: dict[tuple[str, str], int] = {}
    query = select(_LEASE.store, _LEASE.lines).where(_LEASE.state == "active")
    for row in connection.execute(query):
        for sku, amount in _lines(row).items():
            sums[row.store, sku] = sums.get((row.store, sku), 0) + amount
    return sums
