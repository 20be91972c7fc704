"""A damaged copy that came first makes way for the true entry, and nobody prunes that one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from shop.domain.entry import Head, SealedEntry
from sync.central import backed, exceptions, tables
from sync.central.core import Central
from sync.central.devices import Device
from sync.central.fold_check import check_folds
from sync.central.inspector import inspect
from sync.central.terminals import handshake
from sync.central.verify import verify
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import Terminal, enrolled, item, refund, sale
from tests.unit.sync.central.test_ledger import entries, on_hand, post

Damage = Callable[[SealedEntry], SealedEntry]


def other_body(entry: SealedEntry) -> SealedEntry:
    return replace(entry, body=entry.body.replace('"staff":"anna"', '"staff":"annb"'))


def no_body(entry: SealedEntry) -> SealedEntry:
    return replace(entry, body=entry.body[:-9])


def other_signature(entry: SealedEntry) -> SealedEntry:
    return replace(entry, signature="0" * 128)


def capital_signature(entry: SealedEntry) -> SealedEntry:
    return replace(entry, signature=entry.signature.upper())


def no_hash(entry: SealedEntry) -> SealedEntry:
    return replace(entry, hash="zz")


def other_number(entry: SealedEntry) -> SealedEntry:
    return replace(entry, body=entry.body.replace('"seq":3,', '"seq":8,'))


def other_parent(entry: SealedEntry) -> SealedEntry:
    return replace(entry, body=entry.body.replace('"prev":"', '"prev":"f', 1))


DAMAGES: dict[str, tuple[Damage, str]] = {
    "body": (other_body, "hash_mismatch"),
    "torn": (no_body, "body_unreadable"),
    "signature": (other_signature, "signature_invalid"),
    "capitals": (capital_signature, "signature_invalid"),
    "hash": (no_hash, "hash_malformed"),
    "number": (other_number, "hash_mismatch"),
    "parent": (other_parent, "hash_mismatch"),
}


def sold(till: Terminal, count: int) -> None:
    for number in range(count):
        till.seal(sale(f"R{len(till.entries)}-{number}", item("mug")))


def kept(shop: Central) -> dict[int, tuple[str, bytes]]:
    column = tables.ledger.c
    with shop.database.read() as connection:
        rows = connection.execute(select(column.seq, column.held, column.body)).all()
    return {row.seq: (row.held or "", bytes(row.body)) for row in rows}


def damaged(till: Terminal, place: int, how: Damage) -> tuple[SealedEntry, ...]:
    return tuple(how(x) if at == place else x for at, x in enumerate(till.entries))


def codes(answer: BatchAnswer) -> list[str]:
    return [note.code for note in answer.held]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_true_entry_takes_the_place_of_its_copy(
    shop: Central, till: Terminal, damage: str
) -> None:
    how, code = DAMAGES[damage]
    sold(till, 4)
    copies = damaged(till, 2, how)
    first = post(shop, till, Batch(1, copies[:3]))
    assert (first.outcome, first.head.seq, codes(first)) == ("accepted", 3, [code])
    assert post(shop, till, Batch(1, copies[3:])).head == till.head
    assert on_hand(shop) == 7
    assert verify(shop).sound
    for _ in range(2):
        again = post(shop, till, till.batch())
        assert (again.outcome, again.head, codes(again)) == ("accepted", till.head, [])
    assert (on_hand(shop), entries(shop)) == (6, 4)
    assert kept(shop)[3] == ("", till.entries[2].body.encode())
    with shop.database.read() as connection:
        assert exceptions.listed(connection) == []
        (settled,) = exceptions.listed(connection, state="settled")
    assert (settled.cause, settled.note) == ("held", "the undamaged entry arrived")
    assert verify(shop).faults == ()
    assert check_folds(shop.database).sound


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_that_comes_alone_stops_nobody(shop: Central, till: Terminal, damage: str) -> None:
    how, _ = DAMAGES[damage]
    if damage == "number":
        return  # who says 8 after 2 is asked for those between
    sold(till, 5)
    copies = damaged(till, 2, how)
    for at, entry in enumerate(copies):
        answer = post(shop, till, Batch(1, (entry,)))
        assert (answer.outcome, answer.head.seq) == ("accepted", at + 1)
    assert on_hand(shop) == 6
    assert verify(shop).sound
    assert codes(post(shop, till, till.batch(2, 3))) == []
    assert on_hand(shop) == 5
    assert verify(shop).faults == ()


def test_a_copy_that_came_later_changes_nothing(shop: Central, till: Terminal) -> None:
    sold(till, 4)
    post(shop, till, till.batch())
    for how, _ in DAMAGES.values():
        answer = post(shop, till, Batch(1, damaged(till, 2, how)))
        assert (answer.outcome, answer.head) == ("accepted", till.head)
    assert entries(shop) == 4
    assert on_hand(shop) == 6


def test_a_true_entry_that_cannot_fold_is_held_for_that(shop: Central, till: Terminal) -> None:
    sold(till, 1)
    till.seal(sale("R", item("mug"), order="NONE"), entry="c" * 32)
    till.add(till.seal(sale("Q", item("mug"))).body.replace('"kind":"sale"', '"kind":"later"'))
    till.entries.pop(2)
    post(shop, till, Batch(1, damaged(till, 2, other_signature)))
    post(shop, till, till.batch())
    assert kept(shop)[3][0] == "kind_unknown"
    with shop.database.read() as connection:
        (told,) = exceptions.listed(connection)
    assert told.evidence["code"] == "kind_unknown"


def test_nobody_prunes_the_only_true_copy(shop: Central, till: Terminal) -> None:
    sold(till, 5)
    post(shop, till, Batch(1, damaged(till, 2, other_body)))
    (reach,) = backed.holding(shop.database).chains
    assert (reach.seq, reach.hash) == (2, till.entries[1].hash)
    backed.note(shop.database, backed.holding(shop.database))
    post(shop, till, till.batch())
    assert [x.seq for x in backed.holding(shop.database).chains] == [5]


def test_a_first_entry_that_is_damaged_holds_nothing_back(shop: Central, till: Terminal) -> None:
    sold(till, 2)
    post(shop, till, Batch(1, damaged(till, 0, other_body)))
    assert backed.holding(shop.database).chains == ()


def test_a_copy_is_healed_while_a_clone_forks_behind_it(shop: Central, till: Terminal) -> None:
    """A clone that has the true entry sends a branch of its own from there."""
    sold(till, 3)
    post(shop, till, Batch(1, damaged(till, 1, other_body)))
    twin = till.copy()
    twin.entries[2:] = []
    sold(twin, 2)
    assert post(shop, twin, twin.batch(1)).outcome == "fork"
    assert on_hand(shop) == 5
    assert verify(shop).faults == ()


def test_only_what_is_damaged_and_not_settled_is_asked_for(shop: Central, till: Terminal) -> None:
    other = enrolled(shop, "S1", "till")
    other.seal(sale("O", item("tea")))
    post(shop, other, Batch(1, damaged(other, 0, other_body)))
    sold(till, 4)
    copies = [*damaged(till, 1, other_body)]
    post(shop, till, Batch(1, tuple(copies)))
    assert wanted(shop, till) == [Head(1, 2, till.entries[1].hash)]
    sold(till, 1)
    till.add(till.entries.pop().body.replace('"kind":"sale"', '"kind":"later"'))
    post(shop, till, till.batch(4))
    assert [head.seq for head in wanted(shop, till)] == [2], "what is new is kept whole"
    with shop.database.write() as connection:
        for row in exceptions.listed(connection):
            if row.terminal == other.name:
                about = {"who": "mara", "note": "no hope", "now": shop.now()}
                exceptions.settle(connection, row.cause, row.subject, **about)  # type: ignore[arg-type]
    assert wanted(shop, other) == []
    post(shop, till, till.batch(1, 2))
    assert wanted(shop, till) == []


def wanted(shop: Central, till: Terminal) -> list[Head]:
    device = Device(till.name, till.store, "till", till.epoch, current=True, revoked=False)
    return list(handshake(shop, device).wanted)


def test_the_true_entry_settles_what_missed_it(shop: Central, till: Terminal) -> None:
    desk = enrolled(shop, "S1", "desk")
    till.seal(sale("R1", item("tea")))
    desk.seal(refund("R2", "R1", "tea"))
    post(shop, till, Batch(1, damaged(till, 0, other_body)))
    post(shop, desk, desk.batch())
    while inspect(shop):
        pass
    with shop.database.read() as connection:
        assert [x.cause for x in exceptions.listed(connection, cause="purchase_missing")]
    post(shop, till, till.batch())
    with shop.database.read() as connection:
        assert exceptions.listed(connection, cause="purchase_missing") == []
