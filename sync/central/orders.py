"""Places orders: priced here, held here, in one transaction. Central room: SQL lives here.

A request may be refused; the last piece goes to one. The order's code makes it idempotent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from shop.actions.place_order import promise
from shop.domain.order import Order, OrderEvent, OrderState, Paid
from shop.domain.order_code import read_order_code
from shop.domain.slip_codec import slip_text
from shop.domain.slip_make import pickup_slip
from shop.errors import Conflict
from sync.central import (
    documents,
    effects_store,
    exceptions,
    feed,
    leases,
    order_rows,
    stock_wish,
    tables,
)
from sync.central.core import Central, must_be_plain
from sync.central.enrolment import FACES
from sync.central.folds import Effects
from sync.central.order_pricing import find_skus, order_lines, price_order, settings_of
from sync.central.stock_wish import Wish, wish_of, with_room
from sync.protocol.codec import decode, encode
from sync.protocol.messages import PlaceOrder, PlaceOrderAnswer


@dataclass(frozen=True, slots=True)
class Asker:
    """Who places an order: only `name` is told of it when it asks again, `holder` owns its hold.
    `face` is a terminal's, "" for a program."""

    name: str = ""
    holder: str = ""
    face: str = ""


NOBODY = Asker()


def by_terminal(terminal: str, *, holder: str = "", face: str = "") -> Asker:
    return Asker(f"terminal {terminal}", holder, face)


def place(central: Central, request: PlaceOrder, asker: Asker = NOBODY) -> PlaceOrderAnswer:
    """Raises Conflict: out_of_stock (with what is available), sku_unknown, store_unknown …;
    with a hold, which must be the asker's, also lease_lost and hold_ended."""
    _check(request, asker)
    return with_room(lambda: leases.expire(central), lambda: _place(central, request, asker))


def _place(central: Central, request: PlaceOrder, asker: Asker) -> PlaceOrderAnswer:
    now = central.now()
    with central.database.write() as connection:
        before = _had(connection, request, asker)
        if before is not None:
            return before
        order = _made(central, connection, request, now)
        wanted, had = wish_of(request.lines), _leased(central, connection, request, asker)
        late = bool(request.hold) and not had
        stock_wish.hold(connection, order.store, wanted, had, now, late=late)
        effects = Effects(orders={order.order: order}, touched={order.order}, placed={order.order})
        effects_store.fold_waiting(connection, effects)
        mark = f"{_fingerprint(request)} {documents.digest(asker.name)}"
        written = effects_store.write(connection, effects, now, request_hash=mark)
        exceptions.record(connection, written.raised, now)
        held = {(order.store, sku) for sku in (*wanted, *had)}
        feed.append(connection, written.news, now, sorted({*written.moved, *held}))
        return PlaceOrderAnswer(effects.orders[order.order], order.slip)


def find(central: Central, code: str) -> Order | None:
    with central.database.read() as connection:
        return read(connection, code)


def read(connection: Connection, code: str) -> Order | None:
    column = tables.orders.c
    value = connection.execute(select(column.value).where(column.order == code)).scalar()
    return None if value is None else decode(value, Order)


def shown(order: Order) -> Order:
    """What may stand on a screen among shoppers: no name, no phone, and no slip to use."""
    return replace(order, customer="", phone="", slip="", picker="", history=(), facts=())


def asked_by(connection: Connection, order: Order) -> str:
    """The digest of who placed it; "" where a version before did not keep that."""
    column = tables.orders.c
    mark = connection.execute(select(column.request_hash).where(column.order == order.order))
    told = mark.scalar() or ""
    return told.partition(" ")[2] if told else _told_by(connection, order)


def is_of(connection: Connection, order: Order, asker: Asker) -> bool:
    return asked_by(connection, order) in ("", documents.digest(asker.name))


def _told_by(connection: Connection, order: Order) -> str:
    """It came with a terminal's journal."""
    column = tables.ledger.c
    entry = order.facts[0] if order.facts else ""
    terminal = connection.execute(select(column.terminal).where(column.entry == entry)).scalar()
    return "" if terminal is None else documents.digest(by_terminal(terminal).name)


def _fingerprint(request: PlaceOrder) -> str:
    """A hold may be another one by the time the same is asked again."""
    return documents.digest(encode(replace(request, order="", hold="", fence=0)).decode())


def _check(request: PlaceOrder, asker: Asker) -> None:
    if read_order_code(request.order) != request.order:
        raise Conflict("order_code_malformed", order=request.order[:40])
    if request.paid not in tuple(Paid):
        raise Conflict("paid_unknown", paid=request.paid[:40])
    if asker.face and request.paid != Paid.AT_TILL:
        raise Conflict("paid_not_allowed", paid=request.paid)
    if asker.face and request.channel not in FACES:
        raise Conflict("channel_not_allowed", channel=request.channel[:40])
    for name in ("customer", "phone", "email", "language", "channel"):
        must_be_plain(**{name: getattr(request, name)})
    wish_of(request.lines)


def _had(connection: Connection, request: PlaceOrder, asker: Asker) -> PlaceOrderAnswer | None:
    """A lost answer is given again, to who asked: it has a name, a phone and a slip."""
    column = tables.orders.c
    order = order_rows.lock(connection, [request.order]).get(request.order)
    if order is None:
        return None
    mark = connection.execute(select(column.request_hash).where(column.order == order.order))
    same = (mark.scalar() or "").partition(" ")[0] == _fingerprint(request)
    goods = [(x.sku, x.quantity) for x in order.lines] == list(request.lines)
    alike = same or (goods and order.store == request.store)
    who = asked_by(connection, order)
    if not ((alike and who == documents.digest(asker.name)) or (same and not who)):
        raise Conflict("order_code_taken", order=request.order)
    return PlaceOrderAnswer(order, order.slip)


def _made(central: Central, connection: Connection, request: PlaceOrder, now: datetime) -> Order:
    settings = settings_of(connection, request.store)
    wanted = find_skus(connection, request.lines)
    document = price_order(connection, wanted, settings, request.channel, now)
    order = Order(
        order=request.order,
        store=request.store,
        channel=request.channel,
        customer=request.customer.strip(),
        phone=request.phone.strip(),
        lines=order_lines(wanted, document),
        total=document.total,
        paid=Paid(request.paid),
        state=OrderState.PLACED,
        placed_at=now,
        promise_at=promise(now),
        language=request.language,
        history=(OrderEvent(now, OrderState.PLACED, request.channel),),
    )
    signer = central.signer
    slip = pickup_slip(order, key_id=signer.key_id, nonce=central.token(4), now=now)
    return replace(order, slip=slip_text(slip, signer.sign))


def _leased(central: Central, connection: Connection, request: PlaceOrder, asker: Asker) -> Wish:
    """What the order's hold has for it already."""
    if not request.hold:
        return {}
    store, had = leases.spend(
        central, connection, asker.holder, request.hold, request.fence, request.order
    )
    if had and store != request.store:
        raise Conflict("hold_elsewhere", hold=request.hold, store=store)
    return had
