"""The journal's browser in the real window: find, print again, check, take out, offline too."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

from tests.flows.window_till import WindowTill, new_store, open_store, wait_for
from ui.robot_client import RobotClient

MANAGER, PIN = "s07", "9051"


def sold(till: WindowTill, product: str) -> None:
    till.sell(product)
    till.next_customer()


def exports(till: WindowTill) -> list[Path]:
    return sorted((till.store.face_folder("till") / "exports").glob("*.csv"))


def agree(robot: RobotClient) -> None:
    robot.do("look", name="approvalReason")
    robot.do("click", name=f"staff_{MANAGER}")
    for digit in PIN:
        robot.do("click", name=f"key_{digit}")
    robot.do("click", name="signIn")


def test_a_receipt_is_found_copied_checked_and_taken_out_with_the_line_down() -> None:
    with new_store() as store:
        till = open_store(store)
        till.sign_in()
        till.open_shift()
        for product in ("coffee-beans", "teddy", "coffee-beans"):
            sold(till, product)
        till.wait_sent()
        store.cable.cut()
        robot = till.robot
        robot.do("look", name="offlineBanner", timeout=20)
        sold(till, "eggs")
        robot.do("key", key="F8")
        robot.do("look", name="entryState", text="Waiting to be sent")
        robot.do("type", text="teddy")
        robot.do("look", name="journalStatus", text="1 entry")
        robot.do("look", name="entryState", text="Central has it")
        robot.do("key", key="Ctrl+P")
        wait_for(lambda: till.facts()[-1].kind == "reprinted", 10)
        wait_for(lambda: till.printed(till.sales()[1]) == 2, 10)
        robot.do("key", key="Ctrl+K")
        robot.do("key", key="F12")
        robot.do("look", name="checkNotice", text="All 7 entries are here", timeout=20)
        robot.do("key", key="Ctrl+E")
        robot.do("key", key="F12")
        agree(robot)
        robot.do("look", name="exportNotice", text="is written: 7 entries", timeout=20)
        (file,) = exports(till)
        data = file.read_bytes()
        told = file.with_name(file.name + ".sha256").read_text()
        assert told.split()[0] == hashlib.sha256(data).hexdigest()
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        assert {x["kind"] for x in rows} == {"enrolled", "shift_opened", "sale", "reprinted"}
        assert len({x["receipt"] for x in rows if x["kind"] == "sale"}) == 4
        assert re.match(r"journal-Till-1-\d{4}-\d\d-\d\d", file.name)
        robot.do("key", key="Escape")
        robot.do("key", key="Escape")
        robot.do("look", name="emptyBasket")
        store.cable.mend()
        checked = till.evening()
        assert checked.good, checked.lines()
        assert store.ask("/v1/admin/exceptions") == []
        assert [x.kind for x in till.facts()][-1] == "exported"
