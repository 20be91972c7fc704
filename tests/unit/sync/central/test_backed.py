"""R3: what a verified backup holds may be pruned by terminals, and nothing else ever."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from endcap.central import restore as restore_command
from endcap.central import verify as verify_command
from shop.domain.entry import Head, held_bytes
from shop.domain.slip_keys import CENTRAL_KEY_ID
from shop.errors import Refusal
from sync.agent.prune import Prune
from sync.agent.status import Status
from sync.central import backed, backup_age, enrolment, ledger, tables
from sync.central.backup import new_timeline
from sync.central.backup_file import read_manifest, restore_file, write_backup
from sync.central.core import Central, open_central, utc_now
from sync.central.devices import Device
from sync.central.terminals import handshake
from sync.local.clock import SystemClock
from sync.local.keys import signature_holds
from sync.protocol.messages import Batch
from sync.terminal import Terminal, enrol, open_terminal
from tests.central_server import serving
from tests.central_shop import Terminal as Sealer
from tests.central_shop import enrolled, item, open_shop, sale
from tests.fakes.terminals import wait_until


def told(central: Central, till: Sealer) -> list[tuple[int, int]]:
    """(epoch, seq) of what the handshake says verified backups hold, each properly signed."""
    device = Device(till.name, till.store, "till", till.epoch, current=True, revoked=False)
    held = handshake(central, device).held
    for one in held:
        message = held_bytes(central.timeline, till.name, one.head)
        key = central.signer.public_hex
        assert signature_holds(key, bytes.fromhex(one.signature), message)
    return [(one.head.epoch, one.head.seq) for one in held]


def fill(central: Central, till: Sealer, count: int) -> None:
    for _ in range(count):
        till.seal(sale(f"R{len(till.entries)}", item("mug")))
    ledger.post(central.database, till.name, till.batch(till.head.seq - count), central.now())


def test_terminals_are_told_what_a_verified_backup_holds(shop: Central, till: Sealer) -> None:
    fill(shop, till, 4)
    assert told(shop, till) == []
    early = backed.holding(shop.database)
    fill(shop, till, 3)
    assert backed.note(shop.database, backed.holding(shop.database)) == backed.Noted(1, 7)
    assert told(shop, till) == [(1, 7)]
    fill(shop, till, 2)
    backed.note(shop.database, early)  # an older file, tried out late
    assert told(shop, till) == [(1, 7)]


def test_a_backup_of_another_history_is_worth_nothing(shop: Central, till: Sealer) -> None:
    fill(shop, till, 4)
    found = backed.holding(shop.database)
    other = backed.Reach(till.name, 1, 0, 3, "ab" * 32)
    with pytest.raises(Refusal, match="history"):
        backed.note(shop.database, backed.Holding(found.timeline, (other,)))
    new_timeline(shop)
    with pytest.raises(Refusal, match="timeline"):
        backed.note(shop.database, found)
    assert told(shop, till) == []


def test_a_new_timeline_begins_without_a_verified_backup(shop: Central, till: Sealer) -> None:
    fill(shop, till, 4)
    backed.note(shop.database, backed.holding(shop.database))
    new_timeline(shop)
    assert told(shop, till) == []


# -- the commands --------------------------------------------------------------------------------


def command(file: Path, data: Path, named: bool = True, **more: object) -> argparse.Namespace:
    """`named`: the folder was given, not the user's own."""
    return argparse.Namespace(file=file, data=data, database_url="", named=named, **more)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[tuple[Central, Sealer]]:
    central = open_central(tmp_path / "central")
    open_shop(central)
    till = enrolled(central, "S1", "till")
    fill(central, till, 5)
    yield central, till
    central.close()


