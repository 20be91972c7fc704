"""Whatever one terminal sends, faulty or stolen, `endcap central verify` keeps its verdict.

One that is never sound again would let no backup count, and no terminal prune, for ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from shop.domain.entry import SealedEntry, body_hash
from shop.domain.facts import HandedOver, LineQuantity, OrderPlaced, Proof, StockAdjusted
from shop.domain.order import Order, OrderState
from sync.central import orders, tables
from sync.central.core import Central
from sync.central.fold_check import check_folds
from sync.central.signature_audit import audit
from sync.central.verify import verify
from sync.protocol.messages import Batch, BatchAnswer
from tests.central_shop import Terminal, enrolled, item, sale
from tests.unit.sync.central.test_folds import offline_order
from tests.unit.sync.central.test_folds import placed as ordered
from tests.unit.sync.central.test_ledger import on_hand, post

WRONG = "00" * 64


def resealed(till: Terminal, **changes: Any) -> SealedEntry:
    """Its last entry with other fields, properly hashed and signed."""
    body = json.loads(till.entries.pop().body) | changes
    return till.add(json.dumps(body, separators=(",", ":")))


def sold(till: Terminal, count: int) -> None:
    for _ in range(count):
        till.seal(sale(f"R{len(till.entries)}", item("mug")))


def codes(answer: BatchAnswer) -> list[str]:
    return [note.code for note in answer.held]


def must_be_sound(shop: Central) -> None:
    while audit(shop):
        pass
    found = verify(shop)
    assert found.sound, found.faults
    folds = check_folds(shop.database)
    assert folds.sound, folds.differences


# -- links ---------------------------------------------------------------------------------------


def test_a_link_is_checked_behind_a_known_entry_too(shop: Central, till: Terminal) -> None:
    sold(till, 4)
    post(shop, till, till.batch())
    sold(till, 1)
    bad = resealed(till, prev="ab" * 32)
    assert codes(post(shop, till, till.batch(3))) == ["chain_broken"]
    assert on_hand(shop) == 6
    sold(till, 1)
    assert post(shop, till, till.batch(5)).head.seq == 6
    assert on_hand(shop) == 5, "what follows it by its hash counts"
    assert bad.hash in till.entries[5].body
    must_be_sound(shop)


def test_a_first_entry_follows_nothing(shop: Central, till: Terminal) -> None:
    sold(till, 1)
    resealed(till, prev="cd" * 32)
    sold(till, 1)
    answer = post(shop, till, till.batch())
    assert (codes(answer), answer.head, on_hand(shop)) == (["chain_broken"], till.head, 9)
    must_be_sound(shop)


def test_a_link_that_is_none_is_held(shop: Central, till: Terminal) -> None:
    sold(till, 2)
    resealed(till, prev="")
    assert codes(post(shop, till, till.batch(0, 1))) == []
    assert codes(post(shop, till, till.batch(1, 2))) == ["chain_broken"]
    must_be_sound(shop)


def test_a_clone_is_not_spliced_in_behind_a_held_entry(shop: Central, till: Terminal) -> None:
    """Its parent is asked for, and then both branches stay."""
    sold(till, 2)
    twin = till.copy()
    till.seal(sale("R3", item("mug")))
    resealed(till, kind="of_the_future")
    assert codes(post(shop, till, till.batch())) == ["kind_unknown"]
    sold(twin, 2)
    assert post(shop, twin, twin.batch(3)).outcome == "gap"
    assert post(shop, twin, twin.batch(1)).outcome == "fork"
    assert on_hand(shop) == 6
    must_be_sound(shop)


def test_an_entry_out_of_its_place_keeps_its_id_from_nobody(shop: Central, till: Terminal) -> None:
    sold(till, 6)
    post(shop, till, till.batch(0, 3))
    jumped = Batch(1, (till.entries[2], till.entries[5]))
    assert codes(post(shop, till, jumped)) == ["seq_mismatch"]
    assert codes(post(shop, till, till.batch(3))) == []
    assert on_hand(shop) == 4
    must_be_sound(shop)


def test_another_terminals_id_is_not_taken_from_it(shop: Central, till: Terminal) -> None:
    other = enrolled(shop, "S1", "till")
    sold(other, 1)
    till.add(other.entries[0].body)
    assert codes(post(shop, till, till.batch())) == ["identity_mismatch"]
    assert codes(post(shop, other, other.batch())) == []
    assert on_hand(shop) == 9
    must_be_sound(shop)


# -- signatures ----------------------------------------------------------------------------------


def test_a_wrong_signature_that_a_person_was_told_of(shop: Central, till: Terminal) -> None:
    sold(till, 5)
    entries = [
        replace(x, signature=WRONG) if at in (1, 2) else x for at, x in enumerate(till.entries)
    ]
    assert codes(post(shop, till, Batch(1, tuple(entries)))) == []
    assert not verify(shop).sound, "nobody was told yet"
    must_be_sound(shop)
    assert [(x.seq, x.code, x.vouched) for x in verify(shop).faults] == [
        (2, "signature_invalid", True),
        (3, "signature_invalid", True),
    ]


def test_a_signature_that_was_changed_here_is_still_a_fault(shop: Central, till: Terminal) -> None:
    sold(till, 3)
    post(shop, till, till.batch())
    must_be_sound(shop)
    with shop.database.write() as connection:
        these = update(tables.ledger).where(tables.ledger.c.seq == 2)
        connection.execute(these.values(signature=WRONG))
    assert not verify(shop).sound


def test_nobody_vouches_across_a_broken_link(shop: Central, till: Terminal) -> None:
    """Told or not: a signed entry that does not name it says nothing of it."""
    sold(till, 3)
    wrong = replace(till.entries[1], signature=WRONG)
    post(shop, till, Batch(1, (till.entries[0], wrong, till.entries[2])))
    must_be_sound(shop)
    column = tables.ledger.c
    with shop.database.write() as connection:
        forged = till.entries[1].body.replace('"staff":"anna"', '"staff":"mara"')
        values = {"body": forged.encode(), "hash": body_hash(forged)}
        connection.execute(update(tables.ledger).where(column.seq == 2).values(**values))
    assert not verify(shop).sound


# -- what nobody could add up again --------------------------------------------------------------


def hand_over(order: Order, quantity: str, sku: str = "") -> HandedOver:
    line = order.lines[0]
    lines = (LineQuantity(line.line_id, sku or line.sku, Decimal(quantity)),)
    return HandedOver(order.order, lines, "H", Proof.ORDER_NUMBER)


def test_other_goods_than_the_orders_are_not_handed_over(shop: Central, till: Terminal) -> None:
    order = ordered(shop)
    till.seal(hand_over(order, "1", "tea"))
    assert codes(post(shop, till, till.batch())) == ["line_unknown"]
    must_be_sound(shop)


def test_sums_that_no_column_holds_are_not_made(shop: Central, till: Terminal) -> None:
    order = ordered(shop)
    for _ in range(3):
        till.seal(hand_over(order, "999999999999"))
    assert codes(post(shop, till, till.batch())) == ["figures_impossible"] * 2
    must_be_sound(shop)


def twice_one_line(order: Order) -> Order:
    return replace(order, lines=order.lines * 2)


def half_fetched(order: Order) -> Order:
    return replace(order, lines=(replace(order.lines[0], handed_over=Decimal(1)),))


def ended(order: Order) -> Order:
    return replace(order, state=OrderState.HANDED_OVER)


@pytest.mark.parametrize("spoil", [twice_one_line, half_fetched, ended])
def test_an_order_begins_at_its_beginning(
    shop: Central, till: Terminal, spoil: Callable[[Order], Order]
) -> None:
    order = spoil(offline_order())
    till.seal(OrderPlaced(order))
    assert codes(post(shop, till, till.batch())) == ["figures_impossible"]
    assert orders.find(shop, order.order) is None
    must_be_sound(shop)


def test_figures_of_before_do_not_stop_the_check(shop: Central, till: Terminal) -> None:
    """What an older central folded all the same is told, and the rest is looked at."""
    order = ordered(shop)
    with shop.database.write() as connection:
        column = tables.orders.c
        text = connection.execute(select(column.value)).scalar_one()
        huge = text.replace('"handed_over":"0"', '"handed_over":"2000000000000000"')
        assert huge != text
        connection.execute(update(tables.orders).values(value=huge))
    till.seal(StockAdjusted("mug", Decimal(1), "count"))
    post(shop, till, till.batch())
    found = check_folds(shop.database)
    assert not found.sound
    assert f"order {order.order}" in {x.name for x in found.differences}
