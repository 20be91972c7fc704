"""Takes batches into the ledger: raw entries and their effects in one transaction.

Central room: SQL lives here. The same entry twice has one effect; a bad one is kept raw, held
as an exception and acknowledged; two children of one entry are a fork, and both stay.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, select, update
from sqlalchemy.exc import OperationalError

from shop.domain.entry import GENESIS, Head
from shop.errors import Conflict, EndcapError
from sync.central import bulk, effects_store, exceptions, feed, tables
from sync.central.database import Database
from sync.central.exceptions import Raised
from sync.central.folds import Effects, Told
from sync.central.light import fold_light
from sync.central.placing import MAIN, Placed, Stored, Tip, place
from sync.central.receive import Received, receive, verifier
from sync.central.schema import timeline
from sync.central.units import micros
from sync.central.vouched import vouched
from sync.protocol.entry_body import read_envelope, read_fact
from sync.protocol.messages import Batch, BatchAnswer, HeldNote

MAX_BATCH = 1000
_LOG = logging.getLogger("endcap.central")


@dataclass(frozen=True, slots=True)
class Chain:
    """One epoch of one terminal, locked for this transaction."""

    terminal: str
    epoch: int
    store: str
    public_key: str
    tips: dict[int, Tip]


def post(database: Database, terminal: str, batch: Batch, now: datetime) -> BatchAnswer:
    """Take a batch; one that the database or we ourselves choke on is taken entry by entry."""
    try:
        with database.write() as connection:
            return take(connection, terminal, batch, now)
    except (OperationalError, EndcapError):
        raise  # the database is away or busy: the terminal tries again; or it is refused
    except Exception:  # a mistake of ours too: one entry must not stop its terminal for ever
        _LOG.info("a batch failed; its entries are taken one by one", exc_info=True)
        return _one_by_one(database, terminal, batch, now)


def _one_by_one(database: Database, terminal: str, batch: Batch, now: datetime) -> BatchAnswer:
    held: list[HeldNote] = []
    answer: BatchAnswer | None = None
    for entry in batch.entries:
        single = Batch(batch.epoch, (entry,))
        try:
            with database.write() as connection:
                answer = take(connection, terminal, single, now)
        except (OperationalError, EndcapError):
            raise
        except Exception:
            with database.write() as connection:
                answer = take(connection, terminal, single, now, hold="fold_failed")
        held += answer.held
    if answer is None:
        raise Conflict("batch_empty")
    return BatchAnswer(answer.outcome, answer.timeline, answer.head, answer.cursor, tuple(held))


def take(
    connection: Connection, terminal: str, batch: Batch, now: datetime, *, hold: str = ""
) -> BatchAnswer:
    """One transaction's work. `hold` keeps every new entry raw without folding it."""
    if len(batch.entries) > MAX_BATCH:
        raise Conflict("batch_too_long", maximum=str(MAX_BATCH))
    chain = _lock(connection, terminal, batch.epoch)
    main = chain.tips.get(MAIN)
    received = _received(chain, batch, main.seq if main else 0)
    if not received:
        return _answer(connection, chain, "accepted", _head(chain, main))
    placed = place(received, _stored(connection, chain, received), chain.tips)
    if placed.gap_after is not None:
        return _answer(connection, chain, "gap", _known(connection, chain, placed.gap_after))
    if not placed.fresh:
        known = placed.known_to
        head = Head(chain.epoch, known.seq, known.hash) if known else _head(chain, main)
        return _answer(connection, chain, _outcome(placed), head)
    fresh = _unused_ids(connection, placed.fresh)
    if hold:
        fresh = [entry.held_for(hold) for entry in fresh]
    return _store(connection, chain, placed, fresh, now)


def _received(chain: Chain, batch: Batch, after: int) -> list[Received]:
    verify = verifier(chain.public_key)
    plain = vouched(batch.entries, terminal=chain.terminal, epoch=chain.epoch, verify=verify)
    if plain is not None:
        return plain
    return receive(
        batch.entries, terminal=chain.terminal, epoch=chain.epoch, after=after, verify=verify
    )


