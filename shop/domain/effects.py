"""What a fact does to stock and to orders: one answer for terminals and central.

Domain room: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from shop.domain.facts import (
    Condition,
    Fact,
    HandedOver,
    ItemPicked,
    LineShort,
    OrderCancelled,
    OrderPlaced,
    OrderReady,
    PickStarted,
    Return,
    Sale,
    StockAdjusted,
)
from shop.domain.order import Order, OrderEvent, OrderLine, OrderState


@dataclass(frozen=True, slots=True)
class StockDelta:
    """`quantity` is added to on-hand, `held` to what orders hold, at the fact's store."""

    sku: str
    quantity: Decimal = Decimal(0)
    held: Decimal = Decimal(0)


def stock_deltas(fact: Fact) -> tuple[StockDelta, ...]:
    """The fact's own stock movement; what ending an order releases needs `order_deltas`."""
    match fact:
        case Sale(items=items, order=""):
            return tuple(StockDelta(item.sku, -item.quantity) for item in items)
        case HandedOver(lines=lines):
            return tuple(StockDelta(x.sku, -x.quantity, -x.quantity) for x in lines)
        case Return(lines=returned):
            return tuple(
                StockDelta(line.sku, line.quantity)
                for line in returned
                if line.condition is Condition.PUT_BACK
            )
        case OrderPlaced(order=order):
            return tuple(StockDelta(line.sku, held=line.quantity) for line in order.lines)
        case StockAdjusted(sku=sku, quantity=quantity):
            return (StockDelta(sku, quantity),)
        case _:
            return ()


def order_deltas(before: Order | None, after: Order) -> tuple[StockDelta, ...]:
    """What of the hold is left when an order ends: goods that did not leave, or ran short.

    Together with `OrderPlaced` and every `HandedOver` an ended order holds exactly nothing.
    """
    if before is None or not before.open or after.open:
        return ()
    return tuple(
        StockDelta(line.sku, held=line.handed_over - line.quantity)
        for line in after.lines
        if line.quantity != line.handed_over
    )


def order_of(fact: Fact) -> str:
    """The order a fact speaks of, or ""."""
    match fact:
        case OrderPlaced(order=order):
            return order.order
        case (
            PickStarted(order=code)
            | ItemPicked(order=code)
            | LineShort(order=code)
            | OrderReady(order=code)
            | OrderCancelled(order=code)
            | HandedOver(order=code)
            | Return(order=code)
        ):
            return code
        case _:
            return ""


def fold_order(order: Order | None, fact: Fact, *, entry: str, at: datetime, who: str) -> Order:
    """The order after `fact`. Folding the same entry twice has no effect.

    Raises KeyError when the fact speaks of an order or a line that does not exist: the
    ledger then holds the entry as an exception instead of guessing.
    """
    if isinstance(fact, OrderPlaced):
        return order if order is not None else replace(fact.order, facts=(entry,))
    if order is None:
        raise KeyError(order_of(fact))
    if entry in order.facts:
        return order
    changed = _apply(order, fact, who)
    event = OrderEvent(at=at, state=changed.state, who=who, note=_note(fact))
    return replace(
        changed,
        facts=(*order.facts, entry),
        history=(*order.history, event) if _tells(fact, order, changed) else order.history,
    )


def _apply(order: Order, fact: Fact, who: str) -> Order:
    match fact:
        case PickStarted():
            return replace(order, state=_at_least(order, OrderState.PICKING), picker=who)
        case ItemPicked(line_id=line_id, quantity=quantity):
            line = _line(order, line_id)
            order = order.with_line(replace(line, picked=line.picked + quantity))
            return replace(order, state=_at_least(order, OrderState.PICKING))
        case LineShort(line_id=line_id, quantity=quantity):
            line = _line(order, line_id)
            return order.with_line(replace(line, short=line.short + quantity))
        case OrderReady(bin=bin_):
            return replace(order, state=_at_least(order, OrderState.READY), bin=bin_)
        case OrderCancelled():
            return replace(order, state=OrderState.CANCELLED) if order.open else order
        case HandedOver(lines=lines, receipt=receipt):
            for given in lines:
                line = _line(order, given.line_id)
                order = order.with_line(
                    replace(line, handed_over=line.handed_over + given.quantity)
                )
            done = all(x.handed_over + x.short >= x.quantity for x in order.lines)
            return replace(
                order,
                state=OrderState.HANDED_OVER if done else order.state,
                receipts=(*order.receipts, receipt),
            )
        case Return(lines=returned):
            for back in returned:
                line = _line(order, back.line_id)
                order = order.with_line(replace(line, returned=line.returned + back.quantity))
            return order
        case _:
            return order


_RANK = (OrderState.PLACED, OrderState.PICKING, OrderState.READY)


def _at_least(order: Order, state: OrderState) -> OrderState:
    """Steps may arrive late or twice; an order never walks back, and never leaves an end."""
    if order.state not in _RANK:
        return order.state
    return max(order.state, state, key=_RANK.index)


def _line(order: Order, line_id: str) -> OrderLine:
    line = order.line(line_id)
    if line is None:
        raise KeyError(f"{order.order}/{line_id}")
    return line


def _tells(fact: Fact, before: Order, after: Order) -> bool:
    """Single picks would drown the history; it tells changes of state and what is unusual."""
    return before.state != after.state or isinstance(fact, LineShort | Return | HandedOver)


def _note(fact: Fact) -> str:
    match fact:
        case OrderReady(bin=bin_):
            return bin_
        case LineShort(reason=reason) | OrderCancelled(reason=reason):
            return reason
        case HandedOver(receipt=receipt) | Return(receipt=receipt):
            return receipt
        case _:
            return ""
