"""`endcap doctor` asks central how it stands with this terminal, signed as the terminal."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from endcap.commands.doctor import examine
from endcap.doctor import link
from endcap.doctor.finding import Finding
from sync.central import enrolment, tables
from sync.central.core import Central, open_central
from sync.terminal import enrol
from tests.central_server import serving
from tests.central_shop import open_shop


@contextmanager
def living(folder: Path) -> Iterator[tuple[Central, str]]:
    """By the real clock: the doctor signs with its own."""
    central = open_central(folder)
    open_shop(central)
    try:
        with serving(central) as url:
            yield central, url
    finally:
        central.close()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[tuple[Central, str]]:
    with living(tmp_path / "central") as pair:
        yield pair


def joined(live: tuple[Central, str], folder: Path, *, again: str = "") -> Path:
    central, url = live
    code = enrolment.new_code(central, store="S1", face="till", terminal=again)
    enrol(folder, url, code, "till")
    return folder


def standing(folder: Path, central: str = "") -> Finding:
    findings = {one.name: one for one in examine(folder, central)}
    assert findings["central"].state == "ok"
    return findings["standing"]


def test_a_terminal_in_good_standing(live: tuple[Central, str], tmp_path: Path) -> None:
    till = joined(live, tmp_path / "till")
    with live[0].database.read() as connection:
        before = connection.execute(select(tables.terminal)).all()
    found = standing(till)
    assert (found.state, found.said) == ("ok", "central knows T0001, epoch 1")
    with live[0].database.read() as connection:
        assert connection.execute(select(tables.terminal)).all() == before
        assert connection.execute(select(func.count()).select_from(tables.ledger)).scalar() == 0


def test_a_terminal_that_was_shut_out(live: tuple[Central, str], tmp_path: Path) -> None:
    till = joined(live, tmp_path / "till")
    enrolment.revoke(live[0], "T0001")
    found = standing(till)
    assert (found.state, found.said) == ("fail", "central has taken T0001 out of service")
    assert "enrol-code --terminal T0001" in found.advice


def test_an_older_life_of_a_terminal(live: tuple[Central, str], tmp_path: Path) -> None:
    till = joined(live, tmp_path / "till")
    shutil.copytree(till, tmp_path / "old")
    joined(live, till, again="T0001")
    assert standing(till).state == "ok"
    found = standing(tmp_path / "old")
    assert (found.state, "was enrolled again elsewhere" in found.said) == ("fail", True)


def test_a_fork(live: tuple[Central, str], tmp_path: Path) -> None:
    till = joined(live, tmp_path / "till")
    with live[0].database.write() as connection:
        connection.execute(update(tables.terminal).values(forked=1))
    found = standing(till)
    assert (found.state, "two machines went on from one journal" in found.said) == ("fail", True)


def test_another_central(live: tuple[Central, str], tmp_path: Path) -> None:
    """One that has never heard of it, and one that has another terminal of that name."""
    till = joined(live, tmp_path / "till")
    with living(tmp_path / "other") as other:
        found = standing(till, other[1])
        said = f"the central at {other[1]} does not know T0001"
        assert (found.state, found.said) == ("fail", said)
        joined(other, tmp_path / "stranger")
        found = standing(till, other[1])
        said = f"the central at {other[1]} knows T0001 by another key"
        assert (found.state, found.said) == ("fail", said)
        assert found.advice.startswith("check the address")


# -- who else may answer there -----------------------------------------------------------------


@contextmanager
def answering(status: int, kind: str, body: bytes, location: str = "") -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "kind", "body", "location", "state", "said"),
    [
        (200, "text/html", b"<html>", "", "fail", "is answered by something else (text/html)"),
        (200, "application/json", b'{"hello": 1}', "", "fail", "is answered by something else"),
        (200, "application/json", b"[]", "", "fail", "is answered by something else"),
        (302, "text/html", b"", "https://central/health", "fail", "sends on to https://central/"),
        (404, "text/html", b"", "", "fail", "answered 404: that is not central"),
        (503, "application/json", b"{}", "", "warn", "answered 503"),
    ],
)
def test_whoever_else_answers_is_not_taken_for_central(
    status: int, kind: str, body: bytes, location: str, state: str, said: str
) -> None:
    with answering(status, kind, body, location) as url:
        (found,) = link.clock(url)
    assert (found.name, found.state) == ("central", state)
    assert said in found.said
    assert found.advice


def test_something_that_speaks_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            client, _ = server.accept()
            with client:
                client.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        (found,) = link.clock(f"http://127.0.0.1:{server.getsockname()[1]}")
        thread.join()
    assert (found.name, found.state) == ("central", "warn")
