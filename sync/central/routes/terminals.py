"""What terminals ask for to sync: enrolment, journal, feed, status. Central room."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.params import Parameter

from sync.central import enrolment, terminals
from sync.central.core import Central
from sync.central.devices import Device, Doorman
from sync.central.ledger import post as post_batch
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

Limit = Annotated[int, Parameter(ge=1, le=1000)]
Cursor = Annotated[int, Parameter(ge=0, le=2**53)]


@post(paths.ENROL, status_code=200, sync_to_thread=True, tags=["terminals"])
def enrol(data: EnrolRequest, central: Central, request: Request[Any, Any, Any]) -> EnrolAnswer:
    """Turn a one-time code into a terminal."""
    request.app.state.guesses.count(central.now())
    answer = enrolment.enrol(central, data)
    doorman: Doorman = request.app.state.doorman
    doorman.forget(answer.terminal)
    return answer


@get(paths.HANDSHAKE, sync_to_thread=True, tags=["journal"])
def handshake(central: Central, sender: Device) -> Handshake:
    """Where central stands with this terminal."""
    return terminals.handshake(central, sender)


@post(paths.JOURNAL, status_code=200, sync_to_thread=True, tags=["journal"])
def journal(data: Batch, central: Central, sender: Device) -> BatchAnswer:
    """Take contiguous entries; body may be zstd (`Content-Encoding: zstd`)."""
    return post_batch(central.database, sender.terminal, data, central.now())


@get(paths.JOURNAL, sync_to_thread=True, tags=["journal"])
def own_entries(
    central: Central, sender: Device, epoch: Cursor, after: Cursor = 0, limit: Limit = 500
) -> Batch:
    """A terminal's own entries that it lacks."""
    return terminals.own_entries(central, sender, epoch, after, limit)


@get(paths.FEED, sync_to_thread=True, tags=["feed"])
def feed(
    central: Central, device: Device, timeline: str, after: Cursor = 0, limit: Limit = 200
) -> FeedPage:
    """Changes that concern this store, after a cursor."""
    return terminals.feed_page(central, device, timeline, after, limit)


@post(paths.STATUS, status_code=204, sync_to_thread=True, tags=["terminals"])
def status(data: TerminalStatus, central: Central, device: Device) -> None:
    """How a terminal is; kept, shown to staff, never queued."""
    terminals.note_status(central, device, encode(data).decode())


ROUTES = [enrol, handshake, journal, own_entries, feed, status]
