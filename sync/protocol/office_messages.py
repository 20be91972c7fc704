"""What a store's manager asks central for, from a desk. Protocol room.

Answers are `shop.domain.office`'s own dataclasses: both ends mean the same by them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettleException:
    """`mark` says which evidence the person saw; the same ask again gives the same answer."""

    cause: str
    subject: str
    mark: str
    staff: str
    note: str = ""
