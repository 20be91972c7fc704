"""A batch taken on its last signature is taken exactly as one looked at entry by entry."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from shop.domain.entry import SealedEntry
from shop.domain.facts import (
    CashMoved,
    CashReason,
    Fact,
    ItemPicked,
    Reprinted,
    StockAdjusted,
)
from shop.domain.money import Money
from sync.central import exceptions, ledger, tables
from sync.central.core import Central
from sync.central.signature_audit import audit
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import SKUS, Terminal, enrolled, item, refund, sale

WRONG = "00" * 64
FOLDED = (
    tables.stock,
    tables.purchase,
    tables.returned,
    tables.orders,
    tables.hold,
    tables.exception,
    tables.feed,
    tables.branch,
)
"""What entries do. The ledger's own rows are compared too, without the time they came."""


def post(shop: Central, till: Terminal, batch: Batch) -> BatchAnswer:
    return ledger.post(shop.database, till.name, batch, shop.now())


def on_hand(shop: Central, sku: str = "mug") -> int:
    column = tables.stock.c
    with shop.database.read() as connection:
        query = select(column.on_hand).where(column.store == "S1", column.sku == sku)
        return int(connection.execute(query).scalar_one())


# -- who vouches -------------------------------------------------------------------------------


def test_the_last_signature_vouches_and_the_wrong_one_is_told(shop: Central) -> None:
    """I4: its bytes are authentic, so the sale counts; its signature is a matter for a person."""
    till = enrolled(shop, "S1", "till")
    for number in range(3):
        till.seal(sale(f"R{number}", item("mug")))
    first, second, third = till.entries
    batch = Batch(1, (first, SealedEntry(second.body, second.hash, WRONG), third))
    answer = post(shop, till, batch)
    assert (answer.outcome, answer.held, on_hand(shop)) == ("accepted", (), 7_000)
    assert [audit(shop, 2), audit(shop, 2), audit(shop, 2)] == [2, 1, 0]
    with shop.database.read() as connection:
        (told,) = exceptions.listed(connection)
    assert (told.cause, told.terminal, told.evidence["seq"]) == (
        "signature_invalid",
        till.name,
        "2",
    )
    assert on_hand(shop) == 7_000


def test_a_wrong_last_signature_vouches_for_nobody(shop: Central) -> None:
    till = enrolled(shop, "S1", "till")
    for number in range(3):
        till.seal(sale(f"R{number}", item("mug")))
    first, second, third = till.entries
    unsigned = [SealedEntry(x.body, x.hash, WRONG) for x in (second, third)]
    wrong = Batch(1, (first, *unsigned))
    answer = post(shop, till, wrong)
    assert [x.code for x in answer.held] == ["signature_invalid", "signature_invalid"]
    assert on_hand(shop) == 9_000
    assert audit(shop) == 3  # what was held for it already is not told twice
    with shop.database.read() as connection:
        assert {x.cause for x in exceptions.listed(connection)} == {"held"}


# -- the quick way and the long way ------------------------------------------------------------

AMOUNT = st.sampled_from(("1", "2", "0.125", "0", "-1", "1e3", "0.0001", "1e30", "NaN", "-sNaN"))
WORD = st.sampled_from(("1", "2", "tea", "ü\u202e", "a\tb\\c\n", "x" * 3000, "\x00", ""))
SKU = st.sampled_from(SKUS) | WORD
ITEM = st.builds(
    lambda line, sku, title, amount: replace(
        item("mug", line=line), sku=sku, title=title, quantity=Decimal(amount)
    ),
    WORD,
    SKU,
    WORD,
    AMOUNT,
)
ZERO = Money(0, "EUR")
FACT: st.SearchStrategy[Fact] = st.one_of(
    st.builds(sale, WORD, ITEM, ITEM, order=st.sampled_from(("", "", "O1"))),
    st.builds(sale, WORD, ITEM),
    st.builds(sale, st.just("R1"), st.builds(item, st.sampled_from(SKUS), st.integers(0, 12))),
    st.builds(StockAdjusted, SKU, AMOUNT.map(Decimal), WORD),
    st.builds(CashMoved, WORD, st.sampled_from(CashReason), st.just(ZERO), WORD),
    st.builds(Reprinted, WORD, st.integers(1, 2**60)),
    st.builds(refund, WORD, st.just("R1"), st.sampled_from(SKUS), line=WORD),
    st.builds(ItemPicked, WORD, WORD, SKU, AMOUNT.map(Decimal)),
)
SPOILT = st.sampled_from(
    (
        ("kind", "new"),
        ("staff", "\x00"),
        ("day", "x" * 12),
        ("id", "no"),
        ("terminal", "T9"),
        ("at", "2026-11-21T09:00:00"),
        ("seq", 7),
        ("epoch", 2),
        ("payload", {}),
        ("payload", {"sku": "mug", "quantity": 1, "reason": ""}),
        ("prev", ""),
        ("schema", "1"),
    )
)


class Undone(Exception):
    """Carries what a transaction would have done out of it."""


def outcome(shop: Central, till: Terminal, batch: Batch) -> object:
    def rows(connection: Connection) -> list[object]:
        tables_ = [connection.execute(select(table)).all() for table in FOLDED]
        entries = connection.execute(select(tables.ledger)).all()
        return [sorted(map(repr, found)) for found in (*tables_, entries)]

    try:
        with shop.database.write() as connection:
            answer = ledger.take(connection, till.name, batch, shop.now())
            raise Undone(answer, rows(connection))
    except Undone as undone:
        return undone.args
    except (SQLAlchemyError, ArithmeticError) as error:
        return type(error)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    facts=st.lists(FACT, min_size=1, max_size=8),
    sent=st.integers(0, 4),
    start=st.integers(0, 3),
    spoilt=st.none() | st.tuples(st.integers(0, 7), SPOILT),
)
def test_both_ways_do_the_same(
    shop: Central,
    facts: list[Fact],
    sent: int,
    start: int,
    spoilt: tuple[int, tuple[str, object]] | None,
) -> None:
    till = enrolled(shop, "S1", "till")
    for place, fact in enumerate(facts):
        sealed = till.seal(fact)
        if spoilt is not None and spoilt[0] == place:
            field, value = spoilt[1]
            till.entries.pop()
            till.add(json.dumps(json.loads(sealed.body) | {field: value}))
    if sent:
        post(shop, till, till.batch(0, sent))
    batch = till.batch(start)
    quick = outcome(shop, till, batch)
    with patch.object(ledger, "vouched", return_value=None):
        long = outcome(shop, till, batch)
    assert quick == long


def test_plain_facts_do_take_the_quick_way(shop: Central) -> None:
    till = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug")))
    till.seal(CashMoved("s", CashReason.IN, ZERO))
    till.seal(refund("R2", "R1", "mug"))
    till.seal(StockAdjusted("tea", Decimal("0.5"), "counted"))
    with patch.object(ledger, "receive", side_effect=AssertionError("the long way")):
        assert post(shop, till, till.batch()).held == ()
    assert (on_hand(shop), on_hand(shop, "tea")) == (10_000, 10_500)
