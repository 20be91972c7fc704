"""Room: pos. One exception in full: what happened, what is known, what to do, who settled it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from pos import words
from pos.desk import evidence, office_words
from pos.desk.viewmodels.office_rows import FactRow
from pos.desk.viewmodels.terminals import TerminalsViewModel
from pos.session import Session
from shop.domain.office import StoreException
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Desk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the manager's page")
class MatterViewModel(QObject):
    """Signals: `changed` with the exception shown, or the language."""

    changed = Signal()

    def __init__(
        self, session: Session, terminals: TerminalsViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._terminals = session, terminals
        self._found: StoreException | None = None
        self._facts = RowModel(FactRow, "key", self)

    def show(self, found: StoreException | None) -> None:
        self._found = found
        rows = []
        if found is not None:
            name = self._terminals.name_of(found.terminal)
            rows = evidence.table(found, self._session.services.replica, name)
        self._facts.update(rows)
        self.changed.emit()

    @property
    def found(self) -> StoreException | None:
        return self._found

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._found is not None

    @Property(bool, notify=changed)
    def isOpen(self) -> bool:
        return self._found is not None and self._found.state == "open"

    @Property(str, notify=changed)
    def title(self) -> str:
        return office_words.cause(self._found.cause) if self._found is not None else ""

    @Property(str, notify=changed)
    def happened(self) -> str:
        return office_words.happened(self._found.cause) if self._found is not None else ""

    @Property(str, notify=changed)
    def raisedText(self) -> str:
        if self._found is None:
            return ""
        at = self._found.raised_at
        return tr("Found {when}, {age} ago", when=self._when(at), age=age(self._session, at))

    @Property(QObject, constant=True)
    def facts(self) -> QObject:
        return self._facts

    @Property("QStringList", notify=changed)
    def steps(self) -> list[str]:
        if self._found is None:
            return []
        return list(office_words.advice(self._found.advice, self._found.suggestion))

    @Property(str, notify=changed)
    def settledText(self) -> str:
        found = self._found
        if found is None or found.state == "open" or found.settled_at is None:
            return ""
        when = self._when(found.settled_at)
        return tr("Settled by {name}, {when}", name=self.name_of(found.settled_by), when=when)

    @Property(str, notify=changed)
    def noteText(self) -> str:
        return self._found.note if self._found is not None else ""

    def name_of(self, by: str) -> str:
        """Who settled: staff by their name, a program by its own, central as itself."""
        if by == "central":
            return tr("central itself")
        staff, _, terminal = by.partition("@")
        people: dict[str, str] = {x.staff: x.name for x in self._session.services.replica.staff()}
        return words.joined([people.get(staff, staff), self._terminals.name_of(terminal)])

    def _when(self, at: datetime) -> str:
        return words.day_and_time(at, self._session.services.replica.settings())


def age(session: Session, at: datetime) -> str:
    past = session.services.clock.now() - at
    return formats.duration(max(0, int(past.total_seconds() // 60)))
