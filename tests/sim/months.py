"""Two quiet months: a backup is made and mostly verified, and terminals forget what is old (R3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shop.errors import Refusal
from sync.central import backed
from tests.sim import people, workload
from tests.sim.backups import Backup
from tests.sim.database import MemoryDatabase
from tests.sim.healing import drain
from tests.sim.terminal import Terminal

if TYPE_CHECKING:
    from tests.sim.world import World

LONG = timedelta(days=62)


def fault_months(world: World, _: Terminal) -> None:
    world.database.die = ""
    peaceful = [terminal for terminal in world.terminals if terminal.up]
    for terminal in peaceful:
        world.guard(terminal, lambda t=terminal: _new_day(world, t))  # type: ignore[misc]
    backup = world.back_up()
    if world.rng.random() < 0.3:
        verify(world, world.rng.choice(world.backups))
    elif world.rng.random() < 0.7:
        verify(world, backup)
    world.at += LONG
    before = len(world.book.pruned)
    for terminal in peaceful:
        world.guard(terminal, lambda t=terminal: settle(world, t))  # type: ignore[misc]
    gone = len(world.book.pruned) - before
    world.fault("two months", f"two months later {gone} entries are pruned")


def verify(world: World, backup: Backup) -> None:
    """`endcap central verify`: read anew from the file, and what it holds is noted."""
    copy = MemoryDatabase()
    copy.put_back(backup.image)
    try:
        backed.note(world.database, backed.holding(copy))
    except Refusal as refusal:
        world.tell(f"a backup is not good: {refusal.code}")
    else:
        world.tell("a backup is verified")
        world.book.verified |= backup.hashes
    finally:
        copy.close()


def _new_day(world: World, terminal: Terminal) -> None:
    """What belongs to the last shift is never pruned: so that there is something before it."""
    if terminal.shift:
        people.do(world, terminal, workload.close_shift(terminal.journal))
    people.do(world, terminal, workload.open_shift(world.token(8).hex()))
    settle(world, terminal)
    settle(world, terminal)


def settle(world: World, terminal: Terminal) -> None:
    for loop in list(terminal.jobs):
        terminal.lose(loop)
    drain(world, terminal)
    before = terminal.entries().keys()
    terminal.prune()
    world.book.forgot(terminal, before - terminal.entries().keys(), world.at)
