"""What an open stream is told, without sockets."""

from __future__ import annotations

from sync.central import feed
from sync.central.core import Central
from sync.central.events import Events, Listener
from tests.central_shop import enrolled


def test_what_was_there_before_a_stream_neither_cuts_it_nor_is_told(shop: Central) -> None:
    """A slow start: the feed's reader comes to a terminal's enrolment when it listens already."""
    till = enrolled(shop, "S1", "till")
    with shop.database.read() as connection:
        old = feed.everything_after(connection, 0, 1000)
    events = Events(shop)
    fresh = Listener("S1", ("S1",), (), terminal=till.name, since=old.cursor)
    early = Listener("S1", ("S1",), (), terminal=till.name, since=0)
    with events.listening(fresh), events.listening(early):
        events._tell(old.changes)
    assert (fresh.ended, fresh._waiting) == (False, [])
    assert early.ended, "its key is another now"
