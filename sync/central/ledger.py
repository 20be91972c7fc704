"""Takes batches into the ledger: raw entries and their effects in one transaction.

Central room: SQL lives here. The same entry twice has one effect; a bad one is kept raw, held
as an exception and acknowledged; two children of one entry are a fork, and both stay. Batches
of several terminals may share a transaction, and then each of its statements too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, update

from shop.domain.entry import Head
from shop.errors import Conflict, EndcapError
from sync.central import bulk, chains, effects_store, exceptions, feed, tables
from sync.central.chains import Chain
from sync.central.database import Database, passes
from sync.central.exceptions import Raised
from sync.central.folds import Effects, Told
from sync.central.inspector import look_again
from sync.central.light import fold_light
from sync.central.oversells import Came, explained
from sync.central.placing import MAIN, Placed, place
from sync.central.receive import Received, receive, verifier
from sync.central.schema import timeline
from sync.central.vouched import vouched
from sync.protocol.entry_body import read_envelope, read_fact
from sync.protocol.messages import Batch, BatchAnswer, HeldNote

MAX_BATCH = 1000
_LOG = logging.getLogger("endcap.central")


@dataclass(slots=True)
class Upload:
    """A batch and who sent it. `plain` is what `look` found, by that `public_key`."""

    terminal: str
    batch: Batch
    public_key: str = ""
    plain: list[Received] | None = None

    @property
    def life(self) -> chains.Life:
        return self.terminal, self.batch.epoch

    def look(self, chain: Chain) -> None:
        """Check and read the entries: a third of all the work, and it needs no lock."""
        if self.public_key != chain.public_key and len(self.batch.entries) <= MAX_BATCH:
            self.public_key = chain.public_key
            self.plain = vouched(
                self.batch.entries,
                terminal=chain.terminal,
                epoch=chain.epoch,
                verify=verifier(chain.public_key),
            )


@dataclass(slots=True)
class Arrival:
    """What an upload means to its chain. `fresh` is what is new, `head` where it then stands;
    with `heals` it takes the place of damaged copies in `placed.branch`."""

    chain: Chain
    placed: Placed
    head: Head
    outcome: str = "accepted"
    fresh: list[Received] = field(default_factory=list)
    heals: bool = False

    def healing(self) -> Iterator[Arrival]:
        for branch, entry in self.placed.healed:
            yield Arrival(self.chain, Placed(branch), self.head, fresh=[entry], heals=True)

    @property
    def growth(self) -> chains.Growth:
        return self.chain, self.placed.branch, self.fresh

    def answer(self, timeline: str, cursor: int) -> BatchAnswer:
        held = tuple(HeldNote(x.entry, x.trouble) for x in self.fresh if x.trouble)
        return BatchAnswer(self.outcome, timeline, self.head, cursor, held, self.chain.terminal)


def post(database: Database, terminal: str, batch: Batch, now: datetime) -> BatchAnswer:
    """Take a batch; one that the database or we ourselves choke on is taken entry by entry."""
    try:
        with database.write() as connection:
            return take(connection, terminal, batch, now)
    except Exception as error:  # a mistake of ours too: no entry may stop its terminal for ever
        if _is_told(error):
            raise
        _LOG.info("a batch failed; its entries are taken one by one", exc_info=True)
        return _one_by_one(database, terminal, batch, now)


def _is_told(error: Exception) -> bool:
    """The database is away or busy, and the terminal tries again; or it is refused."""
    return isinstance(error, EndcapError) or passes(error)


def _one_by_one(database: Database, terminal: str, batch: Batch, now: datetime) -> BatchAnswer:
    held: list[HeldNote] = []
    answer: BatchAnswer | None = None
    for entry in batch.entries:
        answer = _alone(database, terminal, Batch(batch.epoch, (entry,)), now)
        held += answer.held
    if answer is None:
        raise Conflict("batch_empty")
    return replace(answer, held=tuple(held))


def _alone(database: Database, terminal: str, single: Batch, now: datetime) -> BatchAnswer:
    """Held only when it fails twice with nobody else's entries beside it."""
    for _ in range(2):
        try:
            with database.write() as connection:
                return take(connection, terminal, single, now)
        except Exception as error:
            if _is_told(error):
                raise
            _LOG.info("an entry of %s cannot be folded", terminal, exc_info=True)
    with database.write() as connection:
        return take(connection, terminal, single, now, hold="fold_failed")


def take(
    connection: Connection, terminal: str, batch: Batch, now: datetime, *, hold: str = ""
) -> BatchAnswer:
    """One upload's work. `hold` keeps every new entry raw without folding it."""
    (answer,) = take_all(connection, [Upload(terminal, batch)], now, hold=hold)
    if isinstance(answer, Conflict):
        raise answer
    return answer


def take_all(
    connection: Connection, uploads: Sequence[Upload], now: datetime, *, hold: str = ""
) -> list[BatchAnswer | Conflict]:
    """One transaction's work: uploads of different terminals, an answer or a refusal for each."""
    known = chains.lock(connection, [x.life for x in uploads])
    met = [_arrived(connection, known.get(x.life), x) for x in uploads]
    came = [x for x in met if isinstance(x, Arrival)]
    new = [x for x in came if x.fresh] + [x for one in came for x in one.healing()]
    cursor = _store(connection, new, now, hold) if new else feed.head(connection)
    mine = timeline(connection)
    return [x if isinstance(x, Conflict) else x.answer(mine, cursor) for x in met]


