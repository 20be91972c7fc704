"""A terminal that enrols anew stays in its store and of its kind, unless it is asked to move; and
what it sold before stays where it was sold."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from endcap.cli import main
from shop.domain.facts import Enrolled, Fact, ShiftOpened
from shop.domain.money import Money
from shop.errors import Conflict
from sync.central import enrolment, ledger
from sync.central.backup import new_timeline
from sync.central.core import Central, admin_key, open_central
from sync.central.folder_lock import FolderLock
from sync.central.summary import chains, stock_of
from sync.local.clock import SystemClock
from sync.protocol.messages import EnrolAnswer, EnrolRequest, FormerKey
from sync.terminal import enrol, open_terminal, read_identity
from tests.central_server import serving
from tests.central_shop import Terminal, item, open_shop, sale
from tests.fakes.terminals import wait_until
from tests.unit.sync.central.test_inspector import day


def code_for(central: Central, till: Terminal, **more: object) -> str:
    wish: dict[str, object] = {"store": "S1", "face": "till", "terminal": till.name, **more}
    return enrolment.new_code(central, **wish)  # type: ignore[arg-type]


def anew(central: Central, till: Terminal, code: str) -> Terminal:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    answer = enrolment.enrol(central, EnrolRequest(code, public, "till", "test"))
    made = Terminal(till.name, answer.store, key, answer.key_id, epoch=answer.epoch)
    made.seal(Enrolled("till", "test", public))
    return made


def post(central: Central, till: Terminal, *facts: Fact) -> None:
    for fact in facts:
        till.seal(fact)
    ledger.post(central.database, till.name, till.batch(), central.now())


def refused(central: Central, till: Terminal, **more: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(Conflict) as caught:
        code_for(central, till, **more)
    return caught.value.code, dict(caught.value.data)


def test_a_name_nobody_has_is_refused_at_once(shop: Central, till: Terminal) -> None:
    lost = Terminal("T9999", "S1", till.key, 9)
    assert refused(shop, lost) == ("terminal_unknown", {"terminal": "T9999"})
    new_timeline(shop)  # a restore may have made us forget it: its journal will tell
    assert code_for(shop, lost)


def test_another_store_must_be_asked_for(shop: Central, till: Terminal) -> None:
    told = {"terminal": till.name, "store": "S1"}
    assert refused(shop, till, store="S2") == ("terminal_elsewhere", told)
    moved = anew(shop, till, code_for(shop, till, store="S2", move=True))
    assert (moved.store, moved.epoch) == ("S2", 2)
    assert code_for(shop, moved, store="S2")


def test_it_never_becomes_another_kind(shop: Central, till: Terminal) -> None:
    told = {"terminal": till.name, "face": "till"}
    assert refused(shop, till, face="kiosk", move=True) == ("terminal_other_face", told)


def test_it_does_not_move_in_the_midst_of_a_shift(shop: Central, till: Terminal) -> None:
    post(shop, till, day(shop, till))
    assert code_for(shop, till, store="S2", move=True)
    post(shop, till, ShiftOpened("shift2", Money(0, "EUR"), {}))
    code, _ = refused(shop, till, store="S2", move=True)
    assert code == "terminal_shift_open"
    assert code_for(shop, till)


def test_what_it_sold_before_stays_where_it_was_sold(shop: Central, till: Terminal) -> None:
    post(shop, till, sale("R1", item("mug")))
    moved = anew(shop, till, code_for(shop, till, store="S2", move=True))
    post(shop, moved, sale("R2", item("mug", 2)))
    post(shop, till, sale("R3", item("mug", 3)))  # sealed before, and only now here
    assert [(x.epoch, x.store) for x in chains(shop)] == [(1, "S1"), (2, "S2")]
    figures = [{x.sku: int(x.on_hand) for x in stock_of(shop, store)} for store in ("S1", "S2")]
    assert [x["mug"] for x in figures] == [6, 8]


def again(central: Central, former: Terminal, code: str, store: str) -> EnrolAnswer:
    """From its own folder, which tells of its former epoch."""
    public = former.key.public_key().public_bytes_raw().hex()
    fresh = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    keys = (FormerKey(former.epoch, public, 77),)
    request = EnrolRequest(code, fresh, "till", "1", terminal=former.name, former=keys, store=store)
    return enrolment.enrol(central, request)


@pytest.mark.parametrize(
    ("says", "goes_to"), [("S2", "S2"), ("", "S1"), ("S9", "S1"), ("S\x002", "S1")]
)
def test_a_forgotten_terminals_former_sales_are_its_former_stores(
    shop: Central, says: str, goes_to: str
) -> None:
    """Central was restored to before it was enrolled, and its code names another store."""
    lost = Terminal("T0099", "S2", Ed25519PrivateKey.generate(), 77)
    new_timeline(shop)
    assert again(shop, lost, code_for(shop, lost), store=says).store == "S1"
    post(shop, lost, sale("R1", item("mug")))
    assert [x.store for x in chains(shop)] == [goes_to]


def test_a_forgotten_epoch_is_of_the_store_we_know(shop: Central, till: Terminal) -> None:
    new_timeline(shop)
    second = Terminal(till.name, "S1", Ed25519PrivateKey.generate(), 78, epoch=2)
    again(shop, second, code_for(shop, till, store="S2", move=True), store="S3")
    post(shop, second, sale("R1", item("mug")))
    assert [(x.epoch, x.store) for x in chains(shop)] == [(2, "S1")]


def test_a_real_till_moves_and_knows_its_new_store(sqlite_shop: Central, tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with serving(sqlite_shop) as url:
        enrol(folder, url, enrolment.new_code(sqlite_shop, store="S1", face="till"), "till")
        made = open_terminal(folder, clock=SystemClock())
        made.start()
        try:
            wait_until(lambda: made.replica.state().products > 0)
        finally:
            made.close()
        name = made.identity.terminal
        code = enrolment.new_code(sqlite_shop, store="S2", face="till", terminal=name, move=True)
        enrol(folder, url, code, "till")
        known = read_identity(folder)
        assert known is not None
        assert (known.terminal, known.store, known.epoch) == (name, "S2", 2)
        made = open_terminal(folder, clock=SystemClock())
        made.start()
        try:
            assert made.replica.state().products == 0, "nothing is sold by the other store's prices"
            wait_until(lambda: made.replica.state().products > 0)
            assert made.replica.settings().store.store == "S2"
        finally:
            made.close()


def test_the_command_says_why_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    central = open_central(tmp_path)
    open_shop(central)
    admin_key(central)
    till = enrolment.new_code(central, store="S1", face="till")
    enrolment.enrol(central, EnrolRequest(till, "ab" * 32, "till", "test"))
    central.close()

    def ask(*words: str) -> tuple[int, str]:
        asked = ["central", "enrol-code", "--data", str(tmp_path), "--face", "till", *words]
        code = main(asked)
        return code, capsys.readouterr().err

    for words, said in (
        (("--store", "S1", "--terminal", "T0404"), "central knows no terminal T0404;"),
        (("--store", "S2", "--terminal", "T0001"), "T0001 stands in store S1."),
    ):
        code, told = ask(*words)
        assert code == 1
        assert said in told
        assert len(told.splitlines()) == 1
    assert ask("--store", "S2", "--terminal", "T0001", "--move")[0] == 0
    central = open_central(tmp_path)
    lock = FolderLock(tmp_path)
    with serving(central) as url:
        code, told = ask("--store", "S2", "--terminal", "T0001", "--url", url)
        assert code == 1
        assert "S1" in told
        moving = ("--store", "S2", "--terminal", "T0001", "--move", "--url", url)
        assert ask(*moving)[0] == 0
    lock.release()
    central.close()
