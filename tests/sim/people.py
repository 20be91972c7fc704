"""What people do, at a terminal and in front of a web page: drawn by the seed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shop.domain.entry import entry_tag
from shop.domain.returns import PurchaseName
from sync.protocol import paths
from sync.protocol.codec import encode
from sync.protocol.messages import AuthoriseReturn
from tests.sim import workload
from tests.sim.message import Answered, Asked
from tests.sim.terminal import Terminal
from tests.sim.workload import Act, Paper

if TYPE_CHECKING:
    from tests.sim.world import World


def act(world: World, terminal: Terminal) -> None:
    wanted = _choose(world, terminal)
    if wanted is not None:
        do(world, terminal, wanted)


def do(world: World, terminal: Terminal, wanted: Act) -> None:
    world.tell(f"{terminal.label}: {wanted.name}")
    recorded = terminal.record(wanted)
    terminal.shift = _shift_after(terminal, wanted)
    world.book.confirmed(terminal, recorded.hash)
    if wanted.paper:
        receipt = getattr(recorded.fact, "receipt", "")
        papers = world.street.papers
        tag = entry_tag(recorded.entry) if len(papers) % 3 else ""
        papers.append(Paper(receipt, wanted.paper, tag))


def _choose(world: World, terminal: Terminal) -> Act | None:
    rng = world.rng
    if not terminal.shift:
        return workload.open_shift(world.token(8).hex())
    if rng.random() < world.weather.poison:
        return workload.poison(rng)
    roll = rng.random()
    if roll < 0.30:
        return workload.sale(rng, terminal.shift)
    if roll < 0.42:
        return _give_back(world, terminal)
    if roll < 0.54:
        store = terminal.who.identity.store
        return workload.place_order(rng, world.street, store, terminal.clock.now())
    if roll < 0.84:
        return workload.work_on_order(rng, terminal.replica)
    if roll < 0.91:
        return workload.adjust(rng)
    if roll < 0.93:
        return workload.newer(rng)
    if roll < 0.97:
        return workload.cash(rng, terminal.shift)
    return workload.close_shift(terminal.journal)


def _give_back(world: World, terminal: Terminal) -> Act | None:
    """With the link up central is asked first; without it the slip alone decides."""
    rng = world.rng
    if not world.street.papers:
        return None
    paper = rng.choice(world.street.papers[-6:])
    line, _, sold = rng.choice(paper.lines)
    count = rng.randrange(1, sold + 1)
    authorisation = ""
    if terminal.up and rng.random() < 0.6:
        authorisation = world.token(16).hex()
        lines = ((line, Decimal(count)),)
        wish = AuthoriseReturn(authorisation, paper.receipt, "", lines, paper.tag)
        who = terminal.who.identity
        asked = Asked(paths.RETURNS, (), encode(wish))
        answer = _live(world, who.terminal, who.epoch, asked)
        ours = terminal.journal.returned(PurchaseName(paper.receipt, entry_tag=paper.tag))
        too_many = ours.get(line, Decimal(0)) + count > sold  # as a till counts, see FindPurchase
        if answer is not None and (answer.refused or too_many):
            world.tell(f"{terminal.label}: return refused")
            return None
        authorisation = authorisation if answer is not None else ""
    return workload.give_back(rng, terminal.shift, paper, count, line, authorisation)


def order_live(world: World, terminal: Terminal) -> None:
    """A shopper orders what central has, at a kiosk or at home, and asks until answered."""
    who = terminal.who.identity
    at_home = who.face != "kiosk"
    code, request = workload.live_order(world.rng, who.store, at_home=at_home)
    asked = Asked(paths.ORDERS, (), encode(request))
    for _ in range(3):
        if at_home:
            answer = _live(world, "", 0, asked)
        else:
            answer = _live(world, who.terminal, who.epoch, asked) if terminal.up else None
        if answer is None:
            continue
        world.tell(f"a shopper orders {code}: {'refused' if answer.refused else 'promised'}")
        if not answer.refused:
            world.book.promised.add(code)
        return
    world.fault("lost answer", f"a shopper gives up on {code}")


def _live(world: World, terminal: str, epoch: int, asked: Asked) -> Answered | None:
    """None: asked in vain, whether or not central heard it."""
    if world.rng.random() < world.weather.loss:
        return None
    answer = world.ask(terminal, epoch, asked)
    if answer is None or answer.broken or world.rng.random() < world.weather.loss:
        return None
    return answer


def _shift_after(terminal: Terminal, act: Act) -> str:
    if act.name not in ("open shift", "close shift"):
        return terminal.shift
    opened = terminal.journal.open_shift()
    return getattr(opened.fact, "shift", "") if opened else ""
