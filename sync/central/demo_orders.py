"""The demo chain's online orders, in every state, with their holds. Central room: SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from shop.domain.catalogue import Product, Sku
from shop.domain.money import Money
from shop.domain.order import Order, OrderEvent, OrderLine, OrderState, Paid
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import pickup_slip
from sync.central import feed, order_openings, order_rows, stock
from sync.central.core import Central
from sync.central.folds import Effects
from sync.central.units import thousandths

Day = Callable[[int, time], datetime]
Goods = Mapping[str, tuple[Product, Sku]]


def read_orders(
    rows: Sequence[dict[str, Any]], goods: Goods, currency: str, day: Day
) -> list[Order]:
    return [_order(row, goods, currency, day) for row in rows]


def _order(row: dict[str, Any], goods: Goods, currency: str, day: Day) -> Order:
    history = tuple(
        OrderEvent(_at(x["at"], day), OrderState(x["state"]), x["who"], x.get("note", ""))
        for x in row["history"]
    )
    return Order(
        order=row["order"],
        store=row["store"],
        channel=row["channel"],
        customer=row["customer"],
        phone=row["phone"],
        lines=tuple(_line(x, goods, currency) for x in row["lines"]),
        total=Money(row["total"], currency),
        paid=Paid(row["paid"]),
        state=OrderState(row["state"]),
        placed_at=_at(row["placed"], day),
        promise_at=_at(row["promise"], day),
        bin=row["bin"],
        picker=row["picker"],
        language=row["language"],
        history=history,
    )


def _line(row: dict[str, Any], goods: Goods, currency: str) -> OrderLine:
    product, sku = goods[row["sku"]]
    return OrderLine(
        line_id=row["line_id"],
        sku=row["sku"],
        titles=product.titles,
        quantity=Decimal(row["quantity"]),
        unit_price=Money(row["unit_price"], currency),
        total=Money(row["total"], currency),
        tax_class=sku.tax_class,
        image=sku.image or product.image,
        aisle=sku.place.aisle if sku.place else "",
        shelf=sku.place.shelf if sku.place else "",
        gtins=sku.gtins,
        picked=Decimal(row["picked"]),
        handed_over=Decimal(row["handed_over"]),
        short=Decimal(row.get("short", 0)),
        returned=Decimal(row.get("returned", 0)),
    )


def _at(given: dict[str, Any], day: Day) -> datetime:
    return day(int(given["day"]), time.fromisoformat(given["time"]))


def seed_orders(central: Central, orders: Sequence[Order]) -> int:
    """Those that are not there yet, each with its slip; open ones hold their goods."""
    now = central.now()
    with central.database.write() as connection:
        had = order_rows.lock(connection, [order.order for order in orders])
        fresh = [_slipped(central, order) for order in orders if order.order not in had]
        effects = Effects(
            orders={order.order: order for order in fresh},
            touched={order.order for order in fresh},
            placed={order.order for order in fresh if order.open},
        )
        for order in filter(lambda order: order.open, fresh):
            for line in order.lines:
                key = (order.store, line.sku)
                held = effects.stock.get(key, (0, 0))[1]
                effects.stock[key] = (0, held + thousandths(line.quantity - line.handed_over))
        order_openings.remember(connection, fresh)
        news = order_rows.write(connection, effects)
        figures = stock.add(connection, effects.stock, now)
        feed.append(connection, [*news, *stock.told(figures)], now)
    return len(fresh)


def _slipped(central: Central, order: Order) -> Order:
    signer = central.signer
    slip = pickup_slip(order, key_id=signer.key_id, nonce=central.token(4), now=order.placed_at)
    return replace(order, slip=slip_text(slip, signer.sign))
