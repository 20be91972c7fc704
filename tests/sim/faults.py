"""What breaks: each a function of the world and the terminal whose turn it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shop.errors import JournalFault
from sync.central.backup import new_timeline
from sync.central.enrolment import revoke
from sync.central.feed_pruning import KEEP, prune
from sync.central.sweeps import sweep
from tests.sim import enrolling
from tests.sim.book import Broken
from tests.sim.disk import Image
from tests.sim.terminal import Terminal

if TYPE_CHECKING:
    from tests.sim.world import World

FUSES = ("before_commit", "committed", "before_head")
Fault = Callable[["World", Terminal], None]
FAULTS: dict[str, Fault] = {}


def fault(work: Fault) -> Fault:
    FAULTS[work.__name__.removeprefix("fault_")] = work
    return work


# -- terminals ---------------------------------------------------------------------------------


@fault
def fault_crash(world: World, terminal: Terminal) -> None:
    """Now, or in the middle of the next write."""
    if world.rng.random() < 0.4:
        terminal.fuse.point = world.rng.choice(FUSES)
        return
    world.fault("terminal crash", f"{terminal.label} is killed")
    terminal.die()
    world.open(terminal)


@fault
def fault_clone(world: World, terminal: Terminal) -> None:
    if len(world.terminals) >= world.weather.terminals + 2:
        return
    copy = world.add(terminal.image())
    world.fault("clone", f"{terminal.label}'s folder is copied to {copy.label}")


@fault
def fault_restore(world: World, terminal: Terminal) -> None:
    if not terminal.copies:
        return
    world.fault("terminal restore", f"{terminal.label} is restored from an older copy")
    put_back(world, terminal, world.rng.choice(terminal.copies))


def put_back(world: World, terminal: Terminal, image: Image) -> None:
    before = terminal.holds()
    terminal.die()
    terminal.put(image)
    world.book.rolled_back(terminal, before - terminal.holds())
    world.open(terminal)


@fault
def fault_swap_file(world: World, terminal: Terminal) -> None:
    """Only journal.db comes back from the copy: the head beside it must notice (I18)."""
    if not terminal.copies:
        return
    old, now = world.rng.choice(terminal.copies), terminal.image()
    if terminal.journal.head().hash in _hashes(old):
        return  # nothing is missing: a journal may be ahead of its head
    world.fault("lost tail", f"{terminal.label}'s journal.db alone is another one")
    terminal.die()
    terminal.put(replace(now, database=old.database, replica=now.replica))
    try:
        terminal.open()
    except JournalFault as refusal:
        world.tell(f"{terminal.label} refuses to start: {refusal.code}")
    else:
        raise Broken("I18", f"{terminal.label} opened a journal behind its head")
    terminal.put(now)
    world.open(terminal)


def _hashes(image: Image) -> set[str]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(image.database)
    hashes = {row[0].hex() for row in connection.execute("SELECT hash FROM entry")}
    connection.close()
    return hashes


@fault
def fault_destroy(world: World, terminal: Terminal) -> None:
    """The machine is gone for good; mostly another one takes its place, with an empty disk."""
    if len(world.terminals) < 2:
        return
    world.fault("destroyed", f"{terminal.label} falls off the counter")
    gone = terminal.holds()
    terminal.die()
    world.terminals.remove(terminal)
    world.book.rolled_back(terminal, gone.difference(*(x.holds() for x in world.terminals)))
    if world.rng.random() < 0.7:
        enrolling.replace(world, terminal.who.identity)


@fault
def fault_clock(world: World, terminal: Terminal) -> None:
    days = world.clock_rng.choice((-20000, -400, -1, 1, 60, 4000))
    if world.weather.clocks:
        world.offsets[terminal.label] = timedelta(days=days)
    world.fault("clock jump", f"{terminal.label}'s clock jumps {days} days")


@fault
def fault_link(world: World, terminal: Terminal) -> None:
    terminal.up = not terminal.up
    world.fault("link cut", f"{terminal.label}'s link is {'up' if terminal.up else 'down'}")


@fault
def fault_enrol(world: World, terminal: Terminal) -> None:
    if terminal.up:
        world.guard(terminal, lambda: enrolling.enrol(world, terminal))


@fault
def fault_revoke(world: World, terminal: Terminal) -> None:
    """By the worker that answers, or by another one, of which this one hears later."""
    name = terminal.who.identity.terminal
    world.database.die = ""
    revoke(world.central, name)
    if world.rng.random() < 0.5:
        world.server.forget(name)
    world.book.revoked[name] = world.at
    world.fault("revocation", f"{name} is revoked")


# -- central -----------------------------------------------------------------------------------


@fault
def fault_central_crash(world: World, _: Terminal) -> None:
    if world.rng.random() < 0.3:
        world.fault("central crash", "central is killed")
        world.start_central()
    else:
        world.database.die = world.rng.choice(("before_commit", "after_commit"))


@fault
def fault_central_restore(world: World, _: Terminal) -> None:
    if not world.backups:
        return
    backup = world.rng.choice(world.backups)
    if lost := world.book.must_be_in(backup) - backup.hashes:
        raise Broken("R3", f"a backup of these weeks lacks {len(lost)} entries pruned by terminals")
    if world.book.pruned and not (world.book.pruned.keys() & world.book.ledger) <= backup.hashes:
        world.tell("that backup is too old: terminals have forgotten what it lacks")
        return
    world.database.die = ""
    world.database.put_back(backup.image)
    world.start_central()
    new_timeline(world.central)
    world.fault("central restore", f"central is restored: timeline {world.central.timeline[:6]}")
    world.book.central_restored(world.central.timeline)


@fault
def fault_central_clock(world: World, _: Terminal) -> None:
    hours = world.clock_rng.choice((-20000, -30, -1, 1, 30, 1500))
    world.offsets["central"] = timedelta(hours=hours)
    world.fault("central clock", f"central's clock jumps {hours} hours")


@fault
def fault_trim(world: World, _: Terminal) -> None:
    """Central forgets all but the last minute's feed: who is behind needs a snapshot."""
    world.database.die = ""
    later = world.central_now() + KEEP - timedelta(minutes=1)
    world.central.now = lambda: later
    gone = prune(world.central)
    world.central.now = world.central_now
    world.fault("expired cursor", f"central forgets {gone} rows of the feed")


@fault
def fault_week(world: World, _: Terminal) -> None:
    """Nobody comes for eight days: what nobody fetched goes back on sale."""
    world.database.die = ""
    world.at += timedelta(days=8)
    world.fault("week", f"a week later {sweep(world.central)} orders have expired")
    world.book.look()
