"""Whatever a terminal sends, it is kept, and what comes after it counts."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.domain.entry import SealedEntry
from shop.domain.facts import HandedOver, ItemPicked, LineQuantity, Proof
from sync.central import ledger, stock
from sync.central.core import Central
from sync.protocol.messages import Batch
from tests.central_shop import Terminal, enrolled, item, refund, sale

NASTY = ("\x00", "\x00x", "a" * 5000, "'; DROP TABLE ledger; --", "😀\u202e", "")
TEXT = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(NASTY)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("id", "terminal", "seq", "prev", "kind", "schema", "day", "at", "staff", "payload")


def on_hand(shop: Central) -> int:
    with shop.database.read() as connection:
        return int(stock.figures(connection, ["mug"], ["S1"])[0].on_hand)


def settle(shop: Central, till: Terminal) -> None:
    """Send all of it and one good sale: that one must count, once."""
    before = on_hand(shop)
    till.seal(sale(f"last-{till.name}", item("mug")))
    answer = ledger.post(shop.database, till.name, till.batch(), shop.now())
    assert (answer.outcome, answer.head) == ("accepted", till.head)
    assert on_hand(shop) == before - 1
    again = ledger.post(shop.database, till.name, till.batch(), shop.now())
    assert again.head == till.head
    assert on_hand(shop) == before - 1


common = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@common
@given(body=TEXT, digest=TEXT, signature=TEXT)
def test_no_entry_at_all(shop: Central, body: str, digest: str, signature: str) -> None:
    till = enrolled(shop, "S1", "till")
    batch = Batch(1, (SealedEntry(body, digest, signature),))
    answer = ledger.post(shop.database, till.name, batch, shop.now())
    assert len(answer.held) == 1
    assert answer.head.seq == 1


@common
@given(changes=st.dictionaries(st.sampled_from(FIELDS), VALUE, min_size=1, max_size=3))
def test_an_envelope_with_anything_in_it(shop: Central, changes: dict[str, Any]) -> None:
    till = enrolled(shop, "S1", "till")
    sealed = till.seal(sale("R1", item("mug", 0)))
    till.entries.clear()
    body = json.loads(sealed.body) | {k: v for k, v in changes.items() if k != "seq"}
    till.add(json.dumps(body))
    settle(shop, till)


@common
@given(text=TEXT, other=TEXT, amount=st.decimals(allow_nan=True, allow_infinity=True))
def test_facts_with_anything_in_them(shop: Central, text: str, other: str, amount: Any) -> None:
    till = enrolled(shop, "S1", "till")
    line = item("tea", 1, line=other)
    till.seal(sale(text, line, line, order=other))
    till.seal(refund("R", text, "tea", line=other, order=other, authorisation=text))
    till.seal(ItemPicked(text, other, text, amount))
    quantities = (LineQuantity(other, text, amount),)
    till.seal(HandedOver(text, quantities, other, Proof.ORDER_SLIP, (line,)))
    settle(shop, till)
