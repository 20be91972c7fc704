"""Room: ui. A list model over frozen dataclasses; touches Qt's model classes only.

`update(rows)` finds what changed and tells QML exactly that: never a reset.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Native"
QML_IMPORT_MAJOR_VERSION = 1

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
_FIRST_ROLE = Qt.ItemDataRole.UserRole + 1


@QmlElement
@QmlUncreatable("made by a view-model")
class RowModel(QAbstractListModel, Generic[Row]):
    """Rows are dataclasses; each field is a role of the same name, plus `row` (the whole row).

    Signals: `countChanged` when the number of rows changes.
    """

    countChanged = Signal()

    def __init__(
        self,
        kind: type[Row],
        key: Callable[[Row], Hashable] | str = "id",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # any dataclass
        self._roles = {_FIRST_ROLE + at: name for at, name in enumerate(names)}
        self._role_of = {name: role for role, name in self._roles.items()}
        self._row_role = _FIRST_ROLE + len(names)
        self._key: Callable[[Row], Hashable] = key if callable(key) else _by_attribute(key)

    # --- what QML and Python read -------------------------------------------------
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, Any]:
        named: dict[int, Any] = {role: name.encode() for role, name in self._roles.items()}
        named[self._row_role] = b"row"
        return named

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        name = self._roles.get(role)
        if name is not None:
            return getattr(row, name)
        return row if role == self._row_role else None

    @Property(int, notify=countChanged)
    def count(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def index_of(self, key: Hashable) -> int:
        """Place of the row with this key, or -1."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    @Slot(int, str, result="QVariant")
    def value(self, at: int, name: str) -> Any:
        """One field of one row for QML code outside a delegate."""
        return getattr(self._rows[at], name) if 0 <= at < len(self._rows) else None

    # --- what view-models call ----------------------------------------------------
    def update(self, rows: Sequence[Row]) -> None:
        """Make the model equal to `rows` by plain removes, moves, inserts and changes."""
        before = len(self._rows)
        wanted = {self._key(row) for row in rows}
        if len(wanted) != len(rows):
            raise ValueError("two rows share one key")
        self._remove_missing(wanted)
        for at, row in enumerate(rows):
            self._place(at, row)
        if before != len(self._rows):
            self.countChanged.emit()

    def put(self, row: Row) -> None:
        """Replace the row with the same key, or append."""
        at = self.index_of(self._key(row))
        if at >= 0:
            self._replace(at, row)
            return
        self._insert(len(self._rows), row)
        self.countChanged.emit()

    def extend(self, rows: Sequence[Row]) -> None:
        """More at the end, in one step; keys that stand there already are the caller's mistake."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
            self.countChanged.emit()

    def drop(self, key: Hashable) -> None:
        at = self.index_of(key)
        if at >= 0:
            self._remove(at, at)
            self.countChanged.emit()

    # --- the precise steps --------------------------------------------------------
    def _remove_missing(self, wanted: set[Hashable]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._key(self._rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._key(self._rows[first - 1]) not in wanted:
                first -= 1
            self._remove(first, last)
            last = first - 1

    def _place(self, at: int, row: Row) -> None:
        key = self._key(row)
        if at < len(self._rows) and self._key(self._rows[at]) == key:
            self._replace(at, row)
            return
        was = next(
            (i for i in range(at + 1, len(self._rows)) if self._key(self._rows[i]) == key), -1
        )
        if was < 0:
            self._insert(at, row)
            return
        top = QModelIndex()
        self.beginMoveRows(top, was, was, top, at)
        self._rows.insert(at, self._rows.pop(was))
        self.endMoveRows()
        self._replace(at, row)

    def _insert(self, at: int, row: Row) -> None:
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _replace(self, at: int, row: Row) -> None:
        old = self._rows[at]
        if old == row:
            return
        changed = [
            role for name, role in self._role_of.items() if getattr(old, name) != getattr(row, name)
        ]
        self._rows[at] = row
        spot = self.index(at)
        self.dataChanged.emit(spot, spot, [*changed, self._row_role])


def _by_attribute(name: str) -> Callable[[Any], Hashable]:
    def key(row: Any) -> Hashable:
        found: Hashable = getattr(row, name)
        return found

    return key
