"""I19: what central knows of people never reaches a kiosk's disk; orders are asked for live."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.terminal import _sealed
from shop.actions.place_order import OrderWish, PlaceOrder
from shop.actions.price_basket import PriceBasket
from shop.domain.basket import Basket
from shop.domain.facts import OrderReady, PickStarted
from shop.domain.order import Order, OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.domain.staff import Role, StaffMember
from shop.errors import Conflict
from shop.ports import OrderRequest
from sync.central import documents, orders
from sync.central.audience import Audience
from sync.central.core import Central
from sync.central.sealed_people import unsealed
from sync.central.snapshots import everything, latest
from sync.local.replica import LocalReplica
from sync.protocol import box
from sync.protocol.box import seal
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from sync.protocol.messages import PlaceOrder as PlaceOrderMessage
from sync.terminal import Terminal
from tests.central_shop import Terminal as Sealer
from tests.central_shop import refund
from tests.fakes.central import FakeCentral
from tests.fakes.terminals import wait_until
from tests.unit.sync.central.test_with_agents import chain, opened, sell, terminal, url

__all__ = ["chain", "url"]

NAME, PHONE, HASH, STAFF = "Zebedee Canarius", "+36 99 753 1864", "$argon2$canary", "Wren Warbler"
CANARIES = (NAME, PHONE, HASH, STAFF)


def tell_staff(chain: Central, name: str = STAFF) -> None:
    person = StaffMember("wren", name, Role.PICKER, HASH)
    with chain.database.write() as connection:
        documents.put(connection, [documents.of("staff", "wren", person)], chain.now())


def wish(store: str = "S1", sku: str = "tea") -> OrderRequest:
    lines = ((sku, Decimal(1)),)
    return OrderRequest(new_order_code(), store, NAME, PHONE, "en", Paid.AT_TILL, lines)


def place(made: Terminal) -> Order:
    return made.central.place_order(wish()).result().order


def seen_in(folder: Path) -> set[str]:
    """Which canaries stand in any byte of any file."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found |= {x for x in CANARIES if x.encode() in data or x.casefold().encode() in data}
    return found


def test_a_days_sync_brings_no_person_to_a_kiosk(chain: Central, url: str, tmp_path: Path) -> None:
    tell_staff(chain)
    with terminal(chain, url, tmp_path / "till", "till", "S1") as till:
        before = place(till)
        with terminal(chain, url, tmp_path / "kiosk", "kiosk", "S1") as kiosk:
            sold = sell(till, "mug")
            till.journal.record(lambda _: refund("", sold, "mug"), staff="wren").result()
            after, own = place(till), place(kiosk)
            till.journal.record(lambda _: PickStarted(after.order), staff="wren").result()
            till.journal.record(lambda _: OrderReady(after.order, "A1"), staff="wren").result()
            tell_staff(chain, STAFF + " Jr")
            wait_until(lambda: not till.agent.link().waiting)
            sell(till, "pot")  # a change the kiosk is told of, after all the others
            wait_until(lambda: kiosk.replica.stock("pot")["S1"].on_hand == 9)
            assert seen_in(tmp_path / "kiosk") == set()
            assert kiosk.replica.stock("tea")["S1"].held == 3
            for order in (before, after, own):
                asked = kiosk.central.order_status(order.order).result()
                assert (asked.order, asked.lines) == (order.order, order.lines)
                assert (asked.customer, asked.phone, asked.slip) == ("", "", "")
            assert asked.state is OrderState.PLACED
            ready = kiosk.central.order_status(after.order).result()
            assert ready.state is OrderState.READY
            with pytest.raises(Conflict, match="order_unknown"):
                kiosk.central.order_status(new_order_code()).result()
        assert {NAME, PHONE, HASH, STAFF} <= seen_in(tmp_path / "till")
    assert seen_in(tmp_path / "kiosk") == set()


def order_alone(kiosk: Terminal) -> Order:
    """At the kiosk, while its line is down."""
    item = kiosk.replica.item("tea")
    assert item is not None
    basket, _ = Basket("ab" * 16).add(item, Decimal(1))
    away = FakeCentral()
    away.online = False
    place = PlaceOrder(
        kiosk.journal,
        kiosk.replica,
        away,
        kiosk.signer,
        kiosk.clock,
        PriceBasket(kiosk.replica, kiosk.clock, "kiosk"),
        seal=lambda text, order: _sealed(kiosk.replica, text, order),
    )
    return place(OrderWish(basket, "S1", NAME, PHONE, "en")).result(10).order


