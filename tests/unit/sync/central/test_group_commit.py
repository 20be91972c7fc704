"""Uploads that wait for each other share a commit and its statements, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import IntegrityError, OperationalError

from shop.domain.facts import (
    Fact,
    HandedOver,
    LineQuantity,
    OrderPlaced,
    Proof,
    StockAdjusted,
)
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.errors import Conflict
from sync.central import effects_store, exceptions, group_commit, ledger, stock, tables
from sync.central.core import Central
from sync.central.group_commit import GroupCommit, post_all
from sync.central.lanes import Lanes
from sync.central.ledger import Upload
from sync.central.vouched import vouched
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import AT, PRICE, SKUS, Terminal, enrolled, item, refund, sale

Answers = list[BatchAnswer | BaseException]


def on_hand(shop: Central, sku: str = "mug") -> int:
    with shop.database.read() as connection:
        return int(stock.figures(connection, [sku], ["S1"])[0].on_hand)


def together(shop: Central, uploads: Sequence[tuple[Terminal, Batch]]) -> tuple[Answers, int]:
    """What became of uploads that come in one moment, and in how many commits."""
    commits = 0

    def count(_connection: Connection) -> None:
        nonlocal commits
        commits += 1

    async def run() -> Answers:
        group = GroupCommit(shop.database, shop.now)
        posts = [group.post(till.name, batch) for till, batch in uploads]
        return await asyncio.gather(*posts, return_exceptions=True)

    event.listen(shop.database.engine, "commit", count)
    try:
        return asyncio.run(run()), commits
    finally:
        event.remove(shop.database.engine, "commit", count)


def sold(shop: Central, count: int) -> list[Terminal]:
    """Tills with a mug sold each."""
    tills = [enrolled(shop, "S1", "till") for _ in range(count)]
    for till in tills:
        till.seal(sale(f"R-{till.name}", item("mug")))
    return tills


def heads(answers: Answers) -> list[object]:
    return [x.head if isinstance(x, BatchAnswer) else x for x in answers]


def test_many_tills_need_one_commit(shop: Central) -> None:
    tills = sold(shop, 12)
    answers, commits = together(shop, [(x, x.batch()) for x in tills])
    assert heads(answers) == [x.head for x in tills]
    assert on_hand(shop) == -2
    reading = 0 if shop.database.is_sqlite else 1  # what is only read ends with a commit too
    assert commits == 1 + reading


def test_a_group_is_not_without_end(shop: Central) -> None:
    tills = sold(shop, 6)
    with patch.object(group_commit, "MOST", 2):
        answers, commits = together(shop, [(x, x.batch()) for x in tills])
    assert heads(answers) == [x.head for x in tills]
    assert commits >= 3


def test_a_terminal_has_one_upload_in_a_group(shop: Central) -> None:
    """Its second follows the first, or is told of a gap and sent again; nothing counts twice."""
    till, other = sold(shop, 2)
    till.seal(sale("R2", item("mug")))
    uploads = [(till, till.batch(0, 1)), (other, other.batch()), (till, till.batch(0, 1))]
    answers, _ = together(shop, uploads)
    assert [x.outcome for x in answers if isinstance(x, BatchAnswer)] == ["accepted"] * 3
    answers, _ = together(shop, [(till, till.batch(1, 2)), (other, other.batch())])
    assert heads(answers) == [till.head, other.head]
    assert on_hand(shop) == 7


def test_one_that_is_refused_or_held_harms_nobody(shop: Central) -> None:
    good, other, odd = *sold(shop, 2), enrolled(shop, "S1", "till")
    odd.seal(StockAdjusted("mug", Decimal(1), "counted"))
    odd.seal(sale("R", replace(item("mug"), quantity=Decimal("NaN"))))
    late = enrolled(shop, "S1", "till")
    late.seal(sale("L1", item("mug")))
    late.seal(sale("L2", item("mug")))
    unknown, long = Batch(7, good.batch().entries), Batch(1, good.batch().entries * 1001)
    nobody = enrolled(shop, "S1", "till")
    uploads = [
        (good, good.batch()),
        (nobody, unknown),
        (odd, odd.batch()),
        (other, other.batch()),
        (late, late.batch(1)),
        (enrolled(shop, "S1", "till"), long),
    ]
    answers, commits = together(shop, uploads)
    assert commits <= 2
    assert heads(answers)[::3] == [good.head, other.head]
    assert [x.code for x in (answers[1], answers[5]) if isinstance(x, Conflict)] == [
        "epoch_unknown",
        "batch_too_long",
    ]
    held, gap = answers[2], answers[4]
    assert isinstance(held, BatchAnswer)
    assert [x.code for x in held.held] == ["figures_impossible"]
    assert isinstance(gap, BatchAnswer)
    assert (gap.outcome, gap.head.seq) == ("gap", 0)
    assert on_hand(shop) == 9


@pytest.mark.parametrize("trouble", ["database", "bug"])
def test_a_batch_that_spoils_it_is_found_and_taken_alone(shop: Central, trouble: str) -> None:
    """The database chokes on one batch, or our own code does: the others are acknowledged."""
    tills = sold(shop, 5)
    tills[3].seal(StockAdjusted("poison", Decimal(1), "counted"))
    real = effects_store.write

    def write(connection: Connection, effects: Any, *more: Any, **other: Any) -> Any:
        if ("S1", "poison") in effects.stock:
            if trouble == "bug":
                raise AssertionError("ours")
            raise IntegrityError("INSERT", {}, Exception("poison"))
        return real(connection, effects, *more, **other)

    with patch.object(effects_store, "write", write):
        answers, _ = together(shop, [(x, x.batch()) for x in tills])
    spoilt = answers.pop(3)
    assert heads(answers) == [x.head for x in (*tills[:3], tills[4])]
    assert isinstance(spoilt, BatchAnswer)
    assert spoilt.head == tills[3].head
    assert [x.code for x in spoilt.held] == ["fold_failed"]
    assert on_hand(shop) == 5


def test_a_database_that_is_away_is_away_for_all(shop: Central) -> None:
    tills = sold(shop, 3)
    away = OperationalError("SELECT", {}, Exception("gone"))
    with patch.object(effects_store, "write", side_effect=away):
        answers, _ = together(shop, [(x, x.batch()) for x in tills])
    assert answers == [away] * 3
    answers, _ = together(shop, [(x, x.batch()) for x in tills])
    assert heads(answers) == [x.head for x in tills]
    assert on_hand(shop) == 7


def test_whoever_hung_up_keeps_nobody_waiting(shop: Central) -> None:
    tills = sold(shop, 3)

    async def run() -> BatchAnswer:
        group = GroupCommit(shop.database, shop.now)
        posts = [asyncio.create_task(group.post(x.name, x.batch())) for x in tills]
        await asyncio.sleep(0)
        posts[0].cancel()
        await posts[1]
        return await posts[2]

    assert asyncio.run(run()).head == tills[2].head
    assert on_hand(shop) == 7, "it was on its way: the terminal asks where it stands"


# -- nobody is forgotten -----------------------------------------------------------------------


class Held(Executor):
    """Runs what it is given at once, and lets go of the first results together."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._done: list[tuple[Future[Any], Any]] = []

    def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        result = fn(*args, **more)
        if self._first:
            self._first -= 1
            self._done.append((future, result))
        else:
            future.set_result(result)
        return future

    def let_go(self) -> None:
        for future, result in self._done:
            future.set_result(result)


