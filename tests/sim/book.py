"""What really happened, kept beside both ends: against it the invariants are checked.

The book sees every durable entry, every acknowledgement and every row central commits. It reads
central's tables with a connection of its own and none of the product's code.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shop.domain.entry import Head
from sync.protocol import paths
from tests.sim.database import MemoryDatabase

if TYPE_CHECKING:
    from tests.sim.backups import Backup
    from tests.sim.terminal import Terminal

_MINUTE = timedelta(minutes=1)
KEPT = timedelta(days=60)
"""A terminal keeps for so long what central confirmed."""
_ALSO_REVOKED = (paths.HANDSHAKE, paths.JOURNAL, paths.ENROL)
_ORDER = '"order"'
_FROM_THE_WEB = f"{_ORDER} NOT LIKE 'ORD%'"


class Broken(AssertionError):
    """An invariant does not hold: which, and how it showed."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant


class Book:
    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self.made: dict[str, str] = {}
        """hash → body of everything that was ever durable on a terminal."""
        self.told: dict[str, set[str]] = defaultdict(set)
        """label → hashes that a person saw confirmed there and that no restore took away."""
        self.lost_here: set[str] = set()
        """Hashes that some restore took from a terminal."""
        self.lost_there: set[str] = set()
        """Hashes that a restore took from central."""
        self.ledger: set[str] = set()
        self.ledger_ever: set[str] = set()
        self.verified: set[str] = set()
        """Hashes that some backup holds which was verified."""
        self.pruned: dict[str, tuple[str, datetime]] = {}
        """What a terminal forgot on purpose: in which timeline, and when."""
        self._row = 0
        self.timelines: list[str] = []
        self._held_by: dict[str, set[str]] = {}
        self._epochs: dict[str, int] = {}
        self._ack_timeline: dict[str, int] = {}
        self.central_restores = 0
        self.promised: set[str] = set()
        """Orders placed at central of which the shopper was told so."""
        self.revoked: dict[str, datetime] = {}
        """Terminal → since when."""
        self._web_orders = self._orders()

    # -- terminals -------------------------------------------------------------------------

    def opened(self, terminal: Terminal) -> None:
        """After every start: what was confirmed is there (I1), and no epoch fell (I13)."""
        here = terminal.entries()
        self.made.update(here)
        missing = self.told[terminal.label] - here.keys()
        if missing:
            raise Broken("I1", f"{terminal.label} confirmed {_few(missing)} and lost it")
        epoch = terminal.journal.head().epoch
        if epoch < self._epochs.get(terminal.label, 0):
            raise Broken("I13", f"{terminal.label}'s epoch fell to {epoch}")
        self._epochs[terminal.label] = epoch
        for hash_ in here:
            self.told[terminal.label].add(hash_)

    def confirmed(self, terminal: Terminal, hash_: str) -> None:
        """A person saw it confirmed: it is in the committed file, at this instant (I1)."""
        here = terminal.entries()
        if hash_ not in here:
            raise Broken("I1", f"{terminal.label} confirmed what is not durable")
        self.made[hash_] = here[hash_]
        self.told[terminal.label].add(hash_)

    def rolled_back(self, terminal: Terminal, gone: set[str]) -> None:
        self.lost_here |= gone
        self.told[terminal.label] -= gone
        self._epochs.pop(terminal.label, None)
        self._ack_timeline.pop(terminal.label, None)

    def forgot(self, terminal: Terminal, gone: set[str], at: datetime) -> None:
        """Nothing that is not in a backup that was verified, and in central now (R3)."""
        unsafe = gone - (self.verified & self.ledger)
        if unsafe:
            raise Broken("R3", f"{terminal.label} pruned {_few(unsafe)} that no backup holds")
        self.pruned.update(dict.fromkeys(gone, (self.timelines[-1], at)))
        self.told[terminal.label] -= gone

    def must_be_in(self, backup: Backup) -> set[str]:
        """Of what was pruned: what this backup has to hold, for it is of those two months."""
        return {
            hash_
            for hash_, (timeline, at) in self.pruned.items()
            if timeline == backup.timeline and backup.at >= at - KEPT
        }

    def acknowledged(self, terminal: Terminal, timeline: str, head: Head) -> None:
        """What the agent believes confirmed was committed in that timeline, none older (I11)."""
        place = self.timelines.index(timeline) if timeline in self.timelines else -1
        if place < self._ack_timeline.get(terminal.label, 0):
            raise Broken("I11", f"{terminal.label} took the word of an older timeline")
        self._ack_timeline[terminal.label] = place
        held = self._held_by[timeline]
        if head.seq and head.hash not in held:
            raise Broken("I11", f"{terminal.label} believes {head} confirmed: it never was")
        if not head.seq:
            return
        rows = terminal._connection.execute(
            "SELECT hash FROM entry WHERE n <= ?", (head.epoch * (1 << 40) + head.seq,)
        )
        unknown = {row[0].hex() for row in rows} - held
        if unknown:
            raise Broken("I11", f"{terminal.label} believes {_few(unknown)} confirmed")

    # -- central ---------------------------------------------------------------------------

    def new_timeline(self, timeline: str) -> None:
        self.timelines.append(timeline)
        self._held_by[timeline] = set(self.ledger)

    def central_restored(self, timeline: str) -> None:
        self.central_restores += 1
        self._row = 0
        before, self.ledger = self.ledger, self._fresh()
        self.lost_there |= before - self.ledger
        self._web_orders = self._orders()
        self.promised &= self._web_orders
        self.new_timeline(timeline)

    def answered(self, terminal: str, path: str, at: datetime) -> None:
        """Who was revoked a minute ago is answered nothing but what its journal needs (X10)."""
        since = self.revoked.get(terminal)
        if since is None or at - since < _MINUTE or path in _ALSO_REVOKED:
            return
        query = "SELECT revoked_at FROM terminal WHERE terminal = ?"
        (still,) = self._database.raw.execute(query, (terminal,)).fetchone()
        if still is not None:
            raise Broken("X10", f"{terminal} is revoked and was answered at {path}")

    def look(self, *, alone: bool = True) -> None:
        """After every request that may have written; `alone`: after one only."""
        self._promises_are_covered(alone)
        fresh = self._fresh()
        if not fresh:
            return
        self.ledger |= fresh
        self.ledger_ever |= fresh
        self._held_by[self.timelines[-1]] |= fresh
        self._below_zero()

    def _fresh(self) -> set[str]:
        rows = self._database.raw.execute(self._database.FRESH, (self._row,)).fetchall()
        self._row = max((row[0] for row in rows), default=self._row)
        return {row[1] for row in rows}

    def _below_zero(self) -> None:
        """Less than nothing, or than was promised, is an exception from the first moment (I6)."""
        rows = self._database.raw.execute(
            "SELECT store || '/' || sku FROM stock WHERE (on_hand < 0 OR on_hand < held) "
            "AND NOT EXISTS (SELECT 1 FROM exception WHERE cause = 'oversell' "
            "AND subject = store || '/' || sku)"
        ).fetchall()
        if rows:
            raise Broken("I6", f"below zero without an exception: {rows}")

    def forks(self) -> int:
        """Of which somebody was told."""
        query = "SELECT count(*) FROM exception WHERE cause = 'fork'"
        return int(self._database.raw.execute(query).fetchone()[0])

    def _orders(self) -> set[str]:
        rows = self._database.raw.execute(f"SELECT {_ORDER} FROM orders WHERE {_FROM_THE_WEB}")
        return {row[0] for row in rows}

    def _promises_are_covered(self, alone: bool) -> None:
        """What central itself promised was there at that moment (I6)."""
        fresh = self._orders() - self._web_orders
        self._web_orders |= fresh
        for code in sorted(fresh) if alone else ():
            rows = self._database.raw.execute(
                f"SELECT s.store, s.sku FROM hold h JOIN stock s USING (store, sku) "
                f"WHERE h.{_ORDER} = ? AND s.on_hand - s.held - s.safety < 0",
                (code,),
            ).fetchall()
            if rows:
                raise Broken("I6", f"{code} was promised what is not there: {rows}")


def _few(hashes: set[str]) -> str:
    some = sorted(hash_[:8] for hash_ in hashes)
    return f"{len(some)} entries ({', '.join(some[:4])})"