def _arrived(connection: Connection, chain: Chain | None, upload: Upload) -> Arrival | Conflict:
    if len(upload.batch.entries) > MAX_BATCH:
        return Conflict("batch_too_long", maximum=str(MAX_BATCH))
    if chain is None:
        return Conflict("epoch_unknown", terminal=upload.terminal, epoch=str(upload.batch.epoch))
    upload.look(chain)
    received = upload.plain if upload.plain is not None else _each_alone(chain, upload)
    if not received:
        return Arrival(chain, Placed(), chain.head)
    placed = place(received, chains.stored(connection, chain, received), chain.tips)
    if placed.gap_after is not None:
        return Arrival(chain, placed, chains.head_at(connection, chain, placed.gap_after), "gap")
    head, last = chain.head, placed.fresh[-1] if placed.fresh else placed.known_to
    if last is not None:
        head = Head(chain.epoch, last.seq, last.hash)
    outcome = "accepted" if placed.branch == MAIN else "fork"
    return Arrival(chain, placed, head, outcome, list(placed.fresh))


def _each_alone(chain: Chain, upload: Upload) -> list[Received]:
    return receive(
        upload.batch.entries,
        terminal=chain.terminal,
        epoch=chain.epoch,
        after=chain.head.seq,
        verify=verifier(chain.public_key),
    )


def _store(connection: Connection, new: Sequence[Arrival], now: datetime, hold: str) -> int:
    """Everything of what arrived; gives the feed's cursor that has it."""
    _free_ids(connection, new)
    if hold:
        for arrival in new:
            arrival.fresh = [entry.held_for(hold) for entry in arrival.fresh]
    effects, raised = _fold(connection, new)
    chains.write(connection, [x.growth for x in new if not x.heals], now)
    _heal(connection, [x.growth for x in new if x.heals], now)
    raised += [_fork(connection, x.chain, x.placed) for x in new if x.placed.new_branch]
    written = effects_store.write(connection, effects, now)
    came = [Came(x.chain.store, x.chain.terminal, x.fresh) for x in new]
    found = [*raised, *explained(written.raised, effects, came, now)]
    exceptions.record(connection, found, now)
    again = [entry.entry for x in new if x.heals for entry in x.fresh]
    look_again(connection, [*again, *effects.released], now)
    return feed.append(connection, written.news, now, written.moved)


def _heal(connection: Connection, healed: Sequence[chains.Growth], now: datetime) -> None:
    names = [name for one in healed for name in chains.heal(connection, one, now)]
    exceptions.settle_by_central(connection, "held", names, "the undamaged entry arrived", now)


def _free_ids(connection: Connection, new: Sequence[Arrival]) -> None:
    """An id that names another entry already is never overwritten: the newcomer is held."""
    ids = [entry.entry for arrival in new for entry in arrival.fresh]
    taken = bulk.present(connection, tables.ledger, "entry", ids)
    for arrival in new:
        for at, entry in enumerate(arrival.fresh):
            if entry.entry in taken:
                arrival.fresh[at] = _renamed(entry)
            taken.add(entry.entry)


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


# -- folding -----------------------------------------------------------------------------------


def _fold(connection: Connection, new: Sequence[Arrival]) -> tuple[Effects, list[Raised]]:
    """What all of it does together. What cannot be folded is held: `fresh` says so after."""
    sound = [x.fact for arrival in new for x in arrival.fresh if x.fact and not x.trouble]
    effects = effects_store.load(connection, sound)
    waits: dict[str, str] = {}
    for arrival in new:
        chain = arrival.chain
        arrival.fresh = [
            x if x.trouble else _folded(effects, x, chain, waits) for x in arrival.fresh
        ]
    if waits and effects.placed:
        _fold_early(effects, new, waits)
    effects_store.fold_waiting(connection, effects)
    raised = [
        _held(entry, arrival.chain, waits.get(entry.entry, ""))
        for arrival in new
        for entry in arrival.fresh
        if entry.trouble
    ]
    return effects, raised


def _folded(effects: Effects, entry: Received, chain: Chain, waits: dict[str, str]) -> Received:
    """The entry; its whole fact is read when the light fold could not decide."""
    if entry.trouble:
        return entry
    if entry.light is not None:
        if fold_light(effects, entry.entry, chain.store, entry.kind, entry.light):
            return entry
        entry = entry.with_fact(read_fact(read_envelope(entry.body.decode())))
    code, waits_for = effects_store.try_fold(effects, _told(entry, chain))
    if waits_for:
        waits[entry.entry] = waits_for
    return entry.held_for(code) if code else entry


def _fold_early(effects: Effects, new: Sequence[Arrival], waits: dict[str, str]) -> None:
    """A hand-over may stand before its order, which came in the same moment from elsewhere."""
    for arrival in new:
        for at, entry in enumerate(arrival.fresh):
            if waits.get(entry.entry) in effects.placed:
                code, _ = effects_store.try_fold(effects, _told(entry, arrival.chain))
                del waits[entry.entry]
                arrival.fresh[at] = entry.freed().held_for(code) if code else entry.freed()


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
