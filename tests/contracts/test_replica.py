"""What every `shop.ports.Replica` promises to the actions: the fake and the one on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.catalogue import StockFigure, Store
from shop.domain.facts import Fact, ItemPicked, OrderPlaced, StockAdjusted
from shop.domain.money import Money
from shop.domain.order import Order, OrderState
from shop.domain.returns import PurchaseName
from shop.ports import Journal, Replica
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.protocol.codec import encode
from sync.protocol.messages import Change, ReturnedTotal
from tests.fakes.clock import FakeClock
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FixedSigner
from tests.fakes.replica import FakeReplica
from tests.fakes.terminals import new_journal
from tests.unit.shop.actions.shop_floor import CASHIER, MUG, TAXES, TEA, Floor, settings

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
CODE = "K7M2-94TQ-H3X7"
FAR = Store("S2", "Far away", latitude=50.0, longitude=14.0)
KEY = FixedSigner().row()


def known_order() -> Order:
    return Floor().order(CODE)


def told() -> list[tuple[str, str, object]]:
    return [
        ("settings", "S1", settings()),
        ("store", "S1", settings().store),
        ("store", "S2", FAR),
        ("product", "tea", TEA),
        ("product", "mug", MUG),
        ("staff", "anna", CASHIER),
        *(("tax", name, taxes) for name, taxes in TAXES.classes.items()),
        ("slip_key", str(KEY.key_id), KEY),
        ("stock", "S1/TEA-1", StockFigure("S1", "TEA-1", Decimal(10), Decimal(2), AT)),
        ("stock", "S2/TEA-1", StockFigure("S2", "TEA-1", Decimal(4), Decimal(0), AT)),
        ("order", CODE, known_order()),
        ("returned", "receipt/T1-1-000001/1", ReturnedTotal("T1-1-000001", "", "1", Decimal(2))),
        *(
            (
                "returned",
                f"entry/{tag}/1",
                ReturnedTotal("T1-1-000001", "", "1", Decimal(count), tag),
            )
            for tag, count in ((TAG, 1), (OTHER_TAG, 3))
        ),
    ]


TAG, OTHER_TAG = "0a" * 8, "0b" * 8


def fake() -> tuple[Journal, Replica]:
    journal, replica = FakeJournal(FakeClock()), FakeReplica(settings(), [TEA, MUG])
    journal.listeners.append(replica.fold)
    replica.other_stores = [FAR]
    replica.people = [CASHIER]
    replica.tax_book = TAXES
    replica.keys[KEY.key_id] = KEY
    for _, _, value in told():
        if isinstance(value, StockFigure):
            replica.figures[value.store, value.sku] = value
    replica.kept_orders[CODE] = known_order()
    replica.told_returns[PurchaseName("T1-1-000001")] = {"1": Decimal(2)}
    for tag, count in ((TAG, 1), (OTHER_TAG, 3)):
        named = PurchaseName("T1-1-000001", entry_tag=tag)
        replica.told_returns[named] = {"1": Decimal(count)}
    return journal, replica


@pytest.fixture(params=["fake", "disk"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Journal, Replica]]:
    if request.param == "fake":
        yield fake()
        return
    journal = new_journal(tmp_path, FakeClock())
    replica = LocalReplica(tmp_path, journal.pending)
    page = [Change(1, topic, key, encode(value).decode(), "S1") for topic, key, value in told()]
    replica.apply(page, Standing("timeline-1", 5, AT, "S1"))
    yield journal, replica
    replica.close()
    journal.close()


@pytest.fixture
def replica(pair: tuple[Journal, Replica]) -> Replica:
    return pair[1]


def record(pair: tuple[Journal, Replica], fact: Fact) -> None:
    pair[0].record(lambda _: fact, staff="anna").result(10)


def test_goods_are_found_by_number_and_by_sku(replica: Replica) -> None:
    tea = replica.find(4006381333931)
    assert tea is not None
    assert (tea.sku, tea.price, tea.tax_class) == ("TEA-1", Money(499, "EUR"), "reduced")
    assert replica.item("TEA-1") == tea
    assert replica.product_of("TEA-1") == "tea"
    assert replica.product("tea") == TEA
    assert replica.find(1) is None
    assert replica.item("NONE") is None
    assert replica.product("none") is None
    assert replica.product_of("NONE") is None


def test_the_store_and_its_rules(replica: Replica) -> None:
    assert replica.settings() == settings()
    assert [x.store for x in replica.stores()] == ["S1", "S2"]
    assert list(replica.staff()) == [CASHIER]
    index, taxes = replica.pricing()
    assert index.promotions == ()
    assert taxes.taxes_for("reduced", AT.date()) == TAXES.taxes_for("reduced", AT.date())
    assert replica.slip_key(KEY.key_id) == KEY
    assert replica.slip_key(99) is None


def test_stock_here_counts_our_own_facts(pair: tuple[Journal, Replica]) -> None:
    record(pair, StockAdjusted("TEA-1", Decimal(-3), "damaged"))
    figures = pair[1].stock("TEA-1")
    assert (figures["S1"].on_hand, figures["S1"].available) == (Decimal(7), Decimal(5))
    assert figures["S2"].on_hand == 4
    assert dict(pair[1].stock("NONE")) == {}


def test_orders_with_our_own_facts_folded_in(pair: tuple[Journal, Replica]) -> None:
    replica = pair[1]
    assert replica.order("NONE") is None
    assert replica.order(CODE) == known_order()
    assert [x.order for x in replica.orders()] == [CODE]
    assert [x.order for x in replica.find_orders("ada")] == [CODE]
    record(pair, ItemPicked(CODE, "1", "TEA-1", Decimal(2)))
    order = replica.order(CODE)
    assert order is not None
    assert (order.state, order.lines[0].picked) == (OrderState.PICKING, Decimal(2))


def test_an_order_placed_here_is_there_at_once(pair: tuple[Journal, Replica]) -> None:
    made = replace(known_order(), order="0000-0000-0000")
    record(pair, OrderPlaced(made))
    assert {x.order for x in pair[1].orders()} == {CODE, made.order}
    assert pair[1].stock("TEA-1")["S1"].held == 5


def test_what_came_back_as_central_told(replica: Replica) -> None:
    """Of two purchases with one number, what names the other one does not count."""
    mine = PurchaseName("T1-1-000001", entry_tag=TAG)
    assert dict(replica.returned(mine)) == {"1": Decimal(3)}
    assert dict(replica.returned(PurchaseName("T1-1-000001"))) == {"1": Decimal(6)}
    assert dict(replica.returned(PurchaseName("T1-1-000002"))) == {}
