"""A snapshot is what the feed says, no more and no less; migrations make today's tables."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from hashlib import sha256
from threading import Barrier

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shop.domain.order_code import new_order_code
from sync.central import documents, feed, ledger, orders, snapshots
from sync.central.audience import Audience
from sync.central.core import Central
from sync.central.stores import neighbours
from sync.central.tables import metadata
from sync.protocol.messages import PlaceOrder, SnapshotInfo
from tests.central_shop import Terminal, item, product, refund, sale


def replayed(shop: Central, store: str) -> dict[tuple[str, str], str]:
    rows: dict[tuple[str, str], str] = {}
    cursor, more = 0, True
    with shop.database.read() as connection:
        near = neighbours(connection, store)
        while more:
            part = feed.after(connection, cursor, store=store, near=near, limit=3)
            cursor, more = part.cursor, part.more
            for change in part.changes:
                if change.value is None:
                    rows.pop((change.topic, change.key), None)
                else:
                    rows[change.topic, change.key] = change.value
    return rows


def test_a_snapshot_equals_the_feed_replayed(shop: Central, till: Terminal) -> None:
    lines = (("tea", Decimal(2)),)
    wish = PlaceOrder(new_order_code(), "S1", "Eve", "555 55", "en", "online", lines)
    orders.place(shop, wish)
    till.seal(sale("R1", item("mug", 2)))
    till.seal(refund("R2", "R1", "mug"))
    ledger.post(shop.database, till.name, till.batch(), shop.now())
    with shop.database.write() as connection:
        papers = [
            documents.of("product", "p-mug", product("mug", 777)),
            documents.Document("product", "p-pot", None),
        ]
        assert documents.put(connection, papers, shop.now()) == 2
        assert documents.changes(connection, papers) == []
    for store in ("S1", "S2"):
        with shop.database.read() as connection:
            whole = {
                (x.topic, x.key): x.value
                for x in snapshots.everything(connection, store, shop.now())
            }
        assert whole == replayed(shop, store)


def test_old_snapshots_make_room(shop: Central, till: Terminal) -> None:
    made = []
    for number in range(4):
        till.seal(sale(f"R{number}", item("mug")))
        ledger.post(shop.database, till.name, till.batch(), shop.now())
        made.append(snapshots.make(shop, "S1", Audience.STAFF).name)
        shop.now.__self__.move(minutes=1)  # type: ignore[attr-defined]
    files = {path.name for path in (shop.folder / "snapshots").iterdir()}
    assert files == set(made[-snapshots.KEEP :])
    newest = snapshots.latest(shop, "S1", Audience.STAFF)
    assert newest is not None
    assert newest.name == made[-1]


def test_migrations_make_the_tables_of_the_code(central: Central) -> None:
    with central.database.write() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_makers_of_one_moment_write_a_file_each(shop: Central) -> None:
    """As two workers do after an import: every file is what its row says, to the last byte."""
    together = Barrier(4)

    def make(_: int) -> SnapshotInfo:
        together.wait(30)
        return snapshots.make(shop, "S1", Audience.STAFF)

    with ThreadPoolExecutor(4) as makers:
        made = list(makers.map(make, range(4)))
    assert len({info.name for info in made}) == 4
    assert len({info.cursor for info in made}) == 1
    kept = [snapshots.file_of(shop, "S1", Audience.STAFF, info.name) for info in made]
    assert sum(path is not None for path in kept) >= snapshots.KEEP
    for info, path in zip(made, kept, strict=True):
        if path is not None:
            assert sha256(path.read_bytes()).hexdigest() == info.sha256
    snapshots.make(shop, "S1", Audience.STAFF)
    assert len(list((shop.folder / "snapshots").iterdir())) == snapshots.KEEP


def test_what_a_killed_maker_left_is_cleared_away(shop: Central) -> None:
    folder = shop.folder / "snapshots"
    old, new = folder / "x-1.building", folder / "x-2.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    snapshots.make(shop, "S1", Audience.STAFF)
    assert not old.exists()
    assert new.exists(), "somebody may be writing it"