def test_whoever_comes_as_both_writers_end_is_written(shop: Central) -> None:
    """They had ended and were still counted, so none was begun: the upload lay there until
    somebody else came, and its till gave up."""
    one, other = sold(shop, 2)
    one.seal(sale("R2", item("mug")))

    async def run() -> BatchAnswer:
        lanes, held = Lanes(), Held(2)
        lanes.uploads = held
        group = GroupCommit(shop.database, shop.now, lanes)

        async def twice() -> BatchAnswer:
            await group.post(one.name, one.batch(0, 1))
            return await group.post(one.name, one.batch(1, 2))

        first = asyncio.create_task(twice())
        await asyncio.sleep(0.01)  # a writer has it, and the other gets the next
        second = asyncio.create_task(group.post(other.name, other.batch()))
        await asyncio.sleep(0.01)
        held.let_go()
        await second
        return await asyncio.wait_for(first, 5)

    assert asyncio.run(run()).head == one.head
    assert on_hand(shop) == 7


def test_without_a_thread_it_is_told(shop: Central) -> None:
    (till,) = sold(shop, 1)

    async def run() -> BatchAnswer:
        lanes = Lanes()
        lanes.open()
        gone = lanes.uploads
        lanes.close()
        lanes.uploads = gone
        return await asyncio.wait_for(
            GroupCommit(shop.database, shop.now, lanes).post(till.name, till.batch()), 5
        )

    with pytest.raises(RuntimeError, match="shutdown"):
        asyncio.run(run())


# -- a group does what its uploads would do one after the other --------------------------------


