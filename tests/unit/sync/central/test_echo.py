"""Answers say what they answer, and nobody between may keep them."""

from __future__ import annotations

import httpx
import msgspec

from sync.central.core import Central, admin_key
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import BatchAnswer, EnrolRequest, FeedPage, Handshake
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, item, sale


def test_who_was_answered_and_what_was_asked(shop: Central) -> None:
    for store in ("S1", "S2"):
        till = enrolled(shop, store, "till")
        till.seal(sale("R1", item("mug")))
        with serving(shop) as url:
            caller = Caller(url, till, shop)
            sent = decode(caller.post(paths.JOURNAL, till.batch()).content, BatchAnswer)
            shaken = decode(caller.get(paths.HANDSHAKE).content, Handshake)
            feed = f"{paths.FEED}?timeline={shop.timeline}&after=3&limit=2"
            page = decode(caller.get(feed).content, FeedPage)
            lost = decode(caller.get(f"{paths.FEED}?timeline=other&after=3").content, FeedPage)
        assert sent.terminal == shaken.terminal == till.name
        assert (page.after, page.terminal, page.store) == (3, till.name, store)
        assert page.changes
        assert (lost.after, lost.terminal, lost.snapshot_needed) == (3, till.name, True)


def test_an_entry_by_entry_answer_says_it_too(shop: Central) -> None:
    from tests.unit.sync.central.test_ledger import post
    from tests.unit.sync.central.test_refold import mistaken

    till = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug")))
    with mistaken():
        assert post(shop, till, till.batch()).terminal == till.name


def test_nothing_that_central_says_may_be_kept(shop: Central) -> None:
    """Pages and refusals alike: their addresses are the same for every terminal."""
    till = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug")))
    key = admin_key(shop).read_text().strip()
    wrong = EnrolRequest("no such code", "ab" * 32, "till", "test")
    with serving(shop) as url:
        caller = Caller(url, till, shop)
        info = caller.get(paths.SNAPSHOT).json()
        bearer = {"Authorization": f"Bearer {key}"}
        answers = [
            caller.post(paths.JOURNAL, till.batch()),
            caller.get(paths.HANDSHAKE),
            caller.get(f"{paths.FEED}?timeline=x"),
            caller.get(paths.SNAPSHOT),
            caller.get(paths.SNAPSHOT_FILE.replace("{name}", info["name"])),
            caller.get("/v1/nothing"),
            caller.post(paths.JOURNAL, {"epoch": "one"}),
            httpx.get(url + paths.FEED),
            httpx.get(url + "/v1/nothing"),
            httpx.get(url + "/v1/admin/terminals", headers=bearer),
            httpx.get(url + "/v1/admin/terminals"),
            httpx.post(url + paths.ENROL, content=encode(wrong)),
            httpx.post(url + paths.JOURNAL, headers={"Endcap-Auth": "x"}, content=b"{}"),
        ]
        with httpx.stream(
            "GET", url + paths.EVENTS, headers=caller.headers("GET", paths.EVENTS)
        ) as on:
            answers.append(on)
    assert {x.status_code for x in answers} >= {200, 400, 401, 404, 409}
    for answer in answers:
        assert answer.headers.get_list("cache-control") == ["no-store"], answer.url


def test_older_terminals_read_it_and_newer_ones_older_centrals(shop: Central) -> None:
    """What a terminal before these fields knows of a page, and what one after makes of such."""

    class OldPage(msgspec.Struct):
        timeline: str
        cursor: int
        more: bool = False

    till = enrolled(shop, "S1", "till")
    with serving(shop) as url:
        answer = Caller(url, till, shop).get(f"{paths.FEED}?timeline={shop.timeline}&after=2")
    assert decode(answer.content, OldPage).cursor >= 2
    told = answer.json()
    for field in ("after", "terminal", "store"):
        del told[field]
    old = decode(msgspec.json.encode(told), FeedPage)
    assert (old.after, old.terminal, old.store) == (None, "", "")
