"""Holds as leases: fences, ends, late payers, clocks that jump, and four kiosks at once."""

from __future__ import annotations

import itertools
import json
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from shop.domain.catalogue import StockFigure
from shop.domain.order_code import new_order_code
from shop.errors import Conflict
from sync.central import leases, orders, safety, snapshots, stock, sweeps, tables
from sync.central.audience import Audience
from sync.central.core import Central, new_api_key, open_central
from sync.central.fold_check import check_folds
from sync.central.safety import SafetyLine, SafetyWish
from sync.protocol import paths
from sync.protocol.codec import decode
from sync.protocol.hold_messages import ExtendHold, HoldAnswer, ReleaseHold, TakeHold
from sync.protocol.messages import PlaceOrder, StockQuestion
from tests.central_server import Caller, serving
from tests.central_shop import enrolled
from tests.fakes.clock import FakeClock

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ONE, TEN = Decimal(1), Decimal(10)
_numbers = itertools.count(1)


def new_id() -> str:
    return f"hold-{next(_numbers):012d}"


def take(
    central: Central, sku: str = "mug", amount: Decimal = ONE, owner: str = "store S1"
) -> HoldAnswer:
    return leases.take(central, owner, TakeHold(new_id(), "S1", ((sku, amount),)))


def order(central: Central, sku: str = "mug", amount: Decimal = ONE, **more: object) -> str:
    code = new_order_code()
    wish = PlaceOrder(code, "S1", "Eve", "555", "en", "online", ((sku, amount),))
    asker = orders.Asker("shop", "store S1")
    orders.place(central, replace(wish, **more), asker)  # type: ignore[arg-type]
    return code


def figure(central: Central, sku: str = "mug") -> tuple[int, int, int]:
    """On hand, held, available."""
    with central.database.read() as connection:
        (found,) = stock.figures(connection, [sku], ["S1"])
    return int(found.on_hand), int(found.held), int(found.available)


def states(central: Central) -> list[str]:
    with central.database.read() as connection:
        query = select(tables.lease.c.state).order_by(tables.lease.c.granted)
        return list(connection.execute(query).scalars())


def test_a_hold_keeps_goods_from_others_until_it_runs_out(shop: Central, clock: FakeClock) -> None:
    held = take(shop, amount=TEN)
    assert (held.state, held.seconds, figure(shop)) == ("active", 300, (10, 10, 0))
    with pytest.raises(Conflict, match="out_of_stock"):
        take(shop)
    clock.move(seconds=301)
    assert sweeps.sweep(shop) == 1
    assert (figure(shop), states(shop)) == ((10, 0, 10), ["expired"])
    assert sweeps.sweep(shop) == 0
    assert check_folds(shop.database).sound


def test_the_same_ask_is_the_same_hold(shop: Central) -> None:
    ask = TakeHold(new_id(), "S1", (("mug", ONE), ("tea", ONE)))
    first = leases.take(shop, "store S1", ask)
    assert leases.take(shop, "store S1", ask) == first
    assert figure(shop) == (10, 1, 9)
    for other in (replace(ask, lines=(("mug", TEN),)), replace(ask, store="S2")):
        with pytest.raises(Conflict, match="hold_taken"):
            leases.take(shop, "store S1", other)
    with pytest.raises(Conflict, match="hold_taken"):
        leases.take(shop, "store S2", ask)
    with pytest.raises(Conflict, match="hold_unknown"):
        leases.look(shop, "store S2", ask.hold)


def test_all_lines_or_none(shop: Central) -> None:
    with pytest.raises(Conflict) as short:
        leases.take(
            shop, "store S1", TakeHold(new_id(), "S1", (("mug", ONE), ("tea", Decimal(11))))
        )
    assert (short.value.code, short.value.data["available"]) == ("out_of_stock", "10")
    assert figure(shop) == (10, 0, 10)


