"""Which of a printer's code pages can say a text. Devices room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Asked in this order, so that one page serves a whole receipt in most languages.
_FIRST = ("CP437", "CP858", "CP850", "CP852", "CP857", "CP866", "CP1252", "CP1250", "CP1254")

LEFT_TO_RIGHT = frozenset(
    {
        *_FIRST,
        *("CP737", "CP775", "CP860", "CP863", "CP865", "CP1251", "CP1253", "CP1257"),
        *("ISO_8859-2", "ISO_8859-7", "ISO_8859-15"),
    }
)
"""Pages a printer can be trusted with: it neither joins Arabic letters nor turns lines round."""


@dataclass(slots=True)
class CodePages:
    """`maps` has each page's letters above ASCII; `slots` the number that selects the page."""

    maps: Mapping[str, Mapping[str, int]]
    slots: Mapping[str, int]
    _order: tuple[str, ...] = field(init=False)
    _asked: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = tuple(page for page in _FIRST if page in self.maps)
        self._order = (*first, *(page for page in self.maps if page not in first))

    def split(self, text: str, page: str) -> list[tuple[str, bytes]] | None:
        """(page, bytes) runs, staying in `page` as long as it serves; None: must be drawn."""
        if text.isascii():
            return [(page, text.encode("ascii"))]
        found: list[tuple[str, bytearray]] = [(page, bytearray())]
        for letter in text:
            serving = self._serving(letter, found[-1][0])
            if serving is None:
                return None
            if serving != found[-1][0]:
                found.append((serving, bytearray()))
            found[-1][1].append(self._byte(letter, serving))
        return [(name, bytes(data)) for name, data in found if data]

    def _serving(self, letter: str, current: str) -> str | None:
        if letter < "\x7f" or letter in self.maps.get(current, {}):
            return current
        if letter not in self._asked:
            self._asked[letter] = next((x for x in self._order if letter in self.maps[x]), None)
        return self._asked[letter]

    def _byte(self, letter: str, page: str) -> int:
        return ord(letter) if letter < "\x7f" else self.maps[page][letter]
