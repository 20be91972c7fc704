"""The ledger takes every entry once, keeps bad ones raw and both sides of a fork."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from shop.domain.entry import GENESIS, Head, SealedEntry
from shop.errors import Conflict
from sync.central import exceptions, ledger, stock, tables
from sync.central.core import Central
from sync.central.summary import chains
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import Terminal, item, sale


def post(shop: Central, till: Terminal, batch: Batch) -> BatchAnswer:
    return ledger.post(shop.database, till.name, batch, shop.now())


def on_hand(shop: Central, store: str = "S1", sku: str = "mug") -> int:
    with shop.database.read() as connection:
        figures = stock.figures(connection, [sku], [store])
    return int(figures[0].on_hand)


def causes(shop: Central) -> list[tuple[str, str]]:
    with shop.database.read() as connection:
        return [(x.cause, x.evidence.get("code", "")) for x in exceptions.listed(connection)]


def entries(shop: Central) -> int:
    with shop.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.ledger)).scalar_one())


def test_a_sale_moves_stock_once_however_often_it_comes(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 2)))
    answers = [post(shop, till, till.batch()) for _ in range(3)]
    assert {answer.outcome for answer in answers} == {"accepted"}
    assert {answer.head for answer in answers} == {till.head}
    assert on_hand(shop) == 8
    assert entries(shop) == 1


def test_an_empty_batch_tells_the_head(shop: Central, till: Terminal) -> None:
    assert post(shop, till, till.batch()).head == Head(1, 0, GENESIS)


def test_a_gap_is_not_stored_and_says_where_to_go_on(shop: Central, till: Terminal) -> None:
    for number in range(9):
        till.seal(sale(f"R{number}", item("mug")))
    post(shop, till, till.batch(0, 5))
    answer = post(shop, till, till.batch(7))
    assert answer.outcome == "gap"
    assert answer.head.seq == 5
    assert answer.head.hash == till.entries[4].hash
    assert entries(shop) == 5
    assert post(shop, till, till.batch(answer.head.seq)).head == till.head
    assert on_hand(shop) == 1


def test_overlapping_batches_are_one_chain(shop: Central, till: Terminal) -> None:
    for number in range(5):
        till.seal(sale(f"R{number}", item("mug")))
    post(shop, till, till.batch(0, 3))
    post(shop, till, till.batch(1, 5))
    assert entries(shop) == 5
    assert on_hand(shop) == 5


def test_both_branches_of_a_clone_stay_and_it_is_flagged(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug")))
    twin = till.copy()
    till.seal(sale("R2", item("mug")))
    till.seal(sale("R3", item("mug")))
    twin.seal(sale("R2", item("tea")))
    post(shop, till, till.batch())
    answer = post(shop, twin, twin.batch(1))
    assert answer.outcome == "fork"
    assert answer.head == twin.head
    assert (on_hand(shop), on_hand(shop, sku="tea")) == (7, 9)
    twin.seal(sale("R4", item("tea")))
    assert post(shop, twin, twin.batch(2)).outcome == "fork"
    assert post(shop, till, till.batch()).outcome == "accepted"
    heads = {(x.branch, x.seq, x.hash, x.forked) for x in chains(shop)}
    assert heads == {(0, 3, till.head.hash, True), (1, 3, twin.head.hash, True)}
    assert [cause for cause, _ in causes(shop)] == ["fork"]


def test_a_clone_that_asks_from_the_wrong_place_finds_the_fork(
    shop: Central, till: Terminal
) -> None:
    for number in range(8):
        till.seal(sale(f"R{number}", item("mug")))
    twin = till.copy()
    twin.entries[3:] = []
    for number in range(4, 10):
        twin.seal(sale(f"Q{number}", item("tea")))
    post(shop, till, till.batch())
    start, seen = 8, 0
    for _ in range(8):
        answer = post(shop, twin, twin.batch(start, start + 4))
        seen += answer.outcome == "gap"
        start = answer.head.seq
        if answer.head == twin.head:
            break
    assert answer.head == twin.head
    assert seen
    assert on_hand(shop, sku="tea") == 4


def test_a_bad_entry_is_held_raw_and_blocks_nothing(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug")))
    poison = till.add('{"not": "an entry"')
    good = json.loads(till.entries[0].body)
    good |= {"id": "f" * 32, "seq": 3, "prev": poison.hash}
    till.add(json.dumps(good))
    till.seal(sale("R4", item("mug")))
    answer = post(shop, till, till.batch())
    assert answer.outcome == "accepted"
    assert answer.head == till.head
    assert [note.code for note in answer.held] == ["body_unreadable"]
    assert causes(shop) == [("held", "body_unreadable")]
    assert on_hand(shop) == 7
    with shop.database.read() as connection:
        column = tables.ledger.c
        body = connection.execute(select(column.body).where(column.seq == 2)).scalar_one()
    assert bytes(body).decode() == poison.body


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "teleported"}, "kind_unknown"),
        ({"payload": {"receipt": 7}}, "payload_unreadable"),
        ({"terminal": "T9999"}, "identity_mismatch"),
        ({"epoch": 9}, "identity_mismatch"),
        ({"id": "short"}, "id_malformed"),
        ({"at": "2026-11-21T09:00:00"}, "time_without_zone"),
    ],
)
def test_what_cannot_fold_is_held(
    shop: Central, till: Terminal, change: dict[str, object], code: str
) -> None:
    sealed = till.seal(sale("R1", item("mug")))
    till.entries.clear()
    till.add(json.dumps(json.loads(sealed.body) | change))
    till.seal(sale("R2", item("mug")))
    answer = post(shop, till, till.batch())
    assert [note.code for note in answer.held] == [code]
    assert on_hand(shop) == 9


def test_impossible_figures_are_held(shop: Central, till: Terminal) -> None:
    body = till.seal(sale("R1", item("mug", 2))).body
    till.entries.clear()
    till.add(body.replace('"quantity":"2"', '"quantity":"1E+30"'))
    till.seal(sale("R2", item("mug\x00", 2)))
    answer = post(shop, till, till.batch())
    assert [note.code for note in answer.held] == ["figures_impossible"] * 2
    assert on_hand(shop) == 10


def test_a_changed_body_is_not_believed(shop: Central, till: Terminal) -> None:
    sealed = till.seal(sale("R1", item("mug")))
    till.seal(sale("R2", item("mug")))
    forged = SealedEntry(sealed.body.replace("R1", "RX"), sealed.hash, sealed.signature)
    answer = post(shop, till, Batch(1, (forged, till.entries[1])))
    assert [note.code for note in answer.held] == ["hash_mismatch"]
    assert on_hand(shop) == 9


def test_a_strangers_signature_is_not_believed(shop: Central, till: Terminal) -> None:
    sealed = till.seal(sale("R1", item("mug")))
    wrong = SealedEntry(sealed.body, sealed.hash, "00" * 64)
    assert [x.code for x in post(shop, till, Batch(1, (wrong,))).held] == ["signature_invalid"]
    assert on_hand(shop) == 10


def test_an_id_names_one_entry_for_ever(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug")), entry="a" * 32)
    till.seal(sale("R2", item("mug")), entry="a" * 32)
    assert [x.code for x in post(shop, till, till.batch()).held] == ["id_reused"]
    assert on_hand(shop) == 9


def test_selling_what_the_ledger_never_had_asks_for_a_count(shop: Central, till: Terminal) -> None:
    till.seal(sale("R1", item("mug", 12)))
    assert post(shop, till, till.batch()).held == ()
    assert on_hand(shop) == -2
    assert [cause for cause, _ in causes(shop)] == ["oversell"]


def test_an_epoch_nobody_enrolled_is_refused(shop: Central, till: Terminal) -> None:
    till.epoch = 2
    till.seal(sale("R1", item("mug")))
    with pytest.raises(Conflict, match="epoch_unknown"):
        post(shop, till, till.batch())
