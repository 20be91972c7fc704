"""A real central on a real socket, and a terminal that signs its requests, for tests."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from endcap.central.patient import PatientProtocol
from endcap.central.server import Server
from sync.central.app import build
from sync.central.core import Central
from sync.protocol.auth import HEADER, Claim, header_value, signed_request
from sync.protocol.codec import encode
from tests.central_shop import Terminal


@contextmanager
def serving(central: Central) -> Iterator[str]:
    """The base URL of `central`, served in a thread until the end of the block."""
    app = build(central)
    config = uvicorn.Config(
        app, "127.0.0.1", 0, http=PatientProtocol, log_config=None, timeout_graceful_shutdown=2
    )
    server = Server(config, app.state.events.end)
    thread = threading.Thread(target=server.run, name="central")
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass(slots=True)
class Caller:
    """Signs as the agent does."""

    url: str
    terminal: Terminal
    central: Central

    def headers(self, method: str, target: str, body: bytes = b"", **other: Any) -> dict[str, str]:
        stamp = other.get("stamp", int(self.central.now().timestamp()))
        nonce = other.get("nonce", secrets.token_hex(8))
        who = self.terminal
        message = signed_request(method, target, body, who.name, who.epoch, stamp, nonce)
        signature = who.key.sign(message).hex()
        return {HEADER: header_value(Claim(who.name, who.epoch, stamp, nonce, signature))}

    def get(self, target: str, **headers: str) -> httpx.Response:
        signed = self.headers("GET", target) | headers
        return httpx.get(self.url + target, headers=signed, timeout=20)

    def post(self, target: str, message: object) -> httpx.Response:
        body = encode(message)
        signed = self.headers("POST", target, body) | {"Content-Type": "application/json"}
        return httpx.post(self.url + target, content=body, headers=signed, timeout=20)
