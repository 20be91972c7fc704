"""A snapshot is what the feed says, no more and no less; migrations make today's tables."""

from __future__ import annotations

from decimal import Decimal

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shop.domain.order_code import new_order_code
from sync.central import documents, feed, ledger, orders, snapshots
from sync.central.audience import Audience
from sync.central.core import Central
from sync.central.stores import neighbours
from sync.central.tables import metadata
from sync.protocol.messages import PlaceOrder
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
