"""Safety stock: pieces a store keeps back from orders, never from its own tills. Central: SQL.

A figure of its own for a SKU, or the store's default. It is set, not added to: a setting, no fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, and_, select, update

from shop.domain.catalogue import Store
from shop.errors import Conflict
from sync.central import bulk, documents, feed, stock, tables
from sync.central.core import Central, malformed, must_be_plain
from sync.central.units import micros, quantity, thousandths

MOST = 1000
"""SKUs in one request."""
_CHUNK = 500
_ROW = tables.stock.c
_SET = (
    "ON CONFLICT (store, sku) DO UPDATE SET safety = excluded.safety, "
    "safety_own = excluded.safety_own, as_of = excluded.as_of "
    "RETURNING store, sku, on_hand, held, safety, as_of"
)


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """`quantity` None: the store's default again."""

    sku: str
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SafetyWish:
    """`default` is left alone unless given."""

    store: str
    lines: tuple[SafetyLine, ...] = ()
    default: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SafetyStock:
    """A store's default, and the SKUs with a figure of their own."""

    store: str
    default: Decimal
    lines: tuple[SafetyLine, ...]


def put(central: Central, wish: SafetyWish) -> SafetyStock:
    """Raises Conflict: store_unknown, quantity_out_of_range, request_malformed."""
    own = {x.sku: _amount(x.quantity) for x in wish.lines}
    default = _amount(wish.default)
    _check(wish)
    with central.database.write() as connection:
        if documents.get(connection, "store", wish.store, Store) is None:
            raise Conflict("store_unknown", store=wish.store)
        if default is not None:
            row = [(wish.store, default)]
            tail = "ON CONFLICT (store) DO UPDATE SET quantity = excluded.quantity"
            bulk.insert(connection, tables.safety_default, ("store", "quantity"), row, tail)
        write(connection, wish.store, own, central.now())
    if default is not None:
        _spread(central, wish.store, default)
    return listed(central, wish.store)


def write(connection: Connection, store: str, own: Mapping[str, int | None], now: datetime) -> int:
    """Set and tell what differs; gives how many that were."""
    fallback = default_of(connection, store)
    had = {
        row.sku: (row.safety, bool(row.safety_own))
        for part in _parts(sorted(own))
        for row in connection.execute(
            select(_ROW.sku, _ROW.safety, _ROW.safety_own).where(
                _ROW.store == store, _ROW.sku.in_(part)
            )
        )
    }
    wanted = {
        sku: (fallback, False) if amount is None else (amount, True) for sku, amount in own.items()
    }
    rows = [
        (store, sku, 0, 0, safety, mine, micros(now), 0)
        for sku, (safety, mine) in sorted(wanted.items())
        if had.get(sku) != (safety, mine) and (mine or sku in had)
    ]
    columns = ("store", "sku", "on_hand", "held", "safety", "safety_own", "as_of", "opening")
    changed = bulk.upsert_returning(connection, tables.stock, columns, rows, _SET)
    feed.append(connection, stock.told(map(stock.figure, sorted(changed))), now)
    return len(changed)


def _spread(central: Central, store: str, default: int) -> None:
    """A few rows at a time: a store's whole range would hold up every till."""
    while True:
        with central.database.write() as connection:
            differs = and_(
                _ROW.store == store, _ROW.safety != default, _ROW.safety_own.is_not(True)
            )
            skus = connection.execute(
                select(_ROW.sku).where(differs).order_by(_ROW.sku).limit(_CHUNK).with_for_update()
            ).scalars()
            part = list(skus)
            if not part:
                return
            connection.execute(
                update(tables.stock)
                .where(_ROW.store == store, _ROW.sku.in_(part))
                .values(safety=default, as_of=micros(central.now()))
            )
            told = stock.told(stock.figures(connection, part, [store]))
            feed.append(connection, told, central.now())


def listed(central: Central, store: str) -> SafetyStock:
    """Raises Conflict("store_unknown")."""
    query = select(_ROW.sku, _ROW.safety).where(_ROW.store == store, _ROW.safety_own.is_(True))
    with central.database.read() as connection:
        if documents.get(connection, "store", store, Store) is None:
            raise Conflict("store_unknown", store=store[:40])
        rows = connection.execute(query.order_by(_ROW.sku))
        lines = tuple(SafetyLine(row.sku, quantity(row.safety)) for row in rows)
        return SafetyStock(store, quantity(default_of(connection, store)), lines)


def default_of(connection: Connection, store: str) -> int:
    column = tables.safety_default.c
    query = select(column.quantity).where(column.store == store)
    return int(connection.execute(query).scalar() or 0)


def _amount(wanted: Decimal | None) -> int | None:
    if wanted is None:
        return None
    try:
        amount = thousandths(wanted)
    except (ValueError, ArithmeticError):
        raise Conflict("quantity_out_of_range") from None
    if amount < 0:
        raise Conflict("quantity_out_of_range")
    return amount


def _check(wish: SafetyWish) -> None:
    must_be_plain(store=wish.store)
    for line in wish.lines:
        must_be_plain(lines=line.sku)
    if len(wish.lines) > MOST or not all(x.sku for x in wish.lines):
        raise malformed("lines")


def _parts(skus: Sequence[str]) -> list[Sequence[str]]:
    return [skus[start : start + _CHUNK] for start in range(0, len(skus), _CHUNK)]
