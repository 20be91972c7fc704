"""What was bought, given back and counted: I3, I7 and I9."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

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
from tests.sim.ledger import Ledger, Row
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
                sums[_scope(row.fact), line.line_id] += int(line.quantity * 1000)
    query = "SELECT scope, line_id, quantity FROM returned WHERE quantity <> 0"
    kept = {(scope, line): amount for scope, line, amount in ledger.raw.execute(query)}
    if kept != dict(sums):
        raise Broken("I3", f"returned totals {kept} are not {dict(sums)}")


def _scope(back: Return) -> str:
    """What it names: a purchase by number and tag, or, as older versions, the number alone."""
    named = f"r:{back.receipt_returned}"
    return f"{named}/{back.entry_tag}" if back.entry_tag else named


def i7_no_excess_refund_without_an_exception(world: World, ledger: Ledger) -> None:
    """Two purchases may have one number: each has its own bounds, and together they have theirs,
    which what names the number alone must keep too."""
    money = _Money(ledger)
    for (scope, line), back in money.back.items():
        receipt = scope.partition("/")[0]
        sold = money.sold.get((scope, line))
        if scope != receipt and sold is not None and back > sold:
            _must_be_told(world, ledger, money, {(scope, line)})
        if receipt in money.shared or (receipt, line) not in money.all_sold:
            continue
        if not money.all_back[receipt, line] <= money.all_sold[receipt, line]:
            _must_be_told(world, ledger, money, money.scopes_of(receipt, line))


def _must_be_told(world: World, ledger: Ledger, money: _Money, keys: set[tuple[str, str]]) -> None:
    told = {f"{scope}/{line}" for scope, line in keys}
    told |= {f"{scope.partition('/')[0]}/{line}" for scope, line in keys}
    if not any(("excess_refund", subject) in ledger.exceptions for subject in told):
        raise Broken("I7", f"{keys} were refunded too often and nobody is told")
    if not keys & money.offline and not world.book.central_restores:
        raise Broken("I7", f"{keys} were refunded too often although central agreed each time")


@dataclass(frozen=True)
class _Sum:
    count: int = 0
    minor: int = 0

    def __add__(self, other: _Sum) -> _Sum:
        return _Sum(self.count + other.count, self.minor + other.minor)

    def __le__(self, other: _Sum) -> bool:
        return self.count <= other.count and self.minor <= other.minor

    def __gt__(self, other: _Sum) -> bool:
        return not self <= other


class _Money:
    """Sold and given back, by what names it and by line; `all_` by the number alone."""

    def __init__(self, ledger: Ledger) -> None:
        self.sold: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self.back: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self.all_sold: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self.all_back: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self.offline: set[tuple[str, str]] = set()
        self.shared: set[str] = set()
        for row in ledger.folded:
            self._add(row)
        for (scope, line), back in self.back.items():
            receipt, _, tag = scope.partition("/")
            if not tag or (scope, line) in self.sold:  # else of a purchase that central never had
                self.all_back[receipt, line] += back

    def _add(self, row: Row) -> None:
        if isinstance(row.fact, HandedOver):
            self.shared.add(f"r:{row.fact.receipt}")  # an order's goods count for the number too
        elif isinstance(row.fact, Sale):
            receipt = f"r:{row.fact.receipt}"
            for item in row.fact.items:
                more = _Sum(int(item.quantity * 1000), item.total.minor)
                self.sold[f"{receipt}/{row.entry[:16]}", item.line_id] += more
                self.all_sold[receipt, item.line_id] += more
        elif isinstance(row.fact, Return):
            scope = _scope(row.fact)
            for line in row.fact.lines:
                more = _Sum(int(line.quantity * 1000), line.refund.minor)
                self.back[scope, line.line_id] += more
                if not row.fact.authorisation:
                    self.offline.add((scope, line.line_id))

    def scopes_of(self, receipt: str, line: str) -> set[tuple[str, str]]:
        every = {*self.sold, *self.back}
        return {key for key in every if key[1] == line and key[0].partition("/")[0] == receipt}


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
