"""Every screen of till and desk in every state, through the real processes. Command room.

A state is reached once by a robot; then it is photographed in all languages and sizes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from endcap.demo.day import CASHIER, CASHIER_PIN, PICKER, PICKER_PIN, ZONE, gtin_of
from endcap.demo.office_states import OTHER_PRICE, raise_many, raise_some
from endcap.demo.store import FACES, STORE, DemoStore, FacePlan
from ui.robot_client import RobotClient

NEW_ORDER = "6P8Q-5Q9A-B99M"
MANAGER, MANAGER_PIN = "s07", "9051"
Step = Callable[[RobotClient, DemoStore], None]


@dataclass(frozen=True, slots=True)
class State:
    """`bring` goes on from the state before."""

    name: str
    bring: Step


@contextmanager
def standing_store(folder: Path) -> Iterator[DemoStore]:
    """Central seeded and serving at ten past ten, the faces not yet started."""
    wall = datetime.now(ZONE).replace(hour=10, minute=10, second=0, microsecond=0)
    with DemoStore(folder, offscreen=True, wall=wall) as store:
        store.start_central()
        yield store


def shoot_face(
    store: DemoStore, face: str, looks: Sequence[tuple[str, int, int]], out: Path
) -> Iterator[Path]:
    """All states of "till" or "desk"; `looks` are (language, width, height)."""
    plan = next(plan for plan in FACES if plan.face == face)
    new = FacePlan(f"{face}-new", face, "", plan.size)
    yield from _shoot(store, new, [State("enrol", _see_enrol)], looks, out, enrol=False)
    yield from _shoot(store, plan, STATES[face], looks, out, enrol=True)


def _shoot(
    store: DemoStore,
    plan: FacePlan,
    states: Sequence[State],
    looks: Sequence[tuple[str, int, int]],
    out: Path,
    *,
    enrol: bool,
) -> Iterator[Path]:
    store.start_face(plan, enrol=enrol)
    robot = store.robots[plan.name]
    for state in states:
        state.bring(robot, store)
        for language, width, height in looks:
            robot.do("resize", width=width, height=height)
            robot.do("language", code=language)
            time.sleep(0.25)
            path = out / f"{width}x{height}" / language / f"{plan.face}-{state.name}.png"
            robot.do("grab", path=str(path))
            yield path
        robot.do("language", code="en")
        robot.do("resize", width=1280, height=800)
    store.cable.mend()


def _see_enrol(robot: RobotClient, _: DemoStore) -> None:
    robot.do("look", name="enrolCode", timeout=60)


def _keys(*keys: str) -> Step:
    def press(robot: RobotClient, _: DemoStore) -> None:
        for key in keys:
            robot.do("key", key=key)
        time.sleep(0.3)

    return press


def _click(*names: str) -> Step:
    def press(robot: RobotClient, _: DemoStore) -> None:
        for name in names:
            robot.do("click", name=name, timeout=30)
        time.sleep(0.3)

    return press


def _type(text: str, *, enter: bool = False) -> Step:
    def write(robot: RobotClient, _: DemoStore) -> None:
        robot.do("type", text=text)
        if enter:
            robot.do("key", key="Return")
        time.sleep(0.8)

    return write


def _scan(*products: str) -> Step:
    def scan(robot: RobotClient, _: DemoStore) -> None:
        for product in products:
            robot.do("scan", text=gtin_of(product))
            time.sleep(0.25)

    return scan


def _see(name: str) -> Step:
    def look(robot: RobotClient, _: DemoStore) -> None:
        robot.do("look", name=name, timeout=60)

    return look


def _all(*steps: Step) -> Step:
    def play(robot: RobotClient, store: DemoStore) -> None:
        for step in steps:
            step(robot, store)

    return play


def _pin(staff: str, pin: str) -> Step:
    return _all(_see(f"staff_{staff}"), _click(f"staff_{staff}", *(f"key_{x}" for x in pin)))


def _cut(_: RobotClient, store: DemoStore) -> None:
    store.cable.cut()


def _mend(robot: RobotClient, store: DemoStore) -> None:
    store.cable.mend()
    robot.do("gone", name="offlineBanner", timeout=60)


def _many_lines(robot: RobotClient, store: DemoStore) -> None:
    _scan("coffee-beans", "whole-milk", "eggs", "jumper", "table-lamp", "olive-oil")(robot, store)
    _type("12*", enter=True)(robot, store)
    _scan("dark-chocolate", "spaghetti", "passata", "teddy", "headphones")(robot, store)


def _order_slip(code: str) -> Step:
    def scan(robot: RobotClient, store: DemoStore) -> None:
        robot.do("scan", text=store.ask(f"/v1/shop/orders/{code}")["slip"])
        time.sleep(0.8)

    return scan


def _new_order(robot: RobotClient, store: DemoStore) -> None:
    """One that arrives while the desk looks on."""
    wish = {
        "order": NEW_ORDER,
        "store": STORE,
        "customer": "Wilhelmina Featherstonehaugh-Cholmondeley",
        "phone": "+353 20 910 0111",
        "language": "en",
        "paid": "online",
        "lines": [["T20146", "1"]],
        "channel": "web",
    }
    store.ask("/v1/shop/orders", wish)
    robot.do("look", name=f"order_{NEW_ORDER}", timeout=10)


def _go_wrong(robot: RobotClient, store: DemoStore) -> None:
    raise_some(store.central_folder, STORE, store.now())
    _click("tab_settled", "tab_open", f"matter_oversell {STORE}/T20146")(robot, store)
    time.sleep(1)


def _go_wrong_often(robot: RobotClient, store: DemoStore) -> None:
    raise_many(store.central_folder, STORE, store.now())
    _click("tab_settled", "tab_open")(robot, store)
    time.sleep(2)


def _wrong_pin(robot: RobotClient, store: DemoStore) -> None:
    _pin(CASHIER, "0000")(robot, store)
    _click("signIn")(robot, store)
    robot.do("look", name="signInNotice", timeout=10)


STATES: dict[str, list[State]] = {
    "till": [
        State("sign-in", _see(f"staff_{CASHIER}")),
        State("wrong-pin", _wrong_pin),
        State("open-shift", _all(_pin(CASHIER, CASHIER_PIN), _click("signIn"), _see("openShift"))),
        State("empty", _all(_click("count_2000"), _type("5"), _keys("F12"), _see("emptyBasket"))),
        State("basket", _all(_scan("coffee-beans", "whole-milk", "dark-chocolate", "jumper"))),
        State("long-basket", _many_lines),
        State("search", _type("tea")),
        State("nothing-found", _all(_keys("Escape"), _type("xylophone"))),
        State("unknown-code", _all(_keys("Escape"), _type("5901234123457", enter=True))),
        State("pay", _keys("F12")),
        State("pay-given", _type("1000")),
        State("sale-complete", _all(_keys("Return"), _see("doneTitle"))),
        State("receipts", _all(_keys("F8"), _see("reprint"))),
        State("receipts-nothing", _type("xylophone")),
        State("journal-everything", _all(_keys("Escape", "F8"), _click("kind_all"))),
        State("journal-check", _click("journalCheck")),
        State("journal-sound", _all(_keys("F12"), _see("checkNotice"))),
        State("journal-export", _all(_keys("Escape"), _click("journalExport"))),
        State("journal-approval", _all(_keys("F12"), _see("approvalReason"))),
        State(
            "journal-exported",
            _all(_pin(MANAGER, MANAGER_PIN), _click("signIn"), _see("exportNotice")),
        ),
        State("return", _keys("Escape", "Escape", "F4")),
        State("return-lines", _all(_order_slip("FBGM-44N4-67VD"), _click("more"))),
        State("pickup", _keys("Escape", "F5")),
        State("pickup-paid", _click("order_MVSG-0TSN-7892")),
        State("pickup-to-pay", _all(_keys("Escape", "F5"), _click("order_6MWM-47R7-0HG1"))),
        State("shift", _keys("Escape", "F9")),
        State("cash-in", _click("cashIn")),
        State("x-report", _all(_keys("Escape"), _click("xReport"))),
        State("no-sale-approval", _all(_keys("Escape"), _click("noSale"), _see("approvalReason"))),
        State("blind-count", _all(_keys("Escape"), _click("closeShift"))),
        State(
            "offline",
            _all(_keys("Escape", "Escape"), _scan("bananas", "eggs"), _cut, _see("offlineBanner")),
        ),
        State("offline-return", _all(_keys("F4"), _order_slip("XFBB-6NE9-8TGP"))),
        State(
            "shift-closed",
            _all(
                _mend,
                _keys("Escape", "F7", "F9"),
                _click("closeShift"),
                _keys("F12"),
                _see("doneTitle"),
            ),
        ),
    ],
    "desk": [
        State("sign-in", _see(f"staff_{PICKER}")),
        State("queue", _all(_pin(PICKER, PICKER_PIN), _click("signIn"), _see("queue"))),
        State("new-order", _new_order),
        State("order-new", _click("order_7MQ8-Q7PC-ZE9G")),
        State("picking", _click("primary")),
        State("wrong-item", _scan("teddy")),
        State("missing", _click("short_L1")),
        State("short", _click("reason_not_on_shelf")),
        State("ready-order", _click("filter_ready", "order_MVSG-0TSN-7892")),
        State("cancel", _click("cancelOrder")),
        State("done", _all(_keys("Escape"), _click("filter_done"))),
        State("nothing", _all(_click("entry"), _type("nobody of this name"))),
        State("offline", _all(_click("filter_open"), _cut, _see("offlineBanner"))),
        State("status", _all(_click("openStatus"), _see("status_link"))),
        State(
            "office-approval",
            _all(_keys("Escape"), _mend, _click("figureToSettle"), _see("approvalReason")),
        ),
        State(
            "office-empty",
            _all(_pin(MANAGER, MANAGER_PIN), _click("signIn"), _see("noMatters")),
        ),
        State("office", _go_wrong),
        State("office-money", _click("matter_" + OTHER_PRICE)),
        State("office-late", _keys("Down", "Down")),
        State("office-settled", _all(_click("settle"), _see("officeNotice"))),
        State("office-done", _all(_click("tab_settled"), _see("settledText"))),
        State("office-terminals", _all(_click("tab_terminals"), _see("terminals"))),
        State("office-many", _go_wrong_often),
        State("office-offline", _all(_cut, _see("awayBanner"))),
    ],
}
