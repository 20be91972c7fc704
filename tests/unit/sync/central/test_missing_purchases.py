"""Goods back on a receipt whose sale central never had: told, until the sale comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.central import exceptions
from sync.central.core import Central
from sync.central.exceptions import ExceptionRow
from sync.central.inspector import inspect
from sync.central.missing_purchases import ARRIVED, CAUSE
from tests.central_shop import Terminal, enrolled, item, refund, sale
from tests.unit.sync.central.test_one_number import post, tag_of

R = "T1-1-000001"
Missing = Callable[[str], list[ExceptionRow]]


@pytest.fixture
def missing(shop: Central) -> Missing:
    def found(state: str) -> list[ExceptionRow]:
        while inspect(shop):
            pass
        with shop.database.read() as connection:
            return exceptions.listed(connection, cause=CAUSE, state=state)

    return found


@pytest.fixture
def other(shop: Central) -> Terminal:
    return enrolled(shop, "S2", "till")


@pytest.mark.parametrize("named", [True, False])
def test_it_settles_itself_when_the_sale_comes(
    shop: Central, till: Terminal, other: Terminal, missing: Missing, *, named: bool
) -> None:
    """Two stores whose lines came back in the wrong order; older tills name the number alone."""
    till.seal(sale(R, item("mug", 2)))
    other.seal(replace(refund("X1", R, "mug"), entry_tag=tag_of(till) if named else ""))
    post(shop, other)
    (row,) = missing("open")
    assert (row.store, row.terminal, row.evidence["receipt"]) == ("S2", other.name, R)
    assert row.evidence["refunded"] == str(refund("X1", R, "mug").lines[0].refund.minor)
    assert row.suggestion_code == CAUSE
    post(shop, till)
    assert missing("open") == []
    (row,) = missing("settled")
    assert (row.settled_by, row.note) == ("central", ARRIVED)


def test_a_sale_that_was_there_first_is_not_missed(
    shop: Central, till: Terminal, other: Terminal, missing: Missing
) -> None:
    till.seal(sale(R, item("mug", 2)))
    post(shop, till)
    other.seal(replace(refund("X1", R, "mug"), entry_tag=tag_of(till)))
    post(shop, other)
    assert missing("") == []


def test_another_purchase_with_the_number_is_not_it(
    shop: Central, till: Terminal, other: Terminal, missing: Missing
) -> None:
    """A till set back to an older copy sells under numbers it has printed before; what it sold
    then is gone, and its shopper brings the goods back by slip."""
    lost = till.copy()
    lost.seal(sale(R, item("mug", 2)))
    till.seal(sale(R, item("tea")))
    other.seal(replace(refund("X1", R, "mug", 2), entry_tag=tag_of(lost)))
    post(shop, till)
    post(shop, other)
    (row,) = missing("open")
    assert row.subject == f"r:{R}/{tag_of(lost)}"
