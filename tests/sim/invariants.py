"""The invariants after heal and drain, each worked out anew from what the book knows.

Nothing of sync.central is used: rows are read by plain SQL, and effects are summed by rules of
their own, from the distinct entries that stand in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shop.domain.entry import GENESIS, signed_bytes
from shop.domain.facts import (
    CashMoved,
    Condition,
    Enrolled,
    Fact,
    HandedOver,
    ItemPicked,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    StockAdjusted,
)
from shop.domain.order import Order
from shop.domain.tender import TenderKind
from sync.protocol.codec import decode
from sync.protocol.entry_body import EntryBody, read_envelope, read_fact
from tests.sim.book import Broken, _few
from tests.sim.template import OPENING, SKUS
from tests.sim.world import World

STORES = ("S1", "S2", "S3")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as central keeps it."""

    entry: str
    terminal: str
    epoch: int
    branch: int
    seq: int
    store: str
    hash: str
    signature: str
    body: str
    held: str | None
    envelope: EntryBody
    fact: Fact | None


class Ledger:
    """Central's tables, read once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.raw = world.database.raw
        columns = "entry, terminal, epoch, branch, seq, store, hash, signature, body, held"
        found = self.raw.execute(f"SELECT {columns} FROM ledger ORDER BY rowid").fetchall()
        self.rows = [_row(row) for row in found]
        self.by_hash = {row.hash: row for row in self.rows}
        self.folded = [row for row in self.rows if row.held is None]
        self.exceptions = {
            (cause, subject): (entry, state)
            for cause, subject, entry, state in self.raw.execute(
                "SELECT cause, subject, entry, state FROM exception"
            )
        }

    @cached_property
    def children(self) -> dict[tuple[str, int, str], set[str]]:
        found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        for row in self.rows:
            found[row.terminal, row.epoch, row.envelope.prev].add(row.hash)
        return found

    @cached_property
    def orders(self) -> dict[str, Order]:
        rows = self.raw.execute('SELECT "order", value FROM orders').fetchall()
        return {code: decode(value, Order) for code, value in rows}

    @cached_property
    def sums(self) -> dict[tuple[str, str], tuple[int, int]]:
        rows = self.raw.execute("SELECT store, sku, on_hand, held FROM stock").fetchall()
        return {(store, sku): (on_hand, held) for store, sku, on_hand, held in rows}


def _row(row: tuple[Any, ...]) -> Row:
    body = bytes(row[8]).decode()
    envelope = read_envelope(body)
    try:
        fact: Fact | None = read_fact(envelope)
    except ValueError:
        fact = None
    entry, terminal, epoch, branch, seq, store, hash_, signature, _, held = row
    place = (entry, terminal, epoch, branch, seq, store, hash_, signature)
    return Row(*place, body, held, envelope, fact)


def check(world: World) -> None:
    """Raises Broken with the number of the first invariant that does not hold."""
    ledger = Ledger(world)
    for rule in RULES:
        rule(world, ledger)


def i2_every_surviving_entry_is_in_the_ledger(world: World, ledger: Ledger) -> None:
    for terminal in world.terminals:
        missing = terminal.entries().keys() - ledger.by_hash.keys()
        if missing:
            raise Broken("I2", f"central lacks {_few(set(missing))} of {terminal.label}")


def i3_each_id_has_its_effect_once(world: World, ledger: Ledger) -> None:
    ids = [row.entry for row in ledger.rows]
    if len(set(ids)) != len(ids) or len(ledger.by_hash) != len(ids):
        raise Broken("I3", "an entry stands in the ledger twice")
    bought = {row.entry for row in ledger.folded if _sells(row.fact)}
    kept = {row[0] for row in ledger.raw.execute("SELECT entry FROM purchase")}
    if bought != kept:
        raise Broken("I3", f"purchases differ by {len(bought ^ kept)}")
    _returned_once(ledger)


def _sells(fact: Fact | None) -> bool:
    return isinstance(fact, Sale) or (isinstance(fact, HandedOver) and bool(fact.items))


def _returned_once(ledger: Ledger) -> None:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in ledger.folded:
        if isinstance(row.fact, Return):
            for line in row.fact.lines:
                key = (f"r:{row.fact.receipt_returned}", line.line_id)
                sums[key] += int(line.quantity * 1000)
    query = "SELECT scope, line_id, quantity FROM returned WHERE quantity <> 0"
    kept = {(scope, line): amount for scope, line, amount in ledger.raw.execute(query)}
    if kept != dict(sums):
        raise Broken("I3", f"returned totals {kept} are not {dict(sums)}")


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


def i6_stock_is_the_sum_of_its_deltas(world: World, ledger: Ledger) -> None:
    on_hand = {(store, sku): OPENING * 1000 for store in STORES for sku in SKUS}
    for row in ledger.folded:
        for sku, amount in _moved(row.fact):
            on_hand[row.store, sku] = on_hand.get((row.store, sku), 0) + int(amount * 1000)
    held: dict[tuple[str, str], int] = defaultdict(int)
    for order in ledger.orders.values():
        if order.open:
            for line in order.lines:
                left = line.quantity - line.handed_over
                held[order.store, line.sku] += int(left * 1000)
    for key in sorted(on_hand):
        wanted = (on_hand[key], held.get(key, 0))
        if ledger.sums.get(key) != wanted:
            raise Broken("I6", f"stock of {key} is {ledger.sums.get(key)}, must be {wanted}")


def _moved(fact: Fact | None) -> list[tuple[str, Decimal]]:
    match fact:
        case Sale(items=items):
            return [(x.sku, -x.quantity) for x in items]
        case HandedOver(lines=lines):
            return [(x.sku, -x.quantity) for x in lines]
        case Return(lines=back):
            return [(x.sku, x.quantity) for x in back if x.condition is Condition.PUT_BACK]
        case StockAdjusted(sku=sku, quantity=amount):
            return [(sku, amount)]
        case _:
            return []


def i7_no_excess_refund_without_an_exception(world: World, ledger: Ledger) -> None:
    sold: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    back: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    offline: set[tuple[str, str]] = set()
    shared: set[str] = set()
    for row in ledger.folded:
        if isinstance(row.fact, HandedOver):
            shared.add(row.fact.receipt)  # a clone's sale may bear this number too: both count
        elif isinstance(row.fact, Sale):
            for item in row.fact.items:
                sums = sold[row.fact.receipt, item.line_id]
                sums[0] += int(item.quantity * 1000)
                sums[1] += item.total.minor
        elif isinstance(row.fact, Return):
            for line in row.fact.lines:
                key = (row.fact.receipt_returned, line.line_id)
                back[key][0] += int(line.quantity * 1000)
                back[key][1] += line.refund.minor
                if not row.fact.authorisation:
                    offline.add(key)
    for key, (count, money) in back.items():
        if key[0] in shared or key not in sold:
            continue
        if count <= sold[key][0] and money <= sold[key][1]:
            continue
        if ("excess_refund", f"r:{key[0]}/{key[1]}") not in ledger.exceptions:
            raise Broken("I7", f"{key} was refunded too often and nobody is told")
        if key not in offline and not world.book.central_restores:
            raise Broken("I7", f"{key} was refunded too often although central agreed each time")


def i8_orders_are_handed_over_once(world: World, ledger: Ledger) -> None:
    given: dict[tuple[str, str], int] = defaultdict(int)
    picked: dict[tuple[str, str], int] = defaultdict(int)
    for row in ledger.folded:
        if isinstance(row.fact, HandedOver):
            for line in row.fact.lines:
                given[row.fact.order, line.line_id] += int(line.quantity * 1000)
        elif isinstance(row.fact, ItemPicked):
            picked[row.fact.order, row.fact.line_id] += int(row.fact.quantity * 1000)
    for code, order in ledger.orders.items():
        for item in order.lines:
            key = (code, item.line_id)
            if int(item.handed_over * 1000) != given[key] or int(item.picked * 1000) != picked[key]:
                raise Broken("I8", f"{key}: handed over or picked differs from its facts")
            if (
                item.handed_over > item.quantity
                and ("handed_over_twice", code) not in ledger.exceptions
            ):
                raise Broken("I8", f"{code} was handed over twice and nobody is told")
    _holds_end_once(ledger)


def _holds_end_once(ledger: Ledger) -> None:
    rows = ledger.raw.execute('SELECT "order", state FROM hold').fetchall()
    for code, state in rows:
        if (state == "active") != ledger.orders[code].open:
            raise Broken("I8", f"the hold of {code} is {state}")


def i9_z_reports_sum_their_day(world: World, ledger: Ledger) -> None:
    """A shift may outlast an epoch, so its facts are walked as they stand in a journal."""
    for terminal in world.terminals:
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for hash_ in terminal.entries():
            fact = ledger.by_hash[hash_].fact
            if isinstance(fact, ShiftClosed):
                z = (fact.expected.minor, fact.gross.minor, fact.refunded.minor)
                if z != tuple(sums[fact.shift]):
                    raise Broken(
                        "I9", f"Z {fact.number} of {terminal.label} does not sum its shift"
                    )
            for shift, amounts in _drawer(fact):
                sums[shift] = [a + b for a, b in zip(sums[shift], amounts, strict=True)]


def _drawer(fact: Fact | None) -> list[tuple[str, tuple[int, int, int]]]:
    """What the drawer of which shift gained, what was sold, what went back."""
    match fact:
        case ShiftOpened(shift=of, float_=money):
            return [(of, (money.minor, 0, 0))]
        case Sale(shift=of, tenders=tenders, document=document):
            cash = sum(x.amount.minor for x in tenders if x.kind is TenderKind.CASH)
            return [(of, (cash, document.total.minor, 0))]
        case Return(shift=of, refunds=refunds, lines=lines):
            cash = sum(x.amount.minor for x in refunds if x.kind is TenderKind.CASH)
            return [(of, (cash, 0, sum(x.refund.minor for x in lines)))]
        case CashMoved(shift=of, amount=money):
            return [(of, (money.minor, 0, 0))]
        case _:
            return []


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
        return row.fact.reason in ("finger slipped", "dust")
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
    last = dict(ledger.raw.execute("SELECT terminal, epoch FROM terminal").fetchall())
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
        _replica_agrees(terminal, ledger)


def _replica_agrees(terminal: Any, ledger: Ledger) -> None:
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
        if order.store == store and terminal.replica.order(code) != order:
            raise Broken("I20", f"{terminal.label} shows another {code} than central")


def r4_terminals_hold_all_of_their_own(world: World, ledger: Ledger) -> None:
    for terminal in world.terminals:
        name = terminal.who.identity.terminal
        own = {row.hash for row in ledger.rows if row.terminal == name}
        missing = own - terminal.entries().keys() - terminal.aside()
        if missing:
            raise Broken("R4", f"{terminal.label} lacks {_few(missing)} of its own")


RULES: tuple[Callable[[World, Ledger], None], ...] = (
    i2_every_surviving_entry_is_in_the_ledger,
    i12_nothing_is_lost_unless_both_ends_lost_it,
    i3_each_id_has_its_effect_once,
    i4_chains_are_whole,
    i5_forks_are_flagged_and_only_forks,
    i6_stock_is_the_sum_of_its_deltas,
    i7_no_excess_refund_without_an_exception,
    i8_orders_are_handed_over_once,
    i9_z_reports_sum_their_day,
    i13_no_number_twice_outside_a_fork,
    i14_held_entries_stay_whole_and_stop_nobody,
    i16_entries_read_back_bit_exact,
    i17_clocks_change_no_order,
    i20_queues_are_empty_and_replicas_agree,
    r4_terminals_hold_all_of_their_own,
)
"""I1, I11 and I18 are checked at every instant, by the book and the world."""
