"""What terminals ask for to sync: enrolment, journal, feed, status. Central room."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from shop.errors import Conflict
from sync.central import enrolment, terminals
from sync.central.devices import Doorman
from sync.central.group_commit import GroupCommit
from sync.central.guesses import Guesses
from sync.central.packing import packed
from sync.central.routes.callers import Asked, FromDevice, Here, enrolled, signed
from sync.protocol import paths
from sync.protocol.codec import encode
from sync.protocol.messages import (
    Batch,
    BatchAnswer,
    EnrolAnswer,
    EnrolRequest,
    FeedPage,
    Handshake,
    TerminalStatus,
)

Limit = Annotated[int, QueryParameter(ge=1, le=1000)]
Cursor = Annotated[int, QueryParameter(ge=0, le=2**53)]
Tip = Annotated[str, QueryParameter(max_length=64, pattern="^[0-9a-f]*$")]


@post(paths.ENROL, status_code=200, sync_to_thread=True, tags=["terminals"])
def enrol(data: JSONBody[EnrolRequest], central: Here, request: Asked) -> EnrolAnswer:
    """Turn a one-time code into a terminal."""
    guesses: Guesses = request.app.state.guesses
    address = request.client.host if request.client else ""
    guesses.count(address)
    try:
        answer = enrolment.enrol(central, data)
    except Conflict as refused:
        if refused.code == "code_wrong_or_old":
            guesses.wrong(address)
        raise
    doorman: Doorman = request.app.state.doorman
    doorman.forget(answer.terminal)
    return answer


@get(paths.HANDSHAKE, sync_to_thread=True, tags=["journal"])
def handshake(central: Here, sender: FromDevice) -> Handshake:
    """Where central stands with this terminal."""
    return terminals.handshake(central, sender)


@post(paths.JOURNAL, status_code=200, tags=["journal"])
async def journal(data: JSONBody[Batch], sender: FromDevice, request: Asked) -> BatchAnswer:
    """Take contiguous entries; body may be zstd (`Content-Encoding: zstd`)."""
    uploads: GroupCommit = request.app.state.uploads
    return await uploads.post(sender.terminal, data)


@get(paths.JOURNAL, sync_to_thread=True, tags=["journal"])
def own_entries(
    central: Here,
    sender: FromDevice,
    request: Asked,
    epoch: Cursor,
    after: Cursor = 0,
    limit: Limit = 500,
    tip: Tip = "",
) -> Response[Batch]:
    """A terminal's own entries that it lacks; packed when it says `Accept-Encoding: zstd`."""
    found = terminals.own_entries(central, sender, epoch, after, limit, tip)
    return packed(request, found)


@get(paths.FEED, sync_to_thread=True, tags=["feed"])
def feed(
    central: Here,
    device: FromDevice,
    timeline: FromQuery[str],
    after: Cursor = 0,
    limit: Limit = 200,
) -> FeedPage:
    """Changes that concern this store, after a cursor."""
    return terminals.feed_page(central, device, timeline, after, limit)


@post(paths.STATUS, status_code=204, sync_to_thread=True, tags=["terminals"])
def status(data: JSONBody[TerminalStatus], central: Here, device: FromDevice) -> None:
    """How a terminal is; kept, shown to staff, never queued."""
    terminals.note_status(central, device, encode(data).decode())


ROUTES = [
    enrol,
    Router("/", route_handlers=[handshake, journal, own_entries], guards=[signed]),
    Router("/", route_handlers=[feed, status], guards=[enrolled]),
]
