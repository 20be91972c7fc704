"""Every route the app really has × everybody who might call: who may not, is refused.

A route that nobody has classified in `WHO` fails here, so none is ever open by mistake. Then:
another store's terminal, with this store's names in every place of every request, learns
nothing of it and changes nothing in it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from shop.domain.order_code import new_order_code
from shop.domain.staff import Role, StaffMember
from sync.central import documents, enrolment, exceptions, leases, orders, tables
from sync.central.app import build
from sync.central.core import Central, new_api_key, open_central
from sync.central.exceptions import Raised
from sync.protocol import paths
from sync.protocol.auth import HEADER
from sync.protocol.codec import encode
from sync.protocol.hold_messages import TakeHold
from sync.protocol.messages import PlaceOrder
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled, item, open_shop, sale

TERMINALS = {"kiosk", "till", "desk", "other kiosk", "other till", "other desk"}
STAFF = {"till", "desk", "other till", "other desk"}
PAST = {"revoked", "former epoch"}
ANYBODY = {"nobody"}
WHO: dict[str, set[str]] = {
    "GET /health": ANYBODY,
    "GET /openapi": ANYBODY,
    "GET /openapi/page": ANYBODY,
    "GET /openapi/openapi.json": ANYBODY,
    "GET /openapi/{path}": ANYBODY,  # "not found", for everything else below it
    "POST /v1/enrol": ANYBODY,
    "GET /v1/journal/head": TERMINALS | PAST,
    "GET /v1/journal": TERMINALS | PAST,
    "POST /v1/journal": TERMINALS | PAST,
    "GET /v1/feed": TERMINALS,
    "POST /v1/status": TERMINALS,
    "GET /v1/events": TERMINALS,
    "GET /v1/snapshot": TERMINALS,
    "GET /v1/snapshot/{name}": TERMINALS,
    "POST /v1/stock": TERMINALS,
    "POST /v1/orders": TERMINALS,
    "GET /v1/orders/{order}": TERMINALS,
    "GET /v1/purchases": TERMINALS,
    "POST /v1/returns": TERMINALS,
    "POST /v1/holds": TERMINALS,
    "GET /v1/holds/{hold}": TERMINALS,
    "POST /v1/holds/{hold}/extend": TERMINALS,
    "POST /v1/holds/{hold}/release": TERMINALS,
    "GET /v1/exceptions": STAFF,
    "POST /v1/exceptions/settle": STAFF,
    "GET /v1/terminals": STAFF,
    "GET /v1/shop/availability": {"admin key", "webshop key"},
    "POST /v1/shop/orders": {"admin key", "webshop key"},
    "GET /v1/shop/orders/{order}": {"admin key", "webshop key"},
    "POST /v1/shop/reviews": {"admin key", "webshop key"},
    "POST /v1/shop/holds": {"admin key", "webshop key"},
    "GET /v1/shop/holds/{hold}": {"admin key", "webshop key"},
    "POST /v1/shop/holds/{hold}/extend": {"admin key", "webshop key"},
    "POST /v1/shop/holds/{hold}/release": {"admin key", "webshop key"},
    "GET /metrics": {"admin key", "metrics key"},
    "POST /v1/admin/enrol-codes": {"admin key"},
    "POST /v1/admin/api-keys": {"admin key"},
    "GET /v1/admin/api-keys": {"admin key"},
    "POST /v1/admin/api-keys/{key}/revoke": {"admin key"},
    "GET /v1/admin/terminals": {"admin key"},
    "POST /v1/admin/terminals/{terminal}/revoke": {"admin key"},
    "GET /v1/admin/exceptions": {"admin key"},
    "POST /v1/admin/exceptions/settle": {"admin key"},
    "POST /v1/admin/refold": {"admin key"},
    "GET /v1/admin/safety-stock": {"admin key"},
    "PUT /v1/admin/safety-stock": {"admin key"},
    "GET /v1/ledger/summary": {"admin key"},
    "GET /v1/ledger/entries": {"admin key"},
    "GET /v1/ledger/stock": {"admin key"},
}
CODES = {
    "auth_missing",
    "auth_malformed",
    "auth_clock",
    "auth_signature",
    "auth_replayed",
    "auth_unknown",
    "terminal_revoked",
    "epoch_old",
    "face_not_allowed",
    "api_key_missing",
    "api_key_unknown",
    "api_key_not_allowed",
}
Headers = Callable[[str, str, bytes], dict[str, str]]


def routes_of(central: Central) -> set[str]:
    """As Litestar will serve them; OPTIONS it answers by itself, with nothing but the methods."""
    found = set()
    for route in build(central).routes:
        methods: Any = getattr(route, "methods", None) or {"GET"}  # the stream is plain ASGI
        path = route.path_format.rstrip("/") or "/"
        found |= {f"{method} {path}" for method in set(methods) - {"OPTIONS", "HEAD"}}
    return found


@dataclass(slots=True)
class Chain:
    central: Central
    url: str
    client: httpx.Client
    callers: dict[str, Headers]
    mine: Caller
    other: dict[str, Caller]

    def ask(self, route: str, headers: Headers, body: bytes = b"{}", query: str = "") -> Answer:
        method, path = route.split(" ")
        path = path.format(name="x", terminal="T9999", order="x", hold="x", key="x", path="x")
        path += query
        told = headers(method, path, body) | {"Content-Type": "application/json"}
        with self.client.stream(method, self.url + path, content=body, headers=told) as answer:
            streams = answer.headers.get("content-type", "").startswith("text/event-stream")
            text = "" if streams else answer.read().decode(errors="replace")
            return Answer(answer.status_code, text)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str

    @property
    def denied(self) -> bool:
        return self.status in (401, 403) and any(f'"{code}"' in self.text for code in CODES)


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Chain]:
    """One central for all routes of a test: refusing changes nothing."""
    central = open_central(tmp_path / "central")
    open_shop(central)
    with serving(central) as url, httpx.Client(timeout=30) as client:
        mine = {face: Caller(url, enrolled(central, "S1", face), central) for face in FACES}
        other = {face: Caller(url, enrolled(central, "S2", face), central) for face in FACES}
        callers = everybody(central, url, mine, other)
        yield Chain(central, url, client, callers, mine["till"], other)
    central.close()


FACES = ("kiosk", "till", "desk")


def everybody(
    central: Central, url: str, mine: dict[str, Caller], other: dict[str, Caller]
) -> dict[str, Headers]:
    """Headers by who asks; those in no set of `WHO` may nowhere."""
    till = mine["till"]
    callers: dict[str, Headers] = {
        "nobody": lambda *_: {},
        "nonsense": lambda *_: {HEADER: "let me in"},
        "signed by another key": Caller(url, _with_key_of(till, other["till"]), central).headers,
        "signed for another path": lambda m, _, b: till.headers(m, "/v1/elsewhere", b),
        "signed for another body": lambda m, p, _: till.headers(m, p, b"other"),
        "signed yesterday": lambda m, p, b: till.headers(m, p, b, stamp=_stamp(central, -86_400)),
        "signed tomorrow": lambda m, p, b: till.headers(m, p, b, stamp=_stamp(central, 86_400)),
        "unknown terminal": Caller(url, replace(till.terminal, name="T9999"), central).headers,
        "revoked": Caller(url, _revoked(central), central).headers,
        "former epoch": Caller(url, _enrolled_anew(central), central).headers,
        "empty key": lambda *_: {"Authorization": "Bearer"},
        "unknown key": lambda *_: _bearer(secrets.token_hex(24)),
        "revoked key": lambda *_: _bearer(gone),
        "key as a password": lambda *_: {"Authorization": f"Basic {keys['admin']}"},
    }
    keys = {role: new_api_key(central, role, role) for role in ("admin", "webshop", "metrics")}
    gone = new_api_key(central, "gone", "admin")
    with central.database.write() as connection:
        column = tables.api_key.c
        connection.execute(update(tables.api_key).where(column.name == "gone").values(revoked_at=1))
    callers |= {face: mine[face].headers for face in FACES}
    callers |= {f"other {face}": other[face].headers for face in FACES}
    callers |= {f"{role} key": (lambda *_, key=key: _bearer(key)) for role, key in keys.items()}
    return callers


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _stamp(central: Central, seconds: int) -> int:
    return int(central.now().timestamp()) + seconds


def _with_key_of(caller: Caller, other: Caller) -> Terminal:
    return replace(caller.terminal, key=other.terminal.key)


def _revoked(central: Central) -> Terminal:
    gone = enrolled(central, "S1", "till")
    enrolment.revoke(central, gone.name)
    return gone


def _enrolled_anew(central: Central) -> Terminal:
    """Its key is of epoch 1; since then it has a second."""
    had = enrolled(central, "S1", "till")
    with central.database.write() as connection:
        owner = tables.terminal.c
        connection.execute(
            update(tables.terminal).where(owner.terminal == had.name).values(epoch=2)
        )
    return had


# -- who may -------------------------------------------------------------------------------------


def test_every_route_is_classified(sqlite_shop: Central) -> None:
    assert routes_of(sqlite_shop) == set(WHO)


def test_everybody_else_is_refused_and_nobody_else(chain: Chain) -> None:
    """About nine hundred requests: every route, everybody."""
    wrong = []
    for route in sorted(routes_of(chain.central)):
        allowed = WHO[route]
        for who, headers in sorted(chain.callers.items()):
            answer = chain.ask(route, headers)
            may = who in allowed or (allowed == ANYBODY and "sign" not in who)
            if allowed == ANYBODY and who not in ANYBODY:
                continue  # a wrong signature is refused even where none is needed
            if answer.denied == may or answer.status >= 500:
                wrong.append(f"{route} {who}: {answer.status} {answer.text[:120]}")
    assert wrong == []


def test_a_request_is_good_once(chain: Chain) -> None:
    for route, allowed in WHO.items():
        if "till" not in allowed:
            continue
        method, path = route.split(" ")
        path = path.format(name="x", order="x", hold="x")
        signed = chain.mine.headers(method, path, b"{}")
        once = chain.ask(route, lambda *_, signed=signed: signed)
        again = chain.ask(route, lambda *_, signed=signed: signed)
        assert not once.denied, route
        assert (again.status, "auth_replayed" in again.text) == (401, True), route


# -- another store -------------------------------------------------------------------------------

CANARIES = ("Wrenfeather", "5550199", "canary-evidence", "argon-canary")
ENTRY = "e" * 32


def secrets_of_s1(chain: Chain) -> list[str]:
    """Something of everything that store S1 has; the names by which one could ask for it."""
    central, till = chain.central, chain.mine
    lines = (("mug", Decimal(1)),)
    code = new_order_code()
    orders.place(central, PlaceOrder(code, "S1", "Wrenfeather", "5550199", "en", "online", lines))
    till.terminal.seal(sale("R-S1-1", item("mug")), entry=ENTRY)
    assert till.post(paths.JOURNAL, till.terminal.batch()).status_code == 200
    leases.take(central, "store S1", TakeHold("hold-of-store-s1", "S1", lines))
    member = StaffMember("anna", "Wrenfeather", Role.MANAGER, "argon-canary", "", "en", ("S1",))
    with central.database.write() as connection:
        raised = Raised("oversell", "S1/mug", "S1", {"seen": "canary-evidence"}, "T1", ENTRY)
        exceptions.record(connection, [raised], central.now())
        staff = documents.of("staff", "anna", member, "S1")
        documents.put(connection, [staff], central.now())
    snapshot = till.get(paths.SNAPSHOT).json()["name"]
    name = till.terminal.name
    return ["S1", name, code, "R-S1-1", ENTRY, "hold-of-store-s1", "S1/mug", "anna", snapshot]


def state_of_s1(central: Central, name: str) -> list[object]:
    """All that another store's terminal could spoil."""
    with central.database.read() as connection:
        return [
            connection.execute(select(tables.exception)).all(),
            connection.execute(
                select(tables.lease).where(tables.lease.c.owner == "store S1")
            ).all(),
            connection.execute(select(tables.ledger).where(tables.ledger.c.terminal == name)).all(),
            connection.execute(
                select(tables.terminal).where(tables.terminal.c.store == "S1")
            ).all(),
            connection.execute(select(tables.orders.c.order, tables.orders.c.state)).all(),
        ]


