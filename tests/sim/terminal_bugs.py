"""Mistakes planted into the agent and the journal."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from shop.domain.entry import GENESIS, Head
from sync.agent import push, steps
from sync.local import journal_verify, journal_writer
from sync.local.journal import LocalJournal
from sync.local.journal_reads import JournalReads
from sync.local.journal_schema import INSERT
from tests.sim.planting import bug, swap

# -- the agent --------------------------------------------------------------------------------


@bug
def local_sent_flag(stack: ExitStack) -> None:
    """What was acknowledged once is marked as sent for ever."""
    sent: set[str] = set()

    def after_answer(known: Any, answer: Any, hash_at: Any) -> Any:
        sent.add(answer.head.hash)
        return steps.after_answer(known, answer, hash_at)

    def next_upload(known: Any, chains: Any, hash_at: Any, kept: Any, apart: Any) -> Any:
        right = steps.next_upload(known, chains, hash_at, kept, apart)
        if not isinstance(right, steps.Send):
            return right
        for epoch, last in chains:
            done = (s for s in range(last, 0, -1) if hash_at(epoch, s) in sent)
            mine = next(done, 0)
            if mine < last:
                return steps.Send(epoch, mine)
        return steps.Rest(Head(0, 0, ""))

    swap(stack, push, "after_answer", after_answer)
    swap(stack, push, "next_upload", next_upload)


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

    swap(stack, push.Push, "_shake", shake)


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

    swap(stack, LocalJournal, "acknowledge", acknowledge)
    swap(stack, JournalReads, "tail", tail)


@bug
def no_self_heal(stack: ExitStack) -> None:
    """A restored terminal goes on from its old head without asking for its own future."""

    def next_upload(known: Any, chains: Any, hash_at: Any, kept: Any) -> Any:
        return steps.next_upload(known, chains, hash_at, lambda _hash: True)

    swap(stack, push, "next_upload", next_upload)


@bug
def adopt_without_looking(stack: ExitStack) -> None:
    """Whatever central has beyond our head is taken for our own future."""

    def heal(head: Any, fetched: Any, _genuine: Any) -> Any:
        return steps.Healing(tuple(fetched), ())

    swap(stack, push, "heal", heal)


@bug
def keep_branches_to_oneself(stack: ExitStack) -> None:
    """What lies beside the chain is never given back to a central that lost it."""
    swap(stack, push, "lost_branch", lambda *_: None)


@bug
def believe_more_than_was_answered(stack: ExitStack) -> None:
    """An answer to a part of the journal is taken for an answer to all of it."""

    def confirmed(known: Any, chains: Any, hash_at: Any) -> Any:
        right = steps.confirmed(known, chains, hash_at)
        if not right.seq:
            return right
        epoch, last = chains[-1]
        return Head(epoch, last, hash_at(epoch, last))

    swap(stack, push, "confirmed", confirmed)


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

    swap(stack, journal_writer.JournalWriter, "commit", commit)
    swap(stack, journal_writer.JournalWriter, "_transaction", transaction)


@bug
def head_outside_not_compared(stack: ExitStack) -> None:
    """A journal that lost its tail is opened and continued."""
    real = journal_verify.verify

    def verify(connection: Any, outside: Any, mark: Any) -> Any:
        return real(connection, Head(0, 0, GENESIS), mark)

    swap(stack, journal_writer, "verify", verify)
