"""Opens a terminal: its journal, its replica, its agent. What a face's app.py asks for.

Both calls wait for the disk (and `enrol` for central): make them off the screen's thread.
httpx and cryptography are imported inside, so that importing this costs no first frame.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shop.domain.facts import Enrolled, Numbering
from shop.errors import Conflict, JournalFault, ReplicaFault
from shop.ports import Clock
from shop.settings import KEEP_DAYS
from shop.version import VERSION
from sync.local.identity import Identity, of_face, read_identity, write_identity

if TYPE_CHECKING:
    from sync.agent.agent import Agent
    from sync.agent.live import LiveCentral
    from sync.local.journal import LocalJournal
    from sync.local.keys import DeviceSigner
    from sync.local.replica import LocalReplica
    from sync.protocol.messages import FormerKey

_LOG = logging.getLogger("endcap.terminal")

__all__ = ["Identity", "Terminal", "enrol", "enrol_once", "open_terminal", "read_identity"]


class Terminal:
    """Everything behind a face. `central` answers live requests once `start` was called.

    The agent is made when it is first asked for: importing httpx takes longer than opening
    both files, and signing in needs neither.
    """

    def __init__(
        self,
        identity: Identity,
        journal: LocalJournal,
        replica: LocalReplica,
        signer: DeviceSigner,
        clock: Clock,
        place: tuple[Path, str],
        keep_days: int,
    ) -> None:
        self.identity, self.journal, self.replica = identity, journal, replica
        self.signer, self.clock = signer, clock
        self._place = place
        self._keep_days = keep_days

    @cached_property
    def agent(self) -> Agent:
        """Slow the first time: on a worker."""
        from sync.agent.agent import Agent, Place
        from sync.agent.auth import Credentials

        credentials = Credentials(self.identity.terminal, self.identity.epoch, self.signer)
        place = Place(*self._place, credentials, VERSION, self._keep_days)
        agent = Agent(place, self.journal, self.replica, self.clock)
        agent.subscribe(lambda _event: _follow_settings(self.journal, self.replica))
        return agent

    @property
    def central(self) -> LiveCentral:
        return self.agent.central

    def start(self) -> None:
        self.agent.start()

    def close(self) -> None:
        if "agent" in self.__dict__:
            self.agent.stop()
        self.replica.close()
        self.journal.close()


def enrol(folder: Path, url: str, code: str, face: str) -> Identity:
    """Make a key here and turn the one-time code into a terminal.

    `code` may be a QR's text, which names central and its key: then `url` does not matter. When
    central's answer was lost, the same code again gives the same terminal.
    Raises Conflict, LinkDown, or JournalFault when the folder holds another's journal or is of
    another kind of terminal.
    An enrolled folder that enrols again keeps its journal and begins a new epoch.
    """
    from sync.agent.enrol import ask_to_enrol
    from sync.local.journal import create_journal, holds_entries
    from sync.local.keys import make_key
    from sync.protocol.messages import EnrolRequest

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = of_face(read_identity(folder), face)
    if known is None and holds_entries(folder):
        raise JournalFault("folder_holds_a_journal", folder=str(folder))
    code_given = code
    url, code, fingerprint = _where(url, code, known)
    public_key = make_key(folder, code).public_key().public_bytes_raw().hex()
    request = EnrolRequest(
        code,
        public_key,
        face,
        VERSION,
        terminal=known.terminal if known else "",
        former=_former_keys(folder, known) if known else (),
        store=known.store if known else "",
    )
    answer = ask_to_enrol(url, request, pinned=fingerprint)
    if known is not None and known.terminal != answer.terminal:
        raise JournalFault("folder_of_another_terminal", terminal=known.terminal)
    identity = Identity(
        terminal=answer.terminal,
        store=answer.store,
        epoch=answer.epoch,
        key_id=answer.key_id,
        name=answer.name,
        face=face,
        public_key=public_key,
        central=url,
        central_key=answer.central_key,
        code=_digest(code_given),
    )
    if known is None:
        create_journal(folder)
    write_identity(folder, identity)
    return identity


def enrol_once(folder: Path, url: str, code: str, face: str) -> None:
    """By a code that may stand on the command line at every start: used at the first, and then
    passed over. `url` "" asks the central that an enrolled folder knows. Raises as `enrol`."""
    known = read_identity(folder)
    if known is None or known.code != _digest(code):
        enrol(folder, url or (known.central if known else ""), code, face)


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def _where(url: str, code: str, known: Identity | None) -> tuple[str, str, str]:
    """Central's address, the code, and the fingerprint of central's key, "" for any."""
    from sync.protocol.ticket import BadTicket, fingerprint_of, read_ticket

    try:
        ticket = read_ticket(code)
    except BadTicket:
        raise Conflict("code_wrong_or_old") from None
    if ticket is not None:
        return ticket.url, ticket.code, ticket.fingerprint
    had = known.central_key if known is not None and known.central == url else ""
    return url, code, fingerprint_of(had) if had else ""


def _former_keys(folder: Path, known: Identity) -> tuple[FormerKey, ...]:
    """What a central that was restored from an older backup may have forgotten of us."""
    from sync.local.journal_inspect import inspected
    from sync.protocol.messages import FormerKey

    try:
        with inspected(folder) as journal:
            epochs = journal.epochs()
    except JournalFault:
        return ()  # opening it will say what is wrong
    return tuple(
        FormerKey(x.epoch, x.public_key, known.key_id if x.epoch == known.epoch else 0)
        for x in epochs
        if x.public_key
    )


def open_terminal(
    folder: Path,
    central_url: str = "",
    *,
    clock: Clock,
    keep_days: int = KEEP_DAYS,
    face: str = "",
) -> Terminal:
    """Raises LookupError before enrolment and JournalFault when selling must not start. `face` is
    the kind of terminal that opens it, "" for any."""
    from sync.local.journal import LocalJournal
    from sync.local.journal_writer import Sealing
    from sync.local.keys import DeviceSigner, load_key
    from sync.local.people import forget_kiosks, forget_other_store, forget_people
    from sync.local.replica import LocalReplica

    identity = of_face(read_identity(folder), face)
    if identity is None:
        raise LookupError("this terminal is not enrolled")
    signer = DeviceSigner(identity.key_id, load_key(folder, identity.public_key))
    sealing = Sealing(identity.terminal, identity.epoch, signer, clock)
    journal = LocalJournal(folder, sealing)
    try:
        _first_entry(journal, identity)
        if identity.face == "kiosk":
            forget_people(folder)
        else:
            forget_kiosks(folder)
        forget_other_store(folder, identity.store)
        replica = LocalReplica(folder, journal.pending)
        _follow_settings(journal, replica)
    except BaseException:
        journal.close()
        raise
    place = (folder, central_url or identity.central)
    return Terminal(identity, journal, replica, signer, clock, place, keep_days)


def _first_entry(journal: LocalJournal, identity: Identity) -> None:
    """An epoch begins with the fact that names its key; a crash may have come before it."""
    if journal.reads.terminal() not in ("", identity.terminal):
        raise JournalFault("journal_of_another_terminal", terminal=journal.reads.terminal())
    if journal.head().seq == 0:

        def build(_: Numbering) -> Enrolled:
            return Enrolled(identity.face, VERSION, identity.public_key)

        journal.record(build, staff="").result()
    elif journal.reads.enrolled_key(identity.epoch) != identity.public_key:
        raise JournalFault("journal_of_another_key", epoch=identity.epoch)


def _follow_settings(journal: LocalJournal, replica: LocalReplica) -> None:
    """The business day goes by the store's own clock and cut-off."""
    from sync.local.business_day import BusinessDay

    try:
        settings = replica.settings()
        day_of = BusinessDay(settings.store.timezone, settings.day_cutoff_hour)
        day_of(datetime.now(UTC))  # a time zone that is none shows here, not at the next sale
    except (LookupError, ValueError, ReplicaFault):
        return  # nothing to sell yet, or it is to be told again: the day goes as before
    journal.day_of = day_of
