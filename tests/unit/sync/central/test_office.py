"""A store's exceptions and terminals, asked by its own staff: who may, and who was first."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest

from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from shop.domain.staff import Role, StaffMember
from sync.central import documents, exceptions
from sync.central.core import Central
from sync.central.exceptions import Raised
from sync.protocol import paths
from sync.protocol.codec import decode
from sync.protocol.messages import TerminalStatus
from sync.protocol.office_messages import SettleException
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled

MAUD = StaffMember("maud", "Maud", Role.MANAGER)
OTTO = StaffMember("otto", "Otto", Role.MANAGER)
ANNA = StaffMember("anna", "Anna", Role.CASHIER)
FARA = StaffMember("fara", "Fara", Role.MANAGER, stores=("S3",))


@pytest.fixture
def url(shop: Central) -> Iterator[str]:
    with shop.database.write() as connection:
        papers = [documents.of("staff", x.staff, x) for x in (MAUD, OTTO, ANNA, FARA)]
        documents.put(connection, papers, shop.now())
    with serving(shop) as address:
        yield address


@pytest.fixture
def desk(shop: Central, url: str) -> Caller:
    return Caller(url, enrolled(shop, "S1", "desk", "Desk 1"), shop)


def raise_one(shop: Central, sku: str = "tea", store: str = "S1", **evidence: str) -> None:
    told = evidence or {"on_hand": "-1", "held": "0"}
    with shop.database.write() as connection:
        found = Raised("oversell", f"{store}/{sku}", store, told)
        exceptions.record(connection, [found], shop.now())


def listed(caller: Caller, query: str = "") -> ExceptionPage:
    answer = caller.get(f"{paths.EXCEPTIONS}{query}")
    assert answer.status_code == 200, answer.text
    return decode(answer.content, ExceptionPage)


def wish(found: StoreException, staff: str = "maud", note: str = "counted: 3") -> SettleException:
    return SettleException(found.cause, found.subject, found.mark, staff, note)


def code(answer: httpx.Response) -> str:
    return str(answer.json().get("code", ""))


def test_a_manager_settles_what_the_store_has_to_settle(shop: Central, desk: Caller) -> None:
    raise_one(shop)
    found = listed(desk)
    assert (found.open, found.counts) == (1, (("oversell", 1),))
    row = found.rows[0]
    assert row.evidence == {"on_hand": "-1", "held": "0"}
    assert row.suggestion
    answer = desk.post(paths.SETTLE, wish(row))
    done = decode(answer.content, StoreException)
    assert done.settled_by == f"maud@{desk.terminal.name}"
    assert (done.state, done.note) == ("settled", "counted: 3")
    assert done.settled_at is not None
    assert listed(desk).rows == ()
    assert listed(desk, "?wanted=settled").rows == (done,)


def test_the_same_ask_again_gets_the_same_answer(shop: Central, desk: Caller) -> None:
    raise_one(shop)
    row = listed(desk).rows[0]
    first, again = (desk.post(paths.SETTLE, wish(row)) for _ in range(2))
    assert first.content == again.content


def test_of_two_at_once_one_settles_and_the_other_hears_who(shop: Central, desk: Caller) -> None:
    raise_one(shop)
    row = listed(desk).rows[0]
    with ThreadPoolExecutor(8) as pool:
        names = ["maud", "otto"] * 4
        answers = list(pool.map(lambda name: desk.post(paths.SETTLE, wish(row, name)), names))
    winner = listed(desk, "?wanted=settled").rows[0].settled_by
    for name, answer in zip(names, answers, strict=True):
        if winner == f"{name}@{desk.terminal.name}":
            assert answer.status_code == 200
        else:
            assert (answer.status_code, code(answer)) == (409, "exception_settled")
            assert answer.json()["data"]["who"] == winner
            assert answer.json()["data"]["at"]


def test_evidence_that_changed_must_be_looked_at_again(shop: Central, desk: Caller) -> None:
    raise_one(shop)
    row = listed(desk).rows[0]
    raise_one(shop, on_hand="-2", held="0")
    answer = desk.post(paths.SETTLE, wish(row))
    assert (answer.status_code, code(answer)) == (409, "exception_changed")
    assert desk.post(paths.SETTLE, wish(listed(desk).rows[0])).status_code == 200


@pytest.mark.parametrize("staff", ["anna", "fara", "nobody", ""])
def test_only_a_manager_of_this_store_settles(shop: Central, desk: Caller, staff: str) -> None:
    raise_one(shop)
    answer = desk.post(paths.SETTLE, wish(listed(desk).rows[0], staff))
    assert (answer.status_code, code(answer)) == (409, "not_allowed")
    assert listed(desk).open == 1


def test_another_store_sees_and_settles_nothing_here(shop: Central, url: str, desk: Caller) -> None:
    raise_one(shop)
    other = Caller(url, enrolled(shop, "S2", "desk"), shop)
    assert listed(other) == replace(listed(other), rows=(), counts=(), open=0)
    answer = other.post(paths.SETTLE, wish(listed(desk).rows[0]))
    assert (answer.status_code, code(answer)) == (404, "exception_unknown")
    names = [x.terminal for x in health(other).terminals]
    assert names == [other.terminal.name]


def test_a_kiosk_is_told_nothing(shop: Central, url: str) -> None:
    kiosk = Caller(url, enrolled(shop, "S1", "kiosk"), shop)
    for answer in (
        kiosk.get(paths.EXCEPTIONS),
        kiosk.get(paths.TERMINALS),
        kiosk.post(paths.SETTLE, SettleException("oversell", "S1/tea", "", "maud")),
    ):
        assert (answer.status_code, code(answer)) == (403, "face_not_allowed")


def test_a_long_list_comes_in_parts(shop: Central, desk: Caller) -> None:
    with shop.database.write() as connection:
        found = [Raised("held", f"e{n:04d}", "S1", {"code": "x"}) for n in range(250)]
        exceptions.record(connection, found, shop.now())
    raise_one(shop)
    parts = [listed(desk, f"?skip={skip}&limit=100") for skip in (0, 100, 200, 300)]
    assert [len(part.rows) for part in parts] == [100, 100, 51, 0]
    assert len({x.key for part in parts for x in part.rows}) == 251
    assert parts[0].counts == (("held", 250), ("oversell", 1))
    only = listed(desk, "?cause=oversell")
    assert ([x.cause for x in only.rows], only.open) == (["oversell"], 251)
    assert listed(desk, "?limit=0").rows == ()
    assert len(listed(desk, "?limit=5000").rows) == 251


def health(caller: Caller) -> StoreHealth:
    answer = caller.get(paths.TERMINALS)
    assert answer.status_code == 200, answer.text
    return decode(answer.content, StoreHealth)


def test_what_a_terminal_told_of_itself_is_there_with_its_age(
    shop: Central, url: str, desk: Caller
) -> None:
    till = Caller(url, enrolled(shop, "S1", "till", "Till 1"), shop)
    told = TerminalStatus(
        version="0.0.9",
        waiting=3,
        oldest=shop.now() - timedelta(hours=1),
        clock=shop.now() + timedelta(minutes=10),
        printer="paper_out",
        disk_free=5,
        disk_total=100,
    )
    assert till.post(paths.STATUS, told).status_code == 204
    found = {x.name: x for x in health(desk).terminals}
    assert set(found) == {"Desk 1", "Till 1"}
    known = found["Till 1"]
    assert (known.waiting, known.printer, known.face) == (3, "paper_out", "till")
    assert known.clock_off == pytest.approx(600, abs=2)
    assert known.troubles(shop.now(), "0.1.0") == (
        "waiting",
        "clock_off",
        "disk_low",
        "printer_paper_out",
        "version_old",
    )
    assert found["Desk 1"].troubles(shop.now(), "0.1.0") == ("never_seen",)


def test_a_status_of_an_older_terminal_lacks_fields(shop: Central, desk: Caller) -> None:
    old = {"version": "0.0.1", "waiting": 0, "oldest": None, "clock": shop.now().isoformat()}
    assert desk.post(paths.STATUS, old).status_code == 204
    known = health(desk).terminals[0]
    assert (known.printer, known.disk_total, known.journal) == ("", 0, "")
    assert known.troubles(shop.now(), "0.0.1") == ()


def test_forked_revoked_and_held_are_told(shop: Central, url: str, desk: Caller) -> None:
    till = enrolled(shop, "S1", "till", "Till 9")
    with shop.database.write() as connection:
        found = Raised("held", "e1", "S1", {"code": "kind_unknown"}, terminal=till.name)
        exceptions.record(connection, [found], shop.now())
    fork(shop, url, till)
    known = next(x for x in health(desk).terminals if x.terminal == till.name)
    assert (known.forked, known.held) == (True, 1)
    gone = replace(known, revoked=True)
    assert gone.troubles(shop.now(), "") == ("revoked",)


def fork(shop: Central, url: str, till: Terminal) -> None:
    from tests.central_shop import item, sale

    copy = till.copy()
    till.seal(sale("R1", item("tea", int(Decimal(1)))))
    copy.seal(sale("R1", item("mug")))
    for one in (till, copy):
        assert Caller(url, one, shop).post(paths.JOURNAL, one.batch()).status_code == 200
