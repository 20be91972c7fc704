"""I19: what central knows of people never reaches a kiosk's disk; orders are asked for live."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.facts import OrderReady, PickStarted
from shop.domain.order import Order, OrderState, Paid
from shop.domain.order_code import new_order_code
from shop.domain.staff import Role, StaffMember
from shop.errors import Conflict
from shop.ports import OrderRequest
from sync.central import documents
from sync.central.audience import Audience
from sync.central.core import Central
from sync.central.snapshots import everything, latest
from sync.local.replica import LocalReplica
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from sync.terminal import Terminal
from tests.central_shop import Terminal as Sealer
from tests.central_shop import refund
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