def _store(
    connection: Connection, chain: Chain, placed: Placed, fresh: list[Received], now: datetime
) -> BatchAnswer:
    fresh, effects, raised = _fold(connection, chain, fresh)
    _write_entries(connection, chain, placed, fresh, now)
    if placed.new_branch:
        raised.append(_fork(connection, chain, placed))
    news, more = effects_store.write(connection, effects, now)
    exceptions.record(connection, [*raised, *more], now)
    cursor = feed.append(connection, news, now)
    last = fresh[-1]
    held = tuple(HeldNote(x.entry, x.trouble) for x in fresh if x.trouble)
    head = Head(chain.epoch, last.seq, last.hash)
    return BatchAnswer(_outcome(placed), timeline(connection), head, cursor, held)


def _fold(
    connection: Connection, chain: Chain, fresh: list[Received]
) -> tuple[list[Received], Effects, list[Raised]]:
    effects = effects_store.load(connection, [x.fact for x in fresh if x.fact and not x.trouble])
    kept, raised = [], []
    for entry in fresh:
        waits_for = ""
        if entry.light is not None and not entry.trouble:
            entry = _folded_light(effects, entry, chain)
        if entry.fact is not None and not entry.trouble:
            code, waits_for = effects_store.try_fold(effects, _told(entry, chain))
            entry = entry.held_for(code) if code else entry
        if entry.trouble:
            raised.append(_held(entry, chain, waits_for))
        kept.append(entry)
    effects_store.fold_waiting(connection, effects)
    return kept, effects, raised


def _folded_light(effects: Effects, entry: Received, chain: Chain) -> Received:
    """The entry; with its whole fact when the light fold could not decide."""
    assert entry.at is not None
    if fold_light(effects, entry.entry, chain.store, entry.kind, entry.at, entry.light):
        return entry
    return replace(entry, fact=read_fact(read_envelope(entry.body.decode())))


def _told(entry: Received, chain: Chain) -> Told:
    assert entry.fact is not None
    assert entry.at is not None
    return Told(entry.entry, chain.store, chain.terminal, entry.staff, entry.at, entry.fact)


def _held(entry: Received, chain: Chain, waits_for: str) -> Raised:
    evidence = {"code": entry.trouble, "seq": str(entry.seq), "epoch": str(chain.epoch)}
    return Raised(
        "held", entry.entry, chain.store, evidence, chain.terminal, entry.entry, waits_for
    )


def _fork(connection: Connection, chain: Chain, placed: Placed) -> Raised:
    connection.execute(
        update(tables.terminal)
        .where(tables.terminal.c.terminal == chain.terminal)
        .values(forked=True)
    )
    first = placed.fresh[0]
    evidence = {"epoch": str(chain.epoch), "seq": str(first.seq), "hash": first.hash}
    subject = f"{chain.terminal}/{chain.epoch}/{placed.branch}"
    return Raised("fork", subject, chain.store, evidence, chain.terminal, first.entry)


# -- reading and writing the chain -----------------------------------------------------------


# Made once: to make them anew for each upload costs more than to run them.
_TERMINAL, _KEY, _BRANCH = tables.terminal.c, tables.terminal_key.c, tables.branch.c
_WHO: BindParameter[str] = bindparam("terminal")
_WHEN: BindParameter[int] = bindparam("epoch")
_LOCK = select(_TERMINAL.terminal).where(_TERMINAL.terminal == _WHO).with_for_update()
_OWNER = select(_KEY.store, _KEY.public_key).where(_KEY.terminal == _WHO, _KEY.epoch == _WHEN)
_TIPS = select(_BRANCH.branch, _BRANCH.seq, _BRANCH.hash).where(
    _BRANCH.terminal == _WHO, _BRANCH.epoch == _WHEN
)
_ENTRY = tables.ledger.c
_STORED = select(_ENTRY.seq, _ENTRY.hash, _ENTRY.branch, _ENTRY.held).where(
    _ENTRY.terminal == _WHO,
    _ENTRY.epoch == _WHEN,
    _ENTRY.seq.between(bindparam("first"), bindparam("last")),
)


