"""`endcap central verify` has a verdict on every kind of damage, and the innocent are served."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from endcap.cli import main
from shop.domain.facts import OrderPlaced
from shop.domain.order import Paid
from shop.domain.order_code import new_order_code
from sync.central import enrolment, ledger, orders, purchases, tables
from sync.central.backup import copy_database
from sync.central.backup_file import write_backup
from sync.central.core import Central, open_central
from sync.central.database import Database
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from sync.central.whole_check import check_whole
from sync.local.clock import SystemClock
from sync.protocol import paths
from sync.protocol.codec import encode
from sync.protocol.messages import PlaceOrder
from sync.terminal import Terminal as RealTerminal
from sync.terminal import enrol, open_terminal
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled, item, open_shop, refund, sale
from tests.fakes.terminals import wait_until

_ENTRY = tables.ledger.c


def url_words(central: Central) -> list[str]:
    if central.database.is_sqlite:
        return []
    return ["--database-url", central.database.url.render_as_string(hide_password=False)]


def place(central: Central, *lines: tuple[str, int]) -> str:
    wish = tuple((sku, Decimal(count)) for sku, count in lines)
    request = PlaceOrder(new_order_code(), "S1", "Eve", "555", "en", "at_till", wish)
    return orders.place(central, request).order.order


def trade(central: Central, till: Terminal) -> None:
    for number in range(4):
        till.seal(sale(f"R{number}", item("mug", 2)))
    till.seal(refund("B1", "R0", "mug"))
    till.seal(sale("R9", item("tea")))
    ledger.post(central.database, till.name, till.batch(), central.now())
    place(central, ("mug", 1), ("pot", 2))


def put_body(central: Central, seq: int, body: bytes) -> None:
    with central.database.write() as connection:
        connection.execute(update(tables.ledger).where(_ENTRY.seq == seq).values(body=body))


BODIES: dict[str, Callable[[bytes], bytes]] = {
    "no text": lambda body: bytes([body[0] ^ 0x80]) + body[1:],
    "no JSON": lambda body: bytes([body[0] ^ 1]) + body[1:],
    "another figure": lambda body: body.replace(b'"2"', b'"3"', 1),
    "cut": lambda body: body[: len(body) // 2],
    "empty": lambda body: b"",
    "deep": lambda body: b"[" * 50_000,
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_damaged_body_is_named_and_the_others_are_looked_at(
    shop: Central, till: Terminal, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """A2: on exactly what it is for, verify ended in a traceback."""
    trade(shop, till)
    put_body(shop, 2, BODIES[kind](till.entries[1].body.encode()))
    found = verify(shop)
    assert [(x.seq, x.code) for x in found.faults] == [(2, "hash_mismatch")]
    assert found.entries == 6
    assert not check_folds(shop.database).sound
    data = ["central", "--data", str(shop.folder), *url_words(shop)]
    assert main([*data, "verify"]) == 1
    told = capsys.readouterr()
    assert "T0001 epoch 1 entry 2: it is not what its terminal sent" in told.err
    assert "6 entries in 1 chains: NOT SOUND" in told.out


def test_a_backup_with_a_damaged_body_is_told_and_restored(
    shop: Central, till: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trade(shop, till)
    put_body(shop, 2, b"\xff")
    words = url_words(shop)
    write_backup(shop.folder, words[-1] if words else "", tmp_path / "backup")
    assert main(["central", "verify", str(tmp_path / "backup")]) == 1
    assert "[hash_mismatch]" in capsys.readouterr().err
    there = str(tmp_path / "there")
    assert main(["central", "--data", there, "restore", str(tmp_path / "backup")]) == 1
    assert "restored, on the new timeline" in capsys.readouterr().out
    open_central(tmp_path / "there").close()


# -- everything else that can be in a row --------------------------------------------------------

GARBAGE = (b"\xff\xfe", b"", "not at all", -1, 10**18, None, 1.5)


def test_any_value_in_any_column_gets_a_verdict(sqlite_shop: Central, tmp_path: Path) -> None:
    """SQLite keeps any type anywhere, and a bit on a disk may make it one."""
    trade(sqlite_shop, enrolled(sqlite_shop, "S1", "till"))
    copy_database(sqlite_shop.folder / "central.db", tmp_path / "whole.db")
    dice, told = random.Random(5), 0
    for table in tables.metadata.sorted_tables:
        for column in table.columns:
            for value in dice.sample(GARBAGE, 2):
                shutil.copy(tmp_path / "whole.db", tmp_path / "changed.db")
                if put(tmp_path / "changed.db", table.name, column.name, value):
                    with closing(Database(str(tmp_path / "changed.db"))) as database:
                        told += not check_whole(database).sound
    assert told > 60


def put(path: Path, table: str, column: str, value: object) -> bool:
    """Into every row, in SQLite's own way; False where it refuses, or where there is none."""
    with closing(sqlite3.connect(path)) as connection, connection:
        try:
            return connection.execute(f'UPDATE "{table}" SET "{column}" = ?', (value,)).rowcount > 0
        except sqlite3.IntegrityError:
            return False


