"""Who works here and what each may do. Domain room: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    CASHIER = "cashier"
    PICKER = "picker"
    MANAGER = "manager"


class Permission(StrEnum):
    SELL = "sell"
    OPEN_SHIFT = "open_shift"
    VOID_LINE = "void_line"
    RETURN = "return"
    RETURN_OVER_LIMIT = "return_over_limit"
    NO_SALE = "no_sale"
    CASH_MOVE = "cash_move"
    HAND_OVER = "hand_over"
    PICK = "pick"
    SETTLE = "settle"
    EXPORT = "export"


_OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.CASHIER: frozenset(
        {
            Permission.SELL,
            Permission.OPEN_SHIFT,
            Permission.VOID_LINE,
            Permission.RETURN,
            Permission.CASH_MOVE,
            Permission.HAND_OVER,
            Permission.PICK,
        }
    ),
    Role.PICKER: frozenset({Permission.PICK, Permission.HAND_OVER}),
    Role.MANAGER: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """`pin_hash` is an Argon2id string; `badge` what the badge's barcode says."""

    staff: str
    name: str
    role: Role
    pin_hash: str = ""
    badge: str = ""
    language: str = "en"
    stores: tuple[str, ...] = ()

    def may(self, permission: Permission) -> bool:
        return permission in _OF_ROLE[self.role]