def _lock(connection: Connection, terminal: str, epoch: int) -> Chain:
    mine = {"terminal": terminal, "epoch": epoch}
    connection.execute(_LOCK, {"terminal": terminal})
    owner = connection.execute(_OWNER, mine).first()
    if owner is None:
        raise Conflict("epoch_unknown", terminal=terminal, epoch=str(epoch))
    tips = connection.execute(_TIPS, mine)
    found = {row.branch: Tip(row.branch, row.seq, row.hash) for row in tips}
    return Chain(terminal, epoch, owner.store, owner.public_key, found)


def _stored(connection: Connection, chain: Chain, received: Sequence[Received]) -> list[Stored]:
    span = {"first": received[0].seq - 1, "last": received[-1].seq}
    about = {"terminal": chain.terminal, "epoch": chain.epoch, **span}
    rows = connection.execute(_STORED, about)
    return [Stored(row.seq, row.hash, row.branch, row.held is not None) for row in rows]


def _unused_ids(connection: Connection, fresh: Sequence[Received]) -> list[Received]:
    """An id that names another entry already is never overwritten: the newcomer is held."""
    taken = bulk.present(connection, tables.ledger, "entry", [x.entry for x in fresh])
    free: list[Received] = []
    for entry in fresh:
        free.append(_renamed(entry) if entry.entry in taken else entry)
        taken.add(entry.entry)
    return free


def _renamed(entry: Received) -> Received:
    return Received(
        entry="!" + entry.hash[:31],
        seq=entry.seq,
        prev=entry.prev,
        hash=entry.hash,
        signature=entry.signature,
        body=entry.body,
        trouble=entry.trouble or "id_reused",
    )


_ENTRY_COLUMNS = (
    "entry",
    "terminal",
    "epoch",
    "branch",
    "seq",
    "kind",
    "store",
    "day",
    "staff",
    "received_at",
    "hash",
    "signature",
    "body",
    "held",
)
_BRANCH_TAIL = (
    "ON CONFLICT (terminal, epoch, branch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)


def _write_entries(
    connection: Connection, chain: Chain, placed: Placed, fresh: list[Received], now: datetime
) -> None:
    at = micros(now)
    who = (chain.terminal, chain.epoch, placed.branch)
    rows = [
        (
            x.entry,
            *who,
            x.seq,
            x.kind,
            chain.store,
            x.day,
            x.staff,
            at,
            x.hash,
            x.signature,
            x.body,
            x.trouble or None,
        )
        for x in fresh
    ]
    bulk.insert(connection, tables.ledger, _ENTRY_COLUMNS, rows)
    tip = (*who, fresh[-1].seq, fresh[-1].hash, fresh[0].seq - 1)
    columns = ("terminal", "epoch", "branch", "seq", "hash", "from_seq")
    bulk.insert(connection, tables.branch, columns, [tip], _BRANCH_TAIL)


# -- answers -----------------------------------------------------------------------------------


def _outcome(placed: Placed) -> str:
    return "accepted" if placed.branch == MAIN else "fork"


def _head(chain: Chain, tip: Tip | None) -> Head:
    return Head(chain.epoch, tip.seq, tip.hash) if tip else Head(chain.epoch, 0, GENESIS)


def _known(connection: Connection, chain: Chain, seq: int) -> Head:
    column = tables.ledger.c
    found = connection.execute(
        select(column.hash).where(
            column.terminal == chain.terminal,
            column.epoch == chain.epoch,
            column.branch == MAIN,
            column.seq == seq,
        )
    ).scalar()
    return Head(chain.epoch, seq, str(found)) if found else Head(chain.epoch, 0, GENESIS)


def _answer(connection: Connection, chain: Chain, outcome: str, head: Head) -> BatchAnswer:
    return BatchAnswer(outcome, timeline(connection), head, feed.head(connection))
