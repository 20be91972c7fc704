"""The till's journal: what is listed, found, shown, printed again, checked and taken out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pos.till.viewmodels.rows import EntryRow
from shop.book import Sound, Watch
from shop.domain.codes import ScannedCode
from shop.domain.facts import Exported, Recorded, Reprinted
from shop.errors import JournalFault, WorldFault
from tests.unit.pos.conftest import TillScreen, rows
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, MUG_CODE, TEA_CODE


def sell(till: TillScreen, *codes: ScannedCode) -> Recorded:
    till.scan(*codes)
    till.vm.primary()
    till.vm.primary()
    till.work()
    till.vm.primary()
    return till.journal.entries[-1]


def look(till: TillScreen) -> list[EntryRow]:
    till.settle(lambda: not till.vm.receipts.looking)
    till.work()
    return list(rows(till.vm.receipts.entries))


@pytest.fixture
def busy(selling: TillScreen) -> TillScreen:
    """A tea, a mug, a copy of the tea's receipt; then the journal is open."""
    tea = sell(selling, TEA_CODE, TEA_CODE)
    sell(selling, MUG_CODE)
    number: str = tea.fact.receipt  # type: ignore[union-attr]
    selling.journal.record(lambda _: Reprinted(number, 1), staff="mert").result()
    selling.vm.show("receipts")
    look(selling)
    return selling


def test_the_latest_receipts_come_first_and_one_is_shown(busy: TillScreen) -> None:
    vm = busy.vm.receipts
    mug, tea = look(busy)
    assert [x.title for x in (mug, tea)] == ["Sale", "Sale"]
    assert (mug.amount, tea.amount) == ("€12.99", "€9.98")
    assert mug.detail.endswith("Anna")
    assert mug.standing == "Waiting"
    assert vm.shown == mug.entry
    assert "€12.99" in str(rows(vm.paper.rows))
    assert vm.stateText.startswith("Waiting to be sent since")
    assert vm.placeText.startswith("Entry 1/")
    busy.vm.moveResult(1)
    assert vm.shown == tea.entry
    busy.vm.moveResult(1)
    assert vm.shown == tea.entry


def test_kinds_days_and_people_choose(busy: TillScreen) -> None:
    vm = busy.vm.receipts
    vm.setKind("all")
    assert [x.title for x in look(busy)] == ["Copy 1 printed", "Sale", "Sale", "Shift opened"]
    vm.setMine(True)
    assert [x.title for x in look(busy)] == ["Sale", "Sale", "Shift opened"]
    vm.setKind("shifts")
    assert [x.title for x in look(busy)] == ["Shift opened"]
    assert not vm.paper.canReprint
    vm.setMine(False)
    vm.setKind("receipts")
    busy.floor.clock.move(days=1)
    for period, count in (("today", 0), ("yesterday", 2), ("week", 2), ("shift", 2), ("all", 2)):
        vm.setPeriod(period)
        assert len(look(busy)) == count, period
    busy.floor.clock.move(days=6)
    vm.setPeriod("week")
    assert look(busy) == []
    assert vm.statusText == "0 entries"


@pytest.mark.parametrize(
    "typed", ["tea", "TEA-1", "9.98", "000001", "4006381333931", "2026-11-21", "anna"]
)
def test_typing_finds(busy: TillScreen, typed: str) -> None:
    busy.type(typed)
    found = look(busy)
    assert busy.journal.entries[1].entry in [x.entry for x in found]
    assert (len(found) == 2) is (typed in ("2026-11-21", "anna"))
    assert busy.vm.receipts.statusText.startswith(f"“{typed}”")


def test_nothing_like_it_is_said(busy: TillScreen) -> None:
    busy.type("xylophone")
    assert look(busy) == []
    assert busy.vm.receipts.statusText == "“xylophone” · 0 entries"
    busy.vm.typed("")
    assert len(look(busy)) == 2


def test_a_scan_looks_for_goods_or_the_receipt_itself(busy: TillScreen) -> None:
    busy.scan(MUG_CODE)
    assert [x.amount for x in look(busy)] == ["€12.99"]
    slip = busy.counter.receipts.receipt(busy.journal.entries[1]).slip
    busy.scan(ScannedCode(slip))
    assert [x.amount for x in look(busy)] == ["€9.98"]
    assert busy.vm.panel == "receipts"


def test_printing_again_marks_a_copy_and_is_a_fact(busy: TillScreen) -> None:
    busy.vm.receipts.paper.reprint()
    busy.work()
    last = busy.journal.entries[-1].fact
    assert isinstance(last, Reprinted)
    assert last.copy == 1
    assert busy.paper.jobs


def test_what_central_has_holds_or_lacks_is_told(busy: TillScreen) -> None:
    sale = busy.journal.entries[2]
    vm = busy.vm.receipts
    busy.book.sent = (1, sale.seq)
    vm.renew()
    assert {x.standing for x in look(busy)} == {"Sent"}
    assert vm.stateText == "Central has it."
    busy.book.held = {sale.entry: "unknown_sku"}
    vm.renew()
    assert [x.standing for x in look(busy)] == ["Held", "Sent"]
    assert "unknown_sku" in vm.stateText
    busy.book.gone = True
    vm.renew()
    look(busy)
    assert vm.statusText == "2 entries · older ones are at central"


