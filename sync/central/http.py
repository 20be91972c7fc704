"""What every request goes through: body limits, device signature, zstd, problem documents.

Central room. A handler never sees a request whose signature is wrong.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from functools import partial
from typing import Any

from litestar import Request, Response
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from shop.errors import EndcapError
from sync.central.core import Unknown
from sync.central.devices import Denied, Device, Doorman
from sync.central.lanes import Lanes, run
from sync.protocol.auth import HEADER
from sync.protocol.codec import encode
from sync.protocol.messages import PROBLEM, Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_BODY = 8 * 1024 * 1024
MAX_PLAIN = 32 * 1024 * 1024
BODY_SECONDS = 60.0
"""A terminal gives up after ten; an import over a slow line is given longer."""
_LOG = logging.getLogger("endcap.central")
_HEADER = HEADER.lower().encode()
_NO_STORE = (b"cache-control", b"no-store")


class BodyTooLarge(Exception):
    """More than a terminal ever sends at once."""


class BodyTooSlow(Exception):
    """It was not whole in time."""


class CodecResponse(Response[Any]):
    """JSON by the protocol's own codec, so that both ends mean the same by a Decimal."""

    def render(self, content: Any, media_type: str, enc_hook: Any = None) -> bytes:
        if media_type.startswith("application/json") and not isinstance(content, bytes):
            return encode(content)
        return bytes(super().render(content, media_type, enc_hook))


def unstored(app: ASGIApp) -> ASGIApp:
    """Around everything: no proxy may keep an answer to a terminal or a program, refusals too."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not scope["path"].startswith("/v1/"):
            await app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                others = [one for one in headers if one[0].lower() != _NO_STORE[0]]
                message["headers"] = [*others, _NO_STORE]
            await send(message)

        await app(scope, receive, marked)

    return outer


def front_door(doorman: Doorman, lanes: Lanes) -> Any:
    """Middleware: reads the body once, checks who sent it, and hands it on whole."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            headers = dict(scope["headers"])
            try:
                body = await _body(receive)
                if _HEADER in headers:
                    device = await _admit(doorman, lanes, scope, headers[_HEADER], body)
                    scope["state"]["device"] = device
            except Denied as denied:
                await _refuse(send, denied.status, denied.code)
            except BodyTooLarge:
                await _refuse(send, 413, "body_too_large")
            except BodyTooSlow:
                await _refuse(send, 408, "body_too_slow")
            else:
                await app(scope, _replay(body, receive), send)

        return middleware

    return wrap


def unpacking(app: ASGIApp) -> ASGIApp:
    """Middleware inside the front door: a packed body becomes a plain one."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_packed(scope):
            await app(scope, receive, send)
            return
        whole: Any = await receive()
        try:
            body = _unpacked(whole["body"])
        except BodyTooLarge:
            await _refuse(send, 413, "body_too_large")
        except (zstd.ZstdError, EOFError):
            await _refuse(send, 400, "body_unreadable")
        else:
            await app(scope, _replay(body, receive), send)

    return middleware


def _is_packed(scope: Any) -> bool:
    if scope["type"] != ScopeType.HTTP:
        return False
    return bool(dict(scope["headers"]).get(b"content-encoding", b"").lower() == b"zstd")


async def _admit(doorman: Doorman, lanes: Lanes, scope: Any, raw: bytes, body: bytes) -> Device:
    header = raw.decode("latin-1")
    target = scope["raw_path"].split(b"?")[0].decode("latin-1")
    if scope["query_string"]:
        target += "?" + scope["query_string"].decode("latin-1")
    admit = partial(doorman.admit, header, scope["method"], target, body)
    return await run(lanes.door, admit) if doorman.must_look_up(header) else admit()


async def _body(receive: Receive) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _whole(receive)
    except TimeoutError:
        raise BodyTooSlow from None


async def _whole(receive: Receive) -> bytes:
    parts, size = [], 0
    while True:
        message: Any = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            raise BodyTooLarge
        if not message.get("more_body", False):
            return b"".join(parts)


def _unpacked(body: bytes) -> bytes:
    reader = zstd.ZstdDecompressor()
    plain = reader.decompress(body, MAX_PLAIN + 1)
    if len(plain) > MAX_PLAIN:
        raise BodyTooLarge
    if not reader.eof:
        raise EOFError
    return plain


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(send: Send, status: int, code: str) -> None:
    body = encode(problem(status, code))
    start: Message = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"content-type", b"application/problem+json")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})


# -- problems ----------------------------------------------------------------------------------


def problem(
    status: int, code: str, detail: str = "", data: dict[str, str] | None = None
) -> Problem:
    title = code.replace("_", " ").capitalize()
    return Problem(f"{PROBLEM}{code}", title, status, code, detail, data)


def _answer(found: Problem) -> Response[bytes]:
    return Response(encode(found), status_code=found.status, media_type="application/problem+json")


def on_denied(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    assert isinstance(error, Denied)
    answer = _answer(problem(error.status, error.code))
    if error.status == 429:
        answer.headers["retry-after"] = "60"
    return answer


def on_refused(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    assert isinstance(error, EndcapError)
    data = {name: str(value) for name, value in error.data.items()}
    status = _STATUS.get(error.code, 404 if isinstance(error, Unknown) else 409)
    return _answer(problem(status, error.code, data=data))


_STATUS = {"request_malformed": 400}


def on_http(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    assert isinstance(error, HTTPException)
    codes = {400: "request_malformed", 404: "not_found", 405: "method_not_allowed"}
    code = codes.get(error.status_code, "refused")
    data = _parameter(error.extra) if error.status_code == 400 else None
    return _answer(problem(error.status_code, code, detail=error.detail, data=data))


def _parameter(extra: Any) -> dict[str, str] | None:
    """Which one Litestar could not read, and why; a body's own parts are named by their keys."""
    first = extra[0] if isinstance(extra, list) and extra else None
    if not isinstance(first, dict) or "key" not in first:
        return None
    key = "body" if first["key"] == "data" else str(first["key"])
    return {"parameter": key, "why": str(first.get("message", ""))}


def on_busy(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The database is away or has too much to do: come again, nothing was done."""
    if _is_full(error):
        _LOG.error("the disk is full: make room. Terminals keep what they made and send it again")
        answer = _answer(problem(507, "central_disk_full", detail=_FULL))
        answer.headers["retry-after"] = "30"
        return answer
    _LOG.info("database busy: %s", type(error).__name__)
    answer = _answer(problem(503, "central_busy"))
    answer.headers["retry-after"] = "2"
    return answer


_FULL = "There is no space left on central's disk. Nothing was done; make room and ask again."


def _is_full(error: BaseException) -> bool:
    """SQLite's and PostgreSQL's way of saying it, and the system's own."""
    said = str(getattr(error, "orig", error))
    return "disk is full" in said or "No space left" in said


def on_unfit(_request: Request[Any, Any, Any], _error: Exception) -> Response[bytes]:
    """A number, a letter or a depth that nothing here can hold; nothing was done."""
    return _answer(problem(400, "request_malformed"))


def on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    if isinstance(error, OSError) and _is_full(error):
        return on_busy(request, error)
    _LOG.error("request failed", exc_info=error)
    return _answer(problem(500, "internal_error"))
