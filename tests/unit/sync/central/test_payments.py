"""Card payments over real sealed entries: every intent ends, or somebody is told (I10)."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from shop.domain.facts import Fact, PaymentState, PaymentTold, Sale
from shop.domain.money import Money
from shop.domain.tender import Tender, TenderKind
from sync.central import exceptions, ledger, sweeps, tables
from sync.central.core import Central
from sync.central.exceptions import ExceptionRow
from sync.central.fold_check import check_folds
from sync.central.payment_steps import Payment, Step, moved, shown
from tests.central_shop import Terminal, item, sale
from tests.fakes.clock import FakeClock

PAY = "7f" * 16
ASKED, CAPTURED, DECLINED, REVERSED, DOUBT = (
    PaymentState.ASKED,
    PaymentState.CAPTURED,
    PaymentState.DECLINED,
    PaymentState.REVERSED,
    PaymentState.IN_DOUBT,
)


def told(state: PaymentState, reference: str = "ref-1") -> PaymentTold:
    return PaymentTold(PAY, state, Money(500, "EUR"), "shift1", reference)


def by_card(receipt: str = "R1") -> Sale:
    plain = sale(receipt, item("mug"))
    total = plain.document.total
    return replace(plain, tenders=(Tender(TenderKind.CARD, total, total, PAY),))


def post(central: Central, till: Terminal, *facts: Fact) -> None:
    start = len(till.entries)
    for fact in facts:
        till.seal(fact)
    answer = ledger.post(central.database, till.name, till.batch(start), central.now())
    assert not answer.held


def listed(central: Central, state: str = "open") -> list[ExceptionRow]:
    with central.database.read() as connection:
        return exceptions.listed(connection, state=state)


def test_captured_and_sold_is_nobodys_business(
    shop: Central, till: Terminal, clock: FakeClock
) -> None:
    post(shop, till, told(ASKED, ""), told(CAPTURED), by_card())
    clock.move(hours=1)
    assert sweeps.sweep(shop) == 0
    assert listed(shop, "") == []
    assert check_folds(shop.database).sound


def test_doubt_is_listed_until_a_later_fact_resolves_it(shop: Central, till: Terminal) -> None:
    post(shop, till, told(ASKED, ""), told(DOUBT))
    (row,) = listed(shop)
    assert (row.cause, row.subject, row.suggestion_code) == ("payment_in_doubt", PAY, row.cause)
    assert (row.evidence["amount"], row.evidence["reference"]) == ("500", "ref-1")
    post(shop, till, told(CAPTURED))
    assert [x.cause for x in listed(shop)] == ["payment_in_doubt"], "charged, and no sale yet"
    post(shop, till, by_card())
    assert listed(shop) == []
    (done,) = listed(shop, "settled")
    assert (done.settled_by, done.note) == ("central", "captured and sold: receipt R1")
    assert [x.by for x in done.settlements] == ["central"]


@pytest.mark.parametrize("end", [REVERSED, DECLINED])
def test_what_was_reversed_is_settled_by_that_fact(
    shop: Central, till: Terminal, end: PaymentState
) -> None:
    """Also in one batch, as from a till that was offline all the while: it stays to be seen."""
    post(shop, till, told(ASKED, ""), told(DOUBT), told(end))
    assert listed(shop) == []
    (done,) = listed(shop, "settled")
    assert done.note == f"{end.value} at {till.name}: entry {entry(shop)}"


def entry(central: Central) -> str:
    column = tables.ledger.c
    with central.database.read() as connection:
        query = select(column.entry).order_by(column.seq.desc()).limit(1)
        return str(connection.execute(query).scalar_one())


def test_an_intent_without_an_end_is_listed_after_a_while(
    shop: Central, till: Terminal, clock: FakeClock
) -> None:
    """The till died between asking and hearing, and nobody has started it since."""
    post(shop, till, told(ASKED, ""))
    clock.move(minutes=14)
    assert sweeps.sweep(shop) == 0
    clock.move(minutes=2)
    assert sweeps.sweep(shop) == 1
    assert sweeps.sweep(shop) == 0
    assert [x.cause for x in listed(shop)] == ["payment_in_doubt"]
    post(shop, till, told(CAPTURED), by_card())
    assert listed(shop) == []


def test_charged_without_a_sale_is_listed_after_a_while(
    shop: Central, till: Terminal, clock: FakeClock
) -> None:
    post(shop, till, told(ASKED, ""), told(CAPTURED))
    clock.move(minutes=16)
    assert sweeps.sweep(shop) == 1
    assert [x.cause for x in listed(shop)] == ["payment_without_sale"]
    post(shop, till, told(REVERSED))
    assert listed(shop) == []


def test_two_captures_two_sales_and_money_given_back(shop: Central, till: Terminal) -> None:
    post(shop, till, told(CAPTURED), told(CAPTURED, "ref-2"))
    post(shop, till, by_card("R1"), by_card("R2"), told(REVERSED))
    causes = {x.cause: x.evidence for x in listed(shop)}
    assert set(causes) == {
        "payment_captured_twice",
        "payment_sold_twice",
        "payment_reversed_after_sale",
    }
    assert causes["payment_captured_twice"]["second"] == "ref-2"
    assert causes["payment_sold_twice"]["second"] == "R2"
    with shop.database.read() as connection:
        figure = connection.execute(
            select(tables.stock.c.on_hand).where(
                tables.stock.c.store == "S1", tables.stock.c.sku == "mug"
            )
        ).scalar()
    assert figure == 8000, "both sales count all the same"


def test_a_card_number_is_shown_nowhere(shop: Central, till: Terminal) -> None:
    number = "4111 1111 1111 1111"
    post(shop, till, told(DOUBT, f"auth 77 {number}"))
    (row,) = listed(shop)
    assert row.evidence["reference"] == "auth (hidden)"
    with shop.database.read() as connection:
        kept = connection.execute(select(tables.payment.c.reference)).scalar_one()
    assert kept == "auth (hidden)"
    assert shown("4111111111111112") == "4111111111111112", "not one"


@given(some.lists(some.sampled_from([*PaymentState, "sold"]), min_size=1, max_size=6))
def test_every_story_ends_or_is_told(story: list[str]) -> None:
    """Whatever a till tells: sold on a standing charge, money back, or somebody looks."""
    payment: Payment | None = None
    raised: set[str] = set()
    for number, state in zip(itertools.count(), story, strict=False):
        step = Step(PAY, str(state), f"e{number}", "T1", "S1", 500, "EUR", "ref-1", "R1")
        done = moved(payment, step)
        payment = done.payment
        raised |= {x.cause for x in done.raised}
        if done.resolved:
            raised -= {"payment_in_doubt"}
    assert payment is not None
    good = payment.state == CAPTURED and payment.sold
    back = payment.state in (DECLINED, REVERSED) and not payment.sold
    waits = payment.state in (ASKED, CAPTURED) and not payment.sold  # the sweep lists it
    assert good or back or waits or raised
