"""A manager books a day from the Z reports and from what the exceptions tell, and comes to what
the ledger has: with copies of the terminal, re-enrolments, and uploads in any order (I9)."""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.actions.x_report import stretches
from shop.domain.facts import (
    CashMoved,
    CashReason,
    Enrolled,
    Fact,
    Recorded,
    Sale,
    ShiftClosed,
    ShiftOpened,
)
from shop.domain.money import Money
from shop.domain.shift import ShiftTotals, shift_name, shift_totals
from sync.central import enrolment, exceptions, inspector, ledger
from sync.central.core import Central
from sync.central.exceptions import CENTRAL, ExceptionRow
from sync.central.inspector import inspect
from sync.protocol.messages import EnrolRequest
from tests.central_shop import AT, Terminal, enrolled, item, refund, sale

FIGURES = ("sales", "gross", "returns", "refunded", "expected")


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


@dataclass
class Machine:
    """A till with a journal; `copy()` is a second machine with the same folder."""

    lives: list[Terminal]
    journal: list[Recorded] = field(default_factory=list)
    shift: str = ""
    number: int = 0

    @property
    def life(self) -> Terminal:
        return self.lives[-1]

    def copy(self) -> Machine:
        return replace(self, lives=[x.copy() for x in self.lives], journal=[*self.journal])

    def record(self, fact: Fact) -> Recorded:
        entry, life = secrets.token_hex(16), self.life
        sealed = life.seal(fact, entry=entry)
        where = (life.name, life.epoch, life.head.seq, sealed.hash)
        made = Recorded(entry, *where, fact.KIND, "2026-11-21", AT, "anna", fact)
        self.journal.append(made)
        return made

    def facts(self) -> list[Recorded]:
        """Of the open shift."""
        opened = [
            at
            for at, x in enumerate(self.journal)
            if isinstance(x.fact, ShiftOpened) and x.fact.shift == self.shift
        ]
        return self.journal[opened[-1] :]

    def open(self, float_: int) -> None:
        head = self.life.head
        self.shift = shift_name(self.life.name, head.epoch, head.seq + 1)
        self.record(ShiftOpened(self.shift, eur(float_), {}))

    def sell(self, pieces: int) -> None:
        number = f"{self.life.name}-{self.life.epoch}-{len(self.journal):06d}"
        self.record(replace(sale(number, item("mug", pieces)), shift=self.shift))

    def take_back(self, minor: int) -> None:
        number = f"{self.life.name}-{self.life.epoch}-{len(self.journal):06d}"
        back = refund(number, "R", "mug", minor=minor)
        self.record(replace(back, shift=self.shift))

    def take_out(self, minor: int) -> None:
        self.record(CashMoved(self.shift, CashReason.OUT, eur(-minor)))

    def close(self) -> None:
        facts, life = self.facts(), self.life
        totals = shift_totals(facts, self.shift, "EUR")
        *before, own = stretches(facts, life.epoch)
        self.number += 1
        z = ShiftClosed(
            self.shift, self.number, own.first, own.last, totals.expected, totals.expected, {},
            totals.sales, totals.returns, totals.gross, totals.refunded, 0, life.head.hash,
            (*before, own) if before else (),
        )  # fmt: skip
        self.record(z)
        self.shift = ""

    def enrol_anew(self, central: Central) -> None:
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw().hex()
        code = enrolment.new_code(central, store="S1", face="till", terminal=self.life.name)
        answer = enrolment.enrol(central, EnrolRequest(code, public, "till", "test"))
        name = self.life.name
        self.lives.append(Terminal(name, "S1", key, answer.key_id, epoch=answer.epoch))
        self.record(Enrolled("till", "test", public))

    def send(self, central: Central, upto: int | None = None) -> None:
        for life in self.lives:
            end = upto if life is self.life else None
            if life.batch(0, end).entries:
                ledger.post(central.database, life.name, life.batch(0, end), central.now())


def read_again(central: Central) -> list[ExceptionRow]:
    while inspect(central):
        pass
    return listed(central)


def listed(central: Central) -> list[ExceptionRow]:
    with central.database.read() as connection:
        return exceptions.listed(connection, state="", limit=5000)


def settle(central: Central, row: ExceptionRow, who: str = "maria") -> None:
    with central.database.write() as connection:
        exceptions.settle(
            connection, row.cause, row.subject, who=who, note="booked", now=central.now()
        )


@pytest.fixture
def machine(shop: Central) -> Machine:
    return Machine([enrolled(shop, "S1", "till")])


# -- the manager's arithmetic -----------------------------------------------------------------


def of_totals(totals: ShiftTotals) -> dict[str, int]:
    money = {name: getattr(totals, name).minor for name in ("gross", "refunded", "expected")}
    return money | {"sales": totals.sales, "returns": totals.returns}


def of_paper(z: ShiftClosed) -> dict[str, int]:
    money = {name: getattr(z, name).minor for name in ("gross", "refunded", "expected")}
    return money | {"sales": z.sales, "returns": z.returns}


