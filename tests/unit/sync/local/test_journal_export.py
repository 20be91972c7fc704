"""Exports of a journal that real actions made: what they hold sums to what the shifts say."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from endcap.cli import main
from shop.domain.facts import HandedOver, Recorded, Return, Sale, ShiftClosed
from shop.domain.shift import ShiftTotals, shift_totals
from shop.exports.csv_rows import COLUMNS
from shop.exports.csv_text import csv_text
from shop.exports.poslog import poslog_text
from sync.local.journal import LocalJournal
from tests.fakes.busy_till import NASTY, BusyTill
from tests.fakes.terminals import new_journal, opened, sold

NS = {"p": "http://www.nrf-arts.org/IXRetail/namespace/", "ec": "urn:endcap:poslog:1"}
Rows = list[dict[str, str]]


@pytest.fixture
def till(tmp_path: Path) -> Iterator[BusyTill]:
    (tmp_path / "till").mkdir()
    till = BusyTill(tmp_path / "till")
    till.day()
    yield till
    till.close()


def exported(till: BusyTill, *arguments: str) -> bytes:
    """The command runs beside the till, which is still open."""
    out = till.folder.parent / "out"
    command = ["journal", "export", str(till.folder), "--overwrite", "--out", str(out)]
    assert main([*command, *arguments]) == 0
    return out.read_bytes()


def table(data: bytes) -> Rows:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def poslog(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314  our own file


def facts(till: BusyTill) -> list[Recorded]:
    return list(till.journal.reads.after(0))


def totals(till: BusyTill) -> list[ShiftTotals]:
    return [shift_totals(facts(till), shift, "EUR") for shift in till.shifts]


def column(rows: Rows, row: str, name: str = "amount", **where: str) -> Decimal:
    return sum(
        (
            Decimal(x[name])
            for x in rows
            if x["row"] == row and x[name] and all(x[k] == v for k, v in where.items())
        ),
        Decimal(0),
    )


def amounts(root: ElementTree.Element, path: str) -> Decimal:
    return sum((Decimal(x.text or "0") for x in root.findall(path, NS)), Decimal(0))


def test_the_day_has_everything_a_journal_can_hold_at_a_till(till: BusyTill) -> None:
    kinds = {x.kind for x in facts(till)}
    assert kinds == {
        "enrolled", "sale", "return", "handed_over", "shift_opened", "shift_closed",
        "cash_moved", "reprinted",
    }  # fmt: skip
    sales = [x.fact for x in facts(till) if isinstance(x.fact, Sale)]
    assert any(x.rounding for x in sales)
    assert any(x.document.saved for x in sales)
    assert any(len(x.tenders) > 1 for x in sales)
    assert any(not tax.included for x in sales for tax in x.document.taxes)


def test_sums_of_csv_poslog_and_shifts_are_the_same(till: BusyTill) -> None:
    """I9, in three tellings."""
    rows = table(exported(till, "--format", "csv"))
    root = poslog(exported(till, "--format", "poslog"))
    of_shifts = totals(till)
    gross = sum(x.gross.decimal for x in of_shifts)
    refunded = sum(x.refunded.decimal for x in of_shifts)
    rounding = sum(x.rounding.decimal for x in of_shifts)
    cash = sum((x.cash_sales - x.cash_refunds).decimal for x in of_shifts)
    assert gross
    assert refunded
    assert column(rows, "line") == gross - refunded
    assert column(rows, "rounding") == rounding
    assert column(rows, "tender", code="cash") == cash
    assert column(rows, "cash") == sum((x.moved_in - x.moved_out).decimal for x in of_shifts)
    assert column(rows, "float") == sum(x.float_.decimal for x in of_shifts)
    taxes = sum(tax.decimal for x in of_shifts for _, tax in x.taxes)
    assert column(rows, "tax", "tax") == column(rows, "line", "tax") == taxes
    assert amounts(root, ".//p:Sale/p:ExtendedAmount") == gross
    assert amounts(root, ".//p:Return/p:ExtendedAmount") == refunded
    assert amounts(root, ".//p:Total[@TotalType='TransactionTaxAmount']") == taxes
    up = amounts(root, ".//p:Rounding[@RoundingDirection='Up']")
    assert up - amounts(root, ".//p:Rounding[@RoundingDirection='Down']") == rounding
    assert tendered(root) == cash
    for closed in (x.fact for x in facts(till) if isinstance(x.fact, ShiftClosed)):
        shift = {"shift": closed.shift}
        money = [column(rows, row, **shift) for row in ("float", "tender", "cash")]
        assert sum(money) == closed.expected.decimal
        assert column(rows, "expected", **shift) == closed.expected.decimal
        assert column(rows, "counted", **shift) == closed.counted.decimal


def tendered(root: ElementTree.Element) -> Decimal:
    """Taken minus given back, whatever the direction of the document."""
    sums = {
        way: amounts(root, f".//p:Tender[@TypeCode='{way}'][@TenderType='Cash']/p:Amount")
        - amounts(root, f".//p:Tender[@TypeCode='{way}']/p:TenderChange/p:Amount")
        for way in ("Sale", "Refund")
    }
    return sums["Sale"] - sums["Refund"]


def test_every_document_of_the_poslog_recomputes(till: BusyTill) -> None:
    root = poslog(exported(till, "--format", "poslog"))
    documents = root.findall("p:Transaction/p:RetailTransaction", NS)
    printed = [
        x for x in facts(till) if isinstance(x.fact, Sale | Return)
        or (isinstance(x.fact, HandedOver) and x.fact.sale)
    ]  # fmt: skip
    assert len(documents) == len(printed)
    for document in documents:
        grand = amounts(document, "p:Total[@TotalType='TransactionGrandAmount']")
        sale = amounts(document, ".//p:Sale/p:ExtendedAmount")
        assert sale - amounts(document, ".//p:Return/p:ExtendedAmount") == grand
        up = amounts(document, ".//p:Rounding[@RoundingDirection='Up']")
        rounding = up - amounts(document, ".//p:Rounding[@RoundingDirection='Down']")
        assert tendered(document) == grand + rounding
        net = amounts(document, "p:Total[@TotalType='TransactionNetAmount']")
        tax = amounts(document, "p:Total[@TotalType='TransactionTaxAmount']")
        if document.findall(".//p:Sale", NS):
            assert net + tax == grand
            assert amounts(document, ".//p:Sale/p:Tax/p:Amount") == tax
        for line in document.findall(".//p:Sale", NS):
            off = amounts(line, "p:RetailPriceModifier/p:Amount")
            added = amounts(line, "p:Tax[@ec:includedInPrice='false']/p:Amount".replace(
                "@ec:", "@{urn:endcap:poslog:1}"))  # fmt: skip
            total = amounts(line, "ec:ListAmount") - off + added
            assert total == amounts(line, "p:ExtendedAmount")
            assert off == amounts(line, "p:ExtendedDiscountAmount")


def test_each_entry_is_a_transaction_with_its_place(till: BusyTill) -> None:
    root = poslog(exported(till, "--format", "poslog"))
    transactions = root.findall("p:Transaction", NS)
    assert [x.findtext("p:SequenceNumber", "", NS) for x in transactions] == [
        str(x.seq) for x in facts(till)
    ]
    for transaction, recorded in zip(transactions, facts(till), strict=True):
        assert transaction.findtext("p:RetailStoreID", "", NS) == "S1"
        assert transaction.findtext("p:WorkstationID", "", NS) == "T1"
        assert transaction.findtext("p:BusinessDayDate", "", NS) == recorded.business_day
        assert transaction.findtext("p:OperatorID", "", NS) == recorded.staff
        assert transaction.find("ec:Entry", NS).get("hash") == recorded.hash  # type: ignore[union-attr]
    inside = {
        child.tag.removeprefix(f"{{{NS['p']}}}")
        for x in transactions
        for child in x
        if child.tag.endswith("Transaction")
    }
    assert inside == {
        "RetailTransaction", "TenderControlTransaction", "ControlTransaction",
        "CustomerOrderTransaction",
    }  # fmt: skip
    for name in ("PaidIn", "PaidOut", "TenderPickup"):
        assert len(root.findall(f".//p:TenderControlTransaction/p:{name}", NS)) == 1
    for name in ("SessionStart", "SessionSettle"):
        assert len(root.findall(f".//p:ControlTransaction/p:{name}", NS)) == 2
    assert len(root.findall(".//p:NoSale", NS)) == 1
    assert root.find(".//ec:Reprint", NS).get("copy") == "1"  # type: ignore[union-attr]
    assert root.find(".//ec:HandOver", NS) is not None


def test_a_nasty_name_harms_neither_spreadsheet_nor_xml(till: BusyTill) -> None:
    data = exported(till, "--format", "csv", "--bom")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    line = next(x for x in table(data) if "HYPERLINK" in x["text"] and x["row"] == "line")
    assert line["text"] == "'" + NASTY.titles["en"].replace("\x07", "")
    assert line["code"] == "'@NASTY-1"
    notes = {x["note"] for x in table(data) if x["row"] == "cash"}
    assert "'+bank" in notes
    assert column(table(data), "line") == column(table(exported(till, "--format", "csv")), "line")
    root = poslog(exported(till, "--format", "poslog"))
    names = [x.text for x in root.findall(".//p:Sale/p:Description", NS)]
    assert NASTY.titles["en"].replace("\x07", "") in names


def test_every_entry_has_a_row_and_all_rows_the_same_columns(till: BusyTill) -> None:
    rows = table(exported(till, "--format", "csv"))
    assert tuple(rows[0]) == COLUMNS
    assert {int(x["seq"]) for x in rows} == {x.seq for x in facts(till)}
    weighed = next(x for x in rows if x["code"] == "PASTA-1")
    assert (weighed["quantity"], weighed["unit"], weighed["unit_price"]) == ("0.437", "kg", "3.87")
    discounts = [x for x in rows if x["row"] == "discount"]
    assert {x["code"] for x in discounts} == {"tea-20", "line"}  # an order keeps its price
    assert -column(rows, "discount") == column(rows, "line", "discount")


def test_json_holds_every_body_as_it_was_signed(till: BusyTill) -> None:
    text = exported(till, "--format", "json").decode()
    whole = json.loads(text)
    sealed = till.journal.reads.tail(1, 0, 1000, 1 << 30)
    assert [x["hash"] for x in whole["entries"]] == [x.hash for x in sealed]
    assert all(x.body in text for x in sealed)
    assert (whole["terminal"], whole["store"]) == ("T1", "S1")


def test_days_and_kinds_choose(till: BusyTill) -> None:
    second = facts(till)[-1].business_day
    rows = table(exported(till, "--format", "csv", "--from", second, "--to", second))
    assert {x["business_day"] for x in rows} == {second}
    assert {x["kind"] for x in rows} == {"shift_opened", "sale", "shift_closed"}
    chosen = exported(till, "--format", "json", "--kind", "return", "--kind", "cash_moved")
    kinds = [x["entry"]["kind"] for x in json.loads(chosen)["entries"]]
    assert kinds == ["return", "cash_moved", "cash_moved", "cash_moved", "cash_moved"]


def test_what_cannot_be_is_refused_in_words(
    till: BusyTill, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(till.folder)
    assert main(["journal", "export", folder, "--from", "2026-11-21"]) == 2
    assert "whole journal" in capsys.readouterr().err
    assert main(["journal", "export", folder, "--format", "csv", "--kind", "sales"]) == 2
    assert "shift_opened" in capsys.readouterr().err
    nowhere = str(till.folder.parent / "no" / "out.csv")
    assert main(["journal", "export", folder, "--format", "csv", "--out", nowhere]) == 2
    assert f"{nowhere} could not be written: No such file or directory" in capsys.readouterr().err
    days = ["--format", "csv", "--from", "2026-11-22", "--to", "2026-11-21"]
    assert main(["journal", "export", folder, *days]) == 2
    assert "--from 2026-11-22 is after --to 2026-11-21" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["journal", "export", folder, "--format", "csv", "--from", "2026-13-01"])
    assert "a business day looks like 2026-11-21" in capsys.readouterr().err


def test_a_file_says_its_sum_beside_it(till: BusyTill) -> None:
    import hashlib

    data = exported(till, "--format", "poslog")
    told = (till.folder.parent / "out.sha256").read_text()
    assert told == f"{hashlib.sha256(data).hexdigest()}  out\n"
    assert not (till.folder.parent / "out.part").exists()


def test_an_export_keeps_nothing_of_what_it_has_written(tmp_path: Path) -> None:
    """Ten times the entries, the same memory: pieces are made one by one."""
    journal: LocalJournal = new_journal(tmp_path)
    journal.record(opened(), staff="ann").result()
    journal.record(sold(), staff="ann").result()
    entries = list(journal.reads.after(0))
    journal.close()

    def peak(times: int) -> int:
        tracemalloc.start()
        for text in (csv_text, lambda x: poslog_text(x, "S1")):
            for _ in text(entry for _ in range(times) for entry in entries):
                pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(400) < peak(40) + 50_000
