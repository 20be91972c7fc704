"""Passing trouble holds nothing, and what was held can be folded once it is understood."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import TimeoutError as PoolTimeout

from endcap.cli import main
from shop.domain import facts
from shop.domain.facts import HandedOver, LineQuantity, OrderPlaced, Proof, StockAdjusted
from sync.central import database, effects_store, exceptions, group_commit
from sync.central.core import Central, admin_key, open_central
from sync.central.fold_check import check_folds
from sync.central.inspector import inspect
from sync.central.ledger import Upload
from sync.central.refold import refold
from sync.central.verify import verify
from sync.protocol.messages import BatchAnswer
from tests.central_server import serving
from tests.central_shop import Terminal, enrolled, item, open_shop, refund, sale
from tests.unit.sync.central.test_folds import figure, offline_order
from tests.unit.sync.central.test_ledger import on_hand, post

REAL = effects_store.write


@contextmanager
def mistaken(times: int = 10**9, error: type[Exception] = AssertionError) -> Iterator[None]:
    """Our own program falls over a mug, so many times."""
    left = [times]

    def write(connection: Connection, effects: Any, *more: Any, **other: Any) -> Any:
        if ("S1", "mug") in effects.stock and left[0]:
            left[0] -= 1
            raise error("ours")
        return REAL(connection, effects, *more, **other)

    with patch.object(effects_store, "write", write):
        yield


def held(shop: Central) -> list[str]:
    with shop.database.read() as connection:
        return [x.evidence["code"] for x in exceptions.listed(connection, cause="held")]


def must_be_sound(shop: Central) -> None:
    assert verify(shop).sound
    assert check_folds(shop.database).sound


# -- passing trouble ---------------------------------------------------------------------------


def test_without_a_connection_to_be_had_nothing_is_held(central_url: str, tmp_path: Any) -> None:
    """All were lent to others: a good sale was held for ever, and nobody folded it again."""
    with patch.object(database, "WAIT", 1.0):
        shop = open_central(tmp_path / "waiting", central_url)
    try:
        open_shop(shop)
        till = enrolled(shop, "S1", "till")
        till.seal(sale("R1", item("mug")))
        others, go = threading.Barrier(database.READERS + 1), threading.Event()

        def lend() -> None:
            with shop.database.read():
                others.wait(30)
                go.wait(30)

        with ThreadPoolExecutor(database.READERS) as crowd:
            for _ in range(database.READERS):
                crowd.submit(lend)
            others.wait(30)
            upload, other = Upload(till.name, till.batch()), Upload("T9", till.batch())
            answers = group_commit.post_all(shop.database, [upload, other], shop.now())
            go.set()
        assert all(isinstance(x, PoolTimeout) for x in answers)
        assert post(shop, till, till.batch()).held == ()
        assert on_hand(shop) == 9
    finally:
        shop.close()


@pytest.mark.parametrize("error", [MemoryError, PoolTimeout])
def test_trouble_of_the_machine_is_no_mistake_of_the_entry(
    shop: Central, till: Terminal, error: type[Exception]
) -> None:
    till.seal(sale("R1", item("mug")))
    with mistaken(error=error), pytest.raises(error):
        post(shop, till, till.batch())
    assert post(shop, till, till.batch()).held == ()
    assert on_hand(shop) == 9


def test_one_mistake_alone_holds_nothing(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug")))
    with mistaken(2):  # the batch, and once alone
        assert post(shop, till, till.batch()).held == ()
    assert on_hand(shop) == 9


# -- folded after all --------------------------------------------------------------------------


def test_a_mended_mistake_counts(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug")))
    till.seal(sale("R2", item("tea")))
    with mistaken():
        assert [x.code for x in post(shop, till, till.batch()).held] == ["fold_failed"]
        assert refold(shop).left == 1
    assert held(shop) == ["fold_failed"]
    for expected in ((1, 0), (0, 0)):
        done = refold(shop)
        assert (done.folded, done.left, done.last) == (*expected, "")
    assert (on_hand(shop), on_hand(shop, sku="tea"), held(shop)) == (9, 9, [])
    with shop.database.read() as connection:
        (settled,) = exceptions.listed(connection, state="settled")
    assert (settled.settled_by, settled.note) == ("central", "it could be used after all")
    must_be_sound(shop)


def test_a_kind_of_the_future_counts_after_the_update(shop: Central, till: Terminal) -> None:
    with patch.dict(facts.FACTS):
        del facts.FACTS["stock_adjusted"]
        till.seal(StockAdjusted("mug", Decimal(-3), "counted"))
        with (
            patch("sync.central.light._LIGHT", ()),
            patch("sync.central.ledger.vouched", return_value=None),
        ):
            assert [x.code for x in post(shop, till, till.batch()).held] == ["kind_unknown"]
        assert refold(shop).left == 1
    assert refold(shop).folded == 1
    assert on_hand(shop) == 7
    must_be_sound(shop)


def test_what_counts_late_is_looked_at_like_the_rest(shop: Central, till: Terminal) -> None:
    """Its refund had come and was told, for central had no such sale; its sums are wrong too."""
    desk = enrolled(shop, "S1", "desk")
    whole = sale("R1", item("mug"))
    till.seal(replace(whole, items=(item("mug", 2),)))
    desk.seal(refund("R2", "R1", "tea"))
    with mistaken():
        post(shop, till, till.batch())
    post(shop, desk, desk.batch())
    while inspect(shop):
        pass
    assert "purchase_missing" in causes(shop)
    refold(shop)
    assert "purchase_missing" not in causes(shop)
    assert "sums_differ" in causes(shop)


def causes(shop: Central) -> set[str]:
    with shop.database.read() as connection:
        return {x.cause for x in exceptions.listed(connection)}


def test_an_order_that_folds_brings_along_who_waits_for_it(shop: Central, till: Terminal) -> None:
    order = offline_order()
    kiosk = enrolled(shop, "S1", "kiosk")
    kiosk.seal(OrderPlaced(order))
    till.seal(
        HandedOver(order.order, (LineQuantity("1", "mug", Decimal(2)),), "H", Proof.ORDER_SLIP)
    )
    with mistaken():
        post(shop, kiosk, kiosk.batch())
    assert [x.code for x in post(shop, till, till.batch()).held] == ["order_unknown"]
    assert sum(refold(shop).folded for _ in range(2)) >= 1
    assert held(shop) == []
    assert figure(shop) == (8, 0)
    must_be_sound(shop)


def test_what_is_not_authentic_or_not_in_its_place_never_counts(
    shop: Central, till: Terminal
) -> None:
    body = till.seal(sale("R1", item("mug"))).body
    till.entries.clear()
    for change in ({"terminal": "T9999"}, {"id": "short"}, {"prev": "ab" * 32}):
        fields = {
            "seq": till.head.seq + 1,
            "prev": till.head.hash,
            "id": f"{len(till.entries):032x}",
        }
        till.add(json.dumps(json.loads(body) | fields | change))
    assert len(post(shop, till, till.batch()).held) == 3
    assert refold(shop).folded == refold(shop).left == 0
    assert on_hand(shop) == 10


def test_many_are_folded_in_parts_and_each_once(shop: Central, till: Terminal) -> None:
    for number in range(7):
        till.seal(sale(f"R{number}", item("mug")))
    with mistaken():
        post(shop, till, till.batch())
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: refold(shop), range(2)))
    assert (on_hand(shop), held(shop)) == (3, [])
    with mistaken():
        for number in range(5):
            till.seal(sale(f"Q{number}", item("mug")))
        post(shop, till, till.batch(7))
    last, parts = "", 0
    while parts == 0 or last:
        last, parts = refold(shop, last, 2).last, parts + 1
    assert (parts, held(shop)) == (3, [])
    must_be_sound(shop)


@pytest.mark.parametrize("runs", [True, False])
def test_the_command(sqlite_shop: Central, runs: bool, capsys: pytest.CaptureFixture[str]) -> None:
    shop = sqlite_shop
    till = enrolled(shop, "S1", "till")
    for number in range(3):
        till.seal(sale(f"R{number}", item("mug")))
    with mistaken():
        answer = post(shop, till, till.batch())
        assert isinstance(answer, BatchAnswer)
    admin_key(shop)
    words = ["central", "refold", "--data", str(shop.folder)]
    if runs:
        from sync.central.folder_lock import FolderLock

        with FolderLock(shop.folder), serving(shop) as url:
            assert main([*words, "--url", url]) == 0
    else:
        assert main(words) == 0
    assert capsys.readouterr().out == "3 held entries count now\n"
    assert on_hand(shop) == 7
