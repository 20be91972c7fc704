"""Who listens: a kiosk stands among shoppers and is told of no shopper and no member of staff.

Central room: pure.
"""

from __future__ import annotations

from enum import StrEnum

STAFF_FACES = frozenset({"till", "desk"})
PEOPLE = frozenset({"order", "staff", "returned"})
"""Topics with names, phones, PIN hashes or what somebody bought."""


class Audience(StrEnum):
    KIOSK = "kiosk"
    STAFF = "staff"

    @property
    def hidden(self) -> frozenset[str]:
        """The topics it is not told."""
        return frozenset() if self is Audience.STAFF else PEOPLE


def audience_of(face: str) -> Audience:
    """A face we do not know is told least."""
    return Audience.STAFF if face in STAFF_FACES else Audience.KIOSK
