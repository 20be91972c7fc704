"""What an import found: rows that are wrong, rows taken with a remark. Central room: pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """`row` is the line (CSV) or place (JSON) in the file."""

    row: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.column}: {self.words}"


class BadRow(Exception):
    """This row cannot be taken."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(column, words)
        self.column = column
        self.words = words


@dataclass(slots=True)
class Report:
    """`bad` rows were left out, or stop the file; `remarks` tell what was taken as it could be."""

    rows: int = 0
    bad: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self, row: int, why: BadRow) -> None:
        self.bad.append(Remark(row, why.column, why.words))

    def remark(self, row: int, column: str, words: str) -> None:
        self.remarks.append(Remark(row, column, words))
