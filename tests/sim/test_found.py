"""Stories that once went wrong: each found by the seed it names, told again step by step."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from shop.domain.entry import entry_tag
from shop.domain.facts import Sale, StockAdjusted
from sync.central.sweeps import sweep
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Batch, BatchAnswer
from sync.protocol.paths import JOURNAL
from tests.sim import workload
from tests.sim.enrolling import enrol
from tests.sim.faults import (
    fault_central_restore,
    fault_clone,
    fault_destroy,
    fault_swap_file,
    put_back,
)
from tests.sim.healing import drain, heal
from tests.sim.invariants import check
from tests.sim.ledger import Ledger
from tests.sim.message import Asked
from tests.sim.months import LONG, settle, verify
from tests.sim.play import a_mistake_in_central, in_pieces
from tests.sim.server import snapshot
from tests.sim.terminal import Terminal
from tests.sim.weather import Weather
from tests.sim.workload import CRASH, Act, Paper, Strange
from tests.sim.world import World

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


def paper_of(terminal: Terminal) -> Paper:
    """Of its last sale."""
    recorded = terminal.journal.recent(("sale",), 1)[0]
    fact = recorded.fact
    assert isinstance(fact, Sale)
    lines = tuple((x.line_id, x.sku, int(x.quantity)) for x in fact.items)
    return Paper(fact.receipt, lines, entry_tag(recorded.entry))


def sync(world: World, terminal: Terminal) -> None:
    """The push loop's next attempts until it rests."""
    drain(world, terminal)


def healed(world: World) -> None:
    heal(world)
    check(world)


def test_an_entry_of_an_unknown_kind_is_taken_back() -> None:
    """Seed 164. The push loop ended for good: adopting read the fact of every entry."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    terminal_record(world, till, Act("strange", lambda _: Strange(1)))  # type: ignore[arg-type,return-value]
    last = sell(world, till)
    sync(world, till)
    put_back(world, till, copy)
    healed(world)
    assert last in till.entries()


def test_nothing_waits_once_lost_entries_are_taken_back() -> None:
    """Seed 69. What central itself had given back was shown as waiting to be sent to it."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    sell(world, till)
    sync(world, till)
    put_back(world, till, copy)
    sync(world, till)
    assert till.journal.state().waiting == 0


def terminal_record(world: World, terminal: Terminal, act: Act) -> None:
    world.book.confirmed(terminal, terminal.record(act).hash)


def test_an_order_of_a_till_that_believes_in_1972_lives() -> None:
    """Seed 80. Its order was older than any snapshot looks back, and expired at once."""
    world = calm()
    till, desk = world.terminals
    world.offsets[till.label] = timedelta(days=-20000)
    world.set_clock(till)
    act = workload.place_order(random.Random(1), world.street, "S1", till.clock.now())
    terminal_record(world, till, act)
    sync(world, till)
    sweep(world.central)
    till.replica.swap(snapshot(world.central, "S1", "till", world.at))
    assert till.replica.order("ORD0001").open  # type: ignore[union-attr]
    assert Ledger(world).orders["ORD0001"].open
    healed(world)
    assert desk.replica.order("ORD0001") is not None


def test_an_epoch_is_never_given_twice() -> None:
    """Seed 0. Central forgot an epoch with its restore, gave it again, and the terminal could
    not start any more: its journal held the epoch's first key."""
    world = calm()
    till = world.terminals[0]
    world.back_up()
    enrol(world, till)
    before = till.who.identity.epoch
    sell(world, till)
    fault_central_restore(world, till)
    enrol(world, till)
    assert till.who.identity.epoch > before
    last = sell(world, till)
    healed(world)
    assert till.journal.state().waiting == 0
    assert last in till.entries()


def test_a_clone_enrolled_after_a_restore_takes_nobody_s_epoch() -> None:
    """Both ask a central that forgot the first one's new life."""
    world = calm()
    till = world.terminals[0]
    fault_clone(world, till)
    clone = world.terminals[-1]
    world.back_up()
    enrol(world, till)
    sell(world, till)
    fault_central_restore(world, till)
    enrol(world, clone)
    sell(world, clone)
    healed(world)
    assert not world.database.raw.execute("SELECT 1 FROM exception").fetchall()