def test_an_order_made_offline_is_sealed_to_central(
    chain: Central, url: str, tmp_path: Path
) -> None:
    with (
        terminal(chain, url, tmp_path / "desk", "desk", "S1") as desk,
        terminal(chain, url, tmp_path / "kiosk", "kiosk", "S1") as kiosk,
    ):
        order = order_alone(kiosk)
        assert (order.customer, order.phone) == (NAME, PHONE)
        assert seen_in(tmp_path / "kiosk") == set()
        wait_until(lambda: not kiosk.agent.link().waiting)
        wait_until(lambda: desk.replica.order(order.order) is not None)
        told = desk.replica.order(order.order)
        assert told is not None
        assert (told.customer, told.phone) == (NAME, PHONE)
        assert [x.order for x in desk.replica.find_orders(NAME.split()[1])] == [order.order]
    assert seen_in(tmp_path / "kiosk") == set()


def test_what_central_cannot_open_is_blank(shop: Central) -> None:
    key = X25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    lines = (("tea", Decimal(1)),)
    ask = PlaceOrderMessage(new_order_code(), "S1", "Eve", "555 55", "en", "at_till", lines)
    order = replace(
        orders.place(shop, ask).order, customer=seal(key, NAME, "x"), phone="sealed:1:?"
    )
    with shop.database.read() as connection:
        found = unsealed(connection, order)
    assert (found.customer, found.phone) == ("", "")


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_is_sealed_opens_for_its_order_alone(text: str, order: str) -> None:
    private = X25519PrivateKey.generate()
    key = private.private_bytes_raw().hex()
    sealed = seal(private.public_key().public_bytes_raw().hex(), text, order)
    assert box.opened(key, sealed, order) == text
    assert box.opened(key, sealed, order + "x") is None
    assert box.opened(X25519PrivateKey.generate().private_bytes_raw().hex(), sealed, order) is None


def test_a_kiosks_older_replica_is_thrown_away(chain: Central, url: str, tmp_path: Path) -> None:
    tell_staff(chain)
    folder = tmp_path / "kiosk"
    with terminal(chain, url, folder, "kiosk", "S1") as kiosk:
        standing = kiosk.replica.standing()
    old = LocalReplica(folder)
    person = encode(StaffMember("wren", STAFF, Role.PICKER, HASH)).decode()
    old.apply([Change(standing.cursor, "staff", "wren", person)], standing)
    old.close()
    assert seen_in(folder) == {HASH, STAFF}
    with opened(folder) as kiosk:
        assert kiosk.replica.state().products == 3
        assert seen_in(folder) == set()


def test_a_snapshot_from_before_audiences_is_not_served(shop: Central, till: Sealer) -> None:
    from sync.central import snapshots, tables

    made = snapshots.make(shop, "S1", Audience.STAFF)
    assert latest(shop, "S1", Audience.KIOSK) is None
    bare = encode(made).decode().replace('"audience":"staff"', '"audience":""')
    with shop.database.write() as connection:
        connection.execute(tables.snapshot.update().values(info=bare))
    assert latest(shop, "S1", Audience.STAFF) is None
    assert snapshots.file_of(shop, "S1", Audience.STAFF, made.name) is None
    snapshots.make(shop, "S1", Audience.KIOSK)
    left = {path.name for path in (shop.folder / "snapshots").iterdir()}
    assert left == {latest(shop, "S1", Audience.KIOSK).name}  # type: ignore[union-attr]


def test_kiosk_snapshots_hold_no_people(shop: Central) -> None:
    tell_staff(shop)
    with shop.database.read() as connection:
        told = {x.topic for x in everything(connection, "S1", shop.now(), Audience.KIOSK.hidden)}
        whole = {x.topic for x in everything(connection, "S1", shop.now())}
    assert whole - told == {"staff"}
    assert {"product", "stock", "settings", "slip_key"} <= told
