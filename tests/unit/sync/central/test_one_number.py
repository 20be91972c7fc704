"""Two purchases with one receipt number, as a copied terminal makes them: each is found by its own
paper, and neither buyer takes what the other bought (I7)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from threading import Barrier

import pytest

from shop.domain.entry import entry_tag
from shop.errors import Conflict
from sync.central import exceptions, ledger, returns
from sync.central.core import Central
from sync.central.devices import Device
from sync.central.exceptions import ExceptionRow
from sync.central.fold_check import check_folds
from sync.central.snapshots import everything
from sync.protocol.entry_body import read_envelope
from sync.protocol.messages import AuthoriseReturn, PurchaseAnswer
from tests.central_shop import PRICE, Terminal, item, refund, sale

R = "T1-1-000003"


def tag_of(till: Terminal) -> str:
    """Of the entry it sealed last."""
    return entry_tag(read_envelope(till.entries[-1].body).id)


@pytest.fixture
def copy(shop: Central, till: Terminal) -> Terminal:
    """The till sold two mugs as R, its copy one tea; both have arrived."""
    till.seal(sale("T1-1-000001", item("pot")))
    twin = till.copy()
    till.seal(sale(R, item("mug", 2)))
    twin.seal(sale(R, item("tea")))
    for one in (till, twin):
        post(shop, one)
    return twin


def post(shop: Central, till: Terminal) -> None:
    ledger.post(shop.database, till.name, till.batch(), shop.now())


def asks(shop: Central, number: str, count: int, **named: str) -> None:
    device = Device("T0009", "S2", "till", 1, current=True, revoked=False)
    lines = (("1", Decimal(count)),)
    wish = AuthoriseReturn(number * 8, named.pop("receipt", R), "", lines, **named)
    returns.authorise(shop, device, wish)


def excess(shop: Central) -> list[ExceptionRow]:
    with shop.database.read() as connection:
        return exceptions.listed(connection, cause="excess_refund")


def bought(answer: PurchaseAnswer) -> list[tuple[str, int, int]]:
    return [(x.sku, int(x.quantity), int(x.returned)) for x in answer.lines]


def test_a_slip_finds_the_purchase_it_was_printed_for(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    mine = returns.purchase(shop, receipt=R, tag=tag_of(till))
    other = returns.purchase(shop, receipt=R, tag=tag_of(copy))
    assert (bought(mine), mine.entry_tag) == ([("mug", 2, 0)], tag_of(till))
    assert (bought(other), other.entry_tag) == ([("tea", 1, 0)], tag_of(copy))
    with pytest.raises(Conflict, match="purchase_unknown"):
        returns.purchase(shop, receipt=R, tag="0" * 16)


def test_a_number_alone_picks_none_of_them(shop: Central, till: Terminal, copy: Terminal) -> None:
    with pytest.raises(Conflict) as caught:
        returns.purchase(shop, receipt=R)
    assert (caught.value.code, caught.value.data["count"]) == ("receipt_ambiguous", "2")
    with pytest.raises(Conflict, match="receipt_ambiguous"):
        asks(shop, "aaaa", 1)
    found = returns.purchase(shop, receipt=R, hash_start=copy.head.hash[:6])
    assert found.entry_tag == tag_of(copy)
    for wrong in ("%", "_" * 64, till.head.hash[:-1] + "g"):
        with pytest.raises(Conflict, match="purchase_unknown"):
            returns.purchase(shop, receipt=R, hash_start=wrong)


def test_each_buyer_may_bring_back_what_they_bought_and_no_more(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    asks(shop, "aaaa", 1, entry_tag=tag_of(copy))
    with pytest.raises(Conflict, match="return_over_sold"):
        asks(shop, "bbbb", 1, entry_tag=tag_of(copy))
    asks(shop, "cccc", 2, entry_tag=tag_of(till))
    with pytest.raises(Conflict, match="return_over_sold"):
        asks(shop, "dddd", 1, entry_tag=tag_of(till))


def test_returns_of_both_are_no_excess_and_one_too_many_is(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    mugs, tea = tag_of(till), tag_of(copy)
    till.seal(replace(refund("B1", R, "mug", 2), entry_tag=mugs))
    till.seal(replace(refund("B2", R, "tea"), entry_tag=tea))
    post(shop, till)
    assert excess(shop) == []
    assert bought(returns.purchase(shop, receipt=R, tag=tea)) == [("tea", 1, 1)]
    till.seal(replace(refund("B3", R, "tea"), entry_tag=tea))
    post(shop, till)
    (row,) = excess(shop)
    assert row.subject == f"r:{R}/{tea}/1"
    assert (row.evidence["receipt"], row.evidence["returned"]) == (R, "2")
    assert check_folds(shop.database).sound


def test_an_older_tills_return_counts_against_whichever_has_room(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    """It named the number alone: three pieces were sold, and three may come back."""
    mugs, tea = tag_of(till), tag_of(copy)
    till.seal(refund("B1", R, "mug", 1))
    post(shop, till)
    asks(shop, "aaaa", 1, entry_tag=tea)
    asks(shop, "bbbb", 1, entry_tag=mugs)
    with pytest.raises(Conflict, match="return_over_sold"):
        asks(shop, "cccc", 1, entry_tag=mugs)
    till.seal(refund("B2", R, "mug", 2))
    post(shop, till)
    assert excess(shop) == []
    till.seal(replace(refund("B3", R, "mug", 1), entry_tag=mugs))
    post(shop, till)
    assert {x.evidence["receipt"] for x in excess(shop)} == {R}


def test_more_money_than_both_were_paid_is_an_excess(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    mugs = tag_of(till)
    till.seal(refund("B1", R, "mug", 1, minor=PRICE + 1))
    till.seal(replace(refund("B2", R, "mug", 1, minor=2 * PRICE), entry_tag=mugs))
    post(shop, till)
    assert {x.evidence["paid"] for x in excess(shop)} == {str(2 * PRICE), str(PRICE)}


def test_what_came_back_before_its_sale_arrived_waits_for_its_own(
    shop: Central, till: Terminal
) -> None:
    """Taken by its slip at another store; the first sale of that number is another one."""
    twin = till.copy()
    till.seal(sale(R, item("mug")))
    twin.seal(sale(R, item("tea", 2)))
    till.seal(replace(refund("B1", R, "tea", 2), entry_tag=tag_of(twin)))
    till.seal(refund("B2", R, "mug", 1))
    post(shop, till)
    assert excess(shop) == []
    post(shop, twin)
    assert excess(shop) == []


def test_with_one_purchase_a_number_is_enough(shop: Central, till: Terminal) -> None:
    till.seal(sale(R, item("mug", 2)))
    post(shop, till)
    asks(shop, "aaaa", 1)
    asks(shop, "bbbb", 1, entry_tag=tag_of(till))
    with pytest.raises(Conflict, match="return_over_sold"):
        asks(shop, "cccc", 1)
    till.seal(refund("B1", R, "mug", 3))
    post(shop, till)
    assert [x.subject for x in excess(shop)] == [f"r:{R}/1"]


def test_terminals_are_told_which_purchase_it_was(
    shop: Central, till: Terminal, copy: Terminal
) -> None:
    tea = tag_of(copy)
    till.seal(refund("B1", R, "mug", 1))
    till.seal(replace(refund("B2", R, "tea"), entry_tag=tea))
    post(shop, till)
    with shop.database.read() as connection:
        snapshot = everything(connection, "S1", shop.now())
        told = {x.key for x in snapshot if x.topic == "returned"}
    assert told == {f"receipt/{R}/1", f"entry/{tea}/1"}


def test_who_names_the_number_and_who_names_the_entry_take_turns(
    shop: Central, till: Terminal
) -> None:
    """The last piece comes back once, however two tills ask for it."""
    numbers = [f"T1-1-{n:06d}" for n in range(12)]
    tags = {}
    for number in numbers:
        till.seal(sale(number, item("mug")))
        tags[number] = tag_of(till)
    post(shop, till)
    start = Barrier(2)

    def all_of(mine: str) -> int:
        agreed = 0
        start.wait()
        for at, number in enumerate(numbers):
            named = {"entry_tag": tags[number]} if mine == "b" else {}
            try:
                asks(shop, f"{mine}{at:03d}", 1, receipt=number, **named)
                agreed += 1
            except Conflict:
                pass
        return agreed

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(all_of, "ab")) == len(numbers)
