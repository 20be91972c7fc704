"""A manager says that a disagreement is dealt with, and how. Actions room: ports only.

It is central's row, so it needs the line: nothing is settled here that central does not know.
"""

from __future__ import annotations

from concurrent.futures import Future

from shop.actions.allow import allow
from shop.domain.office import StoreException
from shop.domain.staff import Permission, StaffMember
from shop.ports import Office

MAX_NOTE = 500


def settle_exception(
    office: Office, found: StoreException, note: str, who: StaffMember
) -> Future[StoreException]:
    """Raises Refusal("not_allowed"). The Future brings the row as it stands at central."""
    allow(who, Permission.SETTLE)
    return office.settle(found, staff=who.staff, note=note.strip()[:MAX_NOTE])
