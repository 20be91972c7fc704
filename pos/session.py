"""Room: pos. Who works at this terminal now, and what they work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.errors import EndcapError

if TYPE_CHECKING:
    from shop.domain.staff import StaffMember
    from shop.ports import Central, Clock, Journal, Office, PinCheck, Printer, Replica, Signer
    from ui.worker import Worker


class NotReady(EndcapError):
    """A screen asked for the shop before the terminal was open: a mistake of the program."""


@dataclass(frozen=True, slots=True)
class Services:
    """The drivers an app.py picked, as the ports the actions know."""

    journal: Journal
    replica: Replica
    central: Central
    office: Office
    clock: Clock
    signer: Signer
    pins: PinCheck
    printer: Printer
    terminal: str


class Session:
    """Made once by app.py. `services` is there from `attach` on; screens come after that."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.who: StaffMember | None = None
        self._services: Services | None = None

    @property
    def ready(self) -> bool:
        return self._services is not None

    @property
    def services(self) -> Services:
        if self._services is None:
            raise NotReady("terminal_not_ready")
        return self._services

    def attach(self, services: Services) -> None:
        self._services = services

    @property
    def staff(self) -> str:
        """The id facts are signed with; nobody can act without one."""
        if self.who is None:
            raise NotReady("nobody_signed_in")
        return self.who.staff
