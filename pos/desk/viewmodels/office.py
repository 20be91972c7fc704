"""Room: pos. The manager's page: what the store has to settle, and settling it.

Central keeps the list; what it last told is shown with its age while the line is down.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos import words
from pos.desk import evidence, office_words
from pos.desk.office_memory import OfficeMemory
from pos.desk.viewmodels.matter import MatterViewModel, age
from pos.desk.viewmodels.office_rows import MatterRow
from pos.desk.viewmodels.terminals import TerminalsViewModel
from pos.session import Session
from pos.view_model import NoticeViewModel
from shop.actions.settle_exception import MAX_NOTE, settle_exception
from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from shop.domain.staff import StaffMember
from shop.errors import Conflict, EndcapError, LinkDown, Refusal
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1
PAGE = 100
MOST = 5000
"""Central gives no more at once; a list longer than this is worked off by cause."""
TICK_MS = 30_000
OPEN, SETTLED, TERMINALS = "open", "settled", "terminals"


@QmlElement
@QmlUncreatable("made by app.py")
class OfficeViewModel(NoticeViewModel):
    """Signals: `changed` with anything of the lists, `noteCleared` when the note was used."""

    changed = Signal()
    noteCleared = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._who: StaffMember | None = None
        self._memory = OfficeMemory()
        self._page: ExceptionPage | None = None
        self._tab, self._cause, self._selected = OPEN, "", ""
        self._open = self._question = 0
        self._busy = self._away = False
        self._rows = RowModel(MatterRow, "key", self)
        self._terminals = TerminalsViewModel(session, self)
        self._matter = MatterViewModel(session, self._terminals, self)
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self.refresh)

    def attach(self) -> None:
        """The terminal is open: what was last known is there before central answers."""
        self._memory.open(self._session.services.journal)
        self._open = self._memory.open_count
        if self._memory.health is not None:
            self._terminals.show(self._memory.health)
        self._ticker.start()
        self.refresh()

    def enter(self, who: StaffMember) -> None:
        """A manager looks; what is settled is settled in this name."""
        self._who = who
        self.dismissNotice()
        self.show(OPEN)

    def leave(self) -> None:
        self._who = None

    @Slot()
    def refresh(self) -> None:
        """Central is asked again: for the list while it is on the screen, else for its length."""
        if not self._session.ready:
            return
        if self._who is None:
            self._count()
        else:
            self._ask(max(PAGE, len(self._shown)))
            self._ask_terminals()

    def retell(self) -> None:
        """The language or the catalogue has changed: the same, in other words."""
        self._fill()
        self._terminals.refresh()

    # -- what the screen shows -------------------------------------------------------------

    @Property(int, notify=changed)
    def openCount(self) -> int:
        return self._open

    @Property(TerminalsViewModel, constant=True)
    def terminals(self) -> TerminalsViewModel:
        return self._terminals

    @Property(MatterViewModel, constant=True)
    def matter(self) -> MatterViewModel:
        """The chosen one."""
        return self._matter

    @Property(str, notify=changed)
    def tab(self) -> str:
        return self._tab

    @Property("QVariantList", notify=changed)
    def tabs(self) -> list[dict[str, object]]:
        return [
            {"code": OPEN, "text": tr("To settle"), "count": self._open},
            {"code": SETTLED, "text": tr("Settled"), "count": -1},
            {"code": TERMINALS, "text": tr("Terminals"), "count": self._terminals.bad},
        ]

    @Property("QVariantList", notify=changed)
    def causes(self) -> list[dict[str, object]]:
        counts = self._page.counts if self._page is not None else ()
        if len(counts) < 2 and not self._cause:
            return []
        whole = {"code": "", "text": tr("All"), "count": sum(count for _, count in counts)}
        named = [
            {"code": code, "text": office_words.cause(code), "count": count}
            for code, count in counts
        ]
        return [whole, *named]

    @Property(str, notify=changed)
    def cause(self) -> str:
        return self._cause

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(str, notify=changed)
    def listState(self) -> str:
        """ "loading", "away" (never told, and no line), "empty" or "list"."""
        if self._page is None:
            return "away" if self._away else "loading"
        return "list" if self._page.rows else "empty"

    @Property(bool, notify=changed)
    def more(self) -> bool:
        if self._page is None:
            return False
        counts = dict(self._page.counts)
        whole = counts.get(self._cause, 0) if self._cause else sum(counts.values())
        return len(self._page.rows) < min(whole, MOST) and not self._away

    @Property(bool, notify=changed)
    def away(self) -> bool:
        """Central could not be asked: what is shown is what it last told."""
        return self._away

    @Property(str, notify=changed)
    def awayText(self) -> str:
        if self._page is None:
            return tr("Central does not answer, and has told nothing yet.")
        return tr("Central does not answer. This is what it last told, {as_of}.", as_of=self._as_of)

    @Property(str, notify=changed)
    def whoText(self) -> str:
        return self._who.name if self._who is not None else ""

    @Property(str, notify=changed)
    def selected(self) -> str:
        return self._selected

    @Property(int, constant=True)
    def noteLength(self) -> int:
        return MAX_NOTE

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    # -- what a manager does ---------------------------------------------------------------

    @Slot(str)
    def show(self, tab: str) -> None:
        self._tab, self._cause = tab, ""
        self.dismissNotice()
        self._restart()

    @Slot(str)
    def showCause(self, cause: str) -> None:
        self._cause = cause
        self._restart()

    @Slot()
    def loadMore(self) -> None:
        if self.more:
            self._ask(min(MOST, len(self._shown) + PAGE))

    @Slot(str)
    def choose(self, key: str) -> None:
        """A note half written belongs to the one it was written for."""
        if key != self._selected:
            self.noteCleared.emit()
        self._selected = key
        self.dismissNotice()
        self._fill()

    @Slot(int)
    def move(self, by: int) -> None:
        if self._rows.rows:
            at = self._rows.index_of(self._selected)
            last = len(self._rows.rows) - 1
            self.choose(self._rows.rows[max(0, min(last, at + by))].key)

    @Slot(str)
    def settle(self, note: str) -> None:
        """Once; central tells when somebody else was first."""
        found = self._found
        if self._busy or found is None or self._who is None or found.state != "open":
            return
        self.dismissNotice()
        try:
            settling = settle_exception(self._session.services.office, found, note, self._who)
        except Refusal as error:
            self.refused(error)
            return
        self._busy = True
        self._session.worker.hop(settling, self._done, self._failed)
        self.changed.emit()

    # -- inside: asking --------------------------------------------------------------------

    @property
    def _shown(self) -> tuple[StoreException, ...]:
        return self._page.rows if self._page is not None else ()

    @property
    def _found(self) -> StoreException | None:
        return next((x for x in self._shown if x.key == self._selected), None)

    def _restart(self) -> None:
        self._page = self._memory.page(self._cause) if self._tab == OPEN else None
        self._selected = self._page.rows[0].key if self._page and self._page.rows else ""
        self._fill()
        self.refresh()

    def _ask(self, limit: int) -> None:
        if self._tab == TERMINALS:
            self._count()
            return
        self._question = question = self._question + 1
        wanted, cause = self._tab, self._cause

        def take(page: ExceptionPage) -> None:
            if question == self._question:
                self._take(page)

        asking = self._session.services.office.exceptions(wanted=wanted, cause=cause, limit=limit)
        self._session.worker.hop(asking, take, self._missed)

    def _count(self) -> None:
        def take(page: ExceptionPage) -> None:
            self._open, self._away = page.open, False
            self.changed.emit()

        asking = self._session.services.office.exceptions(limit=0)
        self._session.worker.hop(asking, take, self._missed)

    def _ask_terminals(self) -> None:
        def take(health: StoreHealth) -> None:
            self._terminals.show(health)
            self._memory.keep(health=health)
            self.changed.emit()

        asking = self._session.services.office.terminals()
        self._session.worker.hop(asking, take, self._missed)

    def _take(self, page: ExceptionPage) -> None:
        self._page, self._open, self._away = page, page.open, False
        if self._tab == OPEN and not self._cause:
            self._memory.keep(exceptions=page)
        if self._found is None:
            self._selected = page.rows[0].key if page.rows else ""
        self._fill()

    def _missed(self, error: EndcapError) -> None:
        if isinstance(error, LinkDown):
            self._away = True
            self.changed.emit()
        else:
            self.refused(error)

    # -- inside: settling ------------------------------------------------------------------

    def _done(self, settled: StoreException) -> None:
        self._busy = False
        self._next_to(settled.key)
        self.notice(tr("Settled: {title}", title=office_words.cause(settled.cause)), tone="good")
        self.noteCleared.emit()
        self.refresh()

    def _failed(self, error: EndcapError) -> None:
        self._busy = False
        if isinstance(error, LinkDown):
            self._away = True
            self.notice(
                tr("This needs the link to central."),
                tr("Nothing is settled yet. Try again when the line is back."),
            )
        elif isinstance(error, Conflict) and error.code == "exception_settled":
            name = self._matter.name_of(str(error.data.get("who", "")))
            self.notice(tr("{name} has settled this already.", name=name), tone="warn")
            self.refresh()
        else:
            self.refused(error)
            self.refresh()
        self.changed.emit()

    def _next_to(self, key: str) -> None:
        """What stood below takes its place on the right."""
        keys = [x.key for x in self._shown]
        if self._page is None or key not in keys:
            return
        at = keys.index(key)
        rest = self._shown[:at] + self._shown[at + 1 :]
        self._page = replace(self._page, rows=rest)
        self._open = max(0, self._open - 1)
        self._selected = rest[min(at, len(rest) - 1)].key if rest else ""
        self._fill()

    # -- inside: words ---------------------------------------------------------------------

    def _fill(self) -> None:
        if self._session.ready:
            self._rows.update([self._row(x) for x in self._shown])
            self._matter.show(self._found)
        self.changed.emit()

    def _row(self, found: StoreException) -> MatterRow:
        replica = self._session.services.replica
        name = self._terminals.name_of(found.terminal)
        return MatterRow(
            key=found.key,
            title=office_words.cause(found.cause),
            detail=words.joined([evidence.subject(found, replica), name]),
            age=age(self._session, found.settled_at or found.raised_at),
            settled=found.state != "open",
        )

    @property
    def _as_of(self) -> str:
        assert self._page is not None
        settings = self._session.services.replica.settings()
        now = self._session.services.clock.now()
        return formats.as_of(words.local(self._page.asked_at, settings), words.local(now, settings))
