"""What cannot be read is 400 and says which parameter, on every route the same."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sync.central import exceptions
from sync.central.core import Central, new_api_key
from sync.central.exceptions import Raised
from tests.central_server import Caller, serving
from tests.central_shop import enrolled

LISTED = "/v1/admin/exceptions"


@pytest.fixture
def served(shop: Central) -> Iterator[str]:
    with shop.database.write() as connection:
        found = [
            Raised("oversell", "S1/mug", "S1", {"on_hand": "-1"}),
            Raised("of_tomorrow", "x", "OLD", {}),
        ]
        exceptions.record(connection, found, shop.now())
    with serving(shop) as url:
        yield url


@pytest.fixture
def admin(shop: Central, served: str) -> Iterator[httpx.Client]:
    key = {"Authorization": f"Bearer {new_api_key(shop, 'office', 'admin')}"}
    with httpx.Client(base_url=served, headers=key) as client:
        yield client


def parameter(answer: httpx.Response) -> str:
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["code"] == "request_malformed"
    return str(told["data"]["parameter"])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("wanted=opne", "wanted"),
        ("store=S9", "store"),
        ("cause=oversel", "cause"),
        ("state=open", "state"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("after=garbage", "after"),
        ("store=S1%00", "store"),
        ("cause=%00", "cause"),
    ],
)
def test_a_filter_nobody_knows_is_not_nothing_to_settle(
    admin: httpx.Client, query: str, name: str
) -> None:
    assert parameter(admin.get(f"{LISTED}?{query}")) == name


@pytest.mark.parametrize(
    "query",
    ["", "wanted=", "store=S1", "store=S2", "cause=fork", "cause=of_tomorrow", "store=OLD&limit=5"],
)
def test_what_is_known_is_a_filter(admin: httpx.Client, query: str) -> None:
    """A store or cause of an exception is known, whatever became of it since."""
    assert admin.get(f"{LISTED}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"who": "w" * 201}, "who"),
        ({"note": "n" * 2001}, "note"),
        ({"note": "n\x00"}, "note"),
        ({"subject": "\x00"}, "subject"),
        ({"cause": 7}, "cause"),
        ({"raised_at": "yesterday"}, "raised_at"),
    ],
)
def test_a_settling_that_cannot_be_read(
    admin: httpx.Client, change: dict[str, object], name: str
) -> None:
    wish = {"cause": "oversell", "subject": "S1/mug", "who": "Olga", **change}
    assert parameter(admin.post(f"{LISTED}/settle", json=wish)) == name


def test_a_body_that_lacks_something_is_named_as_the_body(admin: httpx.Client) -> None:
    assert parameter(admin.post(f"{LISTED}/settle", json={"cause": "oversell"})) == "body"


def test_other_routes_say_the_same(shop: Central, served: str, admin: httpx.Client) -> None:
    till = Caller(served, enrolled(shop, "S1", "till"), shop)
    assert parameter(till.get("/v1/exceptions?wanted=opne")) == "wanted"
    assert parameter(till.get("/v1/purchases?receipt=R1&order=O1")) == "receipt"
    hold = {"hold": "short", "store": "S1", "lines": [["mug", "1"]], "seconds": 10}
    assert parameter(admin.post("/v1/shop/holds", json=hold)) == "hold"
    hold |= {"hold": "h" * 16, "seconds": 0}
    assert parameter(admin.post("/v1/shop/holds", json=hold)) == "seconds"
