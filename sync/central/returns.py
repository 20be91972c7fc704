"""Purchases looked up, and live returns agreed to line by line. Central room: SQL lives here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, select, update

from shop.actions.purchases import from_order
from shop.domain.entry import entry_tag
from shop.domain.money import Money
from shop.domain.order import Order, Paid
from shop.domain.tender import TenderKind
from shop.errors import Conflict
from sync.central import bulk, orders, purchases, return_rows, tables
from sync.central.core import Central, malformed, must_be_plain
from sync.central.devices import Device
from sync.central.folds import Bought, receipt_scope
from sync.central.return_rows import Account
from sync.central.units import micros, plain_text, quantity, thousandths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import AuthoriseReturn, PurchaseAnswer, PurchaseLineMessage

LEASE = timedelta(hours=24)
"""An authorised return that no journal reports within this time is taken back."""

_RESERVE = (
    "ON CONFLICT (scope, line_id) DO UPDATE SET reserved = returned.reserved + excluded.reserved"
)


def purchase(
    central: Central,
    *,
    receipt: str = "",
    order: str = "",
    tag: str = "",
    hash_start: str = "",
) -> PurchaseAnswer:
    """By order, or by receipt: after a fork two purchases may have one number, and the tag of
    the entry or the first digits of its hash, which are on the paper, tell which.

    Raises Conflict: purchase_unknown, receipt_ambiguous. The answer names no shopper.
    """
    must_be_plain(receipt=receipt, order=order, entry_tag=tag, hash_start=hash_start)
    if bool(receipt) == bool(order):
        raise malformed("receipt")
    with central.database.read(consistent=True) as connection:
        if order:
            return _by_order(connection, order)
        found = purchases.of_receipts(connection, [receipt], hash_start=hash_start)
        meant = [x for x in found if tag in ("", entry_tag(x.entry))]
        if not meant:
            raise Conflict("purchase_unknown", receipt=receipt)
        if len(meant) > 1:
            raise Conflict("receipt_ambiguous", receipt=receipt, count=str(len(meant)))
        return _bought(connection, meant[0])


def _bought(connection: Connection, bought: Bought) -> PurchaseAnswer:
    tag = entry_tag(bought.entry)
    (account,) = return_rows.load(connection, receipt_scope(bought.receipt, tag))
    lines = tuple(
        PurchaseLineMessage(
            x.line_id, x.sku, x.title, x.quantity, x.total, _gone(account, x.line_id)
        )
        for x in sorted(bought.items, key=lambda x: x.line_id)
    )
    tenders = tuple((x.kind.value, x.amount) for x in bought.tenders)
    return PurchaseAnswer(
        bought.receipt,
        bought.order,
        bought.at,
        bought.store,
        lines,
        tenders or (_online(lines, bought.currency),),
        tag,
    )


def _by_order(connection: Connection, code: str) -> PurchaseAnswer:
    (account,) = return_rows.load(connection, f"o:{code}")
    order = orders.read(connection, code)
    if order is None:
        raise Conflict("purchase_unknown", order=code)
    bought = from_order(order, order.language)  # as a till does without us
    lines = tuple(
        PurchaseLineMessage(
            x.line_id, x.sku, x.title, x.quantity, x.total, _gone(account, x.line_id)
        )
        for x in bought.lines
    )
    return PurchaseAnswer(
        receipt=order.receipts[0] if order.receipts else "",
        order=code,
        sold_at=bought.sold_at,
        store=order.store,
        lines=lines,
        tenders=_order_tenders(connection, order, lines),
    )


def _order_tenders(
    connection: Connection, order: Order, lines: tuple[PurchaseLineMessage, ...]
) -> tuple[tuple[str, Money], ...]:
    if order.paid is Paid.ONLINE:
        return (_online(lines, order.total.currency),)
    return tuple(
        (tender.kind.value, tender.amount)
        for bought in purchases.of_orders(connection, [order.order])
        for tender in bought.tenders
    )


def _online(lines: tuple[PurchaseLineMessage, ...], currency: str) -> tuple[str, Money]:
    return TenderKind.ONLINE.value, Money(sum(x.total.minor for x in lines), currency)


def _gone(account: Account, line_id: str) -> Decimal:
    line = account.line(line_id)
    return quantity(line.returned + line.reserved)


def authorise(central: Central, device: Device, request: AuthoriseReturn) -> None:
    """Reserve these lines and quantities, all or none; the same ask again changes nothing.

    Raises Conflict: purchase_unknown, receipt_ambiguous, line_unknown, return_over_sold (with
    what is left).
    """
    scope, wanted = _wish(request)
    now = central.now()
    lines = encode(dict(wanted)).decode()
    with central.database.write() as connection:
        if _had(connection, request.authorisation, scope, lines):
            return
        _reserve_rows(connection, scope, wanted, 0)
        _check(return_rows.load(connection, scope, lock=True), request, wanted)
        _reserve_rows(connection, scope, wanted, 1)
        row = (request.authorisation, scope, device.terminal, lines, micros(now + LEASE), "open")
        columns = ("authorisation", "scope", "terminal", "lines", "expires_at", "state")
        bulk.insert(connection, tables.authorisation, columns, [row])


def _wish(request: AuthoriseReturn) -> tuple[str, dict[str, int]]:
    names = ("authorisation", "receipt", "order", "entry_tag")
    must_be_plain(**{name: getattr(request, name) for name in names})
    if bool(request.receipt) == bool(request.order):
        raise malformed("receipt")
    if not 8 <= len(request.authorisation) <= 64:
        raise malformed("authorisation")
    wanted: dict[str, int] = defaultdict(int)
    try:
        for line_id, amount in request.lines:
            wanted[plain_text(line_id)] += thousandths(amount)
    except ValueError:
        raise malformed("lines") from None
    if not wanted or min(wanted.values()) <= 0:
        raise malformed("lines")
    named = receipt_scope(request.receipt, request.entry_tag)
    return f"o:{request.order}" if request.order else named, dict(sorted(wanted.items()))


def _had(connection: Connection, authorisation: str, scope: str, lines: str) -> bool:
    column = tables.authorisation.c
    row = connection.execute(
        select(column.scope, column.lines).where(column.authorisation == authorisation)
    ).first()
    if row is None:
        return False
    if (row.scope, row.lines) != (scope, lines):
        raise Conflict("authorisation_taken")
    return True


def _reserve_rows(connection: Connection, scope: str, wanted: dict[str, int], times: int) -> None:
    """With `times` 0 the rows only come to be, and are locked: two asks take turns, also when
    one of them names the receipt alone."""
    columns = ("scope", "line_id", "quantity", "refund", "reserved")
    amounts = {(return_rows.shared_scope(scope), line_id): 0 for line_id in wanted}
    amounts |= {(scope, line_id): amount * times for line_id, amount in wanted.items()}
    rows = [(*key, 0, 0, amount) for key, amount in sorted(amounts.items())]
    bulk.insert(connection, tables.returned, columns, rows, _RESERVE)


def _check(accounts: Sequence[Account], request: AuthoriseReturn, wanted: dict[str, int]) -> None:
    if not any(x.known for x in accounts):
        raise Conflict("purchase_unknown", receipt=request.receipt, order=request.order)
    if len(accounts) > 1:
        count = str(len(accounts))
        raise Conflict("receipt_ambiguous", receipt=request.receipt, count=count)
    (account,) = accounts
    for line_id, amount in wanted.items():
        line = account.line(line_id)
        if not line.sold:
            raise Conflict("line_unknown", line=line_id)
        left = line.sold - line.returned - line.reserved
        if amount > left:
            raise Conflict("return_over_sold", line=line_id, left=str(quantity(max(left, 0))))


def any_expired(connection: Connection, now: datetime) -> bool:
    column = tables.authorisation.c
    query = select(column.authorisation).where(
        column.state == "open", column.expires_at < micros(now)
    )
    return connection.execute(query.limit(1)).first() is not None


def release_expired(connection: Connection, now: datetime) -> int:
    """Give back what was authorised and never journalled; the fact may still come, and counts."""
    column = tables.authorisation.c
    rows = connection.execute(
        update(tables.authorisation)
        .where(column.state == "open", column.expires_at < micros(now))
        .values(state="expired")
        .returning(column.scope, column.lines)
    ).all()
    for row in rows:
        return_rows.give_back(connection, row.scope, decode(row.lines, dict[str, int]))
    return len(rows)
