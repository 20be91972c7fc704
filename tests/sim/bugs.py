"""Planted protocol bugs: each a mistake that sync code out there makes, patched into ours.

A bug is a function that swaps a few real functions for wrong ones; `planted` puts them in and
takes them out. What the simulator cannot tell from the real thing is not a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from shop.domain.effects import stock_deltas
from shop.domain.entry import GENESIS, Head
from shop.domain.facts import Sale
from shop.errors import Conflict
from sync.agent import push, steps
from sync.central import (
    chains,
    exceptions,
    feed,
    folds,
    former_keys,
    ledger,
    placing,
    return_rows,
    stock,
    terminals,
)
from sync.central.units import thousandths
from sync.local import journal_verify, journal_writer
from sync.local.journal import LocalJournal
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import INSERT
from sync.protocol.entry_body import read_envelope, read_fact
from tests.sim.database import CentralDied
from tests.sim.template import OPENING, template

Plant = Callable[[ExitStack], None]
BUGS: dict[str, Plant] = {}


def bug(plant: Plant) -> Plant:
    BUGS[plant.__name__] = plant
    return plant


@contextmanager
def planted(name: str) -> Iterator[None]:
    template()  # the shop itself is built by sound code
    with ExitStack() as stack:
        BUGS[name](stack)
        yield


def _swap(stack: ExitStack, where: Any, name: str, wrong: Any) -> None:
    stack.enter_context(mock.patch.object(where, name, wrong))


# -- central: what is the same, what is new --------------------------------------------------


@bug
def dedupe_by_receipt_number(stack: ExitStack) -> None:
    """A receipt number seen before is taken for the same sale."""
    real = ledger._fold

    def fold(connection: Any, new: Any) -> Any:
        rows = connection.exec_driver_sql("SELECT receipt FROM purchase").fetchall()
        seen = {row[0] for row in rows}
        again = [[x for x in arrival.fresh if _receipt(x) in seen] for arrival in new]
        for arrival, known in zip(new, again, strict=True):
            arrival.fresh = [x for x in arrival.fresh if x not in known]
        effects, raised = real(connection, new)
        for arrival, known in zip(new, again, strict=True):
            arrival.fresh = sorted([*arrival.fresh, *known], key=lambda x: x.seq)
        return effects, raised

    _swap(stack, ledger, "_fold", fold)


def _receipt(entry: Any) -> str:
    fact = _fact(entry.body.decode())
    return fact.receipt if isinstance(fact, Sale) else "-"


def _fact(body: str) -> Any:
    try:
        return read_fact(read_envelope(body))
    except ValueError:
        return None


@bug
def dedupe_by_terminal_and_seq(stack: ExitStack) -> None:
    """A number seen before is taken for the same entry, whatever stands in it."""
    real = chains.stored

    def stored(connection: Any, chain: Any, received: Any) -> Any:
        hashes = {x.seq: x.hash for x in received}
        rows = real(connection, chain, received)
        return [replace(x, hash=hashes.get(x.seq, x.hash)) for x in rows]

    _swap(stack, chains, "stored", stored)


@bug
def fold_twice_on_replay(stack: ExitStack) -> None:
    """An entry that comes again moves the stock again."""
    real = ledger.take

    def take(connection: Any, terminal: str, batch: Any, now: Any, **more: Any) -> Any:
        rows = connection.exec_driver_sql("SELECT hash, store FROM ledger").fetchall()
        known = dict(tuple(row) for row in rows)
        for sealed in batch.entries:
            fact = _fact(sealed.body)
            if sealed.hash in known and isinstance(fact, Sale):
                store = known[sealed.hash]
                deltas = {(store, x.sku): (thousandths(x.quantity), 0) for x in stock_deltas(fact)}
                stock.add(connection, deltas, now)
        return real(connection, terminal, batch, now, **more)

    _swap(stack, ledger, "take", take)


@bug
def accept_a_gap(stack: ExitStack) -> None:
    """Entries that hang on nothing are stored as if they followed."""
    real = placing.place

    def place(batch: Any, stored: Any, tips: Any) -> Any:
        placed = real(batch, stored, tips)
        if placed.gap_after is None:
            return placed
        return placing.Placed(branch=placing.MAIN, fresh=tuple(batch))

    _swap(stack, ledger, "place", place)


@bug
def stop_at_poison(stack: ExitStack) -> None:
    """A batch with an entry that cannot be folded is refused."""
    real = ledger._fold

    def fold(connection: Any, new: Any) -> Any:
        effects, raised = real(connection, new)
        if any(x.trouble for arrival in new for x in arrival.fresh):
            raise Conflict("entry_invalid")
        return effects, raised

    _swap(stack, ledger, "_fold", fold)


@bug
def forget_held_entries(stack: ExitStack) -> None:
    """An entry that cannot be folded is acknowledged and thrown away."""
    real = chains.write

    def write(connection: Any, grown: Any, now: Any) -> None:
        sound = [(chain, at, [x for x in new if not x.trouble]) for chain, at, new in grown]
        real(connection, [x for x in sound if x[2]], now)

    _swap(stack, chains, "write", write)


@bug
def forks_go_unnoticed(stack: ExitStack) -> None:
    """Both branches are kept and nobody is told."""

    def fork(connection: Any, chain: Any, placed: Any) -> Any:
        return exceptions.Raised("note", chain.terminal, chain.store, {})

    _swap(stack, ledger, "_fork", fork)


# -- central: effects ----------------------------------------------------------------------------


@bug
def absolute_stock(stack: ExitStack) -> None:
    """A terminal's own figure replaces central's: what others sold meanwhile is forgotten."""
    real_take, real_add, real_page = ledger.take, stock._add, terminals.feed_page
    seen: dict[str, dict[tuple[str, str], int]] = {}
    speaker = [""]

    def page(central: Any, device: Any, **asked: Any) -> Any:
        rows = central.database.raw.execute("SELECT store, sku, on_hand FROM stock").fetchall()
        seen[device.terminal] = {(store, sku): on_hand for store, sku, on_hand in rows}
        return real_page(central, device, **asked)

    def take(connection: Any, terminal: str, *rest: Any, **more: Any) -> Any:
        speaker[0] = terminal
        return real_take(connection, terminal, *rest, **more)

    def add(connection: Any, deltas: Any, now: Any, opening: bool) -> Any:
        rows = connection.exec_driver_sql("SELECT store, sku, on_hand FROM stock").fetchall()
        have = {(store, sku): on_hand for store, sku, on_hand in rows}
        believed = seen.get(speaker[0], {})
        wrong = {
            key: (believed.get(key, OPENING * 1000) + moved - have.get(key, 0), held)
            for key, (moved, held) in deltas.items()
        }
        return real_add(connection, wrong, now, opening)

    _swap(stack, terminals, "feed_page", page)
    _swap(stack, ledger, "take", take)
    _swap(stack, stock, "_add", add)


@bug
def oversell_in_silence(stack: ExitStack) -> None:
    _swap(stack, stock, "oversold", lambda _figures: [])


@bug
def excess_refund_in_silence(stack: ExitStack) -> None:
    _swap(stack, return_rows, "excess", lambda *_: [])


@bug
def second_hand_over_in_silence(stack: ExitStack) -> None:
    _swap(stack, folds, "_disagreements", lambda *_: [])


# -- central: commits, timelines, numbers ------------------------------------------------------


@bug
def acknowledge_before_commit(stack: ExitStack) -> None:
    """The answer leaves before the transaction is durable."""

    def post(database: Any, terminal: str, batch: Any, now: Any) -> Any:
        answer = None
        try:
            with database.write() as connection:
                answer = ledger.take(connection, terminal, batch, now)
        except CentralDied:
            if answer is None:
                raise
        return answer

    _swap(stack, ledger, "post", post)


@bug
def cursors_out_of_commit_order(stack: ExitStack) -> None:
    """A cursor is given before the commit: a later one is visible earlier."""
    real_append, real_page = feed.append, terminals.feed_page
    late: list[tuple[Any, ...]] = []

    def append(connection: Any, changes: Any, now: Any) -> int:
        last = real_append(connection, changes, now)
        if len(changes) > 1 and not late:
            row = connection.exec_driver_sql("SELECT * FROM feed WHERE cursor = ?", (last - 1,))
            late.append(tuple(row.fetchone()))
            connection.exec_driver_sql("DELETE FROM feed WHERE cursor = ?", (last - 1,))
        return last

    def page(central: Any, device: Any, **asked: Any) -> Any:
        answer = real_page(central, device, **asked)
        for row in late:
            central.database.raw.execute("INSERT OR IGNORE INTO feed VALUES (?,?,?,?,?,?)", row)
        late.clear()
        return answer

    _swap(stack, feed, "append", append)
    _swap(stack, terminals, "feed_page", page)


@bug
def feed_cursor_outlives_a_restore(stack: ExitStack) -> None:
    """Cursors of an older history are taken for positions in this one."""
    real_page, real_after = terminals.feed_page, steps.after_page

    def page(central: Any, device: Any, timeline: str, after: int, limit: int) -> Any:
        return real_page(central, device, central.timeline, after, limit)

    def after_page(standing: Any, page: Any) -> Any:
        if page.snapshot_needed:
            return None
        return real_after(replace(standing, timeline=page.timeline), page)

    from sync.agent import pull

    _swap(stack, terminals, "feed_page", page)
    _swap(stack, pull, "after_page", after_page)


@bug
def epochs_given_twice(stack: ExitStack) -> None:
    """A restored central counts on from what its backup knew."""
    _swap(stack, former_keys, "floor", lambda _connection: 0)
    _swap(stack, former_keys, "told", lambda _request, _terminal: ())


# -- the agent --------------------------------------------------------------------------------


@bug
def local_sent_flag(stack: ExitStack) -> None:
    """What was acknowledged once is marked as sent for ever."""
    sent: set[str] = set()

    def after_answer(known: Any, answer: Any, hash_at: Any) -> Any:
        sent.add(answer.head.hash)
        return steps.after_answer(known, answer, hash_at)

    def next_upload(known: Any, chains: Any, hash_at: Any, kept: Any) -> Any:
        right = steps.next_upload(known, chains, hash_at, kept)
        if not isinstance(right, steps.Send):
            return right
        for epoch, last in chains:
            done = (s for s in range(last, 0, -1) if hash_at(epoch, s) in sent)
            mine = next(done, 0)
            if mine < last:
                return steps.Send(epoch, mine)
        return steps.Rest(Head(0, 0, ""))

    _swap(stack, push, "after_answer", after_answer)
    _swap(stack, push, "next_upload", next_upload)


@bug
def upload_cursor_from_memory(stack: ExitStack) -> None:
    """The first handshake's answer is kept on the terminal and believed ever after."""
    real = push.Push._shake
    memory: dict[int, Any] = {}

    async def shake(self: Any) -> None:
        disk = id(self._context.journal._thread.pool._connection)
        if disk in memory and memory[disk][0] is self._context.journal._thread.pool._connection:
            self._known = memory[disk][1]
            return
        await real(self)
        memory[disk] = (self._context.journal._thread.pool._connection, self._known)

    _swap(stack, push.Push, "_shake", shake)


