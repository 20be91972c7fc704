"""Two workers on one PostgreSQL, as real processes: one truth, whichever one answers."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import httpx
import pytest
from sqlalchemy import func, select

from shop.domain.order_code import new_order_code
from sync.central import stock, tables
from sync.central.core import Central, open_central
from sync.protocol import paths
from sync.protocol.auth import HEADER
from sync.protocol.codec import encode
from sync.protocol.hold_messages import ExtendHold, ReleaseHold, TakeHold
from sync.protocol.messages import PlaceOrder
from tests.central_db import _empty
from tests.central_server import Caller
from tests.central_shop import Terminal, enrolled, item, open_shop, sale

pytestmark = pytest.mark.postgres


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(folder: Path, url: str, port: int) -> subprocess.Popen[bytes]:
    words = ("central", "serve", "--data", str(folder), "--database-url", url)
    return subprocess.Popen(
        [sys.executable, "-m", "endcap", *words, "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(url + paths.HEALTH).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"{url} never answered")


@pytest.fixture(scope="module")
def chain(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """One for all tests here, each of which keeps to its own goods: processes start slowly."""
    _empty(postgres)
    central = open_central(tmp_path_factory.mktemp("workers"), postgres)
    open_shop(central)
    yield central
    central.close()


@pytest.fixture(scope="module")
def workers(chain: Central, postgres: str) -> Iterator[tuple[str, str]]:
    ports = (_free_port(), _free_port())
    running = [_serve(chain.folder, postgres, port) for port in ports]
    urls = tuple(f"http://127.0.0.1:{port}" for port in ports)
    try:
        for url in urls:
            _wait_for(url)
        yield urls[0], urls[1]
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(20) for process in running] == [0, 0]


def test_sales_orders_and_feed_are_right_with_two_workers(
    chain: Central, workers: tuple[str, str]
) -> None:
    """I3, I6, I8: eight tills and four kiosks change workers with every request."""
    tills = [enrolled(chain, "S1", "till") for _ in range(8)]
    kiosks = [enrolled(chain, "S2", "kiosk") for _ in range(4)]

    def sell(till: Terminal) -> None:
        for number in range(10):
            till.seal(sale(f"{till.name}-{number}", item("tea"), item("pot", line="2")))
            answer = Caller(workers[number % 2], till, chain).post(paths.JOURNAL, till.batch())
            assert answer.json()["head"]["seq"] == number + 1

    def order(kiosk: Terminal) -> int:
        wish = (("mug", Decimal(1)),)
        taken = 0
        for number in range(6):
            message = PlaceOrder(new_order_code(), "S2", "Eve", "555", "en", "at_till", wish)
            answer = Caller(workers[number % 2], kiosk, chain).post(paths.ORDERS, message)
            assert answer.status_code in (200, 409), answer.text
            taken += answer.status_code == 200
        return taken

    with ThreadPoolExecutor(12) as pool:
        sold = [pool.submit(sell, till) for till in tills]
        taken = sum(pool.map(order, kiosks))
        for done in sold:
            done.result()
    assert taken == 10, "ten mugs, twenty-four wishes"
    with chain.database.read() as connection:
        figures = {x.sku: x for x in stock.figures(connection, ["tea", "pot"], ["S1"])}
        (mugs,) = stock.figures(connection, ["mug"], ["S2"])
        cursors = connection.execute(select(tables.feed.c.cursor).order_by("cursor")).scalars()
        assert list(cursors) == list(range(1, int(_head(chain)) + 1))
        names = tables.ledger.c.terminal.in_([till.name for till in tills])
        assert connection.execute(select(func.count()).where(names)).scalar() == 80
    assert {sku: x.on_hand for sku, x in figures.items()} == {"tea": -70, "pot": -70}
    assert [int(mugs.on_hand), int(mugs.held)] == [10, 10]


def test_the_last_piece_is_held_by_one_with_two_workers(
    chain: Central, workers: tuple[str, str]
) -> None:
    """P7, I8: kiosks change workers between taking, extending and ordering; twelve rounds."""
    kiosks = [enrolled(chain, "S1", "kiosk") for _ in range(4)]
    rounds = 12
    with chain.database.write() as connection:
        stock.add(connection, {("S1", "vase"): (1000, 0)}, chain.now(), opening=True)
    start = Barrier(len(kiosks))

    def shop_at(kiosk: Terminal) -> list[str]:
        told = []
        for number in range(rounds):
            start.wait(60)
            at = [Caller(workers[(number + step) % 2], kiosk, chain) for step in range(3)]
            hold = f"{kiosk.name}-hold-{number:08d}"
            taken = at[0].post(paths.HOLDS, TakeHold(hold, "S1", (("vase", Decimal(1)),)))
            if taken.status_code != 200:
                told.append(taken.json()["code"])
                continue
            path = paths.EXTEND.format(hold=hold)
            wish = ExtendHold(taken.json()["fence"], f"again-{number:012d}")
            longer = at[1].post(path, wish).json()
            stale = at[2].post(paths.RELEASE.format(hold=hold), ReleaseHold(wish.fence))
            assert (stale.status_code, stale.json()["code"]) == (409, "lease_lost")
            done = at[2].post(paths.RELEASE.format(hold=hold), ReleaseHold(longer["fence"]))
            assert done.json()["state"] == "released"
            told.append("held")
            fences.append(longer["fence"])
        return told

    fences: list[int] = []
    with ThreadPoolExecutor(len(kiosks)) as pool:
        told = list(pool.map(shop_at, kiosks))
    assert {code for codes in told for code in codes} <= {"held", "out_of_stock"}
    assert all(any(codes[at] == "held" for codes in told) for at in range(rounds))
    assert len(set(fences)) == len(fences)
    with chain.database.read() as connection:
        (left,) = stock.figures(connection, ["vase"], ["S1"])
        rows = connection.execute(
            select(tables.lease.c.state, tables.lease.c.ended_at).where(
                tables.lease.c.hold.like("T%-hold-%")
            )
        ).all()
    assert (int(left.held), {row.state for row in rows}) == (0, {"released"})
    assert all(row.ended_at for row in rows)


def _head(chain: Central) -> int:
    column = tables.counter.c
    with chain.database.read() as connection:
        found = connection.execute(select(column.value).where(column.name == "feed"))
        return int(found.scalar_one())


def test_a_listener_at_one_worker_hears_of_a_sale_at_the_other(
    chain: Central, workers: tuple[str, str]
) -> None:
    till, kiosk = enrolled(chain, "S1", "till"), enrolled(chain, "S2", "kiosk")
    target = paths.EVENTS + "?skus=mug"
    headers = Caller(workers[0], kiosk, chain).headers("GET", target)
    till.seal(sale("R1", item("mug", 3)))
    with httpx.stream("GET", workers[0] + target, headers=headers, timeout=20) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: beat"
        Caller(workers[1], till, chain).post(paths.JOURNAL, till.batch())
        heard = next(line for line in lines if '"sku":"mug"' in line)
    assert '"on_hand":"7"' in heard


def test_a_request_replayed_at_the_other_worker_changes_nothing(
    chain: Central, workers: tuple[str, str]
) -> None:
    """The one who has seen it refuses; the other does not know it, and does nothing twice."""
    till = enrolled(chain, "S3", "till")
    till.seal(sale("R1", item("mug")))
    code = new_order_code()
    wish = PlaceOrder(code, "S3", "Eve", "555", "en", "at_till", (("tea", Decimal(1)),))
    for target, message in ((paths.JOURNAL, till.batch()), (paths.ORDERS, wish)):
        body = encode(message)
        signed = Caller("", till, chain).headers("POST", target, body)
        assert HEADER in signed
        headers = signed | {"Content-Type": "application/json"}
        tries = [
            httpx.post(workers[place] + target, content=body, headers=headers, timeout=20)
            for place in (0, 0, 1)
        ]
        assert [x.status_code for x in tries] == [200, 401, 200]
    with chain.database.read() as connection:
        figures = {x.sku: x for x in stock.figures(connection, ["mug", "tea"], ["S3"])}
    assert [int(figures["mug"].on_hand), int(figures["tea"].held)] == [9, 1]