def told(evidence: dict[str, str], prefix: str) -> dict[str, int]:
    """What an exception says; returns stand there only when there are any."""
    return {name: int(evidence.get(prefix + name, "0")) for name in FIGURES}


def plus(one: dict[str, int], other: dict[str, int], times: int = 1) -> dict[str, int]:
    return {name: one.get(name, 0) + times * other[name] for name in FIGURES}


@dataclass
class Shift:
    """What really began with one opening, on whatever machines."""

    facts: dict[str, Recorded] = field(default_factory=dict)
    papers: dict[str, ShiftClosed] = field(default_factory=dict)


def truth(machines: Iterable[Machine]) -> dict[str, Shift]:
    """By the entry that opened it."""
    found: dict[str, Shift] = defaultdict(Shift)
    for machine in machines:
        here = ""
        for one in machine.journal:
            if isinstance(one.fact, ShiftOpened):
                here = one.entry
            if isinstance(one.fact, ShiftClosed):
                found[here].papers[one.entry] = one.fact
            elif not isinstance(one.fact, Enrolled):
                found[here].facts[one.entry] = one
    return found


def check_books(machines: list[Machine], rows: list[ExceptionRow]) -> None:
    for shift in truth(machines).values():
        late = [x for x in rows if x.cause == "late_after_z" and x.entry in shift.facts]
        if not shift.papers:
            assert late == []
            continue
        ledger_has = of_totals(_sum(shift.facts.values()))
        twice = [x for x in rows if x.cause == "shift_closed_twice" and x.entry in shift.papers]
        for row in (*twice, *late):
            if row.state == "open":
                assert told(row.evidence, "books_") == ledger_has
        booked: dict[str, int] = {}
        for paper in shift.papers.values():
            booked = plus(booked, of_paper(paper))
        for row in twice:
            booked = plus(booked, told(row.evidence, "double_"), -1)
            booked = plus(booked, told(row.evidence, "added_"), -1)
        for row in late:
            if row.settled_by != CENTRAL:
                booked = plus(booked, told({**row.evidence, "expected": row.evidence["cash"]}, ""))
        assert booked == ledger_has


def _sum(facts: Iterable[Recorded]) -> ShiftTotals:
    every = list(facts)
    (shift,) = {x.fact.shift for x in every if isinstance(x.fact, ShiftOpened)}
    return shift_totals(every, shift, "EUR")


@pytest.mark.parametrize("seed", range(12))
def test_the_books_come_to_what_the_ledger_has(shop: Central, machine: Machine, seed: int) -> None:
    chance = random.Random(seed)
    machines = [machine]
    for _ in range(60):
        one = chance.choice(machines)
        if not one.shift:
            one.open(chance.choice((0, 10000)))
        match chance.choice("ssssssrocCeppi"):
            case "s":
                one.sell(chance.randint(1, 3))
            case "r":
                one.take_back(chance.randint(1, 500))
            case "o":
                one.take_out(chance.randint(1, 900))
            case "c":
                one.close()
            case "C" if len(machines) < 4:
                machines.append(one.copy())
            case "e" if len(one.lives) < 3:
                one.enrol_anew(shop)
            case "p":
                one.send(shop, chance.choice((None, chance.randint(0, 40))))
            case "i":
                for row in read_again(shop):
                    if (
                        row.state == "open"
                        and row.cause == "late_after_z"
                        and chance.random() < 0.5
                    ):
                        settle(shop, row)
    for one in chance.sample(machines, len(machines)):
        if chance.random() < 0.7 and one.shift:
            one.close()
        one.send(shop)
        if chance.random() < 0.5:
            read_again(shop)
    check_books(machines, read_again(shop))


# -- what is told, one by one ------------------------------------------------------------------


def of_cause(rows: list[ExceptionRow], cause: str) -> list[ExceptionRow]:
    return [x for x in rows if x.cause == cause]


def both_closed(machine: Machine) -> Machine:
    """Three sales shared; then one sale here, two at the copy, and a Z report of each."""
    machine.open(10000)
    for _ in range(3):
        machine.sell(1)
    copy = machine.copy()
    machine.sell(1)
    machine.close()
    copy.sell(1)
    copy.sell(1)
    copy.close()
    return copy


def test_what_any_z_report_has_is_not_late(shop: Central, machine: Machine) -> None:
    copy = both_closed(machine)
    machine.send(shop)
    copy.send(shop)
    rows = read_again(shop)
    assert of_cause(rows, "late_after_z") == []
    (twice,) = of_cause(rows, "shift_closed_twice")
    assert twice.suggestion_code == "shift_closed_twice"
    assert twice.evidence | {"z": "", "other_z": "", "shift": ""} == {
        "z 1": "2000", "z 2": "2500",
        "double_sales": "3", "double_gross": "1500", "double_expected": "11500",
        "books_sales": "6", "books_gross": "3000", "books_expected": "13000",
        "shift": "", "z": "", "other_z": "",
    }  # fmt: skip