def test_more_comes_as_one_scrolls(selling: TillScreen) -> None:
    for number in range(150):
        selling.journal.record(lambda _, n=number: Reprinted(f"R{n}", 1), staff="anna")  # type: ignore[misc]
    selling.vm.show("receipts")
    vm = selling.vm.receipts
    vm.setKind("all")
    assert len(look(selling)) == 60
    assert "scroll for more" in vm.statusText
    vm.more()
    assert len(look(selling)) == 120
    vm.more()
    vm.more()
    assert len(look(selling)) == 151
    assert vm.statusText == "151 entries"


def test_keys_of_the_basket_do_nothing_to_the_hidden_basket(selling: TillScreen) -> None:
    selling.scan(TEA_CODE)
    selling.vm.show("receipts")
    look(selling)
    assert selling.vm.totalText == ""
    assert selling.vm.primaryText == "Back"
    selling.vm.primary()
    assert selling.vm.panel == "keys"
    assert selling.quantities() == [1]


def test_a_sound_journal_is_told_with_its_end(busy: TillScreen) -> None:
    keeping = busy.vm.receipts.keeping
    keeping.startCheck()
    assert busy.vm.primaryText == "Check now"
    busy.vm.primary()
    busy.settle(lambda: not keeping.busy)
    assert keeping.noticeTone == "good"
    assert keeping.noticeText.startswith("All 4 entries are here")
    assert busy.journal.entries[-1].hash[:16] in keeping.noticeAdvice
    assert keeping.progress == 1.0
    busy.vm.escape()
    assert (keeping.mode, busy.vm.panel) == ("", "receipts")
    busy.vm.escape()
    assert busy.vm.panel == "keys"


def test_a_check_in_progress_is_stopped_by_hand(
    busy: TillScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping, going = busy.vm.receipts.keeping, threading.Event()

    def check(watch: Watch) -> Sound:
        while watch(1, 2):
            going.set()
        raise JournalFault("chain_broken")  # must not be heard any more

    monkeypatch.setattr(busy.book, "check", check)
    keeping.startCheck()
    busy.vm.primary()
    busy.settle(going.is_set)
    assert busy.vm.primaryText == "Stop"
    busy.vm.primary()
    busy.work()
    assert keeping.noticeText == "Stopped. Nothing has changed."
    assert busy.vm.page == "sell"


def test_a_broken_journal_stops_the_till(busy: TillScreen) -> None:
    busy.book.fails = JournalFault("chain_broken", epoch=1, seq=2)
    busy.vm.receipts.keeping.startCheck()
    busy.vm.primary()
    busy.settle(lambda: busy.vm.page == "stopped")


def test_a_cashier_needs_a_manager_to_take_the_journal_out(busy: TillScreen) -> None:
    keeping = busy.vm.receipts.keeping
    keeping.startExport()
    assert busy.vm.primaryText == "Write the file"
    busy.vm.primary()
    assert busy.vm.approval.open
    assert not exported(busy)
    who = busy.vm.approval.who
    who.choose([row.staff for row in rows(who.staff)].index(MANAGER.staff))
    for digit in MANAGER.pin_hash:
        who.key(digit)
    who.submit()
    busy.settle(lambda: bool(exported(busy)))
    busy.settle(lambda: not keeping.busy)
    (fact,) = exported(busy)
    assert (fact.format, fact.approved_by) == ("csv", MANAGER.staff)
    assert busy.journal.entries[-1].staff == CASHIER.staff
    assert keeping.noticeTone == "good"
    assert ".csv\u2069 is written: 4 entries." in keeping.noticeText
    assert "ab" * 32 in keeping.noticeAdvice
    (file,) = Path(keeping.place).iterdir()
    assert file.name.startswith("journal-Till-1-2026-11-21-")


def exported(till: TillScreen) -> list[Exported]:
    return [x.fact for x in till.journal.entries if isinstance(x.fact, Exported)]


def test_a_manager_chooses_and_writes_alone(till: TillScreen) -> None:
    till.enter(MANAGER)
    till.vm.show("receipts")
    keeping = till.vm.receipts.keeping
    keeping.startExport()
    keeping.setPeriod("last_month")
    keeping.setFormat("poslog")
    till.vm.primary()
    till.settle(lambda: bool(exported(till)))
    (fact,) = exported(till)
    chosen = (fact.format, fact.first, fact.last, fact.approved_by)
    assert chosen == ("poslog", "2026-10-01", "2026-10-31", "")
    keeping.setFormat("jsonl")
    assert keeping.period == "all"
    keeping.setPeriod("today")
    assert keeping.format == "csv"


def test_a_stick_pulled_out_is_told_and_noted_nowhere(till: TillScreen) -> None:
    till.enter(MANAGER)
    till.vm.show("receipts")
    keeping = till.vm.receipts.keeping
    keeping.startExport()
    till.book.fails = WorldFault("export_unwritable", path="/media/stick")
    till.vm.primary()
    till.settle(lambda: keeping.noticeText != "")
    assert "/media/stick" in keeping.noticeText
    assert not exported(till)
    assert till.vm.page == "sell"


def test_a_late_answer_of_an_older_search_is_not_shown(busy: TillScreen) -> None:
    for typed in ("t", "te", "tea", "x", ""):
        busy.vm.typed(typed)
    assert len(look(busy)) == 2
    assert len({x.entry for x in look(busy)}) == 2
