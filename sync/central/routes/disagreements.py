"""Exceptions of all stores: listed and settled by the administrator's programs. Central room.

Who settled is the name of the key that called, and whom it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from litestar import Router, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from sync.central import exceptions
from sync.central.core import malformed
from sync.central.exceptions import ExceptionRow, Settlement
from sync.central.routes.callers import FromProgram, Here, admins, only_known

MAX_WHO, MAX_NOTE = 200, 2000
Limit = Annotated[int, QueryParameter(ge=1, le=5000)]
Wanted = Literal["open", "settled", ""]


@dataclass(frozen=True, slots=True)
class Settling:
    """`who` is added to the name of the key that calls. `raised_at` is the row's as it
    was seen: found again since, it is not settled unseen."""

    cause: str
    subject: str
    who: str = ""
    note: str = ""
    raised_at: datetime | None = None


@get("/exceptions", sync_to_thread=True)
def listed(
    central: Here,
    store: FromQuery[str] = "",
    cause: FromQuery[str] = "",
    wanted: FromQuery[Wanted] = "open",
    after: FromQuery[str] = "",
    limit: Limit = 200,
) -> list[ExceptionRow]:
    """What a person must settle, oldest first. `wanted` is a state: open, settled, or empty for
    both; `after` the `place` of the last one seen. A store or a cause that nobody knows is
    refused: no exceptions would look like nothing to settle."""
    with central.database.read() as connection:
        exceptions.must_be_known(connection, store=store, cause=cause)
        return exceptions.listed(
            connection, store=store, cause=cause, state=wanted, after=after, limit=limit
        )


@post("/exceptions/settle", status_code=200, sync_to_thread=True)
def settle(data: JSONBody[Settling], central: Here, program: FromProgram) -> Settlement:
    """Settle one. Refused with who did it when somebody else was first."""
    _check(data.who, data.note)
    who = f"{data.who}@{program.name}" if data.who else program.name
    with central.database.write() as connection:
        return exceptions.settle(
            connection,
            data.cause,
            data.subject,
            who=who,
            note=data.note,
            now=central.now(),
            seen=data.raised_at,
        )


def _check(who: str, note: str) -> None:
    for name, text, longest in (("who", who, MAX_WHO), ("note", note, MAX_NOTE)):
        if len(text) > longest or "\x00" in text:
            raise malformed(name)


ROUTES = [
    Router(
        "/v1/admin",
        route_handlers=[listed, settle],
        guards=[admins, only_known],
        tags=["administration"],
    )
]
