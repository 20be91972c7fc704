"""Uploads that wait for each other share a commit, and nothing else."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, event

from shop.domain.facts import StockAdjusted
from shop.errors import Conflict
from sync.central import stock
from sync.central.core import Central
from sync.central.group_commit import GroupCommit
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import Terminal, enrolled, item, sale


def on_hand(shop: Central) -> int:
    with shop.database.read() as connection:
        return int(stock.figures(connection, ["mug"], ["S1"])[0].on_hand)


def together(
    shop: Central, uploads: list[tuple[str, Batch]]
) -> tuple[list[Future[BatchAnswer]], int]:
    """What became of uploads that all wait while somebody else writes; and in how many commits."""
    group, commits = GroupCommit(shop.database), 0

    def count(_connection: Connection) -> None:
        nonlocal commits
        commits += 1

    with ThreadPoolExecutor(len(uploads)) as pool:
        with shop.database.write():
            done = [pool.submit(group.post, who, batch, shop.now()) for who, batch in uploads]
            while len(group._waiting) + group._turn.locked() < len(uploads) - 1:
                threading.Event().wait(0.01)
            event.listen(shop.database.engine, "commit", count)
        for future in done:
            future.exception(20)
    event.remove(shop.database.engine, "commit", count)
    return done, commits


def test_many_tills_need_few_commits(sqlite_shop: Central) -> None:
    tills = [enrolled(sqlite_shop, "S1", "till") for _ in range(12)]
    for till in tills:
        till.seal(sale(f"R-{till.name}", item("mug")))
    done, commits = together(sqlite_shop, [(x.name, x.batch()) for x in tills])
    assert all(x.result().outcome == "accepted" and x.result().head.seq == 1 for x in done)
    assert on_hand(sqlite_shop) == -2
    assert commits <= 4, "one is the writer's that all waited for"


def test_one_that_is_refused_or_spoilt_harms_nobody(sqlite_shop: Central) -> None:
    good, spoilt, other = (enrolled(sqlite_shop, "S1", "till") for _ in range(3))
    for till in (good, other):
        till.seal(sale(f"R-{till.name}", item("mug")))
    spoilt.seal(StockAdjusted("mug", Decimal(1), "counted"))
    spoilt.seal(sale("R", replace(item("mug"), quantity=Decimal("NaN"))))
    unknown = Batch(7, good.batch().entries)
    uploads: list[tuple[Terminal, Batch]] = [
        (good, good.batch()),
        (other, unknown),
        (spoilt, spoilt.batch()),
        (other, other.batch()),
    ]
    done, _ = together(sqlite_shop, [(till.name, batch) for till, batch in uploads])
    assert done[0].result().head == good.head
    assert isinstance(done[1].exception(), Conflict)
    assert [x.code for x in done[2].result().held] == ["figures_impossible"]
    assert done[3].result().head == other.head
    assert on_hand(sqlite_shop) == 9
