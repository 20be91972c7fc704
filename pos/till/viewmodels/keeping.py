"""Room: pos. The journal as evidence: check that it is whole, and take it out as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from pos.session import Session
from pos.till.counter import Counter
from pos.till.reader import Reader
from pos.till.viewmodels.rows import PlaceRow
from pos.view_model import NoticeViewModel
from pos.viewmodels.approval import ApprovalViewModel
from shop.actions.take_out_journal import TakeOutJournal, may_take_out
from shop.book import Cancelled, Export, Sound, Written
from shop.devices.media import media
from shop.domain.staff import StaffMember
from shop.errors import EndcapError, Refusal
from shop.exports.selection import Selection
from ui.elements import QmlElement, QmlUncreatable
from ui.formats import number
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Progress:
    """From the reader's thread, through the bridge."""

    turn: int
    at: int
    of: int


@QmlElement
@QmlUncreatable("made by app.py")
class KeepingViewModel(NoticeViewModel):
    """Signals: `changed` with mode, choices or progress."""

    changed = Signal()

    def __init__(
        self, session: Session, approval: ApprovalViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._approval = session, approval
        self._reader: Reader | None = None
        self._take_out: TakeOutJournal | None = None
        self._today: Callable[[], str] = lambda: date.today().isoformat()
        self._places = RowModel(PlaceRow, "path", self)
        self._mode, self._format, self._period, self._place = "", "csv", "today", ""
        self._turn, self._at, self._of, self._busy = 0, 0, 0, False
        self._say: Callable[[], None] = lambda: None
        session.worker.bridge.on(_Progress, self._told)

    def attach(self, reader: Reader, counter: Counter, today: Callable[[], str]) -> None:
        """`today` is the business day."""
        self._reader, self._today = reader, today
        self._take_out = TakeOutJournal(reader.book, counter.services.journal)

    def refresh(self) -> None:
        """The language has changed."""
        if self.noticeText:
            self._say()
        if self._mode == "export":
            self._look_for_places()

    # -- what the screen shows -------------------------------------------------------------

    @Property(str, notify=changed)
    def mode(self) -> str:
        """ "", "check" or "export"."""
        return self._mode

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(float, notify=changed)
    def progress(self) -> float:
        return self._at / self._of if self._of else 0.0

    @Property(str, notify=changed)
    def progressText(self) -> str:
        return tr("{at} of {of} entries", at=number(self._at), of=number(self._of))

    @Property(str, notify=changed)
    def format(self) -> str:
        return self._format

    @Property(str, notify=changed)
    def period(self) -> str:
        return self._period

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._place

    @Property(QObject, constant=True)
    def places(self) -> QObject:
        return self._places

    @property
    def action_text(self) -> str:
        """What the primary key does now, "" when it only goes back."""
        if self._mode and self._busy:
            return tr("Stop")
        return {"check": tr("Check now"), "export": tr("Write the file")}.get(self._mode, "")

    # -- what a person does ----------------------------------------------------------------

    @Slot()
    def startCheck(self) -> None:
        self._begin("check")

    @Slot()
    def startExport(self) -> None:
        self._look_for_places()
        self._begin("export")

    def _begin(self, mode: str) -> None:
        self.leave()
        self._mode = mode
        self.changed.emit()

    @Slot()
    def leave(self) -> None:
        self._halt()
        self._mode = ""
        self.dismissNotice()
        self.changed.emit()

    @Slot(str)
    def setFormat(self, name: str) -> None:
        """The whole journal is only of use whole."""
        self._format = name
        if name == "jsonl":
            self._period = "all"
        self._chosen()

    @Slot(str)
    def setPeriod(self, period: str) -> None:
        self._period = period
        if period != "all" and self._format == "jsonl":
            self._format = "csv"
        self._chosen()

    @Slot(str)
    def setPlace(self, path: str) -> None:
        self._place = path
        self._chosen()

    def _chosen(self) -> None:
        self.dismissNotice()
        self.changed.emit()

    @Slot()
    def act(self) -> None:
        if self._busy:
            self._halt()
            self._tell(lambda: self.notice(tr("Stopped. Nothing has changed."), tone="warn"))
        elif self._mode == "check":
            self._check()
        elif self._mode == "export":
            self._export(None)
        self.changed.emit()

    # -- checking --------------------------------------------------------------------------

    def _check(self) -> None:
        if self._reader is None:
            return
        book, turn = self._reader.book, self._started()
        self._reader.ask(
            lambda: book.check(self._watch(turn)),
            lambda sound: self._ended(turn, lambda: self._sound(sound)),
            lambda error: self._ended(turn, lambda: self._failed(error)),
        )

    def _sound(self, sound: Sound) -> None:
        said = tr("All %n entries are here, unchanged, and signed by this till.", n=sound.entries)
        epoch, seq = sound.head
        self.notice(
            said,
            tr(
                "The last is {place} {hash}. Compare it with the last receipt or Z report: that "
                "shows that none was cut off at the end.",
                place=f"{epoch}/{seq}",
                hash=sound.hash[:16],
            ),
            "good",
        )

    # -- taking out ------------------------------------------------------------------------

    def _export(self, approver: StaffMember | None) -> None:
        who = self._session.who
        if who is None or self._reader is None or self._take_out is None:
            return
        try:
            may_take_out(who, approver)
        except Refusal as error:
            if error.code == "approval_needed":
                self._approval.park(error, self._export)
            else:
                self.refused(error)
            return
        order, take_out, turn = self._order(), self._take_out, self._started()

        def work() -> Future[Written]:
            return take_out(order, who, approver, self._watch(turn))

        self._reader.ask(
            work,
            lambda future: self._session.worker.hop(
                future,
                lambda written: self._ended(turn, lambda: self._written(written)),
                lambda error: self._ended(turn, lambda: self._failed(error)),
            ),
            lambda error: self._ended(turn, lambda: self._failed(error)),
        )

    def _order(self) -> Export:
        first, last = self._days()
        services = self._session.services
        now = services.clock.now()
        days = "_".join(dict.fromkeys(day for day in (first, last) if day)) or "all"
        till = re.sub(r"\W+", "-", services.terminal).strip("-")
        name = f"journal-{till}-{days}-{now:%Y%m%dT%H%M%SZ}"
        return Export(self._format, Selection(first, last), Path(self._place), name)

    def _days(self) -> tuple[str, str]:
        today = date.fromisoformat(self._today())
        month = today.replace(day=1)
        before = month - timedelta(days=1)
        first, last = {
            "today": (today, today),
            "week": (today - timedelta(days=6), today),
            "month": (month, today),
            "last_month": (before.replace(day=1), before),
        }.get(self._period, (None, None))
        return (first.isoformat() if first else "", last.isoformat() if last else "")

    def _written(self, written: Written) -> None:
        count = tr("%n entries", n=written.entries)
        self.notice(
            tr("{file} is written: {count}.", file=_as_is(written.path.name), count=count),
            tr(
                "Folder: {folder} · SHA-256: {sum}",
                folder=_as_is(str(written.path.parent)),
                sum=_as_is(written.sum),
            ),
            "good",
        )

    def _look_for_places(self) -> None:
        if self._reader is None:
            return
        with suppress(OSError):  # the export itself will say what is wrong with it
            self._reader.own.mkdir(parents=True, exist_ok=True)
        found = media(self._reader.own)
        self._places.update(
            [
                PlaceRow(str(x.path), x.name or tr("This till's own folder"), not x.name)
                for x in found
            ]
        )
        if self._place not in {str(x.path) for x in found}:
            self._place = str(found[0].path)

    # -- both ------------------------------------------------------------------------------

    def _started(self) -> int:
        self.dismissNotice()
        self._turn += 1
        self._at = self._of = 0
        self._busy = True
        return self._turn

    def _watch(self, turn: int) -> Callable[[int, int], bool]:
        """On the reader's thread: it reads two numbers of ours and posts what it saw."""
        reader, bridge = self._reader, self._session.worker.bridge
        assert reader is not None

        def watch(at: int, of: int) -> bool:
            bridge.post(_Progress(turn, at, of))
            return turn == self._turn and not reader.halt.is_set()

        return watch

    def _halt(self) -> None:
        self._turn += 1
        self._busy = False

    def _told(self, seen: _Progress) -> None:
        if seen.turn == self._turn:
            self._at, self._of = seen.at, seen.of
            self.changed.emit()

    def _ended(self, turn: int, tell: Callable[[], None]) -> None:
        if turn == self._turn:
            self._busy = False
            self._tell(tell)
            self.changed.emit()

    def _tell(self, say: Callable[[], None]) -> None:
        """Now, and again in another language."""
        self._say = say
        say()

    def _failed(self, error: EndcapError) -> None:
        if not isinstance(error, Cancelled):
            self.refused(error)


def _as_is(text: str) -> str:
    """A path or a sum keeps its own direction in an Arabic sentence."""
    return f"\u2066{text}\u2069"
