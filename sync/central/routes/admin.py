"""What the administrator and the tools of a chain ask for, by admin key. Central room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from litestar import Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from sync.central import api_keys, enrolment, fleet, safety, summary
from sync.central.api_keys import ApiKeyRow
from sync.central.devices import Doorman
from sync.central.enrolment import LIFE
from sync.central.fleet import TerminalRow
from sync.central.refold import Refolded, refold
from sync.central.routes.callers import Asked, Here, admins
from sync.central.safety import SafetyStock, SafetyWish
from sync.central.summary import ChainSummary, LedgerEntry, StockRow

Limit = Annotated[int, QueryParameter(ge=1, le=5000)]


@dataclass(frozen=True, slots=True)
class CodeWish:
    """`address` is where the terminal will reach central: then the answer has a `ticket`. With
    `move` a known terminal may enrol anew in another store than its own."""

    store: str
    face: str
    name: str = ""
    terminal: str = ""
    address: str = ""
    move: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """`ticket` is a QR's text: central's address, the code, and which key is central's."""

    code: str
    seconds: int
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class KeyWish:
    """`role` is one of `core.ROLES`."""

    name: str
    role: str = "webshop"


@dataclass(frozen=True, slots=True)
class RefoldWish:
    """`after` is the `last` of the answer before, "" at first."""

    after: str


@dataclass(frozen=True, slots=True)
class ApiKey:
    key: str


@post("/enrol-codes", status_code=200, sync_to_thread=True)
def enrol_code(data: JSONBody[CodeWish], central: Here) -> Code:
    """A one-time code for a new terminal, or for one that must enrol anew."""
    code = enrolment.new_code(
        central,
        store=data.store,
        face=data.face,
        name=data.name,
        terminal=data.terminal,
        move=data.move,
    )
    ticket = enrolment.ticket_of(central, code, data.address) if data.address else ""
    return Code(code, int(LIFE.total_seconds()), ticket)


@post("/api-keys", status_code=200, sync_to_thread=True)
def api_key(data: JSONBody[KeyWish], central: Here) -> ApiKey:
    """A key for a program; only its digest is kept, so this answer is the only place."""
    return ApiKey(api_keys.make(central, data.name, data.role))


@get("/api-keys", sync_to_thread=True)
def listed_keys(central: Here) -> list[ApiKeyRow]:
    """Whose keys there are, revoked ones too; never the keys themselves."""
    return api_keys.listed(central)


@post("/api-keys/{key:str}/revoke", status_code=204, sync_to_thread=True)
def revoke_key(key: FromPath[str], central: Here) -> None:
    """By its `id`: from now on the key is refused, at every worker."""
    api_keys.revoke(central, key)


@post("/terminals/{terminal:str}/revoke", status_code=204, sync_to_thread=True)
def revoke(terminal: FromPath[str], central: Here, request: Asked) -> None:
    """From now on this terminal may only upload what it has sealed."""
    enrolment.revoke(central, terminal)
    doorman: Doorman = request.app.state.doorman
    doorman.forget(terminal)


@get("/terminals", sync_to_thread=True)
def terminals(central: Here, store: FromQuery[str] = "") -> list[TerminalRow]:
    """Every terminal: where it stands, when it was seen, what it had yet to send then."""
    return fleet.listed(central, store)


@post("/refold", status_code=200, sync_to_thread=True)
def refold_held(data: JSONBody[RefoldWish], central: Here) -> Refolded:
    """Fold held entries that can be used now, a part at a time: go on behind `last`."""
    return refold(central, data.after)


@put("/safety-stock", status_code=200, sync_to_thread=True)
def put_safety(data: JSONBody[SafetyWish], central: Here) -> SafetyStock:
    """What a store keeps back from orders: per SKU, and by default. Tills sell it all the same."""
    return safety.put(central, data)


@get("/safety-stock", sync_to_thread=True)
def get_safety(central: Here, store: FromQuery[str]) -> SafetyStock:
    return safety.listed(central, store)


@get("/summary", sync_to_thread=True)
def ledger_summary(central: Here) -> list[ChainSummary]:
    """Per terminal, epoch and branch: entries, head, held."""
    return summary.chains(central)


@get("/entries", sync_to_thread=True)
def ledger_entries(
    central: Here, terminal: FromQuery[str], after: FromQuery[int] = 0, limit: Limit = 1000
) -> list[LedgerEntry]:
    """Ids and hashes of one terminal's entries, for checking against its journal."""
    return summary.entries(central, terminal, after, limit)


@get("/stock", sync_to_thread=True)
def ledger_stock(central: Here, store: FromQuery[str]) -> list[StockRow]:
    return summary.stock_of(central, store)


ROUTES = [
    Router(
        "/v1/admin",
        route_handlers=[
            *(enrol_code, terminals, revoke, put_safety, get_safety),
            *(api_key, listed_keys, revoke_key, refold_held),
        ],
        guards=[admins],
        tags=["administration"],
    ),
    Router(
        "/v1/ledger",
        route_handlers=[ledger_summary, ledger_entries, ledger_stock],
        guards=[admins],
        tags=["ledger"],
    ),
]