def test_the_copys_z_report_settles_what_was_late_before_it_came(
    shop: Central, machine: Machine
) -> None:
    copy = both_closed(machine)
    machine.send(shop)
    copy.send(shop, copy.life.head.seq - 1)
    (late,) = of_cause(read_again(shop), "late_after_z")
    assert (late.state, late.evidence["records"], late.evidence["gross"]) == ("open", "2", "1000")
    copy.send(shop)
    (late,) = of_cause(read_again(shop), "late_after_z")
    assert (late.state, late.settled_by) == ("settled", CENTRAL)
    assert "Z report arrived" in late.note


def test_a_busy_copy_is_one_exception_that_grows_until_it_is_booked(
    shop: Central, machine: Machine
) -> None:
    machine.open(0)
    copy = machine.copy()
    machine.close()
    machine.send(shop)
    for count in (30, 31):
        while len(copy.journal) <= count:
            copy.sell(1)
        copy.send(shop)
        (late,) = of_cause(read_again(shop), "late_after_z")
        assert (late.evidence["records"], late.evidence["sales"]) == (str(count), str(count))
        assert late.evidence["receipts"].endswith(f" … +{count - 20}")
    settle(shop, late)
    assert of_cause(read_again(shop), "late_after_z") != []
    copy.sell(2)
    copy.send(shop)
    first, second = of_cause(read_again(shop), "late_after_z")
    assert (first.state, second.state) == ("settled", "open")
    assert (second.evidence["records"], second.evidence["gross"]) == ("1", "1000")
    assert second.evidence["books_gross"] == str(31 * 500 + 1000)


def test_what_was_booked_by_hand_before_its_z_report_came_is_told(
    shop: Central, machine: Machine
) -> None:
    copy = both_closed(machine)
    machine.send(shop)
    copy.send(shop, copy.life.head.seq - 1)
    (late,) = of_cause(read_again(shop), "late_after_z")
    settle(shop, late)
    copy.send(shop)
    (twice,) = of_cause(read_again(shop), "shift_closed_twice")
    assert (twice.evidence["added_sales"], twice.evidence["added_gross"]) == ("2", "1000")
    settle(shop, twice)
    assert all(x.state == "settled" for x in read_again(shop) if x.cause != "fork")


def test_shifts_of_one_name_that_two_copies_opened_have_nothing_in_common(
    shop: Central, machine: Machine
) -> None:
    """The folder was copied at night: in the morning both open a shift of the same number."""
    machine.open(0)
    machine.close()
    copy = machine.copy()
    for one, pieces in ((machine, 1), (copy, 2)):
        one.open(10000)
        one.sell(pieces)
    assert machine.shift == copy.shift
    machine.close()
    machine.send(shop)
    copy.send(shop)
    assert [x.cause for x in read_again(shop)] == ["fork"]
    copy.close()
    copy.send(shop)
    assert [x.cause for x in read_again(shop)] == ["fork"]


def raised_before(central: Central, cause: str, subject: str, terminal: str) -> None:
    evidence = {"shift": "?", "seq": "5", "z": "?"}
    with central.database.write() as connection:
        found = exceptions.Raised(cause, subject, "S1", evidence, terminal, subject)
        exceptions.record(connection, [found], central.now())


def test_what_older_versions_raised_is_settled_with_a_word(shop: Central, machine: Machine) -> None:
    """They raised one for each entry, and `z_differs` for a shift closed twice."""
    copy = both_closed(machine)
    machine.send(shop)
    copy.send(shop, copy.life.head.seq - 1)
    name, first, second = machine.life.name, copy.journal[-3], copy.journal[-2]
    for entry in (first.entry, second.entry):
        raised_before(shop, "late_after_z", entry, name)
    raised_before(shop, "z_differs", f"{name}/{_shift(first)}/twice", name)
    settle(shop, next(x for x in listed(shop) if x.subject == second.entry))
    rows = of_cause(read_again(shop), "late_after_z")
    assert {x.subject: x.note for x in rows if x.state == "settled"} == {
        first.entry: "told together with the other entries of its shift",
        second.entry: "booked",
    }
    (told_now,) = (x for x in rows if x.state == "open")
    assert told_now.evidence["records"] == "1"
    copy.send(shop)
    (twice,) = of_cause(read_again(shop), "shift_closed_twice")
    assert twice.evidence["added_sales"] == "1"
    (old,) = of_cause(listed(shop), "z_differs")
    assert (old.state, old.settled_by) == ("settled", CENTRAL)


def _shift(recorded: Recorded) -> str:
    fact = recorded.fact
    assert isinstance(fact, Sale)
    return fact.shift


def test_a_worker_that_looked_earlier_says_nothing_older(
    shop: Central, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1. A looks while the copy's Z report is not there. 2. It comes, B looks and settles.
    3. A would tell what was late then."""
    copy = both_closed(machine)
    machine.send(shop)
    copy.send(shop, copy.life.head.seq - 1)
    looked = inspector._looked

    def meanwhile(*asked: Any) -> Any:
        found = looked(*asked)
        monkeypatch.setattr(inspector, "_looked", looked)
        copy.send(shop)
        read_again(shop)
        return found

    monkeypatch.setattr(inspector, "_looked", meanwhile)
    assert of_cause(read_again(shop), "late_after_z") == []
