"""A real day gives the inspector nothing to raise: sums, prices, Z reports (I9, I15)."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from shop.domain.facts import Sale
from sync.central import exceptions, tables
from sync.central.fold_check import check_folds
from sync.central.inspector import inspect
from sync.central.repricing import Repriced, reprice
from sync.central.verify import verify
from sync.protocol.entry_body import read_recorded
from tests.flows.corner_shop import BANANA, MUG, POT, TEA
from tests.flows.store import FlowStore


def test_what_real_tills_do_agrees_with_itself(store: FlowStore) -> None:
    till, desk = store.till(), store.desk()
    till.start_day()
    till.sell(TEA, MUG, MUG)
    till.sell(POT)
    order = store.web_order(MUG, POT)
    desk.start_day()
    desk.pick(order.order, "A-1")
    store.settle()
    till.hand_over(order.order)
    store.cut()
    till.sell(TEA, TEA, TEA, MUG)
    till.sell(BANANA, weight="0.640")
    store.mend()
    till.end_day()
    store.settle()
    while inspect(store.central):
        pass
    with store.central.database.read() as connection:
        assert exceptions.listed(connection) == []
        verdicts = Counter(found.verdict.value for found in repriced(store))
    assert verdicts == {"same": 4}
    assert verify(store.central).sound
    folds = check_folds(store.central.database)
    assert folds.sound, folds.differences


def repriced(store: FlowStore) -> list[Repriced]:
    found = []
    with store.central.database.read() as connection:
        for row in connection.execute(select(tables.ledger).where(tables.ledger.c.kind == "sale")):
            recorded = read_recorded(bytes(row.body).decode(), row.hash)
            assert isinstance(recorded.fact, Sale)
            found.append(reprice(connection, recorded.fact, row.store, recorded.recorded_at))
    return found
