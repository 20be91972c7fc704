"""The cable relays, tears, stalls and mends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from endcap.demo.cable import Cable, Fault


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                peer, _ = server.accept()
            except OSError:
                return
            with peer:
                while data := peer.recv(4096):
                    peer.sendall(data)

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def ask(port: int, timeout: float = 5) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout) as peer:
        peer.sendall(b"hello")
        return peer.recv(100)


def test_passes_bytes_both_ways(echo: tuple[str, int]) -> None:
    with Cable(echo) as cable:
        assert ask(cable.port) == b"hello"


def test_cut_tears_and_mend_restores(echo: tuple[str, int]) -> None:
    with Cable(echo) as cable:
        with socket.create_connection(("127.0.0.1", cable.port), 5) as peer:
            peer.sendall(b"x")
            assert peer.recv(10) == b"x"
            cable.cut()
            with pytest.raises(ConnectionError):
                peer.recv(10) or (_ for _ in ()).throw(ConnectionResetError())
        cable.mend()
        assert ask(cable.port) == b"hello"


def test_lost_answers_and_portal(echo: tuple[str, int]) -> None:
    with Cable(echo) as cable:
        cable.set(Fault.NO_ANSWER)
        with pytest.raises(TimeoutError):
            ask(cable.port, 0.3)
        cable.set(Fault.PORTAL)
        assert ask(cable.port).startswith(b"HTTP/1.1 200")
