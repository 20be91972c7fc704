"""Room: pos. This till's journal, newest first: filters, search, and one entry in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.reading import read
from pos.session import Session
from pos.till import journal_words as says
from pos.till.counter import Counter
from pos.till.done_work import DoneWork
from pos.till.reader import Reader
from pos.till.viewmodels.keeping import KeepingViewModel
from pos.till.viewmodels.receipt import ReceiptViewModel
from pos.till.viewmodels.rows import EntryRow, Page
from pos.view_model import NoticeViewModel
from pos.viewmodels.approval import ApprovalViewModel
from shop.actions.last_sale import KINDS
from shop.book import Leaf, Place, Standing, Wanted
from shop.domain.codes import ProductCode, ScannedCode
from shop.domain.facts import (
    CashMoved,
    HandedOver,
    Recorded,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.finding import Query, read_query
from shop.domain.receipt_of import receipt_number
from shop.exports.selection import Selection
from ui.elements import QmlElement, QmlUncreatable
from ui.formats import number
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
PAGE = 40
"""So many more are looked for when the list nears its end."""

OF_KIND: dict[str, tuple[str, ...]] = {
    "receipts": KINDS,
    "sales": (Sale.KIND,),
    "returns": (Return.KIND,),
    "pickups": (HandedOver.KIND,),
    "cash": (CashMoved.KIND,),
    "shifts": (ShiftOpened.KIND, ShiftClosed.KIND),
    "all": (),
}


@QmlElement
@QmlUncreatable("made by app.py")
class ReceiptsViewModel(NoticeViewModel):
    """Signals: `changed` with filters, state of the search or the entry shown; `left` when the
    cashier goes back."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, session: Session, approval: ApprovalViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._counter: Counter | None = None
        self._work: DoneWork | None = None
        self._reader: Reader | None = None
        self._entries = RowModel(EntryRow, "entry", self)
        self._paper = ReceiptViewModel(self)
        self._keeping = KeepingViewModel(session, approval, self)
        self._keeping.changed.connect(self.changed)
        self._kind, self._period, self._mine, self._text = "receipts", "all", False, ""
        self._found: list[Recorded] = []
        self._standing = Standing((0, 0), {}, False)
        self._round = self._looked = self._short = 0
        self._next: Place | None = None
        self._looking, self._shown = False, ""

    def attach(self, counter: Counter, work: DoneWork, reader: Reader) -> None:
        self._counter, self._work, self._reader = counter, work, reader
        self._keeping.attach(reader, counter, lambda: self.today)

    # -- what the screen shows -------------------------------------------------------------

    @Property(QObject, constant=True)
    def entries(self) -> QObject:
        return self._entries

    @Property(ReceiptViewModel, constant=True)
    def paper(self) -> ReceiptViewModel:
        return self._paper

    @Property(KeepingViewModel, constant=True)
    def keeping(self) -> KeepingViewModel:
        return self._keeping

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._kind

    @Property(str, notify=changed)
    def period(self) -> str:
        return self._period

    @Property(bool, notify=changed)
    def mine(self) -> bool:
        return self._mine

    @Property(bool, notify=changed)
    def looking(self) -> bool:
        return self._looking

    @Property(str, notify=changed)
    def statusText(self) -> str:
        asked = f"“{self._text}”" if self._text else ""
        return words.joined((asked, *self._counts()))

    def _counts(self) -> tuple[str, ...]:
        if self._looking:
            return (tr("Looking… {count} entries so far", count=number(self._looked)),)
        if self._next is not None:
            return (tr("The latest {count}; scroll for more", count=number(len(self._found))),)
        found = tr("%n entries", n=len(self._found))
        return (found, tr("older ones are at central")) if self._standing.gone else (found,)

    @Property(str, notify=changed)
    def shown(self) -> str:
        """The entry in the right half."""
        return self._shown

    @Property(int, notify=changed)
    def index(self) -> int:
        return next((at for at, x in enumerate(self._found) if x.entry == self._shown), -1)

    @Property(str, notify=changed)
    def placeText(self) -> str:
        recorded = self._recorded
        if recorded is None:
            return ""
        return tr(
            "Entry {place} · {hash}",
            place=f"{recorded.epoch}/{recorded.seq}",
            hash=recorded.hash[:16],
        )

    @Property(str, notify=changed)
    def stateText(self) -> str:
        """Sent, or waiting since when, or why central holds it."""
        recorded = self._recorded
        if recorded is None:
            return ""
        code = self._standing.held.get(recorded.entry)
        if code is not None:
            return tr(
                "Central has it, but could not use it ({code}). Somebody there settles it.",
                code=code,
            )
        if (recorded.epoch, recorded.seq) <= self._standing.sent:
            return tr("Central has it.")
        return tr("Waiting to be sent since {time}.", time=self._time(recorded))

    @Property(str, notify=changed)
    def stateTone(self) -> str:
        recorded = self._recorded
        return says.standing_of(recorded, self._standing)[1] if recorded else "good"

    # -- what a person does ----------------------------------------------------------------

    def open(self) -> None:
        """Fresh: the latest receipts, whoever made them."""
        self._kind, self._period, self._mine, self._text = "receipts", "all", False, ""
        self._keeping.leave()
        self._show(None)
        self.restart()

    def type(self, text: str) -> None:
        if text.strip() != self._text:
            self._text = text.strip()
            self.restart()

    @Slot(str)
    def setKind(self, kind: str) -> None:
        self._kind = kind
        self.restart()

    @Slot(str)
    def setPeriod(self, period: str) -> None:
        self._period = period
        self.restart()

    @Slot(bool)
    def setMine(self, mine: bool) -> None:
        self._mine = mine
        self.restart()

    @Slot(str)
    def show(self, entry: str) -> None:
        self._keeping.leave()
        self._show(next((x for x in self._found if x.entry == entry), None))

    @Slot(int)
    def move(self, step: int) -> None:
        if self._found:
            at = min(max(self.index + step, 0), len(self._found) - 1)
            self.show(self._found[at].entry)
            if at >= len(self._found) - 3:
                self.more()

    @Slot()
    def more(self) -> None:
        if not self._looking and self._next is not None:
            self._go_on(PAGE)

    @Slot()
    def leave(self) -> None:
        self.left.emit()

    def refresh(self) -> None:
        """The language has changed."""
        self._entries.update([self._row(x) for x in self._found])
        self._paper.refresh()
        self._keeping.refresh()
        self.changed.emit()

    def renew(self) -> None:
        """What central has may be more by now, and the journal too."""
        if self._reader is not None:
            self._reader.ask(self._reader.book.standing, self._stands)

    # -- looking ---------------------------------------------------------------------------

    def restart(self) -> None:
        """Whatever was being looked for is not wanted any more."""
        self._round += 1
        self._looked, self._next = 0, None
        self._found = []
        self._entries.update([])
        self.renew()
        self._go_on(PAGE)

    def _go_on(self, short: int) -> None:
        """One short look on the reader's thread; its answer decides on another."""
        if self._reader is None:
            return
        book, wanted, before, turn = self._reader.book, self._wanted(), self._next, self._round
        self._short, self._looking = short, True
        self._reader.ask(
            lambda: book.leaf(wanted, before) if turn == self._round else None,
            lambda leaf: self._looked_at(leaf, turn),
        )
        self.changed.emit()

    def _looked_at(self, leaf: Leaf | None, turn: int) -> None:
        if leaf is None or turn != self._round:
            return
        self._found += leaf.entries
        self._entries.extend([self._row(x) for x in leaf.entries])
        self._looked += leaf.looked
        self._next, self._looking = leaf.next, False
        self._short -= len(leaf.entries)
        if self._recorded is None:
            self._show(self._found[0] if self._found else None)
        if self._short > 0 and leaf.next is not None:
            self._go_on(self._short)
        self.changed.emit()

    def _stands(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self._entries.update([self._row(x) for x in self._found])
            self.changed.emit()

    def _wanted(self) -> Wanted:
        first, last = self._days()
        who = self._session.who
        wanted = Wanted(
            Selection(first, last, OF_KIND[self._kind]),
            staff=who.staff if self._mine and who is not None else "",
            since=self._shift_began() if self._period == "shift" else (0, 0),
        )
        query = self._query()
        if query is None:
            return wanted
        if query.day:
            return replace(
                wanted, selection=replace(wanted.selection, first=query.day, last=query.day)
            )
        return replace(wanted, texts=query.needles(), finds=query.finds)

    def _query(self) -> Query | None:
        if self._counter is None or not self._text:
            return None
        replica = self._counter.services.replica
        reading = read(self._session, ScannedCode(self._text, None, "keyboard"))
        codes = (reading.gtin, *reading.alternatives) if isinstance(reading, ProductCode) else ()
        item = next((x for code in codes if (x := replica.find(code)) is not None), None)
        names = {x.name.casefold(): x.staff for x in replica.staff()}
        staff = names.get(self._text.casefold(), "")
        return read_query(self._text, replica.settings().currency, item.sku if item else "", staff)

    def _days(self) -> tuple[str, str]:
        today = date.fromisoformat(self.today)
        match self._period:
            case "today":
                return today.isoformat(), today.isoformat()
            case "yesterday":
                before = (today - timedelta(days=1)).isoformat()
                return before, before
            case "week":
                return (today - timedelta(days=6)).isoformat(), today.isoformat()
            case _:
                return "", ""

    @property
    def today(self) -> str:
        """The business day now, as the journal would write it."""
        assert self._counter is not None
        services = self._counter.services
        settings = services.replica.settings()
        here = words.local(services.clock.now(), settings)
        return (here - timedelta(hours=settings.day_cutoff_hour)).date().isoformat()

    def _shift_began(self) -> Place:
        opened = self._counter.services.journal.open_shift() if self._counter else None
        return (opened.epoch, opened.seq) if opened else (1 << 20, 0)

    # -- one entry -------------------------------------------------------------------------

    @property
    def _recorded(self) -> Recorded | None:
        return next((x for x in self._found if x.entry == self._shown), None)

    def _show(self, recorded: Recorded | None) -> None:
        self._shown = recorded.entry if recorded else ""
        if recorded is not None and self._work is not None:
            self._paper.show(self._page(recorded))
        self.changed.emit()

    def _page(self, recorded: Recorded) -> Page:
        assert self._work is not None
        if receipt_number(recorded):
            return self._work.old(recorded)
        title = says.kind_text(recorded)
        return Page(says.fact_rows(recorded), title, anew=lambda: self._page(recorded))

    def _row(self, recorded: Recorded) -> EntryRow:
        state, tone = says.standing_of(recorded, self._standing)
        parts = (says.number_of(recorded), self._time(recorded), self._who(recorded))
        return EntryRow(
            entry=recorded.entry,
            number=says.number_of(recorded),
            title=says.kind_text(recorded),
            detail=words.joined(parts),
            amount=says.amount_text(recorded),
            standing=state,
            standingTone=tone,
        )

    def _time(self, recorded: Recorded) -> str:
        settings = self._counter.services.replica.settings() if self._counter else None
        return words.day_and_time(recorded.recorded_at, settings)

    def _who(self, recorded: Recorded) -> str:
        people = self._counter.services.replica.staff() if self._counter else ()
        names = {x.staff: x.name for x in people}
        return names.get(recorded.staff, recorded.staff)
