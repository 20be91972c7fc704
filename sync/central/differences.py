"""What a check of central's sums found. Central room: no SQL of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sync.central.damage import is_damage
from sync.central.units import quantity

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` says what of `name`. `stored` is what central has, `expected` what the entries make
    of it; "" for nothing."""

    kind: str
    name: str
    stored: str = ""
    expected: str = ""


@dataclass(slots=True)
class FoldCheck:
    """How many rows were compared; `differences` are the first of those that are `wrong`."""

    stock: int = 0
    purchases: int = 0
    returned: int = 0
    orders: int = 0
    holds: int = 0
    wrong: int = 0
    unknown_opening: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.wrong

    def compare(self, kind: str, name: str, stored: object, expected: object) -> None:
        if stored != expected:
            self._add(Difference(kind, name, _said(stored), _said(expected)))

    def amounts(self, kind: str, name: str, stored: object, expected: object) -> None:
        """Both in thousandths."""
        if stored != expected:
            self._add(Difference(kind, name, _pieces(stored), _pieces(expected)))

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        """What cannot be read is a difference, and what comes after it is looked at."""
        try:
            yield
        except Exception as error:
            if not is_damage(error):
                raise
            self._add(Difference("unreadable", what))

    def _add(self, found: Difference) -> None:
        self.wrong += 1
        if len(self.differences) < _SHOWN:
            self.differences.append(found)


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _pieces(value: object) -> str:
    return str(quantity(value)) if isinstance(value, int) else _said(value)
