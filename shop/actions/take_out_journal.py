"""Write entries to a file for somebody else: a manager's right, and a fact. Actions room."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from shop.actions.allow import allow, approve
from shop.actions.futures import then
from shop.book import Export, JournalBook, Watch, Written
from shop.domain.facts import Exported, Recorded
from shop.domain.staff import Permission, StaffMember
from shop.errors import Refusal
from shop.ports import Journal


def may_take_out(who: StaffMember, approver: StaffMember | None = None) -> str:
    """The manager who agreed, "" when `who` may. Refusal("approval_needed")."""
    if who.may(Permission.EXPORT):
        return ""
    if approver is None:
        raise Refusal("approval_needed", permission=Permission.EXPORT.value)
    allow(approver, Permission.EXPORT)
    return approve(who, Permission.EXPORT, approver)


@dataclass(frozen=True, slots=True)
class TakeOutJournal:
    """Waits for the disk: off the screen's thread. What left is told by the journal itself."""

    book: JournalBook
    journal: Journal

    def __call__(
        self, order: Export, who: StaffMember, approver: StaffMember | None, watch: Watch
    ) -> Future[Written]:
        approved = may_take_out(who, approver)
        written = self.book.export(order, watch)
        chosen = order.selection
        fact = Exported(
            order.kind, chosen.first, chosen.last, written.entries, written.sum, approved
        )

        def told(_: Recorded) -> Written:
            return written

        return then(self.journal.record(lambda _: fact, staff=who.staff), told)
