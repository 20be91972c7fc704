"""The replica: snapshots, feed pages, questions, and own facts laid over central's word."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.catalogue import Department, Review, Store
from shop.domain.entry import Head
from shop.domain.facts import ItemPicked, OrderPlaced, OrderReady
from shop.domain.money import Money
from shop.domain.order import Order, OrderLine, OrderState, Paid
from shop.domain.returns import PurchaseName
from shop.domain.slip_keys import SlipKey
from shop.domain.tax import Tax
from shop.errors import ReplicaFault
from shop.ports import Filters
from sync.local.replica import NAME, LocalReplica
from sync.local.replica_schema import NOWHERE, Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import encode
from sync.protocol.messages import Change, ReturnedTotal
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import figure, new_journal, product, settings, sold

NOW = FakeClock().now()
HERE = Standing("t1", 100, NOW, "a")


def change(topic: str, key: str, value: object) -> Change:
    return Change(1, topic, key, None if value is None else encode(value).decode(), "a")


def order(code: str = "K7M2-94TQ", **more: object) -> Order:
    line = OrderLine("1", "P1-1", {"en": "Tea"}, Decimal(2), Money(100, "EUR"), Money(200, "EUR"))
    made = Order(
        order=code,
        store="a",
        channel="kiosk",
        customer="Ann Öz",
        phone="+49 30 1234",
        lines=(line,),
        total=Money(200, "EUR"),
        paid=Paid.AT_TILL,
        state=OrderState.PLACED,
        placed_at=NOW,
        promise_at=NOW + timedelta(hours=1),
    )
    return replace(made, **more)  # type: ignore[arg-type]


CHANGES = [
    change("product", "P1", product("P1", "Blue hammer", price=900, popularity=5, brand="Ox")),
    change("product", "P2", product("P2", "Red hammer", price=700, popularity=9, brand="Ape")),
    change("stock", "a/P1-1", figure("P1-1", 5, held=1)),
    change("stock", "b/P1-1", figure("P1-1", 8, store="b")),
    change("store", "a", Store("a", "Here")),
    change("store", "c", Store("c", "Far", latitude=9.0)),
    change("store", "b", Store("b", "Near", latitude=1.0)),
    change("settings", "a", settings()),
    change("department", "d2", Department("d2", {"en": "Two"}, position=2)),
    change("department", "d1", Department("d1", {"en": "One"}, position=1)),
    change("review", "r1", Review("r1", "P1", 5, "good")),
    change("review", "r2", Review("r2", "P1", 1, "bad")),
    change("order", "K7M2-94TQ", order()),
    change("returned", "receipt/R/1", ReturnedTotal("R", "", "1", Decimal("1.5"))),
    change("slip_key", "7", SlipKey(7, "ab" * 32, "T1", "a")),
    change("tax", "standard", (Tax("VAT", "VAT", Decimal(20)),)),
]


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[LocalReplica]:
    build(tmp_path / "s.db", CHANGES, HERE)
    made = LocalReplica(tmp_path)
    made.swap(tmp_path / "s.db")
    yield made
    made.close()


def test_an_empty_replica_answers_with_nothing(tmp_path: Path) -> None:
    empty = LocalReplica(tmp_path)
    assert empty.state().products == 0
    assert empty.find(4000000000001) is None
    assert empty.search("tea", Filters(), "relevance", 0, 10).hits == ()
    with pytest.raises(LookupError):
        empty.settings()
    empty.close()


def test_a_scan_finds_all_a_basket_line_needs(replica: LocalReplica) -> None:
    item = replica.find(4_000_000_000_001)
    assert item is not None
    assert (item.sku, item.product, item.price) == ("P1-1", "P1", Money(900, "EUR"))
    assert item == replica.item("P1-1")
    assert replica.product_of("P1-1") == "P1"
    assert replica.find(1) is None


def test_a_product_comes_back_as_central_told_it(replica: LocalReplica) -> None:
    assert replica.product("P1") == product(
        "P1", "Blue hammer", price=900, popularity=5, brand="Ox"
    )
    assert replica.product("P9") is None


def test_popular_is_by_central_popularity(replica: LocalReplica) -> None:
    assert [hit.product for hit in replica.popular(5)] == ["P2", "P1"]
    assert [hit.product for hit in replica.hits(["P1", "P9", "P2"])] == ["P1", "P2"]
    assert replica.hits(["P1"])[0].available == 4


def test_stores_come_nearest_first_and_departments_by_position(replica: LocalReplica) -> None:
    assert [store.store for store in replica.stores()] == ["a", "b", "c"]
    assert [d.department for d in replica.departments()] == ["d1", "d2"]


def test_reviews_by_stars_and_sort(replica: LocalReplica) -> None:
    assert [r.review for r in replica.reviews("P1", "best", 0, 0, 9)] == ["r1", "r2"]
    assert [r.review for r in replica.reviews("P1", "worst", 0, 0, 9)] == ["r2", "r1"]
    assert [r.review for r in replica.reviews("P1", "newest", 1, 0, 9)] == ["r2"]


def test_taxes_keys_and_returns(replica: LocalReplica) -> None:
    _, taxes = replica.pricing()
    assert taxes.classes["standard"][0].rate == 20
    key = replica.slip_key(7)
    assert key is not None
    assert key.terminal == "T1"
    assert replica.slip_key(8) is None
    assert replica.returned(PurchaseName("R")) == {"1": Decimal("1.5")}


def test_the_feed_replaces_removes_and_says_what_it_touched(replica: LocalReplica) -> None:
    page = [
        change("product", "P1", product("P1", "Blue pliers", price=800)),
        change("product", "P2", None),
        change("stock", "a/P1-1", figure("P1-1", 2)),
        change("review", "r2", None),
        change("order", "K7M2-94TQ", None),
        change("tax", "standard", (Tax("VAT", "VAT", Decimal(10)),)),
        change("gadget", "x", {"from": "the future"}),
    ]
    touched = replica.apply(page, replace(HERE, cursor=101))
    assert touched.products == {"P1", "P2"}
    assert touched.orders == {"K7M2-94TQ"}
    assert touched.reviews == {"P1"}
    assert replica.state().cursor == 101
    assert replica.state().products == 1
    assert [h.product for h in replica.search("pliers", Filters(), "", 0, 9).hits] == ["P1"]
    assert replica.search("hammer", Filters(), "", 0, 9).hits == ()
    assert replica.find(4_000_000_000_002) is None
    assert replica.hits(["P1"])[0].available == 2
    assert replica.order("K7M2-94TQ") is None
    assert replica.pricing()[1].classes["standard"][0].rate == 10


def test_a_page_that_cannot_be_read_changes_nothing(replica: LocalReplica) -> None:
    page = [change("product", "P2", None), Change(2, "product", "P1", '{"not": "a product"}')]
    with pytest.raises(ReplicaFault, match="row_unreadable"):
        replica.apply(page, replace(HERE, cursor=101))
    assert replica.state().cursor == 100
    assert replica.product("P2") is not None


def test_own_unpushed_sales_are_off_the_shelf_at_once(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    build(tmp_path / "s.db", CHANGES, HERE)
    replica = LocalReplica(tmp_path, journal.pending)
    replica.swap(tmp_path / "s.db")
    journal.record(sold("P1-1", 3), staff="ann").result()
    assert replica.stock("P1-1")["a"].available == 1
    assert replica.stock("P1-1")["b"].available == 8
    assert replica.hits(["P1"])[0].available == 1
    journal.acknowledge("t1", journal.head(), 100).result()
    journal.settle("t1", 100)
    assert replica.stock("P1-1")["a"].available == 4
    replica.close()
    journal.close()


def test_own_unpushed_steps_show_on_orders_and_never_twice(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    build(tmp_path / "s.db", CHANGES, HERE)
    replica = LocalReplica(tmp_path, journal.pending)
    replica.swap(tmp_path / "s.db")
    picked = ItemPicked("K7M2-94TQ", "1", "P1-1", Decimal(2))
    entry = journal.record(lambda _: picked, staff="ann").result()
    found = replica.order("K7M2-94TQ")
    assert found is not None
    assert (found.state, found.lines[0].picked) == (OrderState.PICKING, Decimal(2))
    # central's row now contains the fact, while the overlay still does
    replica.apply([change("order", "K7M2-94TQ", found)], replace(HERE, cursor=101))
    again = replica.order("K7M2-94TQ")
    assert again is not None
    assert again.lines[0].picked == 2
    assert entry.entry in again.facts
    offline = order("AAAA-BBBB", customer="Bob")
    journal.record(lambda _: OrderPlaced(offline), staff="").result()
    journal.record(lambda _: OrderReady("AAAA-BBBB", "B7"), staff="ann").result()
    assert {o.order for o in replica.orders()} == {"K7M2-94TQ", "AAAA-BBBB"}
    assert [o.bin for o in replica.find_orders("bob")] == ["B7"]
    replica.close()
    journal.close()


@pytest.mark.parametrize("text", ["k7m2", "K7M294", "öz", "oz ann", "1234"])
def test_orders_are_found_by_code_name_and_phone(replica: LocalReplica, text: str) -> None:
    assert [o.order for o in replica.find_orders(text)] == ["K7M2-94TQ"]


def test_a_damaged_replica_is_thrown_away_and_a_new_one_wanted(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"SQLite format 3\x00" + b"rubbish" * 1000)
    replica = LocalReplica(tmp_path)
    assert replica.damaged
    assert replica.state().timeline == ""
    replica.close()


def test_readers_go_on_while_snapshots_are_swapped_in(
    tmp_path: Path, replica: LocalReplica
) -> None:
    stop, failures, reads = threading.Event(), [], [0]

    def read() -> None:
        while not stop.is_set():
            try:
                assert replica.find(4_000_000_000_001) is not None
                replica.search("hammer", Filters(), "", 0, 5)
                reads[0] += 1
            except Exception as error:  # any failure is what this test looks for
                failures.append(error)
                return

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(5):
        build(tmp_path / "n.db", CHANGES, replace(HERE, cursor=200 + turn))
        replica.swap(tmp_path / "n.db")
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert reads[0] > 5
    assert replica.state().cursor == 204


def test_the_overlay_is_asked_for_one_head(tmp_path: Path) -> None:
    """A head of an epoch central never saw acknowledges nothing."""
    journal = new_journal(tmp_path)
    journal.acknowledge("t1", Head(0, 0, ""), 5).result()
    assert journal.state().waiting == 1
    journal.close()


@pytest.mark.parametrize("what", ["newer", "none", "of nowhere"])
def test_a_snapshot_that_cannot_be_used_takes_no_replicas_place(
    tmp_path: Path, replica: LocalReplica, what: str
) -> None:
    fresh = tmp_path / "n.db"
    build(fresh, CHANGES, HERE if what == "newer" else NOWHERE)
    if what == "newer":
        with closing(sqlite3.connect(fresh)) as connection:
            connection.execute("PRAGMA user_version=99")
            connection.commit()
    if what == "none":
        fresh.write_bytes(b"rubbish" * 1000)
    with pytest.raises(ReplicaFault, match=r"snapshot_(newer|useless)"):
        replica.swap(fresh)
    assert replica.item("P1-1") is not None
    assert replica.standing() == HERE
    replica.apply([change("product", "P9", product("P9", "Nail"))], replace(HERE, cursor=101))


@pytest.mark.allow_warnings("a row that cannot be read is told in the log")
def test_a_row_that_is_passed_over_takes_no_other_with_it(replica: LocalReplica) -> None:
    page = [
        Change(1, "product", "P8", '{"product":"P8"}', "a"),
        change("product", "P9", product("P9", "Nail")),
    ]
    touched = replica.apply(page, replace(HERE, cursor=101), passing_over=True)
    assert replica.product("P9") is not None
    assert touched.products >= {"P9"}