def test_flipped_bits_of_the_file_get_a_verdict(
    sqlite_shop: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trade(sqlite_shop, enrolled(sqlite_shop, "S1", "till"))
    sqlite_shop.close()
    whole = (sqlite_shop.folder / "central.db").read_bytes()
    dice, told = random.Random(7), 0
    for _ in range(80):
        bent = bytearray(whole)
        for _ in range(dice.choice((1, 40))):
            bent[dice.randrange(len(bent))] ^= 1 << dice.randrange(8)
        (sqlite_shop.folder / "central.db").write_bytes(bent)
        told += main(["central", "--data", str(sqlite_shop.folder), "verify"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert out or err.startswith("endcap: "), err
    assert told > 20


# -- what somebody with the database may try -----------------------------------------------------

_HOLD, _ORDER, _STOCK = tables.hold.c, tables.orders.c, tables.stock.c
HAND = {
    "the holds are gone": delete(tables.hold),
    "one hold is gone": delete(tables.hold).where(_HOLD.sku == "pot"),
    "a hold holds less": update(tables.hold).where(_HOLD.sku == "pot").values(quantity=1000),
    "a hold is of other goods": update(tables.hold).where(_HOLD.sku == "pot").values(sku="tea"),
    "a hold ends sooner": update(tables.hold).values(expires_at=1),
    "a hold has ended": update(tables.hold).values(state="released"),
    "an order's state": update(tables.orders).values(state="cancelled"),
    "an order's store": update(tables.orders).values(store="S2"),
    "an order's phone": update(tables.orders).values(phone="666"),
    "an order is gone": delete(tables.orders),
    "stock": update(tables.stock).values(on_hand=_STOCK.on_hand + 1000),
    "held": update(tables.stock).values(held=0),
    "a purchase is gone": delete(tables.purchase).where(tables.purchase.c.receipt == "R1"),
    "a purchase has another name": update(tables.purchase)
    .where(tables.purchase.c.receipt == "R1")
    .values(receipt="R7"),
    "a return is gone": delete(tables.returned),
    "a terminal's key": update(tables.terminal_key).values(public_key="no key"),
}


@pytest.mark.parametrize("what", HAND)
def test_a_change_by_hand_is_seen(shop: Central, till: Terminal, what: str) -> None:
    trade(shop, till)
    assert check_whole(shop.database).sound
    with shop.database.write() as connection:
        connection.execute(HAND[what])
    assert not check_whole(shop.database).sound


IN_THE_ORDER = {
    "paid": ('"paid":"at_till"', '"paid":"online"'),
    "total": ('"total":{"minor":1500', '"total":{"minor":1'),
    "another store": ('"store":"S1"', '"store":"S2"'),
    "another code": ('{"order":"', '{"order":"0'),
    "more of it": ('"quantity":"2"', '"quantity":"3"'),
    "no slip": ('"slip":"OR1', '"slap":"OR1'),
    "a slip of somebody's": ('"slip":"OR1', '"slip":"OR1AAAA'),
}


@pytest.mark.parametrize("what", IN_THE_ORDER)
def test_an_order_is_what_its_signed_slip_says(shop: Central, what: str) -> None:
    """B4: paid at the till became paid online, and nobody saw it."""
    place(shop, ("mug", 1), ("pot", 2))
    assert check_folds(shop.database).sound
    was, became = IN_THE_ORDER[what]
    with shop.database.write() as connection:
        value = connection.execute(select(_ORDER.value)).scalar_one()
        assert was in value
        connection.execute(update(tables.orders).values(value=value.replace(was, became)))
        connection.execute(
            update(tables.orders).values(store="S2") if "store" in what else select(1)
        )
    assert not check_folds(shop.database).sound


def test_an_order_is_what_its_terminals_entry_says(shop: Central) -> None:
    """One that a kiosk made without the link, and that has no slip of central's."""
    kiosk = enrolled(shop, "S1", "kiosk")
    live = place(shop, ("mug", 1))
    with shop.database.write() as connection:
        made = orders.read(connection, live)
        assert made is not None
        away = replace(made, order=new_order_code(), slip="", facts=(), history=())
    kiosk.seal(OrderPlaced(away))
    ledger.post(shop.database, kiosk.name, kiosk.batch(), shop.now())
    assert check_folds(shop.database).sound
    with shop.database.write() as connection:
        value = encode(replace(away, facts=(entry_of(shop),), paid=Paid.ONLINE)).decode()
        this = update(tables.orders).where(_ORDER.order == away.order)
        connection.execute(this.values(value=value))
    (found,) = check_folds(shop.database).differences
    assert (found.kind, found.stored, found.expected) == ("order_paid", "online", "at_till")


def entry_of(central: Central) -> str:
    with central.database.read() as connection:
        return str(connection.execute(select(_ENTRY.entry)).scalar_one())


# -- who asks for something of a damaged entry ---------------------------------------------------


@pytest.mark.allow_warnings("central says which entry is damaged")
def test_a_purchase_that_cannot_be_read_stops_nobody(shop: Central, till: Terminal) -> None:
    """Another till takes something of it back: its entry folds."""
    trade(shop, till)
    put_body(shop, 2, b"\xff")
    other = enrolled(shop, "S1", "till")
    other.seal(refund("B9", "R1", "mug"))
    answer = ledger.post(shop.database, other.name, other.batch(), shop.now())
    assert (answer.outcome, answer.held) == ("accepted", ())
    with shop.database.read() as connection:
        assert purchases.of_receipts(connection, ["R1", "R2"])[0].receipt == "R2"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Central]:
    """By the real clock: agents sign with theirs."""
    central = open_central(tmp_path / "central")
    open_shop(central)
    yield central
    central.close()


@pytest.mark.allow_warnings("central says which entry is damaged")
def test_a_terminal_is_given_what_is_left_of_its_entries(live: Central) -> None:
    till = enrolled(live, "S1", "till")
    trade(live, till)
    put_body(live, 2, b"\xff" + till.entries[1].body.encode())
    with serving(live) as url:
        answer = Caller(url, till, live).get(f"{paths.JOURNAL}?epoch=1")
    given = [entry["body"] for entry in answer.json()["entries"]]
    assert (answer.status_code, len(given)) == (200, 6)
    assert given[:1] + given[2:] == [x.body for x in (*till.entries[:1], *till.entries[2:])]


def sell_one(till: RealTerminal, receipt: str) -> None:
    till.journal.record(lambda _: sale(receipt, item("mug")), staff="anna").result()


@pytest.mark.allow_warnings("central says which entry is damaged")
def test_a_till_that_lost_its_end_goes_on_beside_a_damaged_entry(
    live: Central, tmp_path: Path
) -> None:
    """The real agent, on a copy of its folder from before: it wants its own entries back, and one
    of them is damaged at central. It sells on, nothing is lost, and central says so."""
    folder, older = tmp_path / "till", tmp_path / "older"

    def sell(at: Path, url: str, count: int, receipt: str) -> None:
        till = open_terminal(at, url, clock=SystemClock())
        till.start()
        try:
            wait_until(lambda: till.agent.link().online)
            for number in range(count):
                sell_one(till, f"{receipt}{number}")
            wait_until(lambda: not till.agent.link().waiting)
        finally:
            till.close()

    with serving(live) as url:
        enrol(folder, url, enrolment.new_code(live, store="S1", face="till"), "till")
        sell(folder, url, 2, "A")
        shutil.copytree(folder, older)
        sell(folder, url, 3, "B")
        put_body(live, 5, b"\xff")
        sell(older, url, 2, "C")
        with live.database.read() as connection:
            bodies = connection.execute(select(_ENTRY.body)).scalars().all()
    receipts = {
        name for name in ("A0", "B0", "B2", "C0", "C1") for x in bodies if f'"{name}"'.encode() in x
    }
    assert receipts == {"A0", "B0", "B2", "C0", "C1"}
    assert [x.code for x in verify(live).faults] == ["hash_mismatch"]