def test_verify_notes_a_sound_backup_and_only_that(
    filled: tuple[Central, Sealer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    central, till = filled
    with central.database.write() as connection:
        rows = select(tables.ledger.c.body).where(tables.ledger.c.seq == 2)
        body = connection.execute(rows).scalar_one()
        spoilt = update(tables.ledger).where(tables.ledger.c.seq == 2)
        connection.execute(spoilt.values(body=body.replace(b"R1", b"RX")))
    write_backup(central.folder, "", tmp_path / "spoilt")
    assert verify_command.run(command(tmp_path / "spoilt", central.folder)) == 1
    assert told(central, till) == []
    with central.database.write() as connection:
        connection.execute(spoilt.values(body=body))
    write_backup(central.folder, "", tmp_path / "good")
    elsewhere = tmp_path / "elsewhere"
    assert verify_command.run(command(tmp_path / "good", elsewhere, named=False)) == 0
    assert verify_command.run(command(tmp_path / "good", elsewhere)) == 1, "a timer must shout"
    assert told(central, till) == []
    assert verify_command.run(command(tmp_path / "good", central.folder)) == 0
    assert told(central, till) == [(1, 5)]
    said, complained = capsys.readouterr()
    assert complained.count("not noted at central, for there is no central in") == 2
    assert "noted at central: verified backups hold 5 entries of 1 chains" in said


def test_a_backup_older_than_what_terminals_keep_is_not_restored_unasked(
    filled: tuple[Central, Sealer],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    central, till = filled
    write_backup(central.folder, "", tmp_path / "old")
    fill(central, till, 3)
    from sync.central import backup_file

    later = utc_now() + timedelta(days=50)
    monkeypatch.setattr(backup_file, "utc_now", lambda: later)
    write_backup(central.folder, "", tmp_path / "young")
    (tmp_path / "rubbish").write_bytes(b"PK\x03\x04 no archive")
    from sync.central import core

    def restored(days: int, name: str, lose: bool) -> int:
        monkeypatch.setattr(core, "utc_now", lambda: utc_now() + timedelta(days=days))
        return restore_command.run(command(tmp_path / "old", tmp_path / name, lose_pruned=lose))

    assert restored(70, "a", lose=False) == 1
    assert not (tmp_path / "a" / "central.db").exists()
    both = capsys.readouterr()
    assert "70 days ago, 5 entries" in both.out
    assert "holds 3 entries more" in both.out
    assert f"{till.name} epoch 1: up to entry 8 instead of 5" in both.out
    assert "nothing was done" in both.err
    assert restored(59, "b", lose=False) == 0
    assert restored(70, "c", lose=True) == 0


def test_backups_are_compared_by_what_they_say_of_themselves(
    filled: tuple[Central, Sealer], tmp_path: Path
) -> None:
    central, _ = filled
    write_backup(central.folder, "", tmp_path / "one")
    manifest = read_manifest(tmp_path / "one")
    assert backup_age.younger(tmp_path / "one", manifest) is None
    made = datetime.fromisoformat(manifest.made_at)
    assert not backup_age.may_be_too_old(manifest, made + timedelta(days=59))
    assert backup_age.may_be_too_old(manifest, made + timedelta(days=60))


# -- the whole way -------------------------------------------------------------------------------


class MovedClock(SystemClock):
    """Real, but some days ahead."""

    days = 0

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


class Till:
    """A real terminal whose pruning is stepped by hand."""

    def __init__(self, stack: ExitStack, folder: Path, url: str, clock: MovedClock) -> None:
        self.terminal: Terminal = open_terminal(folder, url, clock=clock)
        stack.callback(self.terminal.close)
        self.terminal.start()
        state = self.terminal.replica.state
        wait_until(lambda: self.terminal.agent.link().online and state().products > 0)

    def sell(self, count: int) -> None:
        for _ in range(count):
            self.terminal.journal.record(
                lambda n: sale(n.receipt, item("mug")), staff="anna"
            ).result()

    def rest(self) -> None:
        """A handshake at which central has everything that it can have."""
        for _ in range(2):  # what the first one leads to is known at the second
            context = self.terminal.agent._context
            assert context is not None
            context.word = None
            self._on_loop(self._shake)
            wait_until(lambda now=context: now.word is not None, 30)  # type: ignore[misc]

    async def _shake(self) -> int:
        context = self.terminal.agent._context
        assert context is not None
        context.shake()
        return 0

    def prune(self) -> int:
        return self._on_loop(self._step)

    async def _step(self) -> int:
        context = self.terminal.agent._context
        assert context is not None
        return await Prune(context, self.terminal.identity.terminal).step()

    def _on_loop(self, work: Callable[[], object]) -> int:
        loop = self.terminal.agent._loop
        assert loop is not None
        return int(asyncio.run_coroutine_threadsafe(work(), loop).result(20))  # type: ignore[arg-type]

    def status(self) -> int:
        return self._on_loop(self._status)

    async def _status(self) -> int:
        context = self.terminal.agent._context
        assert context is not None
        await Status(context, "0.1")._tell()
        return 0

    def pruned(self) -> dict[int, int]:
        return self.terminal.journal.reads.pruned()


@pytest.mark.allow_warnings("central comes and goes, and tells of the hole")
def test_a_till_prunes_only_what_is_old_verified_and_of_this_timeline(tmp_path: Path) -> None:
    clock = MovedClock()
    central = open_central(tmp_path / "central", now=clock.now)
    open_shop(central)
    folder = tmp_path / "till"
    folder.mkdir()
    with serving(central) as url:
        enrol(folder, url, enrolment.new_code(central, store="S1", face="till"), "till")
        write_backup(central.folder, "", tmp_path / "first")
        with ExitStack() as stack:
            till = Till(stack, folder, url, clock)
            till.sell(9)
            till.rest()
            assert till.prune() == 0  # but from now on it is known that central has ten
        clock.days = 62
        with ExitStack() as stack:
            till = Till(stack, folder, url, clock)
            till.sell(3)
            till.rest()
            assert till.prune() == 0  # no verified backup
            write_backup(central.folder, "", tmp_path / "second")
            assert verify_command.run(command(tmp_path / "second", central.folder)) == 0
            till.rest()
            assert till.prune() == 9
            assert till.pruned() == {1: 10}
            till.sell(1)
            till.rest()
            assert till.terminal.agent.link().waiting == 0
    central.close()
    again(tmp_path, clock)


def again(tmp_path: Path, clock: MovedClock) -> None:
    """Restored from what was verified all is well; from what is older a hole is told."""
    folder = tmp_path / "till"
    second = restore_file(tmp_path / "second", tmp_path / "restored")
    second.now = clock.now
    with serving(second) as url, ExitStack() as stack:
        till = Till(stack, folder, url, clock)
        wait_until(lambda: till.terminal.agent.link().waiting == 0)
        assert till.prune() == 0
        assert till.pruned() == {1: 10}
    second.close()
    third = restore_file(tmp_path / "first", tmp_path / "older")
    third.now = clock.now
    with serving(third) as url:
        told_of_the_hole(third, folder, url, clock)
        code = enrolment.new_code(third, store="S1", face="till", terminal="T0001")
        enrol(folder, url, code, "till")
        goes_on(third, folder, url, clock)
    third.close()


def told_of_the_hole(third: Central, folder: Path, url: str, clock: MovedClock) -> None:
    with ExitStack() as stack:
        till = Till(stack, folder, url, clock)
        wait_until(lambda: till.terminal.agent.link().trouble == "central_lacks_entries")
        context = till.terminal.agent._context
        assert context is not None
        assert [(x.epoch, x.after, x.to) for x in context.missing] == [(1, 0, 10)]
        till.sell(1)  # selling goes on
        till.rest()
        assert till.prune() == 0
        with third.database.read() as connection:
            assert connection.execute(select(tables.ledger)).all() == []
        for _ in range(2):  # told with every status, and one matter all the same
            till.status()
        column = tables.exception.c
        with third.database.read() as connection:
            found = connection.execute(select(column.cause, column.terminal, column.evidence))
            told = [(row.cause, row.terminal, json.loads(row.evidence)) for row in found]
        assert told == [("entries_missing", "T0001", {"epoch": "1", "missing": "1–10"})]


def goes_on(third: Central, folder: Path, url: str, clock: MovedClock) -> None:
    """Enrolled anew: what it makes from now on arrives, and the hole stays a hole."""
    with ExitStack() as stack:
        till = Till(stack, folder, url, clock)
        till.sell(2)
        till.rest()
        epochs = till.terminal.journal.reads.epochs()
        assert len(epochs) == 2
        with third.database.read() as connection:
            column = tables.branch.c
            rows = connection.execute(select(column.epoch, column.seq)).all()
        assert [tuple(row) for row in rows] == [epochs[1]]


def test_central_signs_with_the_key_that_terminals_know(shop: Central, till: Sealer) -> None:
    assert shop.signer.key_id == CENTRAL_KEY_ID
    fill(shop, till, 1)
    backed.note(shop.database, backed.holding(shop.database))
    device = Device(till.name, till.store, "till", 1, current=True, revoked=False)
    assert handshake(shop, device).held[0].head == Head(1, 1, till.entries[0].hash)


def test_behind_what_was_pruned_a_branch_hangs_in(shop: Central, till: Sealer) -> None:
    """Central lost our end and has a clone's instead: what we kept is enough to go on."""
    fill(shop, till, 10)
    twin = till.copy()
    twin.seal(sale("Q1", item("tea")))
    ledger.post(shop.database, twin.name, twin.batch(10), shop.now())
    for number in range(3):
        till.seal(sale(f"P{number}", item("mug")))
    kept = Batch(1, tuple(till.entries[8:]))  # of the rest there is only the first
    answer = ledger.post(shop.database, till.name, kept, shop.now())
    assert (answer.outcome, answer.head) == ("fork", till.head)
    hung_in_air = Batch(1, tuple(till.entries[12:]))
    assert ledger.post(shop.database, till.name, hung_in_air, shop.now()).outcome == "fork"
    other = enrolled(shop, "S1", "till")
    nothing = ledger.post(shop.database, other.name, Batch(1, ()), shop.now())
    assert nothing.head.seq == 0
    for number in range(5):
        other.seal(sale(f"O{number}", item("tea")))
    fill_to = Batch(1, tuple(other.entries[3:]))
    refused = ledger.post(shop.database, other.name, fill_to, shop.now())
    assert (refused.outcome, refused.head.seq) == ("gap", 0)
