"""What time does by itself: orders expire, unused authorisations lapse. Central room: SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from shop.domain.effects import order_deltas
from shop.domain.order import OPEN_STATES, OrderEvent, OrderState
from sync.central import feed, leases, order_rows, payments, returns, stock, tables
from sync.central.core import Central
from sync.central.folds import Effects
from sync.central.units import micros, thousandths


def sweep(central: Central) -> int:
    """Ends what is over; gives how many holds, payments, orders and authorisations that was.

    A clock that jumped ahead ends nothing: see `sync.central.steady`.
    """
    now = central.steady()
    given_back = leases.expire(central) + payments.list_overdue(central, now)
    with central.database.read() as connection:
        orders = _over(connection, now)
        lapsed = returns.any_expired(connection, now)
    if not orders and not lapsed:
        return given_back
    with central.database.write() as connection:
        ended = _expire(connection, orders, now)
        return given_back + ended + returns.release_expired(connection, now)


def _over(connection: Connection, now: datetime) -> list[str]:
    column = tables.orders.c
    query = select(column.order).where(
        column.state.in_([state.value for state in OPEN_STATES]), column.expires_at < micros(now)
    )
    return list(connection.execute(query.limit(200)).scalars())


def _expire(connection: Connection, codes: list[str], now: datetime) -> int:
    """Nobody came: the goods go back on sale."""
    effects = Effects(orders=order_rows.lock(connection, codes))
    for code, order in list(effects.orders.items()):
        if not order.open:
            continue
        event = OrderEvent(now, OrderState.EXPIRED, "central")
        ended = replace(order, state=OrderState.EXPIRED, history=(*order.history, event))
        for delta in order_deltas(order, ended):
            key = (order.store, delta.sku)
            had = effects.stock.get(key, (0, 0))
            effects.stock[key] = (had[0], had[1] + thousandths(delta.held))
        effects.orders[code] = ended
        effects.touched.add(code)
    news = order_rows.write(connection, effects, heard=now)
    figures = stock.add(connection, effects.stock, now)
    feed.append(connection, [*news, *stock.told(figures)], now)
    return len(effects.touched)