def test_every_grant_and_extension_has_a_higher_fence(shop: Central, clock: FakeClock) -> None:
    first, second = take(shop), take(shop)
    clock.move(seconds=200)
    longer = leases.extend(shop, "store S1", first.hold, ExtendHold(first.fence, "r" * 16))
    assert first.fence < second.fence < longer.fence
    assert longer.seconds == 300
    again = leases.extend(shop, "store S1", first.hold, ExtendHold(first.fence, "r" * 16))
    assert again == longer, "a lost answer asked for again"
    for act in (
        lambda: leases.extend(shop, "store S1", first.hold, ExtendHold(first.fence, "s" * 16)),
        lambda: leases.release(shop, "store S1", first.hold, ReleaseHold(first.fence)),
        lambda: order(shop, hold=first.hold, fence=first.fence),
    ):
        with pytest.raises(Conflict, match="lease_lost"):
            act()
    clock.move(seconds=200)
    assert sweeps.sweep(shop) == 1, "the second, which nobody extended"
    assert leases.look(shop, "store S1", first.hold).seconds == 100


def test_an_order_takes_the_hold_over(shop: Central) -> None:
    held = take(shop, amount=TEN)
    code = order(shop, amount=Decimal(9), hold=held.hold, fence=held.fence)
    assert (figure(shop), states(shop)) == ((10, 9, 1), ["sold"])
    with shop.database.read() as connection:
        row = connection.execute(select(tables.lease)).one()
    assert row.ended_for == code
    with pytest.raises(Conflict, match="hold_ended"):
        order(shop, hold=held.hold, fence=held.fence)
    with pytest.raises(Conflict, match="hold_ended"):
        leases.extend(shop, "store S1", held.hold, ExtendHold(held.fence, "r" * 16))
    assert check_folds(shop.database).sound


def test_a_late_payer_whose_pieces_are_still_free_is_served(
    shop: Central, clock: FakeClock
) -> None:
    held, other = take(shop, amount=TEN), take(shop, "tea", TEN)
    clock.move(seconds=400)
    assert sweeps.sweep(shop) == 2
    order(shop, amount=TEN, hold=held.hold, fence=held.fence)
    assert figure(shop) == (10, 10, 0)
    again = leases.extend(shop, "store S1", other.hold, ExtendHold(other.fence, "r" * 16))
    assert (again.state, again.fence > other.fence) == ("active", True)
    assert states(shop) == ["expired", "expired", "active"]
    assert check_folds(shop.database).sound


def test_a_late_payer_whose_pieces_are_gone_is_told(shop: Central, clock: FakeClock) -> None:
    held = take(shop, amount=TEN)
    clock.move(seconds=400)
    order(shop, amount=Decimal(4))  # nobody had swept yet: asking makes room
    assert states(shop) == ["expired"]
    for act in (
        lambda: order(shop, amount=TEN, hold=held.hold, fence=held.fence),
        lambda: leases.extend(shop, "store S1", held.hold, ExtendHold(held.fence, "r" * 16)),
    ):
        with pytest.raises(Conflict) as lost:
            act()
        assert (lost.value.code, lost.value.data["available"]) == ("lease_lost", "6")
    assert figure(shop) == (10, 4, 6)


def test_released_once(shop: Central) -> None:
    held = take(shop)
    for _ in range(2):
        done = leases.release(shop, "store S1", held.hold, ReleaseHold(held.fence))
        assert done.state == "released"
        assert figure(shop) == (10, 0, 10)


def test_a_hold_elsewhere_serves_no_order_here(shop: Central) -> None:
    held = take(shop)
    with pytest.raises(Conflict, match="hold_elsewhere"):
        order(shop, store="S2", hold=held.hold, fence=held.fence)
    assert states(shop) == ["active"]


def test_nonsense_is_refused(shop: Central) -> None:
    good = TakeHold(new_id(), "S1", (("mug", ONE),))
    for bad, code in (
        (replace(good, hold="short"), "request_malformed"),
        (replace(good, seconds=0), "request_malformed"),
        (replace(good, seconds=10**9), "request_malformed"),
        (replace(good, lines=()), "order_lines_out_of_range"),
        (replace(good, lines=(("mug", Decimal("NaN")),)), "request_malformed"),
        (replace(good, lines=(("mug", Decimal(-1)),)), "quantity_out_of_range"),
        (replace(good, store="S9"), "store_unknown"),
        (replace(good, store="S\x009"), "request_malformed"),
    ):
        with pytest.raises(Conflict, match=code):
            leases.take(shop, "store S1", bad)


