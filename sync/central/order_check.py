"""Checks orders and their holds: columns, slips, what entries did to them. Central room: SQL.

What an order is worth, whether it is paid and what is in it stands on its pickup slip, signed by
central, or in a terminal's entry: whoever changes a row cannot change that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from shop.domain.order import Order, Paid
from shop.domain.slip import PickupSlip, lines_digest, store_tag
from shop.domain.slip_codec import Sealed, parse
from shop.domain.slip_keys import SlipKey
from sync.central import documents, order_openings, tables
from sync.central.differences import FoldCheck
from sync.central.ledger_sums import LedgerSums
from sync.central.units import thousandths
from sync.local.keys import signature_holds
from sync.protocol.codec import decode

_ROW, _HOLD = tables.orders.c, tables.hold.c


def check_orders(connection: Connection, sums: LedgerSums, found: FoldCheck) -> list[Order]:
    """The orders, as far as they can be read."""
    openings = order_openings.read(connection)
    keys = {x.key_id: x for x in documents.all_of(connection, "slip_key", SlipKey)}
    holds = _holds(connection)
    orders = []
    for row in connection.execute(select(tables.orders)):
        found.orders += 1
        mine = holds.pop(row.order, [])
        found.holds += len(mine)
        with found.reading(f"order {row.order}"):
            order = decode(row.value, Order)
            orders.append(order)
            found.compare("order_code", str(row.order), row.order, order.order)
            found.compare("order_store", order.order, row.store, order.store)
            found.compare("order_state", order.order, row.state, order.state.value)
            found.compare("order_phone", order.order, row.phone == order.phone, True)
            _check_promise(order, sums, keys, found)
            _check_facts(order, sums, openings, found)
            _check_holds(order, mine, row.expires_at, found)
    for code, entries in sums.facts.items():
        found.compare("order_missing", code, None, f"{len(entries)} entries")
    for code in holds:
        found.compare("hold_order", str(code), "held", None)
    return orders


def _check_promise(
    order: Order, sums: LedgerSums, keys: Mapping[int, SlipKey], found: FoldCheck
) -> None:
    """A slip stands on every order that central took; the rest are in their terminals' entries."""
    made = sums.placed.get(order.facts[0]) if order.facts else None
    if made is not None:
        found.compare("order_slip", order.order, order.slip, made.slip)
        found.compare("order_total", order.order, order.total, made.total)
        found.compare("order_paid", order.order, order.paid.value, made.paid.value)
        found.compare("order_goods", order.order, _goods(order) == _goods(made), True)
    if order.slip or made is None:
        _check_slip(order, keys, found)


def _check_slip(order: Order, keys: Mapping[int, SlipKey], found: FoldCheck) -> None:
    sealed = parse(order.slip)
    if not isinstance(sealed, Sealed) or not isinstance(sealed.slip, PickupSlip):
        found.compare("order_slip", order.order, "no slip", None)
        return
    slip, key = sealed.slip, keys.get(sealed.slip.key_id)
    genuine = key is not None and signature_holds(key.public_key, sealed.signature, sealed.message)
    if not genuine:
        found.compare("order_slip", order.order, "no genuine slip", None)
        return
    found.compare("order_code", order.order, order.order, slip.order)
    found.compare("order_total", order.order, order.total, slip.total)
    found.compare("order_paid", order.order, order.paid.value, _paid(slip).value)
    found.compare("order_place", order.order, store_tag(order.store) == slip.store_tag, True)
    found.compare("order_goods", order.order, _goods(order)[:4] == slip.lines_tag, True)


def _paid(slip: PickupSlip) -> Paid:
    return Paid.AT_TILL if slip.pay_at_till else Paid.ONLINE


def _goods(order: Order) -> bytes:
    return lines_digest((x.line_id, x.sku, x.quantity, x.total) for x in order.lines)


def _check_facts(
    order: Order, sums: LedgerSums, openings: Mapping[order_openings.Key, int], found: FoldCheck
) -> None:
    facts = sums.facts.pop(order.order, set())
    counted = set(order.facts) - sums.placed.keys()
    found.compare("order_facts", order.order, len(counted), len(facts & counted))
    found.compare("order_facts", order.order, len(order.facts), len(set(order.facts)))
    found.compare("order_facts", order.order, len(counted & facts), len(facts))
    for line in order.lines:
        for name in order_openings.FIELDS:
            key = (order.order, line.line_id, name)
            worked_out = openings.get(key, 0) + sums.order_lines[key]
            stored = thousandths(getattr(line, name))
            found.amounts(f"order_{name}", f"{order.order} line {line.line_id}", stored, worked_out)


def _holds(connection: Connection) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(select(tables.hold)):
        found[row.order].append(row)
    return dict(found)


def _check_holds(order: Order, rows: Sequence[Any], until: int, found: FoldCheck) -> None:
    """A hold is active exactly while its order is open (I8), and holds what its line says."""
    lines = {x.line_id: x for x in order.lines}
    for row in rows:
        name = f"{order.order} line {row.line_id}"
        line = lines.pop(row.line_id, None)
        found.compare("hold_state", name, row.state == "active", order.open)
        if line is None:
            found.compare("hold_line", name, "held", None)
            continue
        found.compare("hold_goods", name, (row.store, row.sku), (order.store, line.sku))
        found.amounts("hold", name, row.quantity, thousandths(line.quantity))
        found.compare("hold_until", name, row.expires_at == until, True)
    for line_id in lines if order.open else ():
        found.compare("hold_missing", f"{order.order} line {line_id}", None, "held")
