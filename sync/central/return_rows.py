"""What came back of each line, and whether it is more than was bought. Central room: SQL.

A purchase may be named by its entry or by its order; the cap counts both names together. A
return of an older version names its receipt number alone, and after a fork two purchases may
have that: it counts against whichever has room, and never more than both were paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, update

from shop.domain.entry import entry_tag
from shop.domain.order import Order
from shop.domain.returns import running_share
from sync.central import bulk, purchases, tables
from sync.central.exceptions import Raised
from sync.central.feed import News, news
from sync.central.folds import Bought, Effects, of_receipt, receipt_scope
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
    """One purchase: `name` is what people are told, lines are by id. `known` when it arrived."""

    name: str
    told: dict[str, str]
    store: str = ""
    known: bool = False
    lines: dict[str, Line] = field(default_factory=dict)

    def line(self, line_id: str) -> Line:
        return self.lines.setdefault(line_id, Line())


def write(connection: Connection, effects: Effects) -> tuple[list[News], list[Raised]]:
    """Add this batch's returns; look at every purchase they, or new sales, touch."""
    _use_authorisations(connection, effects.authorisations)
    rows = [(*key, *sums, 0) for key, sums in sorted(_in_turns(effects.returned).items())]
    totals = bulk.upsert_returning(connection, tables.returned, _COLUMNS, rows, _ADD)
    moved = [row for row in totals if (row.scope, row.line_id) in effects.returned]
    news_rows = [told(row.scope, row.line_id, row.quantity) for row in moved]
    scopes = {row.scope for row in moved} | _late_sales(connection, effects)
    found = [x for scope in sorted(scopes) for x in excess(connection, scope)]
    return news_rows, found


Sums = dict[tuple[str, str], tuple[int, int]]


def _in_turns(returned: Sums) -> Sums:
    """The row of the number alone goes with each that names a purchase: all that may concern
    the same goods wait for each other there."""
    shared = {(shared_scope(scope), line): (0, 0) for scope, line in returned}
    return shared | returned


def shared_scope(scope: str) -> str:
    return scope if scope.startswith("o:") else receipt_scope(of_receipt(scope)[0], "")


def _late_sales(connection: Connection, effects: Effects) -> set[str]:
    """Scopes of purchases that arrive after something of them was taken back."""
    names = {f"o:{code}" for code in effects.placed}
    for entry, receipt, order in effects.bought:
        names |= {receipt_scope(receipt, entry_tag(entry)), receipt_scope(receipt, "")}
        names |= {f"o:{order}"} if order else set()
    return bulk.present(connection, tables.returned, "scope", sorted(names))


def excess(connection: Connection, scope: str) -> list[Raised]:
    return [
        Raised(
            "excess_refund",
            f"{account.name}/{line_id}",
            account.store,
            {
                **account.told,
                "sold": str(quantity(line.sold)),
                "returned": str(quantity(line.returned)),
                "paid": str(line.paid),
                "refunded": str(line.refunded),
            },
        )
        for account in load(connection, scope)
        for line_id, line in sorted(account.lines.items())
        if account.known and (line.returned > line.sold or line.refunded > line.paid)
    ]


# -- one purchase ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Purchase:
    """What was bought at once: by one entry, or by all that handed over an order."""

    order: str
    bought: tuple[Bought, ...]

    @property
    def scopes(self) -> list[str]:
        """Those that name it and no other."""
        own = [receipt_scope(x.receipt, entry_tag(x.entry)) for x in self.bought]
        return [f"o:{self.order}", *own] if self.order else own

    @property
    def receipts(self) -> list[str]:
        return sorted({x.receipt for x in self.bought})


def load(connection: Connection, scope: str, *, lock: bool = False) -> list[Account]:
    """Each purchase that the scope may mean; several when two have one number and it does not
    say which. With an order it is there also before anything was bought."""
    if scope.startswith("o:"):
        order = scope.removeprefix("o:")
        meant = [_Purchase(order, tuple(purchases.of_orders(connection, [order])))]
    else:
        receipt, _ = of_receipt(scope)
        every = _of_receipt(connection, receipt)
        meant = [x for x in every if scope in (receipt_scope(receipt, ""), *x.scopes)]
    return [_account(connection, x, lock=lock) for x in meant]


