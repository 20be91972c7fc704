"""Stories that once went wrong: each found by the seed it names, told again step by step."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.sim import workload
from tests.sim.invariants import check
from tests.sim.terminal import Terminal
from tests.sim.workload import Act, Strange
from tests.sim.world import Weather, World

CALM = Weather(terminals=2, steps=0, loss=0.0, double=0.0, faults=0.0, poison=0.0)
Story = Callable[[World], None]


def calm() -> World:
    return World(0, CALM)


def sell(world: World, terminal: Terminal) -> str:
    if not terminal.shift:
        terminal_record(world, terminal, workload.open_shift(world.token(8).hex()))
        terminal.shift = terminal.journal.open_shift().fact.shift  # type: ignore[union-attr]
    recorded = terminal.record(workload.sale(random.Random(1), terminal.shift))
    world.book.confirmed(terminal, recorded.hash)
    return recorded.hash


def sync(world: World, terminal: Terminal) -> None:
    """The push loop's next attempts until it rests."""
    world._drain(terminal)


def healed(world: World) -> None:
    world.heal()
    check(world)


def test_an_entry_of_an_unknown_kind_is_taken_back(seed: int = 164) -> None:
    """The push loop ended for good: adopting read the fact of every entry it took back."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    terminal_record(world, till, Act("strange", lambda _: Strange(1)))  # type: ignore[arg-type,return-value]
    last = sell(world, till)
    sync(world, till)
    world._put_back(till, copy)
    healed(world)
    assert last in till.entries()


def test_nothing_waits_once_lost_entries_are_taken_back(seed: int = 69) -> None:
    """What central itself had given back was shown as waiting to be sent to it."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    sell(world, till)
    sync(world, till)
    world._put_back(till, copy)
    sync(world, till)
    assert till.journal.state().waiting == 0


def terminal_record(world: World, terminal: Terminal, act: Act) -> None:
    world.book.confirmed(terminal, terminal.record(act).hash)
