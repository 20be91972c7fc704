"""I12: a central restored from an older backup has, when its terminals are back, what it had.

The whole way: real agents over real sockets, the file of `endcap central backup`, both databases.
"""

from __future__ import annotations

from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from shop.domain.facts import HandedOver, LineQuantity, OrderReady, PickStarted, Proof
from shop.domain.order import Paid
from shop.domain.order_code import new_order_code
from shop.ports import OrderRequest
from sync.central import enrolment, tables
from sync.central.backup_file import restore_file, write_backup
from sync.central.core import Central, open_central, utc_now
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from sync.local.clock import SystemClock
from sync.terminal import Terminal, enrol, open_terminal
from tests.central_db import _empty
from tests.central_server import serving
from tests.central_shop import item, open_shop, refund, sale
from tests.fakes.terminals import wait_until

NAMES = ("till", "desk")


def opened(stack: ExitStack, folder: Path, url: str) -> Terminal:
    made = open_terminal(folder, url, clock=SystemClock())
    stack.callback(made.close)
    made.start()
    wait_until(lambda: made.agent.link().online and made.replica.state().products > 0)
    return made


def sell(till: Terminal, sku: str) -> str:
    def build(numbering: object) -> object:
        return sale(str(getattr(numbering, "receipt", "")), item(sku))

    recorded = till.journal.record(build, staff="anna").result()  # type: ignore[arg-type]
    return str(getattr(recorded.fact, "receipt", ""))


def give_back(till: Terminal, receipt: str, sku: str) -> None:
    till.journal.record(lambda n: refund(n.receipt, receipt, sku), staff="anna").result()


def quiet(*terminals: Terminal) -> None:
    wait_until(lambda: not any(one.agent.link().waiting for one in terminals))


def made_by_terminals(central: Central) -> dict[str, list[tuple[object, ...]]]:
    """The ledger and what it adds up to; not when central happened to receive it."""
    wanted = {
        "ledger": ("entry", "terminal", "epoch", "branch", "seq", "kind", "hash", "signature",
                   "body", "held", "store", "day", "staff"),
        "stock": ("store", "sku", "on_hand", "held"),
        "returned": ("scope", "line_id", "quantity", "refund"),
        "purchase": ("entry", "receipt", "order"),
        "orders": ("order", "state"),
        "hold": ("order", "line_id", "state"),
        "branch": ("terminal", "epoch", "branch", "seq", "hash"),
    }  # fmt: skip
    found: dict[str, list[tuple[object, ...]]] = {}
    with central.database.read() as connection:
        for name, columns in wanted.items():
            table = tables.metadata.tables[name]
            rows = connection.execute(select(*(table.c[x] for x in columns)))
            found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.mark.allow_warnings("terminals say when central went away")
def test_restored_from_an_older_backup_nothing_a_terminal_made_is_lost(
    central_url: str, tmp_path: Path
) -> None:
    first = open_central(tmp_path / "central", central_url, now=utc_now)
    open_shop(first)
    with serving(first) as url:
        for name in NAMES:
            (tmp_path / name).mkdir()
            code = enrolment.new_code(first, store="S1", face=name)
            enrol(tmp_path / name, url, code, name)
        with ExitStack() as stack:
            till, desk = (opened(stack, tmp_path / name, url) for name in NAMES)
            receipts = [sell(till, "mug") for _ in range(5)]
            lines = (("tea", Decimal(2)),)
            code = new_order_code()
            wish = OrderRequest(code, "S1", "Eve", "555 55", "en", Paid.AT_TILL, lines)
            order = desk.central.place_order(wish).result().order
            wait_until(lambda: desk.replica.order(code) is not None)
            quiet(till, desk)
            write_backup(first.folder, central_url, tmp_path / "backup")
            for sku in ("tea", "pot", "mug"):
                sell(till, sku)
            give_back(till, receipts[0], "mug")
            desk.journal.record(lambda _: PickStarted(code), staff="lena").result()
            desk.journal.record(lambda _: OrderReady(code, "A1"), staff="lena").result()
            given = (LineQuantity(order.lines[0].line_id, "tea", Decimal(2)),)
            desk.journal.record(
                lambda n: HandedOver(code, given, n.receipt, Proof.ORDER_NUMBER), staff="lena"
            ).result()
            quiet(till, desk)
    before = made_by_terminals(first)
    timeline = first.timeline
    first.close()
    if central_url:
        _empty(central_url)
    second = restore_file(tmp_path / "backup", tmp_path / "restored", central_url)
    assert len(made_by_terminals(second)["ledger"]) < len(before["ledger"])
    assert second.timeline != timeline
    with serving(second) as url, ExitStack() as stack:
        till, desk = (opened(stack, tmp_path / name, url) for name in NAMES)
        wait_until(lambda: len(made_by_terminals(second)["ledger"]) == len(before["ledger"]))
        assert made_by_terminals(second) == before
        sell(till, "pot")  # and the day goes on
        quiet(till, desk)
        wait_until(lambda: till.replica.stock("pot")["S1"].on_hand == 8)
    checked, folds = verify(second), check_folds(second.database)
    assert checked.sound
    assert folds.sound, folds.differences
    print(
        f"restored to {len(before['ledger'])} entries in {checked.chains} chains; "
        f"{folds.stock} stock figures and {folds.orders} orders agree with the ledger"
    )
    second.close()


@pytest.mark.allow_warnings("a restored central does not know the terminal")
def test_a_terminal_enrolled_since_the_backup_brings_its_entries_along(tmp_path: Path) -> None:
    first = open_central(tmp_path / "central", now=utc_now)
    open_shop(first)
    write_backup(first.folder, "", tmp_path / "backup")
    with serving(first) as url, ExitStack() as stack:
        (tmp_path / "till").mkdir()
        identity = enrol(
            tmp_path / "till", url, enrolment.new_code(first, store="S1", face="till"), "till"
        )
        till = opened(stack, tmp_path / "till", url)
        for _ in range(3):
            sell(till, "mug")
        quiet(till)
    before = made_by_terminals(first)
    first.close()
    second = restore_file(tmp_path / "backup", tmp_path / "restored")
    with serving(second) as url, ExitStack() as stack:
        code = enrolment.new_code(second, store="S1", face="till", terminal=identity.terminal)
        again = enrol(tmp_path / "till", url, code, "till")
        assert again.terminal == identity.terminal
        assert again.epoch > identity.epoch
        till = opened(stack, tmp_path / "till", url)
        quiet(till)
        wait_until(lambda: len(made_by_terminals(second)["ledger"]) == 5)
        after = made_by_terminals(second)
    assert set(before["ledger"]) <= set(after["ledger"])
    assert after["stock"] == before["stock"]
    assert verify(second).sound
    second.close()