def _of_receipt(connection: Connection, receipt: str) -> list[_Purchase]:
    bought = purchases.of_receipts(connection, [receipt])
    orders = {x.order for x in bought if x.order}
    handed = purchases.of_orders(connection, orders) if orders else []
    found = [
        _Purchase(code, tuple(x for x in handed if x.order == code)) for code in sorted(orders)
    ]
    return [*found, *(_Purchase("", (x,)) for x in bought if not x.order)]


def _account(connection: Connection, purchase: _Purchase, *, lock: bool) -> Account:
    shared = [receipt_scope(x, "") for x in purchase.receipts]
    rows = _returned(connection, [*purchase.scopes, *shared], lock=lock)
    account = _of_its_own(connection, purchase, rows)
    for scope in shared:
        unsaid = [row for row in rows if row.scope == scope and any(row[2:])]
        others = _others(connection, scope, purchase)
        if others:
            account.name = account.name if purchase.order else purchase.scopes[0]
            account.told |= {"at": purchase.bought[0].at.isoformat()}
        for row in unsaid:
            _add(account.line(row.line_id), _left_over(row, [x.line(row.line_id) for x in others]))
    return account


def _of_its_own(connection: Connection, purchase: _Purchase, rows: Sequence[Row[Any]]) -> Account:
    """What was bought, and what came back of it under a name that no other purchase has."""
    if purchase.order:
        account = Account(f"o:{purchase.order}", {"order": purchase.order})
    else:
        receipt = purchase.bought[0].receipt
        account = Account(receipt_scope(receipt, ""), {"receipt": receipt})
    for bought in purchase.bought:
        account.known, account.store = True, bought.store
        for item in bought.items:
            more = Line(thousandths(item.quantity), item.total.minor)
            _add(account.line(item.line_id), more)
    if not account.known:
        _add_order(connection, account, purchase.order)
    for row in rows:
        if row.scope in purchase.scopes:
            _add(account.line(row.line_id), Line(0, 0, *row[2:]))
    return account


def _others(connection: Connection, scope: str, purchase: _Purchase) -> list[Account]:
    """Other purchases with the receipt number."""
    every = _of_receipt(connection, of_receipt(scope)[0])
    others = [x for x in every if x.scopes != purchase.scopes]
    return [_of_its_own(connection, x, _returned(connection, x.scopes)) for x in others]


def _left_over(row: Any, others: Sequence[Line]) -> Line:
    """What came back by the number alone was of another purchase as long as that has room."""
    _, _, returned, refunded, reserved = row
    gone = max(0, returned - sum(max(0, x.sold - x.returned) for x in others))
    money = max(0, refunded - sum(max(0, x.paid - x.refunded) for x in others))
    room = sum(max(0, x.sold - x.returned - x.reserved) for x in others)
    return Line(0, 0, gone, money, max(0, returned + reserved - room - gone))


def _add(line: Line, more: Line) -> None:
    line.sold += more.sold
    line.paid += more.paid
    line.returned += more.returned
    line.refunded += more.refunded
    line.reserved += more.reserved


def _add_order(connection: Connection, account: Account, order: str) -> None:
    """Paid online and handed over without a receipt: the order itself is the purchase."""
    query = select(tables.orders.c.value).where(tables.orders.c.order == order)
    for value in connection.execute(query).scalars():
        found = decode(value, Order)
        account.known, account.store = True, found.store
        for item in found.lines:
            paid = running_share(item.total, item.quantity, item.handed_over).minor
            _add(account.line(item.line_id), Line(thousandths(item.handed_over), paid))


def _returned(
    connection: Connection, scopes: Sequence[str], *, lock: bool = False
) -> Sequence[Row[Any]]:
    """In the order of `_COLUMNS`."""
    column = tables.returned.c
    query = (
        select(*(column[name] for name in _COLUMNS))
        .where(column.scope.in_(scopes))
        .order_by(column.scope, column.line_id)
    )
    return connection.execute(query.with_for_update() if lock else query).all()


# -- authorisations ---------------------------------------------------------------------------


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
    if scope.startswith("o:"):
        receipt, tag, order = "", "", scope.removeprefix("o:")
        key = f"order/{order}/{line_id}"
    else:
        (receipt, tag), order = of_receipt(scope), ""
        key = f"entry/{tag}/{line_id}" if tag else f"receipt/{receipt}/{line_id}"
    total = ReturnedTotal(receipt, order, line_id, quantity(amount), tag)
    return news("returned", key, total)