def filled(document: Any, operation: Any, value: str) -> tuple[str, bytes]:
    """The operation's query and body with `value` in every place that takes text."""
    numbers = {"epoch": "1", "after": "0", "limit": "5", "skip": "0", "wanted": "open"}
    query = "&".join(
        f"{x['name']}={numbers.get(x['name'], value)}"
        for x in operation.get("parameters", ())
        if x["in"] == "query"
    )
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    schema = content["application/json"]["schema"] if content else {}
    return query, encode(_example(document, schema, value))


def _example(document: Any, schema: Any, value: str) -> Any:
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for way in ("oneOf", "anyOf"):
        if way in schema:
            return _example(document, schema[way][0], value)
    match schema.get("type"):
        case "object":
            return {
                name: _example(document, part, value)
                for name, part in schema.get("properties", {}).items()
            }
        case "array":
            return []
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return "1" if schema.get("format") == "decimal" else value


def test_another_store_learns_and_changes_nothing(chain: Chain) -> None:
    names = secrets_of_s1(chain)
    document = chain.client.get(chain.url + "/openapi/openapi.json").json()
    before = state_of_s1(chain.central, chain.mine.terminal.name)
    asked = 0
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            route = f"{method.upper()} {path}"
            if not WHO[route] & {"other till"}:
                continue
            for value in names:
                query, body = filled(document, operation, value)
                target = path
                for name in ("name", "order", "hold", "terminal"):
                    target = target.replace("{" + name + "}", value.replace("/", "%2F"))
                target += f"?{query}" if query else ""
                for who in chain.other.values():
                    answer = _send(chain, who, method.upper(), target, body)
                    text = answer.text
                    asked += 1
                    assert answer.status_code < 500, (route, value, text)
                    assert not any(x in text for x in CANARIES), (route, value, text)
    assert asked > 300
    assert state_of_s1(chain.central, chain.mine.terminal.name) == before


def _send(chain: Chain, who: Caller, method: str, target: str, body: bytes) -> httpx.Response:
    content = body if method == "POST" else b""
    signed = who.headers(method, target, content) | {"Content-Type": "application/json"}
    return chain.client.request(method, chain.url + target, content=content, headers=signed)