class Jumpy(FakeClock):
    """Its wall clock can be set; what has passed goes on."""

    def set_ahead(self, **amount: float) -> None:
        passed = self._monotonic
        self.move(**amount)
        self._monotonic = passed


@pytest.mark.parametrize("days", [30, -30])
def test_setting_the_clock_frees_and_keeps_nothing(
    sqlite_shop: Central, tmp_path: Path, days: int
) -> None:
    """T2: forward would have freed a payer's goods, backward kept them for a month."""
    sqlite_shop.close()
    clock = Jumpy()
    central = open_central(tmp_path / "sqlite", now=clock.now, monotonic=clock.monotonic)
    held = take(central)
    code = order(central, "tea")
    clock.set_ahead(days=days)
    assert sweeps.sweep(central) == 0
    assert leases.look(central, "store S1", held.hold).seconds == 300
    clock.move(seconds=301)
    assert sweeps.sweep(central) == 1
    found = orders.find(central, code)
    assert found is not None
    assert found.open
    central.close()


def test_lease_time_goes_on_where_it_stood_after_a_restart(
    sqlite_shop: Central, tmp_path: Path
) -> None:
    sqlite_shop.close()
    clock = Jumpy()
    central = open_central(tmp_path / "sqlite", now=clock.now, monotonic=clock.monotonic)
    held = take(central)
    clock.move(seconds=100)
    sweeps.sweep(central)  # every two seconds, in a running one
    central.close()
    later = Jumpy()  # another boot: its monotonic clock begins anew
    later.set_ahead(days=-400)
    central = open_central(tmp_path / "sqlite", now=later.now, monotonic=later.monotonic)
    assert leases.look(central, "store S1", held.hold).seconds == 200
    later.move(seconds=201)
    assert sweeps.sweep(central) == 1
    central.close()


# -- safety stock --------------------------------------------------------------------------------


def keep_back(central: Central, *lines: SafetyLine, default: Decimal | None = None) -> None:
    safety.put(central, SafetyWish("S1", lines, default))


def test_safety_stock_is_kept_from_orders_and_holds(shop: Central) -> None:
    keep_back(shop, SafetyLine("mug", Decimal(8)))
    assert figure(shop) == (10, 0, 2)
    with pytest.raises(Conflict) as short:
        take(shop, amount=Decimal(3))
    assert short.value.data["available"] == "2"
    with pytest.raises(Conflict, match="out_of_stock"):
        order(shop, amount=Decimal(3))
    order(shop, amount=Decimal(2))


def test_a_store_has_a_default_that_new_goods_take_on(shop: Central) -> None:
    keep_back(shop, SafetyLine("mug", Decimal(0)), default=Decimal(2))
    assert [figure(shop, sku)[2] for sku in ("mug", "tea", "pot")] == [10, 8, 8]
    with shop.database.write() as connection:
        (made,) = stock.add(connection, {("S1", "jug"): (5000, 0)}, shop.now(), opening=True)
    assert made.available == 3
    keep_back(shop, SafetyLine("mug"), SafetyLine("tea", Decimal(4)))
    assert [figure(shop, sku)[2] for sku in ("mug", "tea", "pot")] == [8, 6, 8]
    keep_back(shop, default=Decimal(0))
    assert [figure(shop, sku)[2] for sku in ("mug", "tea", "pot")] == [10, 6, 10]
    found = safety.listed(shop, "S1")
    with pytest.raises(Conflict, match="store_unknown"):
        safety.listed(shop, "S9")
    assert [(x.sku, x.quantity) for x in found.lines] == [("tea", Decimal(4))]
    with pytest.raises(Conflict, match="quantity_out_of_range"):
        keep_back(shop, default=Decimal(-1))
    with pytest.raises(Conflict, match="store_unknown"):
        safety.put(shop, SafetyWish("S9"))
    with pytest.raises(Conflict, match="request_malformed"):
        keep_back(shop, SafetyLine("", ONE))


