"""May this person do it, alone or with a manager beside? Actions room."""

from __future__ import annotations

from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal


def allow(who: StaffMember, permission: Permission) -> None:
    """Raises Refusal("not_allowed") so that the screen can ask for a manager."""
    if not who.may(permission):
        raise Refusal("not_allowed", permission=permission.value, staff=who.staff)


def approve(who: StaffMember, permission: Permission, approver: StaffMember | None) -> str:
    """The id of the second person who agreed. It must be another person, who may."""
    if approver is None:
        raise Refusal("approval_needed", permission=permission.value)
    if approver.staff == who.staff:
        raise Refusal("approver_is_self", staff=who.staff)
    allow(approver, permission)
    return approver.staff
