"""Answers to terminals: handshake, own entries, feed pages. Central room: SQL lives here."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BindParameter, Connection, bindparam, exists, select, update

from shop.domain.entry import GENESIS, Head, SealedEntry
from sync.central import backed, exceptions, feed, stored, tables
from sync.central.audience import audience_of
from sync.central.core import Central
from sync.central.devices import Device
from sync.central.exceptions import Raised
from sync.central.placing import MAIN
from sync.central.receive import UNPROVEN
from sync.central.stores import nearest
from sync.central.units import micros
from sync.protocol.codec import decode
from sync.protocol.messages import Batch, FeedPage, Handshake, MissingEntries, TerminalStatus

# Made once: to make a question costs more than to ask it.
_BRANCH, _OWNER, _ENTRY = tables.branch.c, tables.terminal.c, tables.ledger.c
_WHO: BindParameter[str] = bindparam("terminal")
_BACKED = (
    (_ENTRY.terminal == _BRANCH.terminal)
    & (_ENTRY.epoch == _BRANCH.epoch)
    & (_ENTRY.branch == _BRANCH.branch)
    & (_ENTRY.seq == _BRANCH.backed)
)
_BRANCHES = (
    select(
        _BRANCH.epoch,
        _BRANCH.branch,
        _BRANCH.seq,
        _BRANCH.hash,
        _BRANCH.backed,
        _ENTRY.hash.label("backed_hash"),
    )
    .join(tables.ledger, _BACKED, isouter=True)
    .where(_BRANCH.terminal == _WHO)
    .order_by(_BRANCH.epoch, _BRANCH.branch)
)
_MATTER = tables.exception.c
_STORES = select(tables.terminal_key.c.store).where(tables.terminal_key.c.terminal == _WHO)
_HELD = (
    (_MATTER.state == "open")
    & _MATTER.store.in_(_STORES)
    & (_MATTER.cause == "held")
    & (_MATTER.terminal == _WHO)
)
_FORKED = select(_OWNER.forked, exists().where(_HELD).label("held")).where(_OWNER.terminal == _WHO)
_WANTED = (
    select(_ENTRY.epoch, _ENTRY.seq, _ENTRY.hash)
    .join(tables.exception, _MATTER.entry == _ENTRY.entry)
    .where(_HELD, _ENTRY.terminal == _WHO, _ENTRY.held.in_(UNPROVEN))
    .order_by(_ENTRY.epoch, _ENTRY.seq)
    .limit(20)
)
"""Damaged copies that nobody has settled: the true ones may still be at their terminal."""

_HOLES = 20
"""More than a terminal has epochs with something missing."""


def handshake(central: Central, device: Device) -> Handshake:
    mine = {"terminal": device.terminal}
    with central.database.read() as connection:
        rows = connection.execute(_BRANCHES, mine).all()
        forked, held_here = connection.execute(_FORKED, mine).one()
        wanted = connection.execute(_WANTED, mine).all() if held_here else ()
        cursor = feed.head(connection)
    heads = tuple(Head(row.epoch, row.seq, row.hash) for row in rows)
    main = (x for x, row in zip(heads, rows, strict=True) if _is_main(row, device.epoch))
    head = next(main, Head(device.epoch, 0, GENESIS))
    safe = [Head(x.epoch, x.backed, x.backed_hash) for x in rows if x.backed_hash]
    held = backed.said(central.signer, central.timeline, device.terminal, safe)
    now = central.now()
    return Handshake(
        *(central.timeline, head, heads, cursor, now, bool(forked), held, device.terminal),
        wanted=tuple(Head(*row) for row in wanted),
    )


def _is_main(row: object, epoch: int) -> bool:
    return getattr(row, "epoch", 0) == epoch and getattr(row, "branch", -1) == MAIN


def own_entries(
    central: Central, device: Device, epoch: int, after: int, limit: int, tip: str = ""
) -> Batch:
    """Entries after `after` on the branch that holds the entry `tip`, up to it; without a tip,
    on the main branch. A branch that begins later is given from its beginning. One that is
    damaged here is given all the same: the terminal sees that it is not what it sealed."""
    column = tables.ledger.c
    with central.database.read(consistent=True) as connection:
        branch, last = _branch_of(connection, device.terminal, epoch, tip)
        rows = connection.execute(
            select(
                *(column.entry, column.seq, column.body),
                *(column.hash, column.signature, column.held),
            )
            .where(
                column.terminal == device.terminal,
                column.epoch == epoch,
                column.branch == branch,
                column.seq > after,
                column.seq <= last,
            )
            .order_by(column.seq)
            .limit(limit)
        ).all()
    entries = (SealedEntry(stored.text_of(row), row.hash, row.signature) for row in rows)
    return Batch(epoch, tuple(entries), rows[0].seq - 1 if rows else after)


def _branch_of(connection: Connection, terminal: str, epoch: int, tip: str) -> tuple[int, int]:
    """The branch to read, and how far: nothing when central does not know the tip."""
    if not tip:
        return MAIN, 2**53
    for column in (tables.branch.c, tables.ledger.c):  # it may have grown since it was the tip
        row = connection.execute(
            select(column.branch, column.seq).where(
                column.terminal == terminal, column.epoch == epoch, column.hash == tip
            )
        ).first()
        if row is not None:
            return row.branch, row.seq
    return MAIN, 0


def feed_page(central: Central, device: Device, timeline: str, after: int, limit: int) -> FeedPage:
    now = central.now()
    near = nearest(central, device.store)
    with central.database.read() as connection:
        last = feed.head(connection)
        lost = timeline != central.timeline or after > last
        part = feed.after(
            connection,
            after,
            store=device.store,
            near=near,
            limit=limit,
            hidden=audience_of(device.face).hidden,
        )
        # Asked after the rows were read: then none of them was forgotten meanwhile.
        if lost or after < feed.pruned(connection):
            page = FeedPage(central.timeline, last, now, snapshot_needed=True)
        else:
            page = FeedPage(central.timeline, part.cursor, now, part.changes, part.more)
    return replace(page, after=after, terminal=device.terminal, store=device.store)


def note_status(central: Central, device: Device, status: str) -> None:
    """A hole that nobody can fill any more is an exception: a person must hear of it."""
    column = tables.terminal.c
    told = decode(status, TerminalStatus).missing
    lost = [_lost(device, hole) for hole in told[:_HOLES]]
    with central.database.write() as connection:
        exceptions.record_once(connection, lost, central.now())
        connection.execute(
            update(tables.terminal)
            .where(column.terminal == device.terminal)
            .values(status=status, seen_at=micros(central.now()))
        )


def _lost(device: Device, hole: MissingEntries) -> Raised:
    evidence = {"epoch": str(hole.epoch), "missing": f"{hole.first}–{hole.last}"}
    subject = f"{device.terminal}/{hole.epoch}/{hole.last}"
    return Raised("entries_missing", subject, device.store, evidence, device.terminal)
