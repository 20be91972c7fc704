"""Disagreements found behind the ingest: sums, prices worked out again, Z reports, late entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete

from shop.domain.facts import (
    CashMoved,
    CashReason,
    Enrolled,
    Sale,
    ShiftClosed,
    ShiftOpened,
    SoldItem,
    Stretch,
)
from shop.domain.money import Money
from shop.domain.tender import Tender, TenderKind
from sync.central import documents, enrolment, exceptions, feed, ledger, tables
from sync.central.core import Central
from sync.central.exceptions import ExceptionRow
from sync.central.inspector import inspect
from sync.central.order_pricing import find_skus, price_order, settings_of
from sync.central.till_checks import sums_wrong
from sync.protocol.messages import EnrolRequest
from tests.central_shop import Terminal, item, product, sale

EUR = "EUR"


def eur(minor: int) -> Money:
    return Money(minor, EUR)


def inspected(central: Central) -> dict[str, list[ExceptionRow]]:
    while inspect(central):
        pass
    with central.database.read() as connection:
        found = exceptions.listed(connection)
    by_cause: dict[str, list[ExceptionRow]] = {}
    for row in found:
        by_cause.setdefault(row.cause, []).append(row)
    return by_cause


def post(central: Central, till: Terminal) -> None:
    ledger.post(central.database, till.name, till.batch(), central.now())


def priced_sale(central: Central, receipt: str, sku: str, quantity: int = 2) -> Sale:
    """As a till sells: by central's documents of this moment."""
    with central.database.read() as connection:
        wanted = find_skus(connection, [(sku, Decimal(quantity))])
        settings = settings_of(connection, "S1")
        document = price_order(connection, wanted, settings, "till", central.now())
        cursor = feed.head(connection)
    total = document.total
    sold = SoldItem("1", sku, sku, Decimal(quantity), "pcs", total, "standard")
    paid = (Tender(TenderKind.CASH, total, total),)
    return Sale(receipt, "shift1", (sold,), document, paid, eur(0), catalogue_cursor=cursor)


def put(central: Central, topic: str, key: str, value: object) -> None:
    with central.database.write() as connection:
        documents.put(connection, [documents.of(topic, key, value)], central.now())


def test_a_sale_that_adds_up_raises_nothing(shop: Central, till: Terminal) -> None:
    till.seal(priced_sale(shop, "R1", "mug"), at=shop.now())
    till.seal(sale("R2", item("tea")))
    post(shop, till)
    assert inspected(shop) == {}


def test_parts_that_do_not_make_the_whole(shop: Central, till: Terminal) -> None:
    right = priced_sale(shop, "R1", "mug")
    line = replace(right.document.lines[0], net=right.document.lines[0].net + eur(1))
    document = replace(right.document, lines=(line,))
    till.seal(replace(right, document=document), at=shop.now())
    till.seal(replace(right, receipt="R2", tenders=()), at=shop.now())
    till.seal(replace(right, receipt="R3", items=(item("mug", 3),)), at=shop.now())
    post(shop, till)
    found = sorted(inspected(shop)["sums_differ"], key=lambda x: x.evidence["receipt"])
    assert [set(x.evidence) - {"receipt"} for x in found] == [{"line 1"}, {"tenders"}, {"items"}]
    assert all("total" in x.suggestion for x in found)
    assert all(x.terminal == till.name for x in found)


def test_a_price_nobody_set_is_found(shop: Central, till: Terminal) -> None:
    put(shop, "product", "p-mug", product("mug", 400))
    cheap = priced_sale(shop, "R1", "mug")
    put(shop, "product", "p-mug", product("mug", 500))
    wrong = replace(priced_sale(shop, "R2", "tea"), catalogue_cursor=cheap.catalogue_cursor)
    document = wrong.document
    lines = tuple(
        replace(x, net=eur(600), total=eur(720), taxes=(replace(x.taxes[0], amount=eur(120)),))
        for x in document.lines
    )
    document = replace(document, lines=lines, total=eur(720), net=eur(600), tax=eur(120),
                       taxes=(replace(document.taxes[0], amount=eur(120)),))  # fmt: skip
    paid = (Tender(TenderKind.CASH, eur(720), eur(720)),)
    sold = (replace(wrong.items[0], total=eur(720)),)
    till.seal(cheap, at=shop.now())  # the catalogue has changed since: read from the feed
    till.seal(replace(wrong, document=document, items=sold, tenders=paid), at=shop.now())
    post(shop, till)
    found = inspected(shop)
    assert set(found) == {"price_differs"}
    (row,) = found["price_differs"]
    assert (row.evidence["receipt"], row.evidence["sold_for"]) == ("R2", "720")


