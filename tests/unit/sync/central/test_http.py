"""Central over a real socket: signatures, deny rules, snapshot, events, web shop."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from backports import zstd
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from shop.domain.order import Order, OrderState
from shop.domain.order_code import new_order_code
from sync.central import enrolment, feed
from sync.central.core import Central, new_api_key
from sync.central.events import LOOK
from sync.protocol import paths
from sync.protocol.auth import HEADER
from sync.protocol.codec import decode, encode
from sync.protocol.messages import (
    AuthoriseReturn,
    Batch,
    BatchAnswer,
    EnrolRequest,
    FeedPage,
    Handshake,
    PlaceOrder,
    PlaceOrderAnswer,
    PurchaseAnswer,
    SnapshotInfo,
    StockAnswer,
    StockQuestion,
)
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled, item, refund, sale


@pytest.fixture
def url(shop: Central) -> Iterator[str]:
    with serving(shop) as address:
        yield address


@pytest.fixture
def caller(url: str, shop: Central, till: Terminal) -> Caller:
    return Caller(url, till, shop)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def wish(sku: str = "mug", quantity: int = 1, store: str = "S1", code: str = "") -> PlaceOrder:
    lines = ((sku, Decimal(quantity)),)
    return PlaceOrder(code or new_order_code(), store, "Eve", "+36 1 555", "en", "at_till", lines)


def test_a_batch_travels_packed_and_signed(caller: Caller, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 2)))
    body = zstd.compress(encode(till.batch()), 3)
    headers = caller.headers("POST", paths.JOURNAL, body) | {"Content-Encoding": "zstd"}
    got = httpx.post(caller.url + paths.JOURNAL, content=body, headers=headers)
    assert decode(got.content, BatchAnswer).head == till.head
    hands = decode(caller.get(paths.HANDSHAKE).content, Handshake)
    assert (hands.head, hands.heads, hands.forked) == (till.head, (till.head,), False)
    own = caller.get(f"{paths.JOURNAL}?epoch=1&after=0&limit=10").json()
    assert own["entries"][0]["body"] == till.entries[0].body
    figures = decode(caller.post(paths.STOCK, StockQuestion(("mug",))).content, StockAnswer)
    assert {(x.store, int(x.on_hand)) for x in figures.figures} == {
        ("S1", 8),
        ("S2", 10),
        ("S3", 10),
    }


def test_own_entries_travel_packed_to_who_takes_them_so(caller: Caller, till: Terminal) -> None:
    """A self-heal over a slow line is of thousands of entries that are much alike."""
    for n in range(50):
        till.seal(sale(f"R{n}", item("mug", 1)))
    caller.post(paths.JOURNAL, till.batch())
    target = f"{paths.JOURNAL}?epoch=1&after=0&limit=500"
    plain = caller.get(target)
    packed = caller.get(target, **{"Accept-Encoding": "zstd"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "zstd"
    assert packed.headers["vary"] == "Accept-Encoding"
    body = packed.content
    assert zstd.decompress(body) == plain.content
    assert len(decode(plain.content, Batch).entries) == 50
    assert 2 * len(body) < len(plain.content)


def test_a_truncated_or_swollen_body_is_refused(caller: Caller, till: Terminal) -> None:
    whole = zstd.compress(encode(till.batch()), 3)
    for body, code in ((whole[:-3], 400), (b"<html>", 400), (zstd.compress(b"0" * 2**26), 413)):
        headers = caller.headers("POST", paths.JOURNAL, body) | {"Content-Encoding": "zstd"}
        got = httpx.post(caller.url + paths.JOURNAL, content=body, headers=headers)
        assert got.status_code == code


def test_who_may_not_come_in(caller: Caller, shop: Central) -> None:
    target = paths.HANDSHAKE
    good = caller.headers("GET", target)
    stamp = int(shop.now().timestamp())
    denied = {
        "auth_missing": {},
        "auth_malformed": {HEADER: "v1 nonsense"},
        "auth_signature": {HEADER: good[HEADER][:-2] + "ff"},
        "auth_clock": caller.headers("GET", target, stamp=stamp - 400),
        "auth_unknown": {HEADER: good[HEADER].replace("T0001", "T0404")},
    }
    for code, headers in denied.items():
        assert code_of(httpx.get(caller.url + target, headers=headers)) == (401, code)
    assert httpx.get(caller.url + target, headers=good).status_code == 200
    assert code_of(httpx.get(caller.url + target, headers=good)) == (401, "auth_replayed")
    other = caller.headers("GET", paths.SNAPSHOT)
    assert code_of(httpx.get(caller.url + target, headers=other)) == (401, "auth_signature")


def test_a_revoked_terminal_may_only_bring_what_it_sealed(
    caller: Caller, shop: Central, till: Terminal
) -> None:
    admin = {"Authorization": f"Bearer {new_api_key(shop, 'boss', 'admin')}"}
    till.seal(sale("R1", item("mug")))
    gone = httpx.post(f"{caller.url}/v1/admin/terminals/{till.name}/revoke", headers=admin)
    assert gone.status_code == 204
    assert caller.post(paths.JOURNAL, till.batch()).status_code == 200
    for target in (paths.SNAPSHOT, f"{paths.FEED}?timeline=x&after=0", f"{paths.PURCHASE}?order=x"):
        assert code_of(caller.get(target)) == (403, "terminal_revoked")
    assert code_of(caller.post(paths.ORDERS, wish())) == (403, "terminal_revoked")
    assert code_of(caller.get(paths.EVENTS)) == (403, "terminal_revoked")


@pytest.mark.parametrize("known", [False, True])
def test_a_former_epoch_is_told_so_and_nothing_else(
    caller: Caller, shop: Central, till: Terminal, known: bool
) -> None:
    """Nobody took it out of service: it was enrolled again elsewhere."""
    if known:  # its key is remembered as current for some seconds
        assert caller.get(paths.HANDSHAKE).status_code == 200
    code = enrolment.new_code(shop, store="S1", face="till", terminal=till.name)
    enrolment.enrol(shop, EnrolRequest(code, "ab" * 32, "till", "test"))
    assert code_of(caller.get(paths.EVENTS)) == (403, "epoch_old")
    if not known:
        assert code_of(caller.get(paths.SNAPSHOT)) == (403, "epoch_old")


def test_the_feed_tells_a_store_what_concerns_it(
    caller: Caller, shop: Central, till: Terminal
) -> None:
    first = caller.get(f"{paths.FEED}?timeline={shop.timeline}&after=0&limit=1000").content
    page = decode(first, FeedPage)
    assert not page.more
    assert {x.store for x in page.changes if x.topic == "settings"} == {"S1"}
    assert {x.store for x in page.changes if x.topic == "stock"} == {"S1", "S2", "S3"}
    caller.post(paths.ORDERS, wish(store="S3"))
    later = caller.get(f"{paths.FEED}?timeline={shop.timeline}&after={page.cursor}").content
    news = decode(later, FeedPage)
    assert [x.topic for x in news.changes] == ["stock"]
    assert news.cursor == page.cursor + 2
    for timeline, after in (("other", 0), (shop.timeline, 10**6)):
        lost = caller.get(f"{paths.FEED}?timeline={timeline}&after={after}").content
        assert decode(lost, FeedPage).snapshot_needed


def test_a_snapshot_is_whole_resumable_and_private(
    caller: Caller, url: str, shop: Central, tmp_path: Path
) -> None:
    info = decode(caller.get(paths.SNAPSHOT).content, SnapshotInfo)
    target = paths.SNAPSHOT_FILE.format(name=info.name)
    whole = caller.get(target).content
    rest = caller.get(target, Range="bytes=100-")
    assert rest.status_code == 206
    assert whole[100:] == rest.content
    assert rest.headers["content-range"] == f"bytes 100-{info.size - 1}/{info.size}"
    assert caller.get(target, Range=f"bytes={info.size}-").status_code == 416
    assert (len(whole), hashlib.sha256(whole).hexdigest()) == (info.size, info.sha256)
    raw = zstd.decompress(whole)
    assert (len(raw), hashlib.sha256(raw).hexdigest()) == (info.raw_size, info.raw_sha256)
    (tmp_path / "replica.db").write_bytes(raw)
    replica = sqlite3.connect(tmp_path / "replica.db")
    assert replica.execute("SELECT count(*) FROM product").fetchone() == (3,)
    replica.close()
    stranger = Caller(url, enrolled(shop, "S2", "till"), shop)
    assert stranger.get(target).status_code == 404


def test_an_order_is_priced_held_and_idempotent(caller: Caller, shop: Central) -> None:
    ask = wish("tea", 9)
    placed = decode(caller.post(paths.ORDERS, ask).content, PlaceOrderAnswer)
    assert placed.order.total.minor == 4500
    assert placed.order.lines[0].gtins == (4000000000001,)
    assert placed.slip.startswith("OR1")
    again = decode(caller.post(paths.ORDERS, ask).content, PlaceOrderAnswer)
    assert again == placed
    refused = caller.post(paths.ORDERS, wish("tea", 2))
    assert code_of(refused) == (409, "out_of_stock")
    assert refused.json()["data"] == {"sku": "tea", "available": "1"}
    other = wish("pot", 1, code=ask.order)
    assert code_of(caller.post(paths.ORDERS, other)) == (409, "order_code_taken")
    assert code_of(caller.post(paths.ORDERS, wish(store="S9"))) == (409, "store_unknown")
    assert code_of(caller.post(paths.ORDERS, wish("nothing"))) == (409, "sku_unknown")


def test_a_live_return_is_agreed_once_and_capped(caller: Caller, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 3)))
    caller.post(paths.JOURNAL, till.batch())

    def ask(name: str, amount: int) -> httpx.Response:
        wanted = AuthoriseReturn(name * 8, "R1", "", (("1", Decimal(amount)),))
        return caller.post(paths.RETURNS, wanted)

    assert ask("a", 2).status_code == 204
    assert ask("a", 2).status_code == 204
    assert code_of(ask("b", 2)) == (409, "return_over_sold")
    assert ask("c", 1).status_code == 204
    found = decode(caller.get(f"{paths.PURCHASE}?receipt=R1").content, PurchaseAnswer)
    assert found.lines[0].quantity == found.lines[0].returned == 3
    till.seal(refund("R2", "R1", "mug", 2, authorisation="a" * 8))
    caller.post(paths.JOURNAL, till.batch())
    found = decode(caller.get(f"{paths.PURCHASE}?receipt=R1").content, PurchaseAnswer)
    assert found.lines[0].returned == 3
    assert code_of(caller.get(f"{paths.PURCHASE}?receipt=RX")) == (409, "purchase_unknown")


def _of_a_sale(name: str, value: str, before: int) -> bool:
    """Beats come in every pause, and a slow start tells of what was there before, too."""
    return name == "stock" or (name == "more" and int(value) > before)


def test_listeners_hear_of_stock_and_more(shop: Central, caller: Caller, till: Terminal) -> None:
    heard: list[tuple[str, str]] = []
    ready, done = threading.Event(), threading.Event()
    with shop.database.read() as connection:
        before = feed.head(connection)

    def listen() -> None:
        target = f"{paths.EVENTS}?skus=mug"
        headers = caller.headers("GET", target)
        with httpx.stream("GET", caller.url + target, headers=headers, timeout=20) as stream:
            name = ""
            for line in stream.iter_lines():
                key, _, value = line.partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    if not heard or _of_a_sale(name, value, before):
                        heard.append((name, value))
                    ready.set()
                if len(heard) >= 3:
                    break
        done.set()

    thread = threading.Thread(target=listen)
    thread.start()
    assert ready.wait(10)
    till.seal(sale("R1", item("mug"), item("tea", line="2")))
    answer = decode(caller.post(paths.JOURNAL, till.batch()).content, BatchAnswer)
    assert done.wait(10)
    thread.join()
    assert [name for name, _ in heard] == ["beat", "stock", "more"]
    assert json.loads(heard[1][1])["on_hand"] == "9"
    assert heard[2][1] == str(answer.cursor)


@pytest.mark.allow_warnings("the database is away on purpose")
def test_a_stream_goes_on_after_the_database_was_away(
    shop: Central, caller: Caller, till: Terminal
) -> None:
    target = f"{paths.EVENTS}?skus=mug"
    headers = caller.headers("GET", target)
    with httpx.stream("GET", caller.url + target, headers=headers, timeout=20) as stream:
        lines = stream.iter_lines()
        next(line for line in lines if line == "event: beat")
        with shop.database.write() as connection:
            connection.execute(text("ALTER TABLE counter RENAME TO gone"))
            connection.execute(text("ALTER TABLE feed RENAME TO gone_feed"))
        time.sleep(2 * LOOK)
        with shop.database.write() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO counter"))
            connection.execute(text("ALTER TABLE gone_feed RENAME TO feed"))
        till.seal(sale("R1", item("mug")))
        caller.post(paths.JOURNAL, till.batch())
        assert "event: stock" in itertools.islice(lines, 30)


def test_streams_end_when_the_server_does(shop: Central, till: Terminal) -> None:
    with serving(shop) as address:
        caller = Caller(address, till, shop)
        headers = caller.headers("GET", paths.EVENTS)
        client = httpx.Client(timeout=20)
        request = client.build_request("GET", address + paths.EVENTS, headers=headers)
        stream = client.send(request, stream=True)
        chunks = stream.iter_bytes()
        assert next(chunks).startswith(b"event: beat")
    assert list(chunks) == []
    client.close()


def test_the_web_shop_orders_asks_and_reviews(url: str, shop: Central) -> None:
    key = {"Authorization": f"Bearer {new_api_key(shop, 'web', 'webshop')}"}
    ask = wish("pot", 4)
    placed = httpx.post(f"{url}/v1/shop/orders", content=encode(ask), headers=key)
    assert placed.status_code == 200
    left = httpx.get(f"{url}/v1/shop/availability?skus=pot&store=S1", headers=key).json()
    assert left == [{"store": "S1", "sku": "pot", "available": "6"}]
    order = decode(httpx.get(f"{url}/v1/shop/orders/{ask.order}", headers=key).content, Order)
    assert order.state is OrderState.PLACED
    unknown = httpx.get(f"{url}/v1/shop/orders/{new_order_code()}", headers=key)
    assert unknown.headers["content-type"] == "application/problem+json"
    assert (unknown.status_code, unknown.json()["code"]) == (404, "order_unknown")
    review = {"review": "w1", "product": "p-pot", "stars": 4, "text": "Pours well"}
    assert httpx.post(f"{url}/v1/shop/reviews", json=review, headers=key).status_code == 204
    wrong = review | {"review": "w2", "stars": 6}
    assert code_of(httpx.post(f"{url}/v1/shop/reviews", json=wrong, headers=key))[0] == 409
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        assert httpx.get(f"{url}/v1/shop/availability?skus=x", headers=headers).status_code == 401
    assert httpx.get(f"{url}/v1/ledger/summary", headers=key).status_code == 403


def test_enrolment_codes_are_for_one_use_within_a_quarter_of_an_hour(
    url: str, shop: Central
) -> None:
    def ask(code: str, key: str) -> httpx.Response:
        message = {"code": code, "public_key": key * 32, "face": "till", "version": "1"}
        return httpx.post(url + paths.ENROL, json=message)

    code = enrolment.new_code(shop, store="S1", face="till", name="Till 1")
    first = ask(code.lower().replace("-", " "), "aa")
    assert first.status_code == 200
    assert ask(code, "aa").json() == first.json()
    assert code_of(ask(code, "bb")) == (409, "code_used")
    late = enrolment.new_code(shop, store="S1", face="till")
    shop.now.__self__.move(minutes=16)  # type: ignore[attr-defined]
    assert code_of(ask(late, "cc")) == (409, "code_wrong_or_old")
    assert code_of(ask("00000-00000", "cc")) == (409, "code_wrong_or_old")


def test_the_api_describes_itself(url: str) -> None:
    document = httpx.get(f"{url}/openapi/openapi.json").json()
    assert paths.JOURNAL in document["paths"]
    page = httpx.get(f"{url}/openapi")
    assert page.status_code == 200
    assert "/v1/orders" in page.text
    assert code_of(httpx.get(f"{url}/nothing")) == (404, "not_found")
    assert code_of(httpx.post(url + paths.ENROL, content=b"{")) == (400, "request_malformed")


def test_a_database_that_is_away_says_come_again(
    caller: Caller, shop: Central, till: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.get(paths.HANDSHAKE)
    monkeypatch.setattr("sync.central.ledger.take", _away)
    answer = caller.post(paths.JOURNAL, till.batch())
    assert code_of(answer) == (503, "central_busy")
    assert answer.headers["retry-after"] == "2"


def _away(*_: object) -> None:
    raise OperationalError("SELECT", {}, Exception("gone"))
