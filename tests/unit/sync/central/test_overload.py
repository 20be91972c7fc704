"""Uploads that would wait too long are sent away, each to its own place in time."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from unittest.mock import patch

from sync.central import overload
from sync.central.core import Central
from sync.central.overload import LONGEST, PATIENCE, Gate
from sync.protocol import paths
from sync.protocol.messages import TerminalStatus
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, item, sale


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def _work(gate: Gate, clock: Hand, size: int, seconds: float, times: int) -> None:
    """All of them come at once; each takes so long."""

    async def upload() -> None:
        async with gate.turn(size):
            clock.now += seconds
            await asyncio.sleep(0)

    await asyncio.gather(*(upload() for _ in range(times)))


def test_whoever_would_wait_too_long_is_sent_away_behind_the_others() -> None:
    clock = Hand()
    gate = Gate(1, clock)

    async def run() -> tuple[list[float], float]:
        await _work(gate, clock, 10_000, 1.0, 60)
        assert gate.expected == 0
        assert gate.away(10_000) == 0
        async with gate.turn(60_000):
            assert 5 < gate.expected < 7, "ten thousand bytes a second"
            first = [gate.away(10_000) for _ in range(4)]
            clock.now += 60  # they are all back
            return first, gate.away(10_000)

    waits, later = asyncio.run(run())
    apart = [later - sooner for sooner, later in pairwise(waits)]
    assert PATIENCE / 2 < waits[0] < PATIENCE, "sooner than its turn: nobody waits in vain"
    assert all(0.3 < x < 0.5 for x in apart), apart
    assert later == waits[0], "whoever is back is no longer expected"
    assert gate.away(10_000) == 0, "it is empty again"


def test_answers_that_leave_in_bursts_teach_the_truth() -> None:
    """A group's uploads are answered together: only the first of them seems to take long."""
    clock = Hand()
    gate = Gate(4, clock)

    async def run() -> None:
        waiting = [asyncio.create_task(upload()) for _ in range(200)]
        for done in range(0, 200, 4):
            while len(inside) < 4:
                await asyncio.sleep(0)
            clock.now += 1.0
            for leaves in inside[:4]:
                leaves.set()
            del inside[:4]
            if 50 < done < 150:
                rate = 10_000 * (200 - done) / gate.expected
                assert 30_000 < rate < 50_000, "four of ten thousand bytes a second"
        await asyncio.gather(*waiting)

    inside: list[asyncio.Event] = []

    async def upload() -> None:
        async with gate.turn(10_000):
            leaves = asyncio.Event()
            inside.append(leaves)
            await leaves.wait()

    asyncio.run(run())


def test_background_work_rests_while_uploads_crowd() -> None:
    clock = Hand()
    gate = Gate(96, clock)

    async def run() -> None:
        assert not gate.busy()
        await _work(gate, clock, 10_000, 0.0, 3)
        assert not gate.busy(), "a few at once are an ordinary moment"
        await _work(gate, clock, 10_000, 0.0, 30)
        assert gate.busy()
        clock.now += 5
        assert not gate.busy()

    asyncio.run(run())


def test_a_slow_lonely_upload_teaches_nothing() -> None:
    clock = Hand()
    gate = Gate(1, clock)

    async def run() -> None:
        for _ in range(50):
            await _work(gate, clock, 10_000, 3.0, 1)
        async with gate.turn(100_000):
            assert gate.expected < 1

    asyncio.run(run())


def test_nobody_is_sent_away_for_ever() -> None:
    gate = Gate(1, Hand())

    async def run() -> list[float]:
        async with gate.turn(10**9):
            return [gate.away(10**6) for _ in range(1000)]

    assert max(asyncio.run(run())) <= LONGEST


def test_a_full_central_says_when_to_come_back(shop: Central) -> None:
    """Before it reads anything; what is no upload goes on."""
    till = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug")))
    with serving(shop) as url:
        caller = Caller(url, till, shop)
        with patch.object(overload, "PATIENCE", -2.0):
            answer = caller.post(paths.JOURNAL, till.batch())
            assert answer.status_code == 429
            assert int(answer.headers["retry-after"]) >= 1
            assert answer.json()["code"] == "central_busy"
            assert caller.get(paths.HANDSHAKE).json()["head"]["seq"] == 0
        assert caller.post(paths.JOURNAL, till.batch()).json()["head"]["seq"] == 1


def test_telemetry_gives_way_to_sales(shop: Central) -> None:
    till = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug")))
    status = TerminalStatus("1", 0, None, shop.now())
    with serving(shop) as url:
        caller = Caller(url, till, shop)
        with patch.object(Gate, "busy", lambda _: True):
            answer = caller.post(paths.STATUS, status)
            assert (answer.status_code, answer.json()["code"]) == (429, "central_busy")
            assert caller.post(paths.JOURNAL, till.batch()).status_code == 200
        assert caller.post(paths.STATUS, status).status_code == 204
