"""Seeded stories in which two workers of central answer at once, on a real PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import and_, update

from sync.central import stock, tables
from tests.sim.book import Broken
from tests.sim.healing import heal
from tests.sim.invariants import check
from tests.sim.play import a_mistake_in_central
from tests.sim.two_workers import PostgresDatabase, TwoWorkers

pytestmark = pytest.mark.postgres
Databases = tuple[PostgresDatabase, PostgresDatabase]
SEEDS = 12
SOAK = 400


@pytest.fixture(scope="module")
def databases(postgres: str) -> Iterator[Databases]:
    both = (PostgresDatabase(postgres), PostgresDatabase(postgres))
    yield both
    for database in both:
        database.close()


def play(world: TwoWorkers, databases: Databases) -> None:
    with a_mistake_in_central():
        world.run()
        heal(world)
        world.database = databases[0].in_memory(world.template.central)
        try:
            check(world)
        finally:
            world.database.close()


def sound(seed: int, databases: Databases) -> Counter[str]:
    world = TwoWorkers(seed, databases)
    try:
        play(world, databases)
    except BaseException as broken:
        story = "\n".join(world.story[-60:])
        pytest.fail(f"seed {seed}: {broken!r}\n{story}", pytrace=False)
    return world.faults


def broken(seed: int, databases: Databases) -> bool:
    try:
        play(TwoWorkers(seed, databases), databases)
    except Broken:
        return True
    return False


def test_two_workers_are_one_central(databases: Databases) -> None:
    faults: Counter[str] = Counter()
    for seed in range(SEEDS):
        faults.update(sound(seed, databases))
    assert faults["two at once"] > 5 * SEEDS, faults


@pytest.mark.soak
def test_two_workers_are_one_central_for_long(databases: Databases) -> None:
    for seed in range(SEEDS, SOAK):
        sound(seed, databases)


def test_figures_read_and_then_written_are_noticed(databases: Databases) -> None:
    """A planted mistake that a single worker never shows."""
    real = stock._add

    def add(connection: Any, deltas: Any, now: Any, opening: bool, tail: str) -> Any:
        rows = connection.exec_driver_sql("SELECT store, sku, on_hand FROM stock").fetchall()
        had = {(store, sku): on_hand for store, sku, on_hand in rows}
        real(connection, deltas, now, opening, "")
        column = tables.stock.c
        for (store, sku), (moved, _) in sorted(deltas.items()):
            row = and_(column.store == store, column.sku == sku)
            absolute = had.get((store, sku), 0) + moved
            connection.execute(update(tables.stock).where(row).values(on_hand=absolute))
        return real(connection, dict.fromkeys(deltas, (0, 0)), now, True, tail)

    with mock.patch.object(stock, "_add", add):
        assert any(broken(seed, databases) for seed in range(SEEDS))