def offline_order() -> Order:
    price = Money(PRICE, "EUR")
    total = Money(2 * PRICE, "EUR")
    line = OrderLine("1", "mug", {"en": "Mug"}, Decimal(2), price, total)
    return Order(
        order=new_order_code(),
        store="S1",
        channel="kiosk",
        customer="Eve",
        phone="555 55",
        lines=(line,),
        total=total,
        paid=Paid.AT_TILL,
        state=OrderState.PLACED,
        placed_at=AT,
        promise_at=AT,
    )


def test_a_hand_over_beside_its_order_waits_for_nothing(shop: Central) -> None:
    """The pickup desk's batch stands before the kiosk's, in one group."""
    desk, kiosk, till = enrolled(shop, "S1", "till"), enrolled(shop, "S1", "kiosk"), *sold(shop, 1)
    order = offline_order()
    line, goods = LineQuantity("1", "mug", Decimal(2)), item("mug", 2)
    sold_there = sale("H1", goods, order=order.order)
    desk.seal(HandedOver(order.order, (line,), "H1", Proof.ORDER_SLIP, (goods,), sold_there))
    kiosk.seal(OrderPlaced(order))
    answers, commits = together(shop, [(x, x.batch()) for x in (desk, till, kiosk)])
    assert commits <= 2
    assert [x.held for x in answers if isinstance(x, BatchAnswer)] == [(), (), ()]
    assert on_hand(shop) == 7
    with shop.database.read() as connection:
        assert exceptions.listed(connection) == []


FOLDED = (
    tables.purchase,
    tables.returned,
    tables.branch,
    tables.ledger,
)
NUMBER = st.integers(1, 4)
WORD = st.sampled_from(("R1", "R2", "R3", "\x00"))
FACT: st.SearchStrategy[Fact] = st.one_of(
    st.builds(sale, WORD, st.builds(item, st.sampled_from(SKUS), NUMBER)),
    st.builds(refund, WORD, WORD, st.sampled_from(SKUS), line=st.just("1")),
    st.builds(StockAdjusted, st.sampled_from((*SKUS, "new")), NUMBER.map(Decimal), WORD),
)


class Undone(Exception):
    """Carries what a transaction would have done out of it."""


def rows(connection: Connection) -> list[object]:
    found = [sorted(map(repr, connection.execute(select(table)).all())) for table in FOLDED]
    column = tables.stock.c
    figures = select(column.store, column.sku, column.on_hand, column.held)
    return [*found, sorted(map(repr, connection.execute(figures).all()))]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    facts=st.lists(st.lists(FACT, min_size=1, max_size=4), min_size=2, max_size=4),
    sent=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    start=st.lists(st.integers(0, 2), min_size=4, max_size=4),
)
def test_a_group_does_what_its_uploads_do_alone(
    shop: Central, facts: list[list[Fact]], sent: list[int], start: list[int]
) -> None:
    """Known entries, gaps and entries that are held among them."""
    tills = [enrolled(shop, f"S{1 + place % 2}", "till") for place, _ in enumerate(facts)]
    for till, mine, known in zip(tills, facts, sent, strict=False):
        for fact in mine:
            till.seal(fact)
        if known:
            ledger.post(shop.database, till.name, till.batch(0, known), shop.now())
    batches = [(till.name, till.batch(first)) for till, first in zip(tills, start, strict=False)]
    now = shop.now()

    def one_by_one(connection: Connection) -> list[BatchAnswer]:
        return [ledger.take(connection, name, batch, now) for name, batch in batches]

    def at_once(connection: Connection) -> list[BatchAnswer | Conflict]:
        return list(ledger.take_all(connection, [Upload(*x) for x in batches], now))

    def outcome(way: Any) -> Any:
        try:
            with shop.database.write() as connection:
                answers = [replace(x, cursor=0) for x in way(connection)]
                raise Undone(answers, rows(connection))
        except Undone as undone:
            return undone.args

    assert outcome(at_once) == outcome(one_by_one)


def test_entries_are_looked_at_once_and_before_anything_is_locked(shop: Central) -> None:
    tills = sold(shop, 3)
    look, take, done = vouched, ledger.take_all, []

    def looked(*entries: Any, **whose: Any) -> Any:
        done.append("look")
        return look(*entries, **whose)

    def taken(*given: Any, **more: Any) -> Any:
        done.append("take")
        return take(*given, **more)

    uploads = [Upload(x.name, x.batch()) for x in tills]
    with patch.object(ledger, "vouched", looked), patch.object(ledger, "take_all", taken):
        answers = post_all(shop.database, uploads, shop.now())
    assert heads(list(answers)) == [x.head for x in tills]
    assert done == ["look", "look", "look", "take"]
