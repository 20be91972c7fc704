"""The scripted day: every step is played through the real windows. Command room.

The story: the store opens, a shopper orders at the kiosk, the web shop sells, the desk picks, the
till sells, hands over and takes back; at noon the line to central is cut and nobody stops;
at three it comes back and everything is sent; in the evening the drawer is counted.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from endcap.demo.check import journal_of
from endcap.demo.escpos_stream import read_stream
from endcap.demo.store import DemoStore
from shop.domain.facts import ShiftOpened
from shop.domain.shift import shift_totals
from ui.robot_client import RobotClient

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "demo"
ZONE = ZoneInfo("Europe/Dublin")
CASHIER, CASHIER_PIN = "s01", "1357"
PICKER, PICKER_PIN = "s04", "1593"
READY_ONLINE = "MVSG-0TSN-7892"
BOUGHT_ONLINE = "FBGM-44N4-67VD"
OFFLINE_PATIENCE = 20.0
Say = Callable[[str], None]


@dataclass(slots=True)
class Day:
    """Plays the day; `out` takes a picture of every step, numbered in order."""

    store: DemoStore
    out: Path
    camera: Path
    say: Say
    photograph: Path | None = None
    _step: int = 0
    _printed: int = 0

    # -- the story -------------------------------------------------------------------------

    def play(self) -> None:
        self.open_the_store()
        self.sell_in_the_morning()
        code, slip = self.order_at_the_kiosk()
        self.pick(code, "B-07")
        self.hand_over_at_the_till(slip)
        self.noon()
        self.sell_offline()
        self.hand_over_offline()
        self.take_back_offline()
        late = self.order_offline()
        self.three_o_clock()
        self.pick(late, "C-11", from_offline=True)
        self.take_back_at_the_till()
        self.close_the_shift()

    def open_the_store(self) -> None:
        self.at("08:30")
        self.kiosk.do("look", name="attractLine", timeout=60)
        self.picture(self.kiosk, "kiosk-attract")
        self.sign_in(self.desk, PICKER, PICKER_PIN, "desk-sign-in")
        self.desk.do("look", name="queue", timeout=20)
        self.picture(self.desk, "desk-queue")
        self.sign_in(self.till, CASHIER, CASHIER_PIN, "till-sign-in")
        self.till.do("look", name="openShift", timeout=20)
        for value, count in ((2000, 4), (1000, 5), (500, 6), (200, 10), (100, 20), (50, 20)):
            self.till.do("click", name=f"count_{value}")
            self.till.do("type", text=str(count))
        for value, count in ((20, 20), (10, 30), (5, 20)):
            self.till.do("click", name=f"count_{value}")
            self.till.do("type", text=str(count))
        self.picture(self.till, "till-open-shift")
        self.till.do("key", key="F12")
        self.till.do("look", name="emptyBasket")
        self.picture(self.till, "till-empty")

    def sell_in_the_morning(self) -> None:
        self.at("09:10")
        for product in ("coffee-beans", "whole-milk", "dark-chocolate", "jumper"):
            self.scan(self.till, gtin_of(product))
        self.till.do("type", text="3*")
        self.till.do("key", key="Return")
        self.scan(self.till, gtin_of("dark-chocolate"))
        self.picture(self.till, "till-basket-with-promotions")
        self.till.do("type", text="lamp")
        self.till.do("look", name="result", timeout=10)
        self.picture(self.till, "till-search")
        self.till.do("key", key="Return")
        self.pay("500", "till-pay", "till-sale-complete")
        self.next_customer()

    def order_at_the_kiosk(self) -> tuple[str, str]:
        self.at("10:05")
        self.kiosk.do("touch", name="attractLine")
        self.kiosk.do("look", name="openSearch")
        self.picture(self.kiosk, "kiosk-home")
        if self.photograph is not None:
            self.look_through_camera(self.photograph)
            self.kiosk.do("look", name="unknownCode", timeout=30)
            self.picture(self.kiosk, "kiosk-unknown-code")
            self.kiosk.do("touch", name="back")
        shelf = sorted((ASSETS / "shelf").glob("*.png"))[0]
        self.look_through_camera(shelf)
        self.kiosk.do("look", name="productName", timeout=30)
        time.sleep(0.6)
        self.picture(self.kiosk, "kiosk-product-by-camera")
        self.kiosk.do("touch", name="openReviews")
        time.sleep(0.5)
        self.picture(self.kiosk, "kiosk-reviews")
        self.search_on_the_kiosk()
        code, slip = self.order_product("Maeve Byrne", "0209100199", "kiosk-order")
        self.desk.do("look", name=f"order_{code}", timeout=5)
        self.picture(self.desk, "desk-new-order")
        return code, slip

    def search_on_the_kiosk(self) -> None:
        self.kiosk.do("touch", name="back")
        self.kiosk.do("look", name="openSearch")
        self.kiosk.do("touch", name="openSearch")
        self.kiosk.do("type", text="lamp")
        self.kiosk.do("look", name="results", timeout=15)
        time.sleep(0.8)
        self.picture(self.kiosk, "kiosk-search")
        self.kiosk.do("key", key="Return")
        self.kiosk.do("touch", name="tile_table-lamp")
        self.kiosk.do("look", name="productName")
        time.sleep(0.6)
        self.picture(self.kiosk, "kiosk-product")

    def pick(self, code: str, bin_: str, *, from_offline: bool = False) -> None:
        """Pick by scanning every piece, then put the order into a bin."""
        prefix = "desk-late" if from_offline else "desk"
        self.at("15:20" if from_offline else "10:12")
        self.desk.do("click", name=f"order_{code}", timeout=20)
        self.desk.do("click", name="primary")
        self.desk.do("look", name="primary", text="Scan", enabled=False)
        self.picture(self.desk, f"{prefix}-picking")
        order = self.store.ask(f"/v1/shop/orders/{code}")
        for line in order["lines"]:
            for _ in range(int(float(line["quantity"]))):
                self.scan(self.desk, gtin_of_sku(line["sku"]))
        self.desk.do("look", name="primary", text="bin", timeout=10)
        self.desk.do("click", name="primary")
        self.desk.do("click", name="binField")
        self.desk.do("type", text=bin_)
        self.picture(self.desk, f"{prefix}-bin")
        self.desk.do("click", name="binDone")
        self.desk.do("look", name="bin", text=bin_)
        self.picture(self.desk, f"{prefix}-ready")

    def hand_over_at_the_till(self, slip: str) -> None:
        self.at("11:20")
        self.wait_online()
        self.scan(self.till, slip)
        self.till.do("look", name="pickupBin", timeout=10)
        self.picture(self.till, "till-pickup")
        self.till.do("key", key="F12")
        self.till.do("look", name="due", timeout=10)
        self.picture(self.till, "till-pickup-pay")
        self.till.do("key", key="F12")
        self.till.do("look", name="doneTitle", timeout=10)
        self.picture(self.till, "till-handed-over")
        self.next_customer()

    def noon(self) -> None:
        self.at("12:00")
        self.say("12:00  the line to central is cut")
        self.store.cable.cut()
        self.till.do("look", name="offlineBanner", timeout=OFFLINE_PATIENCE)
        self.desk.do("look", name="offlineBanner", timeout=OFFLINE_PATIENCE)
        self.picture(self.till, "till-offline")
        self.picture(self.desk, "desk-offline")

    def sell_offline(self) -> None:
        for minutes in (8, 15, 31):
            self.at("12:00", minutes)
            for product in ("bananas", "whole-milk", "eggs")[: 1 + minutes % 3]:
                if product == "bananas":
                    self.till.do("type", text="0.640*")
                    self.till.do("key", key="Return")
                self.scan(self.till, gtin_of(product))
            self.pay("50", "till-offline-pay", "till-offline-sale")
            self.next_customer()

    def hand_over_offline(self) -> None:
        self.at("12:50")
        self.till.do("key", key="F5")
        self.till.do("type", text=READY_ONLINE)
        self.till.do("key", key="Return")
        self.till.do("look", name="pickupBin", timeout=10)
        self.picture(self.till, "till-offline-pickup")
        self.till.do("key", key="F12")
        self.till.do("look", name="doneTitle", timeout=10)
        self.picture(self.till, "till-offline-handed-over")
        self.next_customer()

    def take_back_offline(self) -> None:
        """An order bought online comes back; its slip is proof enough without central."""
        self.at("13:40")
        slip = self.store.ask(f"/v1/shop/orders/{BOUGHT_ONLINE}")["slip"]
        self.till.do("key", key="F4")
        self.scan(self.till, slip)
        self.till.do("look", name="returnLines", timeout=20)
        self.till.do("click", name="more")
        self.till.do("click", name="reason_wrong_size")
        self.till.do("look", name="refundText", text="Refund")
        self.picture(self.till, "till-offline-return")
        self.till.do("key", key="F12")
        self.till.do("look", name="doneTitle", timeout=20)
        self.picture(self.till, "till-offline-returned")
        self.next_customer()

    def order_offline(self) -> str:
        self.at("14:20")
        self.kiosk.do("touch", name="attractLine")
        self.kiosk.do("look", name="offlineStrip", timeout=OFFLINE_PATIENCE)
        self.picture(self.kiosk, "kiosk-offline-home")
        self.scan(self.kiosk, gtin_of("teddy"))
        self.kiosk.do("look", name="productName", timeout=10)
        time.sleep(0.5)
        self.picture(self.kiosk, "kiosk-offline-product")
        code, _ = self.order_product("Anton Weiss", "0209100177", "kiosk-offline-order")
        return code

    def three_o_clock(self) -> None:
        self.at("15:00")
        self.say("15:00  the line is back")
        self.store.cable.mend()
        self.wait_online()
        self.desk.do("gone", name="offlineBanner", timeout=60)
        self.picture(self.till, "till-online-again")

    def take_back_at_the_till(self) -> None:
        """The morning's receipt, by the code printed on it."""
        self.at("16:30")
        self.scan(self.till, self.first_receipt_slip())
        self.till.do("look", name="returnLines", timeout=20)
        self.scan(self.till, gtin_of("jumper"))
        self.till.do("look", name="refundText", text="Refund")
        self.picture(self.till, "till-return-by-receipt")
        self.till.do("key", key="F12")
        self.till.do("look", name="doneTitle", timeout=20)
        self.picture(self.till, "till-returned")
        self.next_customer()

    def close_the_shift(self) -> None:
        self.at("18:30")
        self.till.do("key", key="F9")
        self.till.do("click", name="xReport")
        self.picture(self.till, "till-x-report")
        self.till.do("key", key="Escape")
        self.till.do("click", name="closeShift")
        for value, count in self.drawer():
            self.till.do("click", name=f"count_{value}")
            self.till.do("type", text=str(count))
        self.picture(self.till, "till-blind-count")
        self.till.do("key", key="F12")
        self.till.do("look", name="doneTitle", text="Z", timeout=15)
        self.picture(self.till, "till-z-report")
        self.picture(self.desk, "desk-evening")
        self.wait_online()

    # -- what people do --------------------------------------------------------------------

    def sign_in(self, face: RobotClient, staff: str, pin: str, name: str) -> None:
        face.do("look", name=f"staff_{staff}", timeout=60)
        face.do("click", name=f"staff_{staff}")
        for digit in pin:
            face.do("click", name=f"key_{digit}")
        self.picture(face, name)
        face.do("click", name="signIn")

    def scan(self, face: RobotClient, code: str) -> None:
        face.do("scan", text=code)
        time.sleep(0.25)

    def pay(self, given: str, paying: str, done: str) -> None:
        self.till.do("key", key="F12")
        self.till.do("look", name="due", timeout=10)
        self.till.do("type", text=given)
        self.picture(self.till, paying)
        self.till.do("key", key="Return")
        self.till.do("look", name="doneTitle", timeout=10)
        time.sleep(0.3)
        self.picture(self.till, done)

    def next_customer(self) -> None:
        self.till.do("key", key="F12")
        self.till.do("gone", name="doneTitle")

    def order_product(self, name: str, phone: str, picture: str) -> tuple[str, str]:
        """From the product page to the slip; gives the order's code and the slip's text."""
        self.kiosk.do("touch", name="orderPickup")
        self.kiosk.do("look", name="orderTotal")
        self.picture(self.kiosk, f"{picture}-where")
        self.kiosk.do("touch", name="orderNext")
        self.kiosk.do("touch", name="orderName")
        self.kiosk.do("type", text=name)
        self.kiosk.do("touch", name="orderPhone")
        self.kiosk.do("type", text=phone)
        self.picture(self.kiosk, f"{picture}-who")
        self.kiosk.do("touch", name="orderNext")
        time.sleep(0.4)
        self.picture(self.kiosk, f"{picture}-confirm")
        self.kiosk.do("touch", name="orderNext")
        self.kiosk.do("look", name="pickupQr", timeout=20)
        self.picture(self.kiosk, f"{picture}-slip")
        code = str(self.kiosk.do("read", name="orderCode", property="text"))
        slip = str(self.kiosk.do("read", name="pickupQr", property="text"))
        self.kiosk.do("touch", name="slipDone")
        self.kiosk.do("look", name="attractLine")
        return code, slip

    def look_through_camera(self, picture: Path) -> None:
        """Hold this picture before the kiosk's camera and open its eye."""
        self.camera.mkdir(parents=True, exist_ok=True)
        for old in self.camera.iterdir():
            old.unlink()
        shutil.copy(picture, self.camera / f"frame{picture.suffix}")
        self.kiosk.do("touch", name="openCamera")

    def drawer(self) -> list[tuple[int, int]]:
        """Count what lies in the drawer: what the X report expects, as coins and notes."""
        minor = self.expected_cash()
        counted = []
        for value in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5):
            number, minor = divmod(minor, value)
            if number:
                counted.append((value, number))
        return counted

    def expected_cash(self) -> int:
        """What the till's own journal says lies in the drawer, in minor units."""
        facts = journal_of(self.store.face_folder("till"))
        shift = next(x.fact.shift for x in reversed(facts) if isinstance(x.fact, ShiftOpened))
        return shift_totals(facts, shift, "EUR").expected.minor

    def first_receipt_slip(self) -> str:
        """What the code on the day's first printed receipt says."""
        for job in self.store.printer.jobs():
            for _, content in read_stream(job).codes:
                if content.startswith("OR1"):
                    return content
        raise AssertionError("no receipt with a signed code was printed")

    def wait_online(self) -> None:
        """Until nothing waits any more at the till."""
        self.till.do("look", name="linkPill", text="^Online$", timeout=60)

    # -- tools -----------------------------------------------------------------------------

    def at(self, clock: str, minutes: int = 0) -> None:
        """Move the store's clock along to this time of the day."""
        hour, minute = (int(part) for part in clock.split(":"))
        today = datetime.now(ZONE).replace(hour=hour, minute=minute, second=0, microsecond=0)
        self.store.set_time(today + timedelta(minutes=minutes))

    def picture(self, face: RobotClient, name: str) -> None:
        self._step += 1
        time.sleep(0.25)
        path = self.out / f"{self._step:02d}-{name}.png"
        face.do("grab", path=str(path))
        self.say(f"  {path.name}")

    @property
    def kiosk(self) -> RobotClient:
        return self.store.robots["kiosk"]

    @property
    def till(self) -> RobotClient:
        return self.store.robots["till"]

    @property
    def desk(self) -> RobotClient:
        return self.store.robots["desk"]


def products() -> dict[str, Any]:
    found = {}
    for path in sorted((ASSETS / "catalogue").glob("*.json")):
        for product in json.loads(path.read_text(encoding="utf-8")):
            found[product["product"]] = product
    return found


def gtin_of(product: str) -> str:
    """The code on the shelf label of the product's first SKU."""
    return str(products()[product]["skus"][0]["gtins"][0])


def gtin_of_sku(sku: str) -> str:
    return next(
        str(variant["gtins"][0])
        for product in products().values()
        for variant in product["skus"]
        if variant["sku"] == sku
    )