def test_a_catalogue_that_is_gone_accuses_nobody(shop: Central, till: Terminal) -> None:
    put(shop, "product", "p-mug", product("mug", 400))
    cheap = priced_sale(shop, "R1", "mug")
    put(shop, "product", "p-mug", product("mug", 500))
    with shop.database.write() as connection:
        cursor = tables.feed.c.cursor
        connection.execute(delete(tables.feed).where(cursor <= cheap.catalogue_cursor))
    till.seal(cheap, at=shop.now())
    till.seal(replace(cheap, receipt="R2", catalogue_cursor=10**9), at=shop.now())
    post(shop, till)
    assert inspected(shop) == {}


def test_a_basket_priced_before_a_change_may_be_paid_after_it(
    shop: Central, till: Terminal
) -> None:
    put(shop, "product", "p-mug", product("mug", 400))
    cheap = priced_sale(shop, "R1", "mug")
    put(shop, "product", "p-mug", product("mug", 500))
    with shop.database.read() as connection:
        head = feed.head(connection)
    till.seal(replace(cheap, catalogue_cursor=head), at=shop.now() + timedelta(minutes=3))
    post(shop, till)
    assert inspected(shop) == {}


def day(shop: Central, till: Terminal) -> ShiftClosed:
    """Opened with 100.00, two sales of 5.00, 20.00 taken out; gives the true Z report."""
    till.seal(ShiftOpened("shift1", eur(10000), {5000: 2}))
    till.seal(sale("R1", item("mug")))
    till.seal(sale("R2", item("mug")))
    till.seal(CashMoved("shift1", CashReason.OUT, eur(-2000)))
    return ShiftClosed(
        "shift1", 1, 1, 4, eur(9000), eur(9000), {5000: 1, 2000: 2}, 2, 0, eur(1000), eur(0), 4,
        till.head.hash,
    )  # fmt: skip


def test_a_true_z_report_raises_nothing(shop: Central, till: Terminal) -> None:
    till.seal(day(shop, till))
    post(shop, till)
    assert inspected(shop) == {}


@pytest.mark.parametrize("change", [{"sales": 3}, {"gross": 999}, {"expected": 1}, {"returns": 1}])
def test_a_false_z_report_is_found(shop: Central, till: Terminal, change: dict[str, int]) -> None:
    ((name, value),) = change.items()
    wrong: Any = value if name in ("sales", "returns") else eur(value)
    till.seal(replace(day(shop, till), **{name: wrong}))
    post(shop, till)
    (row,) = inspected(shop)["z_differs"]
    assert row.subject == f"{till.name}/shift1"
    assert set(row.evidence) == {name, "z"}
    assert "drawer" in row.suggestion


@pytest.mark.parametrize("twin_first", [False, True])
def test_what_a_copy_sold_in_a_closed_shift_is_found(
    shop: Central, till: Terminal, twin_first: bool
) -> None:
    z = day(shop, till)
    twin = till.copy()
    till.seal(z)
    late = sale("R3", item("tea"))
    twin.seal(late)
    for one in (twin, till) if twin_first else (till, twin):
        post(shop, one)
    found = inspected(shop)
    assert set(found) == {"fork", "late_after_z"}
    (row,) = found["late_after_z"]
    assert (row.evidence["shift"], row.evidence["first"]) == ("shift1", "5")
    assert (row.evidence["sales"], row.evidence["gross"]) == ("1", "500")
    assert row.evidence["receipts"] == "R3"
    assert "supplement" in row.suggestion


def test_an_entry_after_its_own_z_is_found_once(shop: Central, till: Terminal) -> None:
    till.seal(day(shop, till))
    till.seal(sale("R3", item("tea")))
    post(shop, till)
    (row,) = inspected(shop)["late_after_z"]
    with shop.database.write() as connection:
        who, note = "maria", "added to Monday"
        exceptions.settle(connection, row.cause, row.subject, who=who, note=note, now=shop.now())
        done = exceptions.listed(connection, state="settled")
    assert [(x.settled_by, x.note, x.settled_at) for x in done] == [
        ("maria", "added to Monday", shop.now())
    ]
    assert inspected(shop) == {}  # it is not looked at again, and stays settled


