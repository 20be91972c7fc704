"""Leafing through, searching, checking and taking out a journal that goes on being written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop.book import Cancelled, Export, Place, Wanted
from shop.domain.facts import Recorded
from shop.domain.finding import Query, read_query
from shop.errors import JournalFault, WorldFault
from shop.exports.selection import Selection
from sync.local import journal_book, journal_pages
from sync.local.export_file import write_export
from sync.local.journal_book import LocalBook
from tests.fakes.busy_till import CODES, BusyTill
from tests.fakes.terminals import adjusted


@pytest.fixture
def till(tmp_path: Path) -> Iterator[BusyTill]:
    till = BusyTill(tmp_path)
    till.day()
    yield till
    till.close()


@pytest.fixture
def book(till: BusyTill) -> Iterator[LocalBook]:
    book = LocalBook(till.folder, till.journal.pending)
    yield book
    book.close()


def through(book: LocalBook, wanted: Wanted) -> list[Recorded]:
    found: list[Recorded] = []
    before: Place | None = None
    while True:
        leaf = book.leaf(wanted, before)
        found += leaf.entries
        before = leaf.next
        if before is None:
            return found


def asked(query: Query | None) -> Wanted:
    assert query is not None
    return Wanted(texts=query.needles(), finds=query.finds)


def search(book: LocalBook, text: str, sku: str = "", staff: str = "") -> list[Recorded]:
    return through(book, asked(read_query(text, "EUR", sku, staff)))


@pytest.mark.parametrize(("leaf", "window"), [(60, 1500), (3, 4), (1, 1), (7, 2)])
def test_all_leaves_together_are_the_journal_newest_first(
    till: BusyTill, book: LocalBook, monkeypatch: pytest.MonkeyPatch, leaf: int, window: int
) -> None:
    monkeypatch.setattr(journal_pages, "LEAF", leaf)
    monkeypatch.setattr(journal_pages, "WINDOW", window)
    everything = list(till.journal.reads.after(0))
    assert through(book, Wanted()) == everything[::-1]
    for kinds in (("sale",), ("sale", "return"), ("order_placed",)):
        expected = [x for x in everything[::-1] if x.kind in kinds]
        assert through(book, Wanted(Selection(kinds=kinds))) == expected
    day = everything[-1].business_day
    expected = [x for x in everything[::-1] if x.business_day == day]
    assert through(book, Wanted(Selection(day, day))) == expected
    query = read_query("green tea", "EUR")
    assert query is not None
    expected = [x for x in everything[::-1] if query.finds(x)]
    assert expected
    assert through(book, asked(query)) == expected
    opened = [x for x in everything if x.kind == "shift_opened"][-1]
    since = Wanted(since=(opened.epoch, opened.seq))
    assert through(book, since) == [x for x in everything[::-1] if x.seq >= opened.seq]


def test_what_people_type_finds_it(till: BusyTill, book: LocalBook) -> None:
    first = till.receipts["first"]
    found = {x.kind for x in search(book, first)}
    assert found == {"sale", "return", "reprinted"}
    assert search(book, first[-6:])[-1].kind == "sale"
    assert [x.kind for x in search(book, till.receipts["taken"].lower())] == ["return"]
    assert {x.kind for x in search(book, "GREEN tea")} == {"sale", "return", "handed_over"}
    assert {x.kind for x in search(book, "TEA-1")} == {"sale", "return", "handed_over"}
    assert {x.kind for x in search(book, "4006381333931", sku="TEA-1")} >= {"sale", "return"}
    assert [x.kind for x in search(book, '"http://x"')] == ["sale"]
    assert [x.kind for x in search(book, "15,00")] == ["cash_moved"]
    for code in CODES.values():
        assert [x.kind for x in search(book, code.replace("-", "").lower())] == ["handed_over"]
    assert search(book, "xylophone") == []
    everything = through(book, Wanted())
    assert search(book, "anna", staff="anna") == [x for x in everything if x.staff == "anna"]
    day = everything[0].business_day
    assert search(book, day) == [x for x in everything if x.business_day == day]


def test_an_amount_is_that_of_the_document_not_of_a_line(till: BusyTill, book: LocalBook) -> None:
    assert search(book, "4.99") == []
    sale = till.journal.by_receipt(till.receipts["first"])
    assert sale is not None
    total = sale.fact.document.total  # type: ignore[union-attr]
    assert sale in search(book, f"{total.decimal}")


def test_standing_says_what_central_has(till: BusyTill, book: LocalBook) -> None:
    from shop.domain.entry import Head

    assert book.standing().sent == (0, 0)
    till.journal.acknowledge("t", Head(1, 5, "0" * 64), 9).result(10)
    till.journal.put_note("held.ab12", "unknown_sku").result(10)
    standing = book.standing()
    assert (standing.sent, standing.held, standing.gone) == ((1, 5), {"ab12": "unknown_sku"}, False)


def test_oldest_entries_that_central_alone_has_are_told(till: BusyTill, book: LocalBook) -> None:
    writer = sqlite3.connect(till.folder / "journal.db")
    writer.execute("DELETE FROM entry WHERE n & 0xFFFFFFFFFF BETWEEN 2 AND 6")
    writer.commit()
    writer.close()
    assert book.standing().gone
    assert [x.seq for x in through(book, Wanted())][-2:] == [7, 1]


def test_a_check_reads_everything_and_tells_how_far(till: BusyTill, book: LocalBook) -> None:
    told: list[tuple[int, int]] = []
    sound = book.check(lambda at, of: not told.append((at, of)))  # type: ignore[func-returns-value]
    head = till.journal.head()
    assert (sound.entries, sound.head, sound.hash) == (head.seq, (1, head.seq), head.hash)
    assert told[0] == (0, head.seq)
    assert told[-1] == (head.seq, head.seq)


def test_the_till_records_while_it_is_checked(till: BusyTill, book: LocalBook) -> None:
    def watch(at: int, of: int) -> bool:
        till.journal.record(adjusted(), staff="anna").result(10)
        return True

    before = till.journal.head().seq
    assert book.check(watch).entries == before
    assert till.journal.head().seq > before


def test_a_check_can_be_stopped(book: LocalBook) -> None:
    with pytest.raises(Cancelled):
        book.check(lambda at, of: False)


def test_a_changed_entry_fails_the_check(till: BusyTill, book: LocalBook) -> None:
    writer = sqlite3.connect(till.folder / "journal.db")
    writer.execute("UPDATE entry SET body=replace(body, 'Blue mug', 'Blue mud') WHERE kind='sale'")
    writer.commit()
    writer.close()
    with pytest.raises(JournalFault, match="chain_broken"):
        book.check(lambda at, of: True)


@pytest.mark.parametrize("kind", ["csv", "json", "poslog", "jsonl"])
def test_an_export_is_the_commands(
    till: BusyTill, book: LocalBook, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from endcap.cli import main

    written = book.export(Export(kind, Selection(), till.folder, "mine"), lambda at, of: True)
    out = tmp_path_factory.mktemp("stick") / "theirs"
    bom = ["--bom"] if kind == "csv" else []
    command = ["journal", "export", str(till.folder), "--format", kind, "--out", str(out), *bom]
    assert main(command) == 0
    assert written.path.read_bytes() == out.read_bytes()
    assert written.entries == till.journal.head().seq


def test_a_stick_that_is_gone_leaves_nothing_and_says_so(till: BusyTill, book: LocalBook) -> None:
    order = Export("csv", Selection(), till.folder / "gone", "x")
    with pytest.raises(WorldFault, match="export_unwritable"):
        book.export(order, lambda at, of: True)
    order = Export("csv", Selection(), till.folder, "x")
    with pytest.raises(Cancelled):
        book.export(order, lambda at, of: at == 0)
    assert not [path for path in till.folder.iterdir() if path.name.startswith("x.")]


def test_the_journals_own_disk_keeps_room_for_sales(
    till: BusyTill, book: LocalBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_book, "_KEPT_FREE", 1 << 60)
    with pytest.raises(WorldFault, match="export_full"):
        book.export(Export("csv", Selection(), till.folder, "x"), lambda at, of: True)


def test_a_full_medium_is_told_apart(tmp_path: Path) -> None:
    """Linux has a file that is always full."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "x.csv.part").symlink_to("/dev/full")
    with pytest.raises(WorldFault, match="export_full"):
        write_export(tmp_path / "x.csv", ["a" * 100_000])
    assert list(tmp_path.iterdir()) == []
