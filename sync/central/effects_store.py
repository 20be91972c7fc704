"""Reads what folds need and writes what they made, set by set. Central room: SQL lives here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from shop.domain.effects import order_of
from shop.domain.facts import Fact
from shop.errors import EndcapError
from sync.central import (
    exceptions,
    order_rows,
    payments,
    purchases,
    return_rows,
    stock,
    stored,
    tables,
)
from sync.central.exceptions import Raised
from sync.central.feed import News
from sync.central.folds import Effects, Told


def load(connection: Connection, facts: Iterable[Fact]) -> Effects:
    """Effects that know the orders these facts speak of, locked until the commit."""
    codes = {code for code in map(order_of, facts) if code and "\x00" not in code}
    return Effects(orders=order_rows.lock(connection, codes))


def try_fold(effects: Effects, told: Told) -> tuple[str, str]:
    """("", "") when folded, else why not and the order it may be waiting for."""
    try:
        effects.fold(told)
    except KeyError:
        code = order_of(told.fact)
        return ("line_unknown", "") if code in effects.orders else ("order_unknown", code)
    except (EndcapError, ValueError, ArithmeticError, LookupError, TypeError):
        return "figures_impossible", ""
    return "", ""


def fold_waiting(connection: Connection, effects: Effects) -> None:
    """Entries held because they came before their order: fold them now that it is here."""
    if not effects.placed:
        return
    column, entry = tables.exception.c, tables.ledger.c
    waiting = connection.execute(
        select(*stored.COLUMNS)
        .join(tables.exception, column.entry == entry.entry)
        .where(column.cause == "held", column.state == "open")
        .where(column.waits_for.in_(sorted(effects.placed)))
        .order_by(entry.terminal, entry.epoch, entry.branch, entry.seq)
    ).all()
    folded = []
    for told in filter(None, map(stored.told_or_none, waiting)):
        if not try_fold(effects, told)[0]:
            folded.append(told.entry)
    effects.released += folded


def _release(connection: Connection, entries: Sequence[str], now: datetime) -> None:
    if not entries:
        return
    connection.execute(
        update(tables.ledger).where(tables.ledger.c.entry.in_(entries)).values(held=None)
    )
    exceptions.settle_by_central(connection, "held", entries, "its order arrived", now)


@dataclass(frozen=True, slots=True)
class Written:
    """What the feed is to tell, and the disagreements found on the way."""

    news: list[News]
    moved: list[stock.Key]
    raised: list[Raised]


def write(
    connection: Connection, effects: Effects, now: datetime, *, request_hash: str = ""
) -> Written:
    _release(connection, effects.released, now)
    order_news = order_rows.write(connection, effects, request_hash, now)
    purchases.write(connection, effects.bought)
    return_news, excess = return_rows.write(connection, effects)
    moved, oversold = stock.move(connection, effects.stock, now)
    raised = [*effects.raised, *excess, *oversold]
    raised += payments.write(connection, effects.payments, now)
    return Written([*order_news, *return_news], moved, raised)
