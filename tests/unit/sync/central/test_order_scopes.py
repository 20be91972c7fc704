"""Whose an order is: who may have it told again, who may say it is paid, who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import httpx
import pytest

from shop.domain.facts import (
    Fact,
    HandedOver,
    ItemPicked,
    LineQuantity,
    OrderCancelled,
    OrderPlaced,
    OrderReady,
    PickStarted,
    Proof,
)
from shop.domain.order import Order, Paid
from shop.domain.order_code import new_order_code
from sync.central import exceptions, ledger, orders
from sync.central.core import Central, new_api_key
from sync.central.exceptions import ExceptionRow
from sync.central.snapshots import everything
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import PlaceOrder
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled, refund
from tests.unit.sync.central.test_folds import offline_order

NAME, PHONE = "Wrenfeather", "0209100199"
WEB = PlaceOrder("", "S1", NAME, PHONE, "en", "online", (("mug", Decimal(2)),), "web")
AT_TILL = replace(WEB, paid="at_till", channel="kiosk")


@dataclass
class Chain:
    """Central served, a kiosk in each of two stores, and two web shops' keys."""

    central: Central
    url: str
    kiosk: Caller
    other: Caller
    shops: tuple[str, str]

    def web(self, method: str, path: str, key: str, message: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        content = None if message is None else encode(message)
        return httpx.request(method, self.url + path, headers=headers, content=content)


@pytest.fixture
def chain(shop: Central) -> Iterator[Chain]:
    keys = (new_api_key(shop, "one", "webshop"), new_api_key(shop, "two", "webshop"))
    with serving(shop) as url:
        kiosk, other = (Caller(url, enrolled(shop, x, "kiosk"), shop) for x in ("S1", "S2"))
        yield Chain(shop, url, kiosk, other, keys)


def fresh(wish: PlaceOrder) -> PlaceOrder:
    return replace(wish, order=new_order_code())


def refused(answer: httpx.Response) -> str:
    """The code of a refusal that tells nothing of a person."""
    assert answer.status_code == 409
    assert not any(word in answer.text for word in (NAME, PHONE, "OR1"))
    return str(answer.json()["code"])


def test_only_who_asked_is_told_of_its_order_again(chain: Chain) -> None:
    wish = fresh(AT_TILL)
    first = chain.kiosk.post(paths.ORDERS, wish)
    assert chain.kiosk.post(paths.ORDERS, wish).content == first.content
    assert chain.kiosk.post(paths.ORDERS, replace(wish, phone="1")).content == first.content
    second = Caller(chain.url, enrolled(chain.central, "S1", "kiosk"), chain.central)
    for stranger in (chain.other, second):
        assert refused(stranger.post(paths.ORDERS, wish)) == "order_code_taken"
        bare = replace(wish, customer="", phone="")
        assert refused(stranger.post(paths.ORDERS, bare)) == "order_code_taken"


def test_a_web_shops_order_is_not_told_to_a_kiosk_or_to_another_shop(chain: Chain) -> None:
    one, two = chain.shops
    wish = fresh(WEB)
    first = chain.web("POST", "/v1/shop/orders", one, wish)
    assert chain.web("POST", "/v1/shop/orders", one, wish).content == first.content
    assert refused(chain.web("POST", "/v1/shop/orders", two, wish)) == "order_code_taken"
    stolen = replace(wish, paid="at_till", channel="kiosk", customer="", phone="")
    for kiosk in (chain.kiosk, chain.other):
        assert refused(kiosk.post(paths.ORDERS, stolen)) == "order_code_taken"
    path = f"/v1/shop/orders/{wish.order}"
    assert decode(chain.web("GET", path, one).content, Order).customer == NAME
    shown = decode(chain.web("GET", path, two).content, Order)
    assert (shown.customer, shown.phone, shown.slip, shown.history) == ("", "", "", ())
    assert [x.sku for x in shown.lines] == ["mug"]
    admin = new_api_key(chain.central, "head office", "admin")
    assert decode(chain.web("GET", path, admin).content, Order).customer == NAME


def test_an_order_that_came_with_a_journal_is_its_terminals(chain: Chain) -> None:
    """The kiosk could not ask, wrote it down, and asks again later with the same code."""
    wish = fresh(AT_TILL)
    kiosk = chain.kiosk.terminal
    kiosk.seal(OrderPlaced(replace(offline_order(wish.order), customer=NAME, phone=PHONE)))
    assert chain.kiosk.post(paths.JOURNAL, kiosk.batch()).status_code == 200
    assert refused(chain.other.post(paths.ORDERS, wish)) == "order_code_taken"
    assert NAME in chain.kiosk.post(paths.ORDERS, wish).text


def test_another_hold_is_not_another_wish(shop: Central) -> None:
    """The same wish, asked again after its hold was extended."""
    asker = orders.Asker("shop", "store S1")
    wish = fresh(replace(WEB, lines=(("mug", Decimal(1)), ("mug", Decimal(1)))))
    first = orders.place(shop, wish, asker)
    again = orders.place(shop, replace(wish, hold="h" * 16, fence=7), asker)
    assert again == first


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"paid": "online"}, "paid_not_allowed"),
        ({"channel": "web"}, "channel_not_allowed"),
    ],
)
def test_no_terminal_places_an_order_as_a_web_shop_does(
    chain: Chain, change: dict[str, str], code: str
) -> None:
    wish = replace(fresh(AT_TILL), **change)  # type: ignore[arg-type]
    assert refused(chain.kiosk.post(paths.ORDERS, wish)) == code
    assert orders.find(chain.central, wish.order) is None


