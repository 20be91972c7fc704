"""Exceptions: filters, paging, who settled, twice by one and by two people, and open again."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from shop.errors import Conflict
from sync.central import exceptions, ledger
from sync.central.core import Central, new_api_key
from sync.central.exceptions import ExceptionRow, Raised
from sync.central.suggestions import SUGGESTIONS, suggestion_code
from tests.central_server import serving
from tests.central_shop import AT, Terminal, enrolled, item, sale
from tests.fakes.clock import FakeClock


def raise_(central: Central, *raised: Raised) -> None:
    with central.database.write() as connection:
        exceptions.record(connection, raised, central.now())


def listed(central: Central, **wanted: object) -> list[ExceptionRow]:
    with central.database.read() as connection:
        return exceptions.listed(connection, **wanted)  # type: ignore[arg-type]


def settle(central: Central, who: str, note: str = "", **more: object) -> exceptions.Settlement:
    with central.database.write() as connection:
        return exceptions.settle(
            connection,
            "oversell",
            "S1/mug",
            who=who,
            note=note,
            now=central.now(),
            **more,  # type: ignore[arg-type]
        )


OVERSELL = Raised("oversell", "S1/mug", "S1", {"on_hand": "-1"}, "T0001", "e1")


def test_filters_and_pages(shop: Central) -> None:
    raise_(shop, *(Raised("fork", f"T{n}/1/1", "S2", {}) for n in range(5)), OVERSELL)
    assert [x.cause for x in listed(shop, store="S1")] == ["oversell"]
    assert len(listed(shop, cause="fork")) == 5
    assert listed(shop, cause="fork", store="S1") == []
    seen: list[str] = []
    after = ""
    while page := listed(shop, after=after, limit=2):
        seen += [x.subject for x in page]
        after = page[-1].place
    assert seen == ["T0/1/1", "T1/1/1", "T2/1/1", "T3/1/1", "T4/1/1", "S1/mug"]


def test_the_second_to_settle_is_told_who_was_first(shop: Central) -> None:
    raise_(shop, OVERSELL)
    first = settle(shop, "anna@T0001", "counted")
    assert settle(shop, "anna@T0001", "counted") == first, "the same again is the same"
    with pytest.raises(Conflict) as told:
        settle(shop, "bela@T0002", "counted")
    assert told.value.code == "exception_settled"
    assert told.value.data["who"] == "anna@T0001"
    assert listed(shop) == []


def test_what_opens_again_keeps_who_settled_it_before(shop: Central, clock: FakeClock) -> None:
    raise_(shop, OVERSELL)
    (seen,) = listed(shop)
    settle(shop, "anna@T0001", "counted")
    clock.move(hours=1)
    raise_(shop, Raised("oversell", "S1/mug", "S1", {"on_hand": "-2"}, "T0002", "e2"))
    (again,) = listed(shop)
    assert (again.terminal, again.entry, again.raised_at) == ("T0002", "e2", shop.now())
    assert [(x.by, x.note) for x in again.settlements] == [("anna@T0001", "counted")]
    with pytest.raises(Conflict, match="exception_changed"):
        settle(shop, "bela@T0002", seen=seen.raised_at)
    settle(shop, "bela@T0002", "counted again", seen=again.raised_at)
    (done,) = listed(shop, state="settled")
    assert [x.by for x in done.settlements] == ["anna@T0001", "bela@T0002"]


def test_found_again_while_open_it_names_whose_entry_came_first(
    shop: Central, clock: FakeClock
) -> None:
    raise_(shop, OVERSELL)
    at = shop.now()
    clock.move(hours=1)
    raise_(shop, Raised("oversell", "S1/mug", "S1", {"on_hand": "-2"}, "T0002", "e2"))
    (row,) = listed(shop)
    assert (row.terminal, row.entry, row.raised_at) == ("T0001", "e1", at)
    assert row.evidence == {"on_hand": "-2"}


def test_nobody_settles_what_is_not_there_or_elsewhere(shop: Central) -> None:
    with pytest.raises(Conflict, match="exception_unknown"):
        settle(shop, "anna")
    raise_(shop, OVERSELL)
    with pytest.raises(Conflict, match="exception_unknown"):
        settle(shop, "anna", store="S2")
    with pytest.raises(Conflict, match="request_malformed"):
        settle(shop, "an\x00na")
    with pytest.raises(Conflict, match="request_malformed"):
        listed(shop, after="what.ever")


def test_a_suggestion_has_a_code(shop: Central) -> None:
    raise_(shop, Raised("held", "e1", "S1", {"code": "order_unknown"}))
    (row,) = listed(shop)
    assert row.suggestion_code == "held.order_unknown"
    assert row.suggestion == SUGGESTIONS["held.order_unknown"]
    assert suggestion_code("held", {"code": "of_tomorrow"}) == "held"
    assert suggestion_code("of_tomorrow", {}) == ""


def test_who_settled_is_the_key_that_called(sqlite_shop: Central) -> None:
    key = {"Authorization": f"Bearer {new_api_key(sqlite_shop, 'back office', 'admin')}"}
    raise_(sqlite_shop, OVERSELL)
    with serving(sqlite_shop) as url, httpx.Client(base_url=url, headers=key) as client:
        (row,) = client.get("/v1/admin/exceptions?store=S1&cause=oversell").json()
        assert (row["suggestion_code"], row["evidence"]) == ("oversell", {"on_hand": "-1"})
        wish = {"cause": row["cause"], "subject": row["subject"], "who": "Olga", "note": "counted"}
        done = client.post("/v1/admin/exceptions/settle", json=wish)
        assert (done.status_code, done.json()["by"]) == (200, "Olga@back office")
        other = client.post("/v1/admin/exceptions/settle", json=wish | {"who": "Pavel"})
        assert (other.status_code, other.json()["data"]["who"]) == (409, "Olga@back office")
        gone = client.post("/v1/admin/exceptions/settle", json=wish | {"subject": "S1/nothing"})
        assert (gone.status_code, gone.json()["code"]) == (404, "exception_unknown")
        assert client.get("/v1/admin/exceptions?wanted=settled").json()[0]["settled_by"]


def test_an_oversell_says_who_sold_when_and_what_was_known(
    shop: Central, till: Terminal, clock: FakeClock
) -> None:
    """A till that was offline; then the other one. Whose sale came first is named with the row."""
    other = enrolled(shop, "S1", "till")
    till.seal(sale("R1", item("mug", 12)))
    clock.move(hours=2)
    ledger.post(shop.database, till.name, till.batch(), shop.now())
    (row,) = listed(shop)
    assert (row.cause, row.terminal, row.entry) == ("oversell", till.name, entry_of(till))
    assert row.evidence == {
        "on_hand": "-2",
        "held": "0",
        "before": "10",
        "sold": "12",
        "receipt": "R1",
        "staff": "anna",
        "at": AT.isoformat(),
        "heard": shop.now().isoformat(),
        "catalogue": "0",
    }
    other.seal(replace(sale("R2", item("mug")), catalogue_cursor=7))
    ledger.post(shop.database, other.name, other.batch(), shop.now())
    (row,) = listed(shop)
    assert (row.evidence["receipt"], row.evidence["catalogue"]) == ("R2", "7")
    assert (row.terminal, row.entry) == (till.name, entry_of(till))


def entry_of(till: Terminal) -> str:
    return str(json.loads(till.entries[0].body)["id"])
