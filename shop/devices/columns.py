"""Rows of paper as lines of a fixed number of columns. Devices room; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shop.devices.paper import PaperRow, RowKind
from shop.devices.printable import printable


@dataclass(frozen=True, slots=True)
class Line:
    """`text` fills the paper's width when it has two parts; else `align` places it."""

    left: str
    right: str = ""
    align: str = "start"
    strong: bool = False
    large: bool = False

    def padded(self, columns: int) -> str:
        """For a printer's own letters, which are all one column wide."""
        if self.right:
            return f"{self.left}{self.right:>{columns - len(self.left)}}"
        return self.left


def lines_of(row: PaperRow, columns: int) -> Iterator[Line]:
    """A long text wraps; the amount stays whole and on the last line of its row."""
    width = columns // 2 if row.large else columns
    left, right = printable(row.left), printable(row.right)
    if row.kind is RowKind.RULE:
        yield Line("-" * columns)
    elif row.kind is RowKind.SPACE:
        yield Line("")
    elif row.kind is RowKind.TEXT:
        for part in wrap(left, width):
            yield Line(part, "", row.align, row.strong, row.large)
    else:
        yield from _pair(row, left, right, width)


def _pair(row: PaperRow, left: str, right: str, width: int) -> Iterator[Line]:
    room = width - len(right) - 1
    parts = wrap(left, width if room < 8 else room)
    last = parts[-1]
    for part in parts[:-1]:
        yield Line(part, "", "start", row.strong, row.large)
    if len(last) + len(right) < width:
        yield Line(last, right, "start", row.strong, row.large)
        return
    yield Line(last, "", "start", row.strong, row.large)
    yield Line("", right, "start", row.strong, row.large)


def wrap(text: str, width: int) -> list[str]:
    """At spaces, or in the middle of a word longer than the paper; leading spaces are kept."""
    indent = text[: len(text) - len(text.lstrip())][: max(width - 4, 0)]
    lines: list[str] = []
    current = indent
    for word in text.split():
        while len(indent) + len(word) > width:
            lines, current, word = _broken(lines, current, word, indent, width)
        joined = f"{current} {word}" if current.strip() else f"{indent}{word}"
        if len(joined) <= width:
            current = joined
        else:
            lines.append(current)
            current = f"{indent}{word}"
    return [*lines, current] if current.strip() or not lines else lines


def _broken(
    lines: list[str], current: str, word: str, indent: str, width: int
) -> tuple[list[str], str, str]:
    if current.strip():
        lines = [*lines, current]
    room = max(width - len(indent), 1)
    return [*lines, f"{indent}{word[:room]}"], indent, word[room:]
