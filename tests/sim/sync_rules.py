"""What sync promises of entries: none is lost, none twice, forks are seen, queues run empty."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shop.domain.entry import GENESIS, signed_bytes
from shop.domain.facts import Enrolled, StockAdjusted
from tests.sim.book import Broken, _few
from tests.sim.ledger import Ledger, Row
from tests.sim.template import SKUS
from tests.sim.workload import CRASH
from tests.sim.world import World


def i2_every_surviving_entry_is_in_the_ledger(world: World, ledger: Ledger) -> None:
    for terminal in world.terminals:
        missing = terminal.holds() - ledger.by_hash.keys()
        if missing:
            raise Broken("I2", f"central lacks {_few(set(missing))} of {terminal.label}")


def i4_chains_are_whole(world: World, ledger: Ledger) -> None:
    keys = {
        (row.terminal, row.epoch, row.fact.public_key)
        for row in ledger.rows
        if isinstance(row.fact, Enrolled)
    }
    by_epoch: dict[tuple[str, int], list[Ed25519PublicKey]] = defaultdict(list)
    for terminal, epoch, key in keys:
        by_epoch[terminal, epoch].append(Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)))
    chains: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for row in ledger.rows:
        chains[row.terminal, row.epoch, row.branch].append(row)
        where = f"{row.terminal}/{row.epoch}/{row.branch}/{row.seq}"
        if sha256(row.body.encode()).hexdigest() != row.hash or row.envelope.seq != row.seq:
            raise Broken("I4", f"{where} is not what was sealed")
        parent = ledger.by_hash.get(row.envelope.prev)
        if row.seq > 1 and (parent is None or parent.seq != row.seq - 1):
            raise Broken("I4", f"{where} hangs on nothing")
        if row.seq == 1 and row.envelope.prev != GENESIS:
            raise Broken("I4", f"{where} does not begin its epoch")
        if not any(_signed(key, row) for key in by_epoch[row.terminal, row.epoch]):
            raise Broken("I4", f"{where} has a wrong signature")
    for name, rows in chains.items():
        seqs = sorted(row.seq for row in rows)
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))):
            raise Broken("I4", f"{name} has a gap: {seqs}")


def _signed(key: Ed25519PublicKey, row: Row) -> bool:
    try:
        key.verify(bytes.fromhex(row.signature), signed_bytes(row.hash))
    except InvalidSignature:
        return False
    return True


def i5_forks_are_flagged_and_only_forks(world: World, ledger: Ledger) -> None:
    forked = {(t, e) for (t, e, _), hashes in ledger.children.items() if len(hashes) > 1}
    flagged = set()
    for cause, subject in ledger.exceptions:
        if cause == "fork":
            terminal, epoch, _ = subject.split("/")
            flagged.add((terminal, int(epoch)))
    if forked != flagged:
        raise Broken("I5", f"forks {sorted(forked)}, flagged {sorted(flagged)}")
    flags = dict(ledger.raw.execute("SELECT terminal, forked FROM terminal").fetchall())
    last = dict(ledger.raw.execute("SELECT terminal, epoch FROM terminal").fetchall())
    for terminal, epoch in forked:
        if epoch == last[terminal] and not flags[terminal]:
            raise Broken("I5", f"{terminal} is not told of its fork")
    for terminal, flag in flags.items():
        if flag and not any(name == terminal for name, _ in forked):
            raise Broken("I5", f"{terminal} is told of a fork that is none")


def i12_nothing_is_lost_unless_both_ends_lost_it(world: World, ledger: Ledger) -> None:
    book = world.book
    missing = book.made.keys() - ledger.by_hash.keys()
    forgiven = book.lost_here & (book.lost_there | (book.made.keys() - book.ledger_ever))
    if missing - forgiven:
        raise Broken("I12", f"{_few(missing - forgiven)} are gone")


def i13_no_number_twice_outside_a_fork(world: World, ledger: Ledger) -> None:
    flagged = {subject.rsplit("/", 1)[0] for cause, subject in ledger.exceptions if cause == "fork"}
    numbers: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for row in ledger.rows:
        numbers[row.terminal, row.epoch, row.seq].add(row.hash)
    for (terminal, epoch, seq), hashes in numbers.items():
        if len(hashes) > 1 and f"{terminal}/{epoch}" not in flagged:
            raise Broken("I13", f"{terminal}/{epoch}/{seq} has two contents and no flag")
    keys = ledger.raw.execute("SELECT terminal, epoch, public_key FROM terminal_key").fetchall()
    known = {(terminal, epoch): key for terminal, epoch, key in keys}
    for row in ledger.rows:
        if (
            isinstance(row.fact, Enrolled)
            and known.get((row.terminal, row.epoch)) != row.fact.public_key
        ):
            raise Broken("I13", f"{row.terminal}/{row.epoch} was given to two keys")


def i14_held_entries_stay_whole_and_stop_nobody(world: World, ledger: Ledger) -> None:
    for row in ledger.rows:
        impossible = _impossible(row, ledger)
        if impossible != (row.held is not None):
            raise Broken("I14", f"{row.envelope.kind} held: {row.held}")
        if row.held is not None and ledger.exceptions.get(("held", row.entry)) != (
            row.entry,
            "open",
        ):
            raise Broken("I14", f"nobody is told that {row.entry} is held")


def _impossible(row: Row, ledger: Ledger) -> bool:
    if row.fact is None:
        return True
    if isinstance(row.fact, StockAdjusted):
        return row.fact.reason in ("finger slipped", "dust", CRASH)
    code = getattr(row.fact, "order", "")
    return isinstance(code, str) and bool(code) and code not in ledger.orders


def i16_entries_read_back_bit_exact(world: World, ledger: Ledger) -> None:
    for row in ledger.rows:
        if world.book.made.get(row.hash) != row.body:
            raise Broken("I16", f"{row.entry} is not the bytes that were sealed")


def i17_clocks_change_no_order(world: World, ledger: Ledger) -> None:
    """Within a branch central received what it folded by number, whatever the clocks said."""
    last: dict[tuple[str, int, int], int] = {}
    for row in ledger.rows:
        name = (row.terminal, row.epoch, row.branch)
        if row.seq <= last.get(name, 0):
            raise Broken("I17", f"{name}: {row.seq} came after {last[name]}")
        last[name] = row.seq


def i20_queues_are_empty_and_replicas_agree(world: World, ledger: Ledger) -> None:
    head = ledger.raw.execute("SELECT value FROM counter WHERE name = 'feed'").fetchone()[0]
    rows = ledger.raw.execute("SELECT terminal, epoch FROM terminal WHERE revoked_at IS NULL")
    last = dict(rows.fetchall())
    for terminal in world.terminals:
        waiting = terminal.journal.state().waiting
        if waiting:
            raise Broken("I20", f"{terminal.label} still has {waiting} to send")
        if terminal.journal.acked_timeline != world.central.timeline:
            raise Broken("I11", f"{terminal.label} lives in an older timeline")
        if last.get(terminal.who.identity.terminal) != terminal.who.identity.epoch:
            continue
        standing = terminal.replica.standing()
        if (standing.timeline, standing.cursor) != (world.central.timeline, head):
            raise Broken("I20", f"{terminal.label}'s replica stands at {standing.cursor} of {head}")
        _replica_agrees(world, terminal, ledger)


def _replica_agrees(world: World, terminal: Any, ledger: Ledger) -> None:
    store = terminal.who.identity.store
    for sku in SKUS:
        figure = terminal.replica.figure(store, sku)
        shown = (int(figure.on_hand * 1000), int(figure.held * 1000)) if figure else None
        if shown != ledger.sums.get((store, sku)):
            have = ledger.sums.get((store, sku))
            raise Broken("I20", f"{terminal.label} shows {shown} of {sku}, central has {have}")
    if terminal.who.identity.face == "kiosk":
        return  # among shoppers: it is told of nobody's orders
    for code, order in ledger.orders.items():
        shown_order = terminal.replica.order(code)
        if shown_order is None and not order.open and _long_ago(world):
            continue  # placed years ago, as central then believed: in no snapshot
        if order.store == store and shown_order != order:
            raise Broken("I20", f"{terminal.label} shows another {code} than central")


def r4_terminals_hold_all_of_their_own(world: World, ledger: Ledger) -> None:
    for terminal in world.terminals:
        name = terminal.who.identity.terminal
        own = {row.hash for row in ledger.rows if row.terminal == name}
        missing = own - terminal.holds() - world.book.pruned.keys()
        if missing:
            raise Broken("R4", f"{terminal.label} lacks {_few(missing)} of its own")


def _long_ago(world: World) -> bool:
    """Whether there are orders so old, as central believed, that no snapshot has them."""
    return bool(world.faults["central clock"] or world.faults["two months"])
