"""F5, F10: strangers and slow lines hang on to central's door; tills still get in."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from endcap.central import patient
from sync.central import http
from tests.fakes.terminals import wait_until
from tests.flows.corner_shop import TEA
from tests.flows.people import PATIENCE, Till
from tests.flows.store import FlowStore

CLINGING = 200
UPLOAD = b"POST /v1/journal HTTP/1.1\r\nHost: central\r\nContent-Length: 4000000\r\n\r\n"
HEADERS = b"GET /v1/feed HTTP/1.1\r\nHost: central\r\nX-Slow: "


@contextlib.contextmanager
def clinging(
    central: tuple[str, int], beginning: bytes, count: int
) -> Iterator[list[socket.socket]]:
    """Connections that send one byte a second after `beginning`, and never end."""
    held = [socket.create_connection(central) for _ in range(count)]
    over = threading.Event()

    def drip() -> None:
        while not over.wait(1.0):
            for line in held:
                with contextlib.suppress(OSError):
                    line.sendall(b"x")

    for line in held:
        line.sendall(beginning)
    dripping = threading.Thread(target=drip, name="drip")
    dripping.start()
    try:
        yield held
    finally:
        over.set()
        dripping.join()
        for line in held:
            line.close()


def closed(line: socket.socket) -> bool:
    line.settimeout(0.01)
    try:
        while line.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


def sells_and_is_heard(till: Till) -> None:
    assert till.online
    till.sell(TEA)
    wait_until(lambda: till.waiting == 0, PATIENCE)
    assert till.online


def test_two_hundred_that_never_finish_their_headers_keep_nobody_out(store: FlowStore) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    with clinging(store.cable.target, HEADERS, CLINGING):
        time.sleep(1.5)
        sells_and_is_heard(till)


@pytest.mark.allow_warnings("what is no HTTP is told so at once")
def test_who_never_finishes_is_let_go(store: FlowStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are counted: central does not hold one for whoever asks or sends for ever."""
    monkeypatch.setattr(patient, "HEADERS_SECONDS", 1.5)
    monkeypatch.setattr(http, "BODY_SECONDS", 1.5)
    target = store.cable.target
    with clinging(target, b"", 3) as silent, clinging(target, HEADERS, 3) as asking:
        with clinging(target, UPLOAD, 3) as sending:
            lines = [*silent, *asking, *sending]
            wait_until(lambda: all(closed(line) for line in lines), PATIENCE)
        till = store.till()
        till.start_day()
        time.sleep(4)  # far longer than headers may take: an open stream is no such thing
        sells_and_is_heard(till)


def test_headers_without_end_are_not_gathered(store: FlowStore) -> None:
    with clinging(store.cable.target, HEADERS, 3) as lines:
        for line in lines:
            with contextlib.suppress(OSError):
                line.sendall(b"x" * 4_000_000)
        wait_until(lambda: all(closed(line) for line in lines), PATIENCE)


def test_two_hundred_uploads_at_a_byte_a_second_keep_nobody_out(store: FlowStore) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    with clinging(store.cable.target, UPLOAD, CLINGING):
        time.sleep(1.5)
        sells_and_is_heard(till)