def test_the_feed_tells_of_safety_stock(shop: Central) -> None:
    keep_back(shop, SafetyLine("mug", Decimal(8)))
    with shop.database.read() as connection:
        query = select(tables.feed.c.value).order_by(tables.feed.c.cursor.desc()).limit(1)
        assert '"safety":"8"' in connection.execute(query).scalar_one()


def test_every_channel_shows_the_same_figure(sqlite_shop: Central, tmp_path: Path) -> None:
    """Web shop, live question, feed, and the snapshot of a new terminal: 10 − 3 held − 2 kept."""
    central = sqlite_shop
    keep_back(central, default=Decimal(2))
    take(central, amount=Decimal(3))
    kiosk = enrolled(central, "S1", "kiosk")
    key = {"Authorization": f"Bearer {new_api_key(central, 'web', 'webshop')}"}
    with serving(central) as url:
        caller = Caller(url, kiosk, central)
        web = httpx.get(f"{url}/v1/shop/availability?skus=mug&store=S1", headers=key).json()
        live = caller.post(paths.STOCK, StockQuestion(("mug",))).json()["figures"]
        feed = caller.get(f"{paths.FEED}?timeline={central.timeline}&limit=1000").json()
    answers = {x["store"]: decode(json.dumps(x), StockFigure).available for x in live}
    told = [x["value"] for x in feed["changes"] if x["key"] == "S1/mug"]
    info = snapshots.make(central, "S1", Audience.KIOSK)
    packed = snapshots.file_of(central, "S1", Audience.KIOSK, info.name)
    assert packed is not None
    (tmp_path / "replica.db").write_bytes(zstd.decompress(packed.read_bytes()))
    with closing(sqlite3.connect(tmp_path / "replica.db")) as replica:
        row = replica.execute(
            "SELECT on_hand - held - safety FROM stock WHERE store = 'S1' AND sku = 'mug'"
        ).fetchone()
    assert web == [{"store": "S1", "sku": "mug", "available": "5"}]
    assert answers["S1"] == decode(told[-1], StockFigure).available == 5
    assert row == (5000,)


# -- at once -------------------------------------------------------------------------------------


def race(central: Central, times: int) -> None:
    """Each of four takes a hold on the last pieces and orders, releases, or lets it be."""
    with central.database.write() as connection:
        stock.add(connection, {("S1", "pot"): (-10_000, 0)}, central.now(), opening=True)
    won = [0] * times
    count = threading.Lock()
    start = threading.Barrier(4, lambda: _one_more(central))

    def kiosk(_number: int) -> None:
        for place in range(times):
            start.wait(60)
            try:
                held = take(central, "pot")
                held = leases.extend(
                    central, "store S1", held.hold, ExtendHold(held.fence, new_id())
                )
                _order(central, held)
            except Conflict as conflict:
                if conflict.code != "out_of_stock":
                    raise
                continue
            with count:
                won[place] += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(kiosk, range(4)))
    assert won == [1] * times
    assert figure(central, "pot") == (times, times, 0)
    assert states(central) == ["sold"] * times


def _one_more(central: Central) -> None:
    with central.database.write() as connection:
        stock.add(connection, {("S1", "pot"): (1000, 0)}, central.now(), opening=True)


def _order(central: Central, held: HoldAnswer) -> None:
    while True:
        try:
            order(central, "pot", hold=held.hold, fence=held.fence)
        except Conflict as conflict:
            if conflict.code != "order_code_taken":
                raise
        else:
            return


def test_the_last_piece_is_held_by_one(shop: Central) -> None:
    race(shop, 25)


@pytest.mark.soak
def test_the_last_piece_is_held_by_one_often(shop: Central) -> None:
    race(shop, 10_000)