@bug
def prune_on_ack(stack: ExitStack) -> None:
    """What central acknowledged is no longer there to be sent again."""
    real_ack, real_tail = LocalJournal.acknowledge, JournalReads.tail
    pruned: dict[int, tuple[Any, int]] = {}

    def acknowledge(self: Any, timeline: str, head: Head, cursor: int) -> Any:
        disk = self._thread.pool._connection
        had = pruned.get(id(disk), (disk, 0))
        most = had[1] if had[0] is disk else 0
        pruned[id(disk)] = (disk, max(most, head.epoch << 40 | head.seq))
        return real_ack(self, timeline, head, cursor)

    def tail(self: Any, epoch: int, after: int, limit: int, room: int) -> Any:
        disk = self._pool._connection
        had = pruned.get(id(disk), (disk, 0))
        gone = had[1] if had[0] is disk else 0
        found = real_tail(self, epoch, after, limit, room)
        return tuple(x for place, x in enumerate(found, 1) if epoch << 40 | after + place > gone)

    _swap(stack, LocalJournal, "acknowledge", acknowledge)
    _swap(stack, JournalReads, "tail", tail)


@bug
def no_self_heal(stack: ExitStack) -> None:
    """A restored terminal goes on from its old head without asking for its own future."""

    def next_upload(known: Any, chains: Any, hash_at: Any, kept: Any) -> Any:
        return steps.next_upload(known, chains, hash_at, lambda _hash: True)

    _swap(stack, push, "next_upload", next_upload)