# -- facts are never refused --------------------------------------------------------------------


def found(shop: Central, cause: str) -> list[ExceptionRow]:
    with shop.database.read() as connection:
        return exceptions.listed(connection, cause=cause)


def post(shop: Central, terminal: Terminal) -> None:
    ledger.post(shop.database, terminal.name, terminal.batch(), shop.now())


def test_what_another_store_does_to_an_order_counts_and_its_store_is_told(shop: Central) -> None:
    order = orders.place(shop, fresh(WEB)).order.order
    desk = enrolled(shop, "S2", "desk")
    acts: list[Fact] = [
        PickStarted(order),
        ItemPicked(order, "1", "mug", Decimal(1)),
        OrderReady(order, "B1"),
        HandedOver(order, (LineQuantity("1", "mug", Decimal(1)),), "H1", Proof.ORDER_NUMBER),
        refund("B1", "", "mug", order=order),
        OrderCancelled(order, "because"),
    ]
    for fact in acts:
        desk.seal(fact)
    post(shop, desk)
    rows = found(shop, "order_elsewhere")
    assert {x.subject for x in rows} == {
        f"{order}/S2/{fact.KIND}" for fact in acts if fact.KIND != "return"
    }
    for row in rows:
        assert (row.store, row.terminal) == ("S1", desk.name)
        assert row.evidence == {
            "order": order,
            "did": row.subject.rpartition("/")[2],
            "by_store": "S2",
            "by": "anna",
        }
        assert row.suggestion
    known = orders.find(shop, order)
    assert known is not None
    assert known.state.value == "cancelled"


def test_the_other_store_learns_nothing_of_the_order(shop: Central) -> None:
    order = orders.place(shop, fresh(WEB)).order.order
    desk = enrolled(shop, "S2", "desk")
    desk.seal(OrderCancelled(order, "because"))
    post(shop, desk)
    with shop.database.read() as connection:
        for store, sees in (("S1", True), ("S2", False)):
            told = [x.value or "" for x in everything(connection, store, shop.now())]
            assert any(NAME in text for text in told) is sees
        assert exceptions.listed(connection, store="S2") == []


def test_its_own_store_is_asked_nothing(shop: Central) -> None:
    order = orders.place(shop, fresh(WEB)).order.order
    desk = enrolled(shop, "S1", "desk")
    for fact in (PickStarted(order), OrderReady(order, "B1"), OrderCancelled(order, "called")):
        desk.seal(fact)
    post(shop, desk)
    assert found(shop, "order_elsewhere") == []


def test_a_terminals_word_that_an_order_was_paid_online_is_to_be_looked_at(shop: Central) -> None:
    kiosk = enrolled(shop, "S1", "kiosk")
    kiosk.seal(OrderPlaced(offline_order()))
    unpaid = replace(offline_order(), paid=Paid.ONLINE)
    kiosk.seal(OrderPlaced(unpaid))
    post(shop, kiosk)
    (row,) = found(shop, "order_payment_unproven")
    assert (row.subject, row.evidence["amount"]) == (unpaid.order, str(unpaid.total.minor))
    assert "payment" in row.suggestion


def test_an_order_written_down_for_another_store_is_told_there(shop: Central) -> None:
    kiosk = enrolled(shop, "S2", "kiosk")
    order = offline_order()
    kiosk.seal(OrderPlaced(order))
    post(shop, kiosk)
    (row,) = found(shop, "order_elsewhere")
    assert (row.store, row.evidence["did"]) == ("S1", "order_placed")
