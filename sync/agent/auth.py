"""Signs each request with the device's key (`sync.protocol.auth`). Agent room."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from shop.ports import Signer
from sync.protocol.auth import HEADER, Claim, header_value, signed_request


@dataclass(frozen=True, slots=True)
class Credentials:
    terminal: str
    epoch: int
    signer: Signer


class DeviceAuth(httpx.Auth):
    """Stamps by central's clock: our own may be wrong, and the till must sync all the same."""

    requires_request_body = True

    def __init__(self, credentials: Credentials, now: Callable[[], datetime]) -> None:
        self._credentials = credentials
        self._now = now
        self.offset = 0.0

    @property
    def terminal(self) -> str:
        return self._credentials.terminal

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        used = self.offset
        request.headers[HEADER] = self._sign(request)
        response = yield request
        told = http_date(response.headers.get("Date", ""))
        if response.status_code == 401 and told is not None:
            off = told.timestamp() - self._now().timestamp()
            if abs(off - used) > 60:
                self.offset = off
                request.headers[HEADER] = self._sign(request)
                yield request

    def _sign(self, request: httpx.Request) -> str:
        who = self._credentials
        stamp = int(self._now().timestamp() + self.offset)
        nonce = secrets.token_hex(12)
        target = request.url.raw_path.decode("ascii")
        message = signed_request(
            request.method, target, request.content, who.terminal, who.epoch, stamp, nonce
        )
        signature = who.signer.sign(message).hex()
        return header_value(Claim(who.terminal, who.epoch, stamp, nonce, signature))


def http_date(text: str) -> datetime | None:
    """As aware time; None for what is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # -0000: of no known zone
