"""Room: pos. How the terminals of this store are, as far as central knows, worst first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from pos import words
from pos.desk import terminal_words
from pos.desk.viewmodels.office_rows import TerminalRow
from pos.session import Session
from shop.domain.office import CLOCK_OFF, StoreHealth, TerminalHealth
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1
GIGABYTE = 1024**3
RIGHT = 5
"""Seconds nobody needs to be told of."""


@QmlElement
@QmlUncreatable("made by app.py")
class TerminalsViewModel(QObject):
    """Signals: `changed` with every answer of central and every language."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._health: StoreHealth | None = None
        self._rows = RowModel(TerminalRow, "key", self)

    def show(self, health: StoreHealth) -> None:
        self._health = health
        self.refresh()

    def refresh(self) -> None:
        health = self._health
        if health is None or not self._session.ready:
            return
        rows = [self._row(x, health) for x in health.terminals]
        order = {"stop": 0, "warn": 1, "good": 2}
        self._rows.update(sorted(rows, key=lambda row: (order[row.tone], row.name, row.key)))
        self.changed.emit()

    def name_of(self, terminal: str) -> str:
        """Its name, else the id itself."""
        known = self._health.terminals if self._health is not None else ()
        return next((x.name for x in known if x.terminal == terminal), terminal)

    @property
    def bad(self) -> int:
        return sum(1 for row in self._rows.rows if row.tone != "good")

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(str, notify=changed)
    def listState(self) -> str:
        """ "loading" until central has told."""
        return "loading" if self._health is None else "list"

    @Property(str, notify=changed)
    def asOfText(self) -> str:
        if self._health is None:
            return ""
        return formats.as_of(self._local(self._health.asked_at), self._local(self._now()))

    # -- inside ----------------------------------------------------------------------------

    def _row(self, known: TerminalHealth, health: StoreHealth) -> TerminalRow:
        troubles = known.troubles(health.asked_at, health.version)
        said = [terminal_words.trouble(code) for code in troubles]
        tone = "good" if not troubles else "warn"
        if any(code in terminal_words.STOPS for code in troubles):
            tone = "stop"
        return TerminalRow(
            key=known.terminal,
            name=known.name,
            face=words.joined([terminal_words.face(known.face), known.terminal]),
            health=said[0][0] if said else tr("All well"),
            tone=tone,
            heard=self._heard(known),
            told=words.joined(self._told(known)),
            troubles="\n".join(f"{what}. {todo}" for what, todo in said),
        )

    def _heard(self, known: TerminalHealth) -> str:
        if known.seen_at is None:
            return tr("never heard of")
        past = self._now() - known.seen_at
        minutes = max(0, int(past.total_seconds() // 60))
        return (
            tr("heard of {age} ago", age=formats.duration(minutes)) if minutes else tr("just now")
        )

    def _told(self, known: TerminalHealth) -> list[str]:
        if known.seen_at is None:
            return []
        told = [tr("version {version}", version=known.version)]
        if known.waiting and known.oldest is not None:
            minutes = int((known.seen_at - known.oldest).total_seconds() // 60)
            age = formats.duration(minutes)
            told.append(tr("%n records waiting, the oldest {age}", n=known.waiting, age=age))
        else:
            told.append(tr("nothing waiting"))
        told.append(_clock(known.clock_off or 0))
        if known.face != "kiosk":
            told.append(tr("printer: {state}", state=terminal_words.printer(known.printer)))
        if known.disk_total:
            share = round(known.disk_free * 100 / known.disk_total)
            free = formats.number(known.disk_free // GIGABYTE)
            told.append(tr("disk: {free} GB free ({share} %)", free=free, share=share))
        return told

    def _now(self) -> datetime:
        return self._session.services.clock.now()

    def _local(self, at: datetime) -> datetime:
        return words.local(at, self._session.services.replica.settings())


def _clock(off: int) -> str:
    if abs(off) <= RIGHT:
        return tr("clock right")
    short = abs(off) < CLOCK_OFF
    said = tr("{seconds} s", seconds=abs(off)) if short else formats.duration(abs(off) // 60)
    return tr("clock {off} ahead", off=said) if off > 0 else tr("clock {off} behind", off=said)