def enrolled_anew(central: Central, till: Terminal) -> Terminal:
    """The same terminal in its next epoch, its first entry made."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    code = enrolment.new_code(central, store="S1", face="till", terminal=till.name)
    answer = enrolment.enrol(central, EnrolRequest(code, public, "till", "test"))
    fresh = Terminal(till.name, "S1", key, answer.key_id, epoch=answer.epoch)
    fresh.seal(Enrolled("till", "test", public))
    return fresh


def over_two_epochs(first: Terminal, second: Terminal, z: ShiftClosed) -> ShiftClosed:
    """As a till writes it: one sale more, in the second epoch."""
    second.seal(sale("R9", item("mug")))
    head = first.head
    return replace(
        z,
        first_seq=1,
        last_seq=second.head.seq,
        sales=z.sales + 1,
        gross=eur(z.gross.minor + 500),
        expected=eur(z.expected.minor + 500),
        head=second.head.hash,
        stretches=(
            Stretch(head.epoch, z.first_seq, head.seq, head.hash),
            Stretch(second.epoch, 1, second.head.seq, second.head.hash),
        ),
    )


def test_a_shift_that_outlasts_a_re_enrolment_is_checked_whole(
    shop: Central, till: Terminal
) -> None:
    """A copy sold on in the first epoch: late, though the Z report is of the second."""
    z = day(shop, till)
    post(shop, till)
    twin = till.copy()
    second = enrolled_anew(shop, till)
    second.seal(over_two_epochs(till, second, z))
    post(shop, second)
    assert inspected(shop) == {}
    till.seal(sale("R5", item("tea")))
    twin.seal(sale("R6", item("tea")))
    for one in (till, twin):
        post(shop, one)
    late = inspected(shop)["late_after_z"]
    assert sorted(x.evidence["receipts"] for x in late) == ["R5", "R6"]
    assert {x.evidence["books_gross"] for x in late} == {"2500"}


def test_a_false_z_report_over_two_epochs_is_found(shop: Central, till: Terminal) -> None:
    z = day(shop, till)
    post(shop, till)
    second = enrolled_anew(shop, till)
    second.seal(replace(over_two_epochs(till, second, z), gross=eur(1)))
    post(shop, second)
    assert set(inspected(shop)["z_differs"][0].evidence) == {"gross", "z"}


def test_a_shift_closed_twice_is_found(shop: Central, till: Terminal) -> None:
    """By the till and by its copy: the sales from before the copy are in both reports."""
    z = day(shop, till)
    twin = till.copy()
    till.seal(z)
    twin.seal(z)
    for one in (till, twin):
        post(shop, one)
    found = inspected(shop)
    assert set(found) == {"fork", "shift_closed_twice"}
    (row,) = found["shift_closed_twice"]
    told = {name: row.evidence[f"double_{name}"] for name in ("sales", "gross", "expected")}
    assert told == {"sales": "2", "gross": "1000", "expected": "9000"}
    assert (row.evidence["books_sales"], row.evidence["books_gross"]) == ("2", "1000")
    assert (row.evidence["z 1"], row.evidence["z 2"]) == ("1000", "1000")
    assert row.evidence["z"] != row.evidence["other_z"]


@pytest.mark.allow_warnings("an entry the inspector cannot understand is logged")
def test_an_entry_it_cannot_understand_stops_nobody(
    shop: Central, till: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(found: Sale) -> dict[str, str]:
        if found.receipt == "R1":
            raise ZeroDivisionError
        return sums_wrong(found)

    monkeypatch.setattr("sync.central.inspector.sums_wrong", wrong)
    till.seal(sale("R1", item("mug")))
    till.seal(replace(sale("R2", item("mug")), tenders=()))
    post(shop, till)
    (row,) = inspected(shop)["sums_differ"]
    assert row.evidence["receipt"] == "R2"


def test_every_cause_has_its_advice(shop: Central) -> None:
    from sync.central.suggestions import suggestion

    causes = ("oversell", "excess_refund", "fork", "held", "handed_over_twice",
              "handed_over_ended_order", "sums_differ", "price_differs", "z_differs",
              "late_after_z", "shift_closed_twice")  # fmt: skip
    assert all(suggestion(cause, {}) for cause in causes)
    assert "order" in suggestion("held", {"code": "order_unknown"})
    assert suggestion("of tomorrow", {}) == ""
