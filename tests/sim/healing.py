"""After the storm: every link up, no more faults, and each agent makes its attempts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sync.agent.wire import Refused
from tests.sim import enrolling
from tests.sim.book import Broken
from tests.sim.message import told
from tests.sim.terminal import Terminal

if TYPE_CHECKING:
    from tests.sim.world import World

_MESSAGES = 1000
"""More than any attempt needs, one entry at a time."""


def heal(world: World) -> None:
    """Requests still on their way arrive first."""
    world.tell("-- the storm is over")
    world.database.die = ""
    world.offsets.pop("central", None)
    for terminal in world.terminals:
        terminal.up, terminal.fuse.point = True, ""
        for loop in list(terminal.jobs):
            terminal.lose(loop)
    while world.ghosts:
        world.haunt()
    for terminal in world.terminals:
        drain(world, terminal)
    names = Counter(x.who.identity.terminal for x in world.terminals)
    for terminal in world.terminals:
        if names[terminal.who.identity.terminal] > 1:
            drain(world, terminal)  # what its twin sent meanwhile
    for terminal in world.terminals:
        _follow(world, terminal)


def drain(world: World, terminal: Terminal) -> None:
    """As the push loop does after each pause; ten minutes are many pauses."""
    for _ in range(6):
        world.set_clock(terminal)
        terminal.context.shake()
        if _finish(world, terminal, "push"):
            return


def _follow(world: World, terminal: Terminal) -> None:
    for _ in range(200):
        world.set_clock(terminal)
        if not _finish(world, terminal, "pull") or terminal.last[1] is False:
            return
    raise Broken("I20", f"{terminal.label} never comes to the feed's end")


def _finish(world: World, terminal: Terminal, loop: str) -> bool:
    """Whether the attempt ended well; a person re-enrols one that central does not know."""
    terminal.start(loop)
    for _ in range(_MESSAGES):
        job = terminal.jobs.get(loop)
        if job is None:
            return _ended(world, terminal)
        assert job.asked is not None
        who = terminal.who.identity
        answer = world.ask(who.terminal, who.epoch, job.asked)
        if answer is None or answer.broken:
            world.tell(f"{terminal.label} {loop}: {job.asked.path} not answered {answer}")
            terminal.lose(loop, busy=answer is not None)
        else:
            world.tell(f"{terminal.label} {loop}: {job.asked.path} {told(job.asked, answer)}")
            terminal.answers[loop] = answer
            terminal.hear(loop)
    raise Broken("I20", f"{terminal.label}'s {loop} never ends")


def _ended(world: World, terminal: Terminal) -> bool:
    result = terminal.last[1]
    if isinstance(result, Refused):
        world.tell(f"{terminal.label}: refused {result.problem.code}")
        if result.problem.code in ("auth_unknown", "epoch_unknown"):
            enrolling.enrol(world, terminal, surely=True)
        return False
    if isinstance(result, Exception):
        world.tell(f"{terminal.label}: {result!r}")
        return False
    return True
