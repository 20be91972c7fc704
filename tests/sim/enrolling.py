"""A person fetches a one-time code and types it in, at a machine that is known or new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.errors import EndcapError
from sync.central import enrolment
from sync.local.identity import Identity
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import EnrolAnswer, EnrolRequest, FormerKey
from tests.sim.book import Broken
from tests.sim.message import Asked
from tests.sim.template import Who, empty_image, key_of, seed_of
from tests.sim.terminal import Terminal

if TYPE_CHECKING:
    from tests.sim.world import World


def enrol(world: World, terminal: Terminal, *, surely: bool = False) -> None:
    """This machine anew, with its journal (`sync.terminal.enrol`)."""
    who = _asked(world, terminal.who.identity, terminal.former_keys(), surely)
    if who is None:
        return
    world.fault("re-enrolment", f"{terminal.label} enrols anew: epoch {who.identity.epoch}")
    terminal.die()
    terminal.who = who
    world.open(terminal)


def replace(world: World, lost: Identity) -> None:
    """A new machine, with an empty disk, under the name of one that is no more."""
    who = _asked(world, lost, None, surely=False)
    if who is not None:
        machine = world.add(empty_image(who))
        world.fault("replacement", f"{machine.label} is new: epoch {who.identity.epoch}")


def _asked(
    world: World, who: Identity, former: tuple[FormerKey, ...] | None, surely: bool
) -> Who | None:
    world.fresh_keys += 1
    seed = seed_of(f"fresh {world.fresh_keys}")
    public = key_of(seed).public_key().public_bytes_raw().hex()
    world.database.die = ""
    try:
        code = enrolment.new_code(
            world.central, store=who.store, face=who.face, terminal=who.terminal
        )
    except EndcapError as error:
        world.tell(f"{who.terminal}: no code: {error.code}")
        return None
    told = "" if former is None else who.terminal
    request = EnrolRequest(code, public, who.face, "sim", terminal=told, former=former or ())
    answer = world.ask("", 0, Asked(paths.ENROL, (), encode(request)))
    if answer is None or (not surely and world.rng.random() < world.weather.loss):
        world.fault("lost answer", f"{who.terminal} enrolled, and never heard of it")
        return None
    if answer.refused:
        world.tell(f"{who.terminal}: enrolment refused {answer.body!r}")
        return None
    given = decode(answer.body, EnrolAnswer)
    if given.terminal != who.terminal:
        raise Broken("I13", f"{who.terminal} was given another's name {given.terminal}")
    identity = Identity(
        *(given.terminal, given.store, given.epoch, given.key_id),
        *(given.name, who.face, public, ""),
    )
    return Who(identity, seed)
