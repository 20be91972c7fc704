"""Old rows of the feed go; who stood below the watermark is sent to a snapshot."""

from __future__ import annotations

from unittest.mock import patch

from sqlalchemy import func, select

from sync.central import feed, feed_pruning, ledger, snapshots, tables
from sync.central.audience import audience_of
from sync.central.core import Central
from sync.central.devices import Device
from sync.central.feed_pruning import KEEP, prune
from sync.central.terminals import feed_page
from sync.protocol.messages import FeedPage
from tests.central_shop import Terminal, enrolled, item, sale
from tests.fakes.clock import FakeClock


def sell(shop: Central, till: Terminal, times: int = 3) -> int:
    """The feed's head after some sales."""
    for _ in range(times):
        till.seal(sale(f"R{len(till.entries)}", item("mug")))
        ledger.post(shop.database, till.name, till.batch(len(till.entries) - 1), shop.now())
    return head(shop)


def head(shop: Central) -> int:
    with shop.database.read() as connection:
        return feed.head(connection)


def rows(shop: Central) -> int:
    with shop.database.read() as connection:
        return int(connection.execute(select(func.count(tables.feed.c.cursor))).scalar_one())


def page(shop: Central, till: Terminal, after: int) -> FeedPage:
    device = Device(till.name, till.store, "till", 1, current=True, revoked=False)
    return feed_page(shop, device, shop.timeline, after, 200)


def test_what_is_old_goes_and_who_lacks_it_is_told(shop: Central, clock: FakeClock) -> None:
    till = enrolled(shop, "S1", "till")
    old = sell(shop, till)
    clock.move(seconds=KEEP.total_seconds() + 60)
    last = sell(shop, till)
    assert prune(shop) == old
    assert prune(shop) == 0
    assert rows(shop) == last - old
    assert page(shop, till, old - 1).snapshot_needed
    assert [x.cursor for x in page(shop, till, old).changes] == list(range(old + 1, last + 1))
    assert not page(shop, till, last).snapshot_needed


def test_an_empty_feed_still_knows_who_is_late(shop: Central, clock: FakeClock) -> None:
    till = enrolled(shop, "S1", "till")
    last = sell(shop, till)
    clock.move(seconds=KEEP.total_seconds() + 60)
    with patch.object(feed_pruning, "_PART", 4):
        while prune(shop):
            pass
    assert (rows(shop), head(shop)) == (0, last)
    assert page(shop, till, last - 1).snapshot_needed
    assert not page(shop, till, last).snapshot_needed
    assert not page(shop, till, sell(shop, till, 1) - 1).snapshot_needed


def test_a_snapshot_below_the_watermark_is_made_anew(shop: Central, clock: FakeClock) -> None:
    """Or its terminal would be sent for the same one for ever."""
    till, eyes = enrolled(shop, "S1", "till"), audience_of("till")
    first = snapshots.make(shop, "S1", eyes)
    sell(shop, till)
    clock.move(seconds=KEEP.total_seconds() + 60)
    prune(shop)
    assert snapshots.latest(shop, "S1", eyes) is None
    assert not (shop.folder / "snapshots" / first.name).exists()
    again = snapshots.make(shop, "S1", eyes)
    assert not page(shop, till, again.cursor).snapshot_needed