def test_a_branch_that_a_late_request_made_is_kept_beside_ours() -> None:
    """Seed 166. The stranger's head was dropped from what is known with the first answer."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    lost = sell(world, till)
    world.guard(till, lambda: sync(world, till))
    twin = world.add(copy)
    sell(world, twin)
    sync(world, twin)
    assert lost in twin.aside()
    sell(world, twin)
    sync(world, twin)
    healed(world)


def test_lost_snapshots_are_not_called_useless() -> None:
    """Seed 255. Two lost downloads counted as two that led nowhere, and the third, with the
    link back, was put off."""
    world = calm()
    till = world.terminals[0]
    world.back_up()
    fault_central_restore(world, till)
    till.start("pull")
    till.answers["pull"] = world.ask("T0001", 1, till.jobs["pull"].asked)  # type: ignore[assignment,arg-type]
    till.hear("pull")
    for _ in range(2):
        till.start("pull")
        till.lose("pull")
    healed(world)


def test_what_our_key_did_not_sign_is_never_taken_back() -> None:
    """A central with a damaged row gave it back, and the till did not open the next morning."""
    world = calm()
    till = world.terminals[0]
    copy = till.image()
    sell(world, till)
    sync(world, till)
    world.database.raw.execute("UPDATE ledger SET signature = 'f' || substr(signature, 2)")
    put_back(world, till, copy)
    sync(world, till)
    till.die()
    world.open(till)
    assert till.journal.head().seq == 1
    assert len(till.aside()) == 2


def test_a_journal_ahead_of_its_head_opens() -> None:
    """Seed 5855. The checker called every other journal.db an older one; this one is newer."""
    world = calm()
    till = world.terminals[0]
    old = till.image()
    sell(world, till)
    till.copies.append(till.image())
    put_back(world, till, old)
    fault_swap_file(world, till)
    assert world.faults["lost tail"] == 0


def test_a_mistake_in_central_s_program_holds_one_entry() -> None:
    """Seed 63. Central answered 500 to every upload with that entry, and its till never got
    rid of anything again (N7)."""
    world = calm()
    till = world.terminals[0]
    sell(world, till)
    fact = StockAdjusted("mug", Decimal(1), CRASH)
    terminal_record(world, till, Act("crash", lambda _: fact))
    sell(world, till)
    with a_mistake_in_central():
        sync(world, till)
        assert till.journal.state().waiting == 0
        healed(world)
    assert [row.held for row in Ledger(world).rows if row.held] == ["fold_failed"]


def test_a_backup_restored_twice_does_not_give_an_epoch_twice() -> None:
    """Seed 337. Both restores passed over the same numbers, and two machines got the same."""
    world = calm()
    till = world.terminals[0]
    fault_clone(world, till)
    clone = world.terminals[-1]
    world.back_up()
    for machine in (till, clone):
        fault_central_restore(world, till)
        enrol(world, machine)
        sell(world, machine)
    assert till.who.identity.epoch != clone.who.identity.epoch
    healed(world)


def test_a_key_s_number_told_by_a_terminal_is_not_given_again() -> None:
    """Seed 7207. After the second restore a re-enrolling till told its key's number; counting
    on, central came to the same, and could enrol nobody or told another number than it kept."""
    world = calm()
    till, desk = world.terminals
    world.back_up()
    fault_central_restore(world, till)
    enrol(world, till)
    told = till.who.identity.key_id
    fault_central_restore(world, till)
    raw = world.database.raw
    raw.execute("UPDATE counter SET value = ? WHERE name = 'key'", (told - 2,))
    for machine in (till, desk):
        enrol(world, machine)
        who = machine.who.identity
        kept = raw.execute(
            "SELECT key_id FROM terminal_key WHERE terminal = ? AND epoch = ?",
            (who.terminal, who.epoch),
        ).fetchone()
        assert kept == (who.key_id,)
    healed(world)


def test_a_lost_clone_s_branch_is_given_back_by_who_kept_it() -> None:
    """Central gave it to the other one, was restored to before it, and the clone is no more."""
    world = calm()
    till = world.terminals[0]
    fault_clone(world, till)
    clone = world.terminals[-1]
    world.back_up()
    sell(world, till)
    sync(world, till)
    lost = {sell(world, clone) for _ in range(3)}
    sync(world, clone)
    sync(world, till)
    assert lost < till.aside()
    fault_destroy(world, clone)
    fault_central_restore(world, till)
    healed(world)
    assert lost < {row.hash for row in Ledger(world).rows}


def test_two_purchases_of_one_number_have_two_accounts() -> None:
    """Two pieces were sold by that number, and two came back: of one purchase."""
    world = calm()
    till = world.terminals[0]
    fault_clone(world, till)
    papers = []
    for one in (till, world.terminals[-1]):
        sell(world, one)
        papers.append(paper_of(one))
        sync(world, one)
    mine = papers[0]
    assert {paper.receipt for paper in papers} == {mine.receipt}
    line, _, count = mine.lines[0]
    for _ in range(2):
        back = workload.give_back(world.rng, till.shift, mine, count, line, "")
        terminal_record(world, till, back)
    sync(world, till)
    healed(world)
    told = f"r:{mine.receipt}/{mine.tag}/{line}"
    assert ("excess_refund", told) in Ledger(world).exceptions


def test_a_clone_of_a_terminal_that_pruned_still_sends_its_branch() -> None:
    """Seed 46. Its twin's branch was all it saw at central: it took what it had pruned for
    lost, and never sent anything again."""
    world = calm()
    till = world.terminals[0]
    for _ in range(3):
        sell(world, till)
    terminal_record(world, till, workload.close_shift(till.journal))
    till.shift = ""
    sell(world, till)
    sync(world, till)
    settle(world, till)
    verify(world, world.back_up())
    world.at += LONG
    settle(world, till)
    assert world.book.pruned
    fault_clone(world, till)
    clone = world.terminals[-1]
    sell(world, till)
    sync(world, till)
    last = sell(world, clone)
    sync(world, clone)
    assert last in {row.hash for row in Ledger(world).rows}
    healed(world)


def test_what_was_sold_goes_before_a_long_branch_is_fetched() -> None:
    """Found on a slow line: its whole branch was fetched first, from its first entry on, and from
    there again after each lost answer; the new sales were never sent."""
    world = calm()
    till = world.terminals[0]
    for _ in range(5):
        sell(world, till)
    sync(world, till)
    copy = till.image()
    lost = [sell(world, till) for _ in range(30)]
    sync(world, till)
    with in_pieces(4):
        put_back(world, till, copy)
        made = sell(world, till)
        pushed(world, till, lost=lambda: bool(till.aside()))
        assert in_ledger(world, made)
        kept = len(till.aside())
        assert 0 < kept < len(lost)
        asked = pushed(world, till)
        pages = [dict(one.query) for one in asked if one.path == JOURNAL and not one.body]
        assert pages[0]["after"] >= kept  # type: ignore[operator]
        assert len(pages) <= 1 + len(lost) // 4
        assert set(lost) <= till.aside()
    healed(world)


def in_ledger(world: World, hash_hex: str) -> bool:
    found = world.database.raw.execute("SELECT 1 FROM ledger WHERE hash = ?", (hash_hex,))
    return found.fetchone() is not None


def pushed(world: World, till: Terminal, lost: Callable[[], bool] = lambda: False) -> list[Asked]:
    """One attempt of the push loop: what it asked. Its answer is `lost` from then on."""
    asked: list[Asked] = []
    till.start("push")
    while (job := till.jobs.get("push")) is not None:
        assert job.asked is not None
        asked.append(job.asked)
        if lost():
            till.lose("push")
            continue
        who = till.who.identity
        till.answers["push"] = world.ask(who.terminal, who.epoch, job.asked)  # type: ignore[assignment]
        till.hear("push")
    return asked


def test_a_damaged_copy_makes_way_for_what_was_sold() -> None:
    """One wrong letter on the way, under the true hash: central had the hash, the till had
    central's word for it, and the sale counted nowhere."""
    world = calm()
    till = world.terminals[0]
    sell(world, till)
    entries = till.journal.reads.tail(1, 0, 1000, 10**6)
    bent = replace(entries[-1], body=entries[-1].body.replace('"kind":"sale"', '"kind":"sole"'))
    batch = encode(Batch(1, (*entries[:-1], bent)))
    answer = world.ask(till.who.identity.terminal, 1, Asked(paths.JOURNAL, body=batch))
    assert answer is not None
    assert [note.code for note in decode(answer.body, BatchAnswer).held] == ["hash_mismatch"]
    sell(world, till)
    sync(world, till)
    healed(world)
    assert all(row.held is None for row in Ledger(world).rows)
