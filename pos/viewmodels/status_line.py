"""Room: pos. The line on top of till and desk: where, who, the link, the printer, the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos import front_words as words
from pos.front_words import DetailRow
from ui import i18n
from ui.catalogs import LANGUAGES
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.properties import Property

if TYPE_CHECKING:
    from pos.session import Session
    from shop.ports import LinkState, PrinterState, StoreSettings

QML_IMPORT_NAME = "Endcap.Pos"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 1000


@QmlElement
@QmlUncreatable("made by app.py")
class StatusLineViewModel(QObject):
    """Signals: `changed` with any word of the line; `locked` when the person wants to leave."""

    changed = Signal()
    locked = Signal()

    def __init__(self, session: Session, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._link: LinkState | None = None
        self._printer: PrinterState | None = None
        self._note = self._store = self._terminal = ""
        self._details = RowModel(DetailRow, "key", self)
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self.changed)
        self._ticker.start()
        i18n.language().changed.connect(self.changed)

    @Property(str, notify=changed)
    def storeName(self) -> str:
        settings = self.settings
        return settings.store.name if settings else self._store or "Endcap"

    @Property(str, notify=changed)
    def terminalName(self) -> str:
        return self._session.services.terminal if self._session.ready else self._terminal

    @Property(str, notify=changed)
    def staffName(self) -> str:
        return self._session.who.name if self._session.who else ""

    @Property(str, notify=changed)
    def note(self) -> str:
        """The face's own word, such as since when the shift is open."""
        return self._note

    @Property(bool, notify=changed)
    def online(self) -> bool:
        return self._link is None or self._link.online

    @Property(str, notify=changed)
    def linkText(self) -> str:
        return words.link(self._link, self.settings)

    @Property(str, notify=changed)
    def linkTone(self) -> str:
        """Red when central has something against this terminal: waiting does not mend that."""
        if self._link is None or (self._link.online and not self._link.trouble):
            return "good"
        return "stop" if self._link.online else "warn"

    @Property(str, notify=changed)
    def clockTrouble(self) -> str:
        return tr("Its clock is wrong") if self._link is not None and self._link.clock_off else ""

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there is anything to tell: the terminal is open."""
        return self._session.ready

    @Property(QObject, constant=True)
    def details(self) -> QObject:
        """How this terminal is, line by line; filled by `tellDetails`."""
        return self._details

    @Slot()
    def tellDetails(self) -> None:
        """Somebody looks: the words are made only then."""
        if not self._session.ready:
            return
        from pos.status_words import rows

        services = self._session.services
        journal, replica, now = services.journal, services.replica, services.clock.now()
        printer = services.printer.state()
        self._details.update(rows(self._link, printer, journal.trouble, replica, now))

    @Property(str, notify=changed)
    def offlineDetail(self) -> str:
        if self._kind == "desk":
            return tr("Picking and hand-overs work. New orders arrive when the line is back.")
        return tr(
            "Selling, pickups and returns by slip work. Everything is sent when the line is back."
        )

    @Property(str, notify=changed)
    def printerText(self) -> str:
        return {
            "paper_out": tr("Printer: paper is out"),
            "offline": tr("Printer does not answer"),
            "cover_open": tr("Printer: cover is open"),
            "unknown": tr("Printer: wrong settings"),
        }.get(self._printer.code if self._printer else "none", "")

    @Property(str, notify=changed)
    def journalText(self) -> str:
        """What this terminal's own disk says; asked again with every tick of the clock."""
        trouble = self._session.services.journal.trouble if self._session.ready else ""
        return {
            "disk_full": tr("Disk full: finish this sale, begin no other"),
            "stopped": tr("The journal has stopped"),
        }.get(trouble, "")

    @Property(str, notify=changed)
    def clockText(self) -> str:
        if not self._session.ready:
            return ""
        return words.clock(self._session.services.clock.now(), self.settings)

    @Slot()
    def lock(self) -> None:
        self.locked.emit()

    @Slot()
    def nextLanguage(self) -> None:
        codes = list(LANGUAGES)
        i18n.set_language(codes[(codes.index(current()) + 1) % len(codes)])

    # -- what app.py and the face tell -----------------------------------------------------

    @property
    def settings(self) -> StoreSettings | None:
        """None until the first snapshot has come."""
        if not self._session.ready:
            return None
        try:
            return self._session.services.replica.settings()
        except LookupError:
            return None

    def show_door(self, store: str, terminal: str) -> None:
        """Their names, until the terminal is open and knows them itself."""
        self._store, self._terminal = store, terminal
        self.changed.emit()

    def show_link(self, state: LinkState) -> None:
        self._link = state
        self.changed.emit()

    def show_printer(self, state: PrinterState) -> None:
        self._printer = state
        self.changed.emit()

    def say(self, note: str) -> None:
        self._note = note
        self.changed.emit()
