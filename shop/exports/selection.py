"""Which entries go into an export. Exports room: pure."""

from __future__ import annotations

from dataclasses import dataclass

from shop.domain.facts import Recorded


@dataclass(frozen=True, slots=True)
class Selection:
    """`first` and `last` are business days (ISO, "" = open); no `kinds` means all."""

    first: str = ""
    last: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        return self == Selection()

    def wants(self, recorded: Recorded) -> bool:
        return self.takes(recorded.kind, recorded.business_day)

    def takes(self, kind: str, day: str) -> bool:
        in_days = (not self.first or self.first <= day) and (not self.last or day <= self.last)
        return in_days and (not self.kinds or kind in self.kinds)
