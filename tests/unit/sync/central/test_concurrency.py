"""Many at once: the last item goes to one, the feed stays gap-free and in commit order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from shop.domain.order_code import new_order_code
from shop.errors import Conflict
from sync.central import feed, ledger, orders, stock, tables
from sync.central.core import Central, open_central
from sync.protocol.messages import PlaceOrder
from tests.central_shop import Terminal, enrolled, item, sale

T = TypeVar("T")


def at_once(count: int, work: Callable[[int], T]) -> list[T]:
    start = threading.Barrier(count)

    def run(number: int) -> T:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def wish(quantity: int = 1, code: str = "") -> PlaceOrder:
    lines = (("mug", Decimal(quantity)),)
    return PlaceOrder(code or new_order_code(), "S1", "Eve", "555 55", "en", "at_till", lines)


def tries(central: Central, times: int) -> int:
    """How many of so many orders were taken; the others found nothing left."""
    won = 0
    for _ in range(times):
        with suppress(Conflict):
            orders.place(central, wish())
            won += 1
    return won


def test_the_last_items_go_to_as_many_as_there_are(shop: Central) -> None:
    assert sum(at_once(6, lambda _: tries(shop, 4))) == 10
    with shop.database.read() as connection:
        figure = stock.figures(connection, ["mug"], ["S1"])[0]
    assert figure.on_hand == figure.held == 10
    assert figure.available == 0


def test_the_same_order_from_two_places_is_one(shop: Central) -> None:
    same = wish(2)
    slips = at_once(4, lambda _: orders.place(shop, same).slip)
    assert len(set(slips)) == 1
    with shop.database.read() as connection:
        assert stock.figures(connection, ["mug"], ["S1"])[0].held == 2


def test_the_feed_has_no_gaps_and_readers_miss_nothing(shop: Central) -> None:
    tills = [enrolled(shop, f"S{1 + number % 3}", "till") for number in range(4)]
    for terminal in tills:
        for number in range(12):
            terminal.seal(sale(f"{terminal.name}-{number}", item("mug"), item("tea", line="2")))
    seen: list[int] = []
    done = threading.Event()
    with shop.database.read() as connection:
        start = feed.head(connection)

    def follow() -> None:
        cursor = start
        while True:
            last_round = done.is_set()
            with shop.database.read() as connection:
                part = feed.everything_after(connection, cursor, 50)
            seen.extend(change.cursor for change in part.changes)
            cursor = part.cursor
            if last_round and not part.more:
                return

    reader = threading.Thread(target=follow)
    reader.start()

    def push(number: int) -> None:
        terminal = tills[number]
        for at in range(0, 12, 2):
            ledger.post(shop.database, terminal.name, terminal.batch(at, at + 2), shop.now())

    at_once(4, push)
    done.set()
    reader.join()
    with shop.database.read() as connection:
        last = feed.head(connection)
        stored = connection.execute(select(tables.feed.c.cursor)).scalars().all()
    assert seen == list(range(start + 1, last + 1))
    assert sorted(stored) == list(range(1, last + 1))


def test_one_terminal_from_two_connections_folds_once(shop: Central, till: Terminal) -> None:
    for number in range(10):
        till.seal(sale(f"R{number}", item("mug")))
    answers = at_once(
        4, lambda _: ledger.post(shop.database, till.name, till.batch(), shop.now()).head
    )
    assert set(answers) == {till.head}
    with shop.database.read() as connection:
        assert stock.figures(connection, ["mug"], ["S1"])[0].on_hand == 0


def test_two_workers_on_one_database_agree(
    shop: Central, central_url: str, tmp_path: Path, till: Terminal
) -> None:
    """On PostgreSQL only: SQLite has one process by design."""
    if not central_url:
        return
    other = open_central(tmp_path / "central", central_url, now=shop.now)
    try:
        workers = (shop, other)
        assert sum(at_once(4, lambda number: tries(workers[number % 2], 4))) == 10
    finally:
        other.close()
