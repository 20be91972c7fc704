"""Mistakes planted into central."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from shop.domain.effects import stock_deltas
from shop.domain.facts import SCHEMA, Sale
from shop.errors import Conflict
from sync.agent import steps
from sync.central import (
    backed,
    chains,
    devices,
    exceptions,
    feed,
    folds,
    former_keys,
    ledger,
    order_rows,
    placing,
    purchases,
    receive,
    return_rows,
    stock,
    terminals,
)
from sync.central.units import thousandths
from sync.protocol.entry_body import read_envelope, read_fact
from tests.sim.database import CentralDied
from tests.sim.planting import bug, swap
from tests.sim.template import OPENING

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

    swap(stack, ledger, "_fold", fold)


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

    swap(stack, chains, "stored", stored)


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

    swap(stack, ledger, "take", take)


@bug
def accept_a_gap(stack: ExitStack) -> None:
    """Entries that hang on nothing are stored as if they followed."""
    real = placing.place

    def place(batch: Any, stored: Any, tips: Any) -> Any:
        placed = real(batch, stored, tips)
        if placed.gap_after is None:
            return placed
        return placing.Placed(branch=placing.MAIN, fresh=tuple(batch))

    swap(stack, ledger, "place", place)


@bug
def believe_a_damaged_copy(stack: ExitStack) -> None:
    """The true entry is taken for known, as its damaged copy came under its hash."""
    real = placing.place

    def place(batch: Any, stored: Any, tips: Any) -> Any:
        return replace(real(batch, stored, tips), healed=())

    swap(stack, ledger, "place", place)


@bug
def never_ask_again(stack: ExitStack) -> None:
    """Nobody is asked for the true entry of a damaged copy."""
    real = terminals.handshake

    def handshake(central: Any, device: Any) -> Any:
        return replace(real(central, device), wanted=())

    swap(stack, terminals, "handshake", handshake)


@bug
def stop_at_poison(stack: ExitStack) -> None:
    """A batch with an entry that cannot be folded is refused."""
    real = ledger._fold

    def fold(connection: Any, new: Any) -> Any:
        effects, raised = real(connection, new)
        if any(x.trouble for arrival in new for x in arrival.fresh):
            raise Conflict("entry_invalid")
        return effects, raised

    swap(stack, ledger, "_fold", fold)


@bug
def forget_held_entries(stack: ExitStack) -> None:
    """An entry that cannot be folded is acknowledged and thrown away."""
    real = chains.write

    def write(connection: Any, grown: Any, now: Any) -> None:
        sound = [(chain, at, [x for x in new if not x.trouble]) for chain, at, new in grown]
        real(connection, [x for x in sound if x[2]], now)

    swap(stack, chains, "write", write)


@bug
def forks_go_unnoticed(stack: ExitStack) -> None:
    """Both branches are kept and nobody is told."""

    def fork(connection: Any, chain: Any, placed: Any) -> Any:
        return exceptions.Raised("note", chain.terminal, chain.store, {})

    swap(stack, ledger, "_fork", fork)


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

    def add(connection: Any, deltas: Any, now: Any, opening: bool, tail: str) -> Any:
        rows = connection.exec_driver_sql("SELECT store, sku, on_hand FROM stock").fetchall()
        have = {(store, sku): on_hand for store, sku, on_hand in rows}
        believed = seen.get(speaker[0], {})
        wrong = {
            key: (believed.get(key, OPENING * 1000) + moved - have.get(key, 0), held)
            for key, (moved, held) in deltas.items()
        }
        return real_add(connection, wrong, now, opening, tail)

    swap(stack, terminals, "feed_page", page)
    swap(stack, ledger, "take", take)
    swap(stack, stock, "_add", add)


@bug
def oversell_in_silence(stack: ExitStack) -> None:
    swap(stack, stock, "oversold", lambda _figures: [])


@bug
def excess_refund_in_silence(stack: ExitStack) -> None:
    swap(stack, return_rows, "excess", lambda *_: [])


@bug
def one_account_for_a_number(stack: ExitStack) -> None:
    """Purchases of one receipt number are taken for one."""

    def of_receipt(connection: Any, receipt: str) -> Any:
        bought = purchases.of_receipts(connection, [receipt])
        return [return_rows._Purchase("", tuple(bought))] if bought else []

    swap(stack, return_rows, "_of_receipt", of_receipt)


@bug
def second_hand_over_in_silence(stack: ExitStack) -> None:
    swap(stack, folds, "_disagreements", lambda *_: [])


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

    swap(stack, ledger, "post", post)


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

    swap(stack, feed, "append", append)
    swap(stack, terminals, "feed_page", page)


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

    swap(stack, terminals, "feed_page", page)
    swap(stack, pull, "after_page", after_page)


@bug
def epochs_given_twice(stack: ExitStack) -> None:
    """A restored central counts on from what its backup knew."""
    swap(stack, former_keys, "floor", lambda _connection: 0)
    swap(stack, former_keys, "told", lambda _request, _terminal: ())


# -- central: what it promised, and whom it answers ---------------------------------------------


@bug
def promise_without_looking(stack: ExitStack) -> None:
    """An order from the web is held whatever is left."""

    def take_hold(connection: Any, store: str, sku: str, amount: int, now: Any) -> bool:
        connection.exec_driver_sql(
            "UPDATE stock SET held = held + ? WHERE store = ? AND sku = ?", (amount, store, sku)
        )
        return True

    swap(stack, stock, "take_hold", take_hold)


@bug
def holds_never_end(stack: ExitStack) -> None:
    """What was fetched stays held."""
    swap(stack, order_rows, "_end_holds", lambda *_: None)


@bug
def answer_the_revoked(stack: ExitStack) -> None:
    """Whoever was let in once is let in for good."""
    swap(stack, devices, "_CACHE_SECONDS", 10**9)


@bug
def stop_at_a_mistake_of_ours(stack: ExitStack) -> None:
    """An upload that central's program falls over is answered 500, again and again."""

    def one_by_one(*_: Any) -> Any:
        raise AttributeError("as before")

    swap(stack, ledger, "_one_by_one", one_by_one)


@bug
def hold_what_is_newer(stack: ExitStack) -> None:
    """An entry of a newer schema is not read, though all of it that matters could be."""

    def read(envelope: Any) -> Any:
        if envelope.schema > SCHEMA:
            raise ValueError("too new")
        return read_fact(envelope)

    swap(stack, ledger, "vouched", lambda *_, **__: None)
    swap(stack, receive, "read_fact", read)


@bug
def vouch_without_a_backup(stack: ExitStack) -> None:
    """What central has counts as being in a verified backup."""
    real = terminals.handshake

    def handshake(central: Any, device: Any) -> Any:
        known = real(central, device)
        heads = [head for head in known.heads if head.seq]
        held = backed.said(central.signer, central.timeline, device.terminal, heads)
        return replace(known, held=held)

    swap(stack, terminals, "handshake", handshake)
