"""What came back of each line, and whether it is more than was bought. Central room: SQL.

A purchase may be named by its receipt or by its order; the cap counts both names together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from shop.domain.order import Order
from shop.domain.returns import running_share
from sync.central import bulk, purchases, tables
from sync.central.exceptions import Raised
from sync.central.feed import News, news
from sync.central.folds import Effects
from sync.central.units import quantity, thousandths
from sync.protocol.codec import decode
from sync.protocol.messages import ReturnedTotal

_COLUMNS = ("scope", "line_id", "quantity", "refund", "reserved")
_ADD = (
    "ON CONFLICT (scope, line_id) DO UPDATE SET quantity = returned.quantity + excluded.quantity, "
    "refund = returned.refund + excluded.refund, "
    "reserved = returned.reserved + excluded.reserved "
    "RETURNING scope, line_id, quantity"
)


@dataclass(slots=True)
class Line:
    """Thousandths and minor units of one line of a purchase, under all its names."""

    sold: int = 0
    paid: int = 0
    returned: int = 0
    refunded: int = 0
    reserved: int = 0


@dataclass(slots=True)
class Account:
    """One purchase: `names` are its scopes, lines by id. `known` when it has arrived."""

    names: list[str]
    store: str = ""
    known: bool = False
    lines: dict[str, Line] = field(default_factory=dict)

    def line(self, line_id: str) -> Line:
        return self.lines.setdefault(line_id, Line())


def write(connection: Connection, effects: Effects) -> tuple[list[News], list[Raised]]:
    """Add this batch's returns; look at every purchase they, or new sales, touch."""
    _use_authorisations(connection, effects.authorisations)
    rows = [(*key, *sums, 0) for key, sums in sorted(effects.returned.items())]
    totals = bulk.upsert_returning(connection, tables.returned, _COLUMNS, rows, _ADD)
    news_rows = [told(row.scope, row.line_id, row.quantity) for row in totals]
    scopes = {row.scope for row in totals} | _late_sales(connection, effects)
    return news_rows, [x for scope in sorted(scopes) for x in excess(connection, scope)]


def _late_sales(connection: Connection, effects: Effects) -> set[str]:
    """Scopes of purchases that arrive after something of them was taken back."""
    names = {f"o:{code}" for code in effects.placed}
    for _, receipt, order in effects.bought:
        names |= {f"r:{receipt}", f"o:{order}"} if order else {f"r:{receipt}"}
    return bulk.present(connection, tables.returned, "scope", sorted(names))


def excess(connection: Connection, scope: str) -> list[Raised]:
    account = load(connection, scope)
    if not account.known:
        return []
    return [
        Raised(
            "excess_refund",
            f"{account.names[0]}/{line_id}",
            account.store,
            {
                "sold": str(quantity(line.sold)),
                "returned": str(quantity(line.returned)),
                "paid": str(line.paid),
                "refunded": str(line.refunded),
            },
        )
        for line_id, line in sorted(account.lines.items())
        if line.returned > line.sold or line.refunded > line.paid
    ]


def load(connection: Connection, scope: str, *, lock: bool = False) -> Account:
    receipts, orders = _names(connection, scope)
    account = Account([*(f"o:{x}" for x in orders), *(f"r:{x}" for x in receipts)])
    _add_bought(connection, account, receipts)
    if not account.known:
        _add_orders(connection, account, orders)
    _add_returned(connection, account, lock=lock)
    return account


def _names(connection: Connection, scope: str) -> tuple[list[str], list[str]]:
    kind, name = scope[:2], scope[2:]
    orders = {name} if kind == "o:" else set()
    receipts = {name} if kind == "r:" else set()
    if receipts:
        orders |= {order for _, order in purchases.names(connection, receipt=name) if order}
    if orders:
        receipts |= {receipt for receipt, _ in purchases.names(connection, orders=orders)}
    return sorted(receipts), sorted(orders)


def _add_bought(connection: Connection, account: Account, receipts: list[str]) -> None:
    for bought in purchases.of_receipts(connection, receipts) if receipts else ():
        account.known, account.store = True, bought.store
        for item in bought.items:
            line = account.line(item.line_id)
            line.sold += thousandths(item.quantity)
            line.paid += item.total.minor


def _add_orders(connection: Connection, account: Account, orders: list[str]) -> None:
    """Paid online and handed over without a receipt: the order itself is the purchase."""
    if not orders:
        return
    query = select(tables.orders.c.value).where(tables.orders.c.order.in_(orders))
    for value in connection.execute(query).scalars():
        order = decode(value, Order)
        account.known, account.store = True, order.store
        for item in order.lines:
            line = account.line(item.line_id)
            line.sold += thousandths(item.handed_over)
            line.paid += running_share(item.total, item.quantity, item.handed_over).minor


def _add_returned(connection: Connection, account: Account, *, lock: bool) -> None:
    column = tables.returned.c
    query = (
        select(tables.returned)
        .where(column.scope.in_(account.names))
        .order_by(column.scope, column.line_id)
    )
    for row in connection.execute(query.with_for_update() if lock else query):
        line = account.line(row.line_id)
        line.returned += row.quantity
        line.refunded += row.refund
        line.reserved += row.reserved


def _use_authorisations(connection: Connection, ids: Iterable[str]) -> None:
    """What was reserved for a live return is now counted by its fact."""
    wanted = sorted(ids)
    if not wanted:
        return
    column = tables.authorisation.c
    rows = connection.execute(
        update(tables.authorisation)
        .where(column.authorisation.in_(wanted), column.state == "open")
        .values(state="used")
        .returning(column.scope, column.lines)
    ).all()
    for row in rows:
        give_back(connection, row.scope, decode(row.lines, dict[str, int]))


def give_back(connection: Connection, scope: str, lines: dict[str, int]) -> None:
    column = tables.returned.c
    for line_id, amount in sorted(lines.items()):
        connection.execute(
            update(tables.returned)
            .where(column.scope == scope, column.line_id == line_id)
            .values(reserved=column.reserved - amount)
        )


def told(scope: str, line_id: str, amount: int) -> News:
    kind, name = scope[:2], scope[2:]
    receipt, order = (name, "") if kind == "r:" else ("", name)
    total = ReturnedTotal(receipt, order, line_id, quantity(amount))
    return news("returned", f"{'receipt' if receipt else 'order'}/{name}/{line_id}", total)
