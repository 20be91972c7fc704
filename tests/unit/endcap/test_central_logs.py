"""Central's logs: JSON that programs read, and nobody's name, phone, card or PIN in it (I19)."""

from __future__ import annotations

import io
import json
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from endcap.central.logs import configure
from shop.domain.order_code import new_order_code
from shop.domain.staff import Role, StaffMember
from sync.central import documents, enrolment
from sync.central.core import admin_key, new_api_key, open_central
from sync.protocol import paths
from sync.protocol.messages import PlaceOrder
from tests.central_server import Caller
from tests.central_shop import Terminal, enrolled, item, open_shop, sale
from tests.unit.sync.central.test_operations import ROOT, free_port

CANARIES = ("Wrenfeather", "Quillsby", "+36 20 555 0199", "36205550199", "wren@canary.example",
            "4929 1234 5678 9015", "4929123456789015", "904417")  # fmt: skip


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Logging as `serve --log json` sets it up, into memory; put back afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    before = (root.handlers[:], root.level)
    configure("json", requests=True, stream=stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name in ("endcap", "endcap.requests"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_error_is_told_without_its_words(logged: io.StringIO) -> None:
    try:
        try:
            raise ValueError("Key (phone)=(+36 20 555 0199) of Wrenfeather")
        except ValueError as error:
            raise RuntimeError("Quillsby paid with 4929 1234 5678 9015") from error
    except RuntimeError as error:
        logging.getLogger("endcap.central").error("request failed", exc_info=error)
        logging.getLogger("endcap.central").exception("again")
    first, second = lines_of(logged)
    assert first["error"] == second["error"] == "RuntimeError < ValueError"
    assert first["event"] == "request failed"
    assert any("test_an_error_is_told" in frame for frame in first["at"])
    assert not [one for one in CANARIES if one in logged.getvalue()]


def test_the_last_net(logged: io.StringIO) -> None:
    log = logging.getLogger("endcap.central")
    log.info("card 4929 1234 5678 9015, mail %s, phone %s", CANARIES[4], CANARIES[2])
    log.info("entry 4929123456789016 of 2026-11-21", extra={"terminal": "T0001"})
    first, second = lines_of(logged)
    assert first["event"] == "card [number], mail [mail], phone [phone]"
    assert second["event"] == "entry 4929123456789016 of 2026-11-21"  # no card has this number
    assert second["terminal"] == "T0001"
    assert second["level"] == "info"


def talk(url: str, till: Terminal, central: Any, key: str, shop_key: str) -> None:
    """All that could bring personal data near a log: well-formed, wrong, and hostile."""
    caller = Caller(url, till, central)
    lines = (("mug", Decimal(1)),)
    name, phone, mail = "Wrenfeather Quillsby", CANARIES[2], CANARIES[4]
    order = PlaceOrder(new_order_code(), "S1", name, phone, "en", "at_till", lines, "kiosk", mail)
    assert caller.post(paths.ORDERS, order).status_code in (200, 201)
    too_many = PlaceOrder(
        new_order_code(), "S1", name, phone, "en", "online", (("mug", Decimal(900)),)
    )
    assert caller.post(paths.ORDERS, too_many).status_code == 409
    till.seal(sale("Wrenfeather-1", item("mug")))
    till.add(f'{{"name": "{name}", "pin": "904417", "card": "{CANARIES[6]}"}}')
    assert caller.post(paths.JOURNAL, till.batch()).status_code == 200
    with httpx.Client(base_url=url, timeout=20) as client:
        client.get(f"/v1/purchases?receipt={name}&phone={phone}")
        client.post("/v1/enrol", content=f'{{"code": "904417", "x": "{name}"'.encode())
        client.post("/v1/enrol", json={"code": "904417", "public_key": name, "face": mail})
        client.get(f"/nowhere/{name}/904417")
        client.get("/v1/shop/orders", headers={"Authorization": f"Bearer {CANARIES[6]}"})
        client.get(
            f"/v1/shop/orders?phone={phone}", headers={"Authorization": f"Bearer {shop_key}"}
        )
        office = {"Authorization": f"Bearer {key}"}
        client.post("/v1/admin/exceptions/settle", content=name.encode(), headers=office)
        client.get(f"/v1/ledger/entries?terminal={name}&limit=904417", headers=office)


@pytest.mark.parametrize("style", ["json", "plain"])
def test_nobodys_data_is_in_the_log_of_a_day(tmp_path: Path, style: str) -> None:
    central = open_central(tmp_path / "data")
    open_shop(central)
    member = StaffMember("s1", "Wrenfeather", Role.CASHIER, "904417", "904417", "en", ("S1",))
    with central.database.write() as connection:
        documents.put(connection, [documents.of("staff", "s1", member)], central.now())
    till = enrolled(central, "S1", "till")
    enrolment.new_code(central, store="S1", face="till", name="Quillsby")
    key = admin_key(central).read_text().strip()
    shop_key = new_api_key(central, "web", "webshop")
    central.close()
    port = free_port()
    command = [sys.executable, "-m", "endcap", "central", "--data", str(tmp_path / "data")]
    command += ["--port", str(port), "--log", style, "--log-requests"]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, cwd=ROOT)
        try:
            url = f"http://127.0.0.1:{port}"
            until = time.monotonic() + 30
            while time.monotonic() < until:
                try:
                    httpx.get(f"{url}/health", timeout=5)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            talk(url, till, central, key, shop_key)
            server.send_signal(signal.SIGTERM)
            said, _ = server.communicate(timeout=20)
        finally:
            server.kill()
            server.communicate()
    written = (tmp_path / "log").read_text()
    everything = written + said.decode()
    assert not [one for one in (*CANARIES, key, shop_key) if one in everything]
    assert "/v1/journal" in written
    if style == "json":
        lines = [json.loads(line) for line in written.splitlines()]
        routes = {one["route"] for one in lines if one["event"] == "request"}
        assert {"/v1/orders", "/v1/journal", "/v1/purchases"} <= routes
        assert any(one.get("terminal") == till.name for one in lines)
