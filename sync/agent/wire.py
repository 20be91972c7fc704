"""One request and its answer, with deadlines and nothing believed. Agent room: httpx lives here.

Anything that is not central speaking our protocol (a captive portal's page, a redirect, a cut
answer, nonsense with status 200) is the same as no answer: `NoAnswer`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from shop.errors import Conflict
from sync.agent.auth import DeviceAuth, http_date
from sync.protocol.codec import decode, encode
from sync.protocol.messages import PROBLEM, BatchAnswer, FeedPage, Handshake, Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

T = TypeVar("T")
CONNECT = 3.0
READ = 10.0
MAX_PLAIN = 32 * 1024 * 1024
_FRAME = b"\x28\xb5\x2f\xfd"
_LONGEST = 3600.0
_BUSY = frozenset({429, 503})
_NAMED = (Handshake, BatchAnswer, FeedPage)
"""Answers that say whose they are."""

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log every request's URL


class NoAnswer(Exception):
    """Nothing that can be believed came in time. `busy`: central asked us to stay away."""

    def __init__(self, trouble: str, *, busy: bool = False, after: float = 0.0) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.busy = busy
        self.after = after


class Refused(Exception):
    """Central understood and said no."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Wire:
    """Opened and closed on the agent's loop."""

    def __init__(
        self,
        url: str,
        auth: DeviceAuth | None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._auth = auth
        self._client = httpx.AsyncClient(
            base_url=url,
            auth=auth,
            transport=transport,
            timeout=httpx.Timeout(READ, connect=CONNECT),
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_connections=16, max_keepalive_connections=8),
        )

    async def get(self, path: str, kind: type[T], deadline: float = READ, **query: str | int) -> T:
        return await self._ask("GET", path, kind, deadline, params=query)

    async def get_packed(self, path: str, kind: type[T], **query: str | int) -> T:
        """For long answers: zstd, where central packs them."""
        headers = {"Accept-Encoding": "zstd"}
        return await self._ask("GET", path, kind, READ, params=query, headers=headers)

    async def post(self, path: str, message: object, kind: type[T], deadline: float = READ) -> T:
        headers = {"Content-Type": "application/json"}
        body = encode(message)
        return await self._ask("POST", path, kind, deadline, content=body, headers=headers)

    async def post_packed(self, path: str, message: object, kind: type[T]) -> T:
        """For long bodies: zstd."""
        headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
        body = zstd.compress(encode(message), 3)
        return await self._ask("POST", path, kind, READ, content=body, headers=headers)

    async def send(self, path: str, message: object) -> None:
        """POST with nothing to read in the answer."""
        headers = {"Content-Type": "application/json"}
        await self._request("POST", path, READ, content=encode(message), headers=headers)

    @asynccontextmanager
    async def stream(
        self, path: str, *, timeout: httpx.Timeout, headers: Mapping[str, str], **query: str
    ) -> AsyncIterator[httpx.Response]:
        try:
            async with self._client.stream(
                "GET", path, params=query, headers=dict(headers), timeout=timeout
            ) as response:
                if response.status_code not in (200, 206):
                    await response.aread()
                    _check(response)
                yield response
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise NoAnswer("unreachable") from error

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, method: str, path: str, kind: type[T], deadline: float, **more: Any) -> T:
        response = await self._request(method, path, deadline, **more)
        if "json" not in response.headers.get("Content-Type", ""):
            raise NoAnswer("not_central")
        try:
            answer = decode(_plain(response.content), kind)
        except (ValueError, zstd.ZstdError) as error:
            raise NoAnswer("not_central") from error
        if isinstance(answer, _NAMED) and not self._is_to_us(answer.terminal):
            raise NoAnswer("not_central")
        return answer

    def _is_to_us(self, terminal: str) -> bool:
        """Older centrals do not say whom they answer."""
        return not terminal or self._auth is None or terminal == self._auth.terminal

    async def _request(
        self, method: str, path: str, deadline: float, **more: Any
    ) -> httpx.Response:
        try:
            async with asyncio.timeout(deadline):
                response = await self._client.request(method, path, **more)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise NoAnswer("unreachable") from error
        _check(response)
        return response


def as_conflict(refused: Refused) -> Conflict:
    problem = refused.problem
    data = {name: text for name, text in (problem.data or {}).items() if name != "code"}
    return Conflict(problem.code or "refused", **data)


def _plain(body: bytes) -> bytes:
    """Unpacked, if nobody did so on the way: JSON never begins as a zstd frame does."""
    if not body.startswith(_FRAME):
        return body
    reader = zstd.ZstdDecompressor()
    plain = reader.decompress(body, MAX_PLAIN)
    if not reader.eof:
        raise ValueError("cut, or longer than anything central says")
    return plain


def _check(response: httpx.Response) -> None:
    if response.is_success:
        return
    if response.status_code in _BUSY and not _guessed(response):
        raise NoAnswer("central_busy", busy=True, after=_retry_after(response))
    if response.status_code >= 500:
        raise NoAnswer("central_broken", busy=True)
    if response.status_code == 408:  # what we sent came too slowly: it says nothing about us
        raise NoAnswer("unreachable")
    problem = _problem(response)
    if problem is None:
        raise NoAnswer("not_central")
    raise Refused(problem)


def _problem(response: httpx.Response) -> Problem | None:
    """None for what is not central's: gateways speak problem documents, too."""
    try:
        problem = decode(response.content, Problem)
    except ValueError:
        return None
    return problem if problem.type.startswith(PROBLEM) else None


def _guessed(response: httpx.Response) -> bool:
    """Central is not busy: it has had enough of wrong codes."""
    problem = _problem(response)
    return problem is not None and problem.code == "too_many_tries"


def _retry_after(response: httpx.Response) -> float:
    """Seconds, from a number or a date by the answer's own Date; never more than an hour."""
    text = response.headers.get("Retry-After", "")
    if text.isdecimal():
        return min(float(text), _LONGEST)
    at, now = http_date(text), http_date(response.headers.get("Date", ""))
    if at is None or now is None:
        return 0.0
    return min(max((at - now).total_seconds(), 0.0), _LONGEST)