@bug
def adopt_without_looking(stack: ExitStack) -> None:
    """Whatever central has beyond our head is taken for our own future."""

    def heal(head: Any, fetched: Any, _genuine: Any) -> Any:
        return steps.Healing(tuple(fetched), ())

    _swap(stack, push, "heal", heal)


# -- the terminal's disk ------------------------------------------------------------------------


@bug
def say_thank_you_before_commit(stack: ExitStack) -> None:
    """The customer is served while the sale is still in memory."""

    def commit(self: Any, build: Any, staff: str, day_of: Any) -> Any:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        numbering = self._numbering(day_of)
        recorded, row = self._seal(build(numbering), numbering, staff)
        self._connection.execute(INSERT, row)
        self._done(row, Head(recorded.epoch, recorded.seq, recorded.hash))
        if recorded.seq % 3 == 0:
            self._connection.execute("COMMIT")
        return recorded

    def transaction(self: Any, work: Any) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        work(self._connection)

    _swap(stack, journal_writer.JournalWriter, "commit", commit)
    _swap(stack, journal_writer.JournalWriter, "_transaction", transaction)


@bug
def head_outside_not_compared(stack: ExitStack) -> None:
    """A journal that lost its tail is opened and continued."""
    real = journal_verify.verify

    def verify(connection: Any, outside: Any, mark: Any) -> Any:
        return real(connection, Head(0, 0, GENESIS), mark)

    _swap(stack, journal_writer, "verify", verify)
