"""What was bought, given back and counted: I3, I7 and I9."""

from __future__ import annotations

from collections import defaultdict

from shop.domain.facts import (
    CashMoved,
    Fact,
    HandedOver,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.tender import TenderKind
from tests.sim.book import Broken
from tests.sim.ledger import Ledger
from tests.sim.world import World


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


def i9_z_reports_sum_their_day(world: World, ledger: Ledger) -> None:
    """A shift may outlast an epoch, so its facts are walked as they stand in a journal."""
    for terminal in world.terminals:
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        opened: set[str] = set()  # a shift whose beginning was pruned cannot be summed here
        for hash_ in terminal.entries():
            fact = ledger.by_hash[hash_].fact
            if isinstance(fact, ShiftOpened):
                opened.add(fact.shift)
            if isinstance(fact, ShiftClosed) and fact.shift in opened:
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
