"""RowModel tells QML exactly what changed: a view that follows its signals stays equal."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ui.models import RowModel


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    total: str


class Follower:
    """A view: knows the model by its signals only."""

    def __init__(self, model: RowModel[Line]) -> None:
        self.rows = list(model.rows)
        self.changes: list[tuple[int, set[str]]] = []
        self.resets = 0
        self._model = model
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._moved)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._reset)

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = self._model.rows[first : last + 1]

    def _removed(self, _: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]

    def _moved(self, _: QModelIndex, first: int, last: int, __: QModelIndex, to: int) -> None:
        assert first == last
        row = self.rows.pop(first)
        self.rows.insert(to if to < first else to - 1, row)

    def _changed(self, top: QModelIndex, bottom: QModelIndex, roles: list[int]) -> None:
        assert top.row() == bottom.row()
        names = self._model.roleNames()
        self.changes.append((top.row(), {bytes(names[role]).decode() for role in roles}))
        self.rows[top.row()] = self._model.rows[top.row()]

    def _reset(self) -> None:
        self.resets += 1


def lines(ids: list[int], words: str = "a") -> list[Line]:
    return [Line(at, f"{words}{at}", f"{at}.00") for at in ids]


rows = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ab")), unique_by=lambda row: row[0])


@given(st.lists(rows, min_size=1, max_size=5))
def test_a_follower_of_the_signals_stays_equal(histories: list[list[tuple[int, str]]]) -> None:
    model: RowModel[Line] = RowModel(Line)
    follower = Follower(model)
    for history in histories:
        wanted = [Line(at, word, "1.00") for at, word in history]
        model.update(wanted)
        assert list(model.rows) == wanted
        assert follower.rows == wanted
    assert follower.resets == 0


@pytest.mark.usefixtures("qapp")
def test_qt_finds_the_model_consistent() -> None:
    model: RowModel[Line] = RowModel(Line)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for ids in ([1, 2, 3], [3, 1], [4, 3, 5, 1], [], [9]):
        model.update(lines(ids))
    assert tester.model() is model


def test_a_changed_total_changes_that_role_of_that_row_only() -> None:
    model: RowModel[Line] = RowModel(Line)
    model.update(lines([1, 2, 3]))
    follower = Follower(model)
    model.update([*lines([1]), Line(2, "a2", "9.99"), *lines([3])])
    assert follower.changes == [(1, {"total", "row"})]


def test_an_equal_update_says_nothing() -> None:
    model: RowModel[Line] = RowModel(Line)
    model.update(lines([1, 2]))
    follower = Follower(model)
    counts: list[int] = []
    model.countChanged.connect(lambda: counts.append(model.count))
    model.update(lines([1, 2]))
    assert follower.changes == []
    assert counts == []


def test_put_and_drop_touch_one_row() -> None:
    model: RowModel[Line] = RowModel(Line)
    model.put(Line(1, "milk", "1.20"))
    model.put(Line(2, "tea", "3.00"))
    model.put(Line(1, "milk", "2.40"))
    assert [row.total for row in model.rows] == ["2.40", "3.00"]
    model.drop(1)
    model.drop(77)
    assert [row.id for row in model.rows] == [2]
    assert model.value(0, "name") == "tea"
    assert model.value(5, "name") is None


def test_roles_are_the_fields_and_the_row() -> None:
    model: RowModel[Line] = RowModel(Line)
    model.update(lines([7]))
    by_name = {bytes(name).decode(): role for role, name in model.roleNames().items()}
    assert set(by_name) == {"id", "name", "total", "row"}
    assert model.data(model.index(0), by_name["total"]) == "7.00"
    assert model.data(model.index(0), by_name["row"]) == lines([7])[0]
    assert model.data(model.index(3), by_name["id"]) is None


def test_two_rows_with_one_key_are_refused() -> None:
    model: RowModel[Line] = RowModel(Line)
    with pytest.raises(ValueError, match="share one key"):
        model.update([*lines([1]), *lines([1])])


def test_rows_at_the_end_come_in_one_step() -> None:
    model: RowModel[Line] = RowModel(Line)
    model.update([Line(1, "a", "")])
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    follower = Follower(model)
    model.extend([Line(2, "b", ""), Line(3, "c", "")])
    model.extend([])
    assert inserted == [(1, 2)]
    assert follower.rows == list(model.rows)
    assert [row.id for row in model.rows] == [1, 2, 3]
