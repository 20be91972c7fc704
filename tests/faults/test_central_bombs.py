"""F10, X14: bombs in every body that central reads; N2: a batch replayed two months later."""

from __future__ import annotations

import gzip
import re
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from sync.central import tables
from sync.central.core import Central, new_api_key, open_central
from sync.protocol import paths
from sync.protocol.codec import encode
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, item, open_shop, sale
from tests.fakes.clock import FakeClock
from tests.faults.tools import Tell
from tests.unit.sync.central.test_every_route import routes_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

JSON = {"Content-Type": "application/json"}
DEEP = 10_000
ZEROS = bytes(64 * 1024 * 1024)
BODIES: dict[str, tuple[bytes, str]] = {
    "ten megabytes": (b'"' + b"x" * 10_000_000 + b'"', ""),
    "deep lists": (b"[" * DEEP + b"]" * DEEP, ""),
    "deep objects": (b'{"entries":' * DEEP + b"1" + b"}" * DEEP, ""),
    "deep under a known name": (b'{"epoch":1,"entries":' + b"[" * DEEP, ""),
    "a page": (b"<html><body>Welcome</body></html>", ""),
    "no UTF-8": (b'{"a":"\xff\xfe"}', ""),
    "a number without end": (b'{"epoch":1e999999999,"entries":[]}', ""),
    "a number of a million digits": (b'{"epoch":' + b"9" * 1_000_000 + b"}", ""),
    "zeros in zstd": (zstd.compress(ZEROS, 1), "zstd"),
    "half a zstd": (zstd.compress(b'{"epoch":1,"entries":[]}' * 99)[:40], "zstd"),
    "no zstd": (b"{}", "zstd"),
    "two zstd frames": (zstd.compress(b"{}") * 2, "zstd"),
    "zeros in gzip": (gzip.compress(ZEROS), "gzip"),
}
GROWTH = 450 * 1024  # KiB; unpacked thirty-two megabytes, which each of eight threads may keep


@dataclass
class Door:
    central: Central
    caller: Caller
    admin: str

    def knock(self, route: str, body: bytes, packing: str) -> httpx.Response:
        method, path = route.split(" ")
        path = re.sub(r"{(\w+)}", lambda part: "T9999" if part[1] == "terminal" else "x", path)
        told = self.caller.headers(method, path, body) | JSON
        told["Authorization"] = f"Bearer {self.admin}"
        if packing:
            told["Content-Encoding"] = packing
        url = self.caller.url + path
        return httpx.request(method, url, content=body, headers=told, timeout=30)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    central = open_central(tmp_path / "central")
    open_shop(central)
    caller_of = enrolled(central, "S1", "till")
    with serving(central) as url:
        yield Door(central, Caller(url, caller_of, central), new_api_key(central, "a", "admin"))
    central.close()


def contents(central: Central) -> list[int]:
    with central.database.read() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
            if table.name not in ("snapshot",)
        ]


def test_bombs_at_every_route(door: Door, tell: Tell) -> None:
    """Refused in words, never a fault of ours; nothing is changed, and memory is not lost."""
    writing = ("POST", "PUT", "PATCH", "DELETE")
    routes = sorted(r for r in routes_of(door.central) if r.startswith(writing))
    before, tried, wrong = contents(door.central), 0, []
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for route in routes:
        for name, (body, packing) in BODIES.items():
            answer = door.knock(route, body, packing)
            tried += 1
            if answer.status_code not in (400, 403, 404, 409, 413, 415, 429):
                wrong.append(f"{route}: {name}: {answer.status_code} {answer.text[:80]}")
    assert wrong == []
    assert contents(door.central) == before
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used
    assert grown < GROWTH, grown
    assert httpx.get(door.caller.url + paths.HEALTH, timeout=10).is_success
    tell(f"{tried} bombs at {len(routes)} routes: refused each, {grown // 1024} MiB more memory")


def test_a_batch_from_two_months_ago_counts_once(tmp_path: Path) -> None:
    """The request itself is refused; its entries, signed anew, are known, or are taken once."""
    clock = FakeClock()
    central = open_central(tmp_path / "central", now=clock.now)
    open_shop(central, on_hand=100)
    till = enrolled(central, "S1", "till")
    with serving(central) as url:
        caller = Caller(url, till, central)
        for number in range(6):
            till.seal(sale(f"R{number}", item("mug")))
        body = encode(till.batch(0, 3))
        captured = caller.headers("POST", paths.JOURNAL, body) | {
            "Content-Type": "application/json"
        }
        late = encode(till.batch(3, 6))
        never_arrived = caller.headers("POST", paths.JOURNAL, late)
        never_arrived["Content-Type"] = "application/json"

        def send(headers: dict[str, str], content: bytes) -> httpx.Response:
            return httpx.post(url + paths.JOURNAL, content=content, headers=headers, timeout=20)

        assert send(captured, body).status_code == 200
        at_once = send(captured, body)
        assert (at_once.status_code, at_once.json()["code"]) == (401, "auth_replayed")
        clock.move(days=60)
        for headers, content in ((captured, body), (never_arrived, late)):
            replayed = send(headers, content)
            assert (replayed.status_code, replayed.json()["code"]) == (401, "auth_clock")
        for _ in range(2):
            assert caller.post(paths.JOURNAL, till.batch(0, 3)).json()["head"]["seq"] >= 3
            assert caller.post(paths.JOURNAL, till.batch(3, 6)).json()["head"]["seq"] == 6
        assert caller.post(paths.JOURNAL, till.batch()).json()["head"]["seq"] == 6
    with central.database.read() as connection:
        kept = connection.execute(select(func.count()).select_from(tables.ledger)).scalar_one()
        stock = tables.stock.c
        mugs = connection.execute(
            select(stock.on_hand).where(stock.sku == "mug", stock.store == "S1")
        ).scalar_one()
    assert (kept, mugs) == (6, 94_000)
    central.close()
