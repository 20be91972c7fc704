"""`endcap central …` with something wrong about it: one sentence, and nothing is made or lost."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from endcap.central.listening import listen
from endcap.cli import main
from shop.errors import Refusal
from sync.central.core import Central, admin_key, open_central, program_of
from sync.central.folder_lock import FolderLock
from tests.central_server import serving
from tests.central_shop import enrolled, open_shop

ENROL = ("enrol-code", "--store", "S1", "--face", "till")


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    opened = open_central(tmp_path / "central")
    open_shop(opened)
    admin_key(opened)
    yield opened
    opened.close()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


class Told:
    """What a command that must fail says: one line that begins with our name."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def by(self, *words: str | Path, code: int = 1) -> str:
        assert main(["central", *map(str, words)]) == code
        out, err = self._capsys.readouterr()
        assert out == ""
        assert err.startswith("endcap: ")
        assert err.count("\n") == 1
        return err[len("endcap: ") :]


# -- the wrong folder ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [ENROL, ("api-key", "--name", "x"), ("api-key", "list"), ("terminals",), ("import", "FILE"),
     ("verify",), ("keys",), ("backup", "copy"), ("refold",)],
)  # fmt: skip
def test_a_forgotten_folder_makes_no_central(
    words: tuple[str, ...], tmp_path: Path, told: Told
) -> None:
    """A14: README's own line made a second central beside the one that ran."""
    (tmp_path / "stores.csv").write_text("a\n1\n")
    given = [str(tmp_path / "stores.csv") if x == "FILE" else x for x in words]
    assert "there is no central in" in told.by(*given, "--data", tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_a_fresh_folder_is_served_and_seeded(tmp_path: Path) -> None:
    assert main(["central", "seed-demo", "--data", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new" / "central.db").stat().st_size


def test_serving_on_what_was_lost(central: Central, told: Told) -> None:
    central.close()
    folder = central.folder
    (folder / "central.db").rename(folder.parent / "moved")
    assert "holds central.key and admin.key of a central, but no central.db" in told.by(
        "serve", "--data", folder
    )
    (folder / "central.db").touch()
    assert "central.db is empty" in told.by("serve", "--data", folder)
    (folder / "central.db").unlink()
    (folder.parent / "moved").rename(folder / "central.db")
    (folder / "central.key").write_bytes(b"short")
    assert "central.key is damaged" in told.by("serve", "--data", folder)
    (folder / "central.key").unlink()
    for words in (("serve",), ("backup", folder.parent / "copy")):
        assert "lacks central.key" in told.by(*words, "--data", folder)


def test_a_terminals_folder_is_not_served(tmp_path: Path, told: Told) -> None:
    (tmp_path / "terminal.json").write_text("{}")
    assert "is a terminal's folder" in told.by("--data", tmp_path)
    assert [x.name for x in tmp_path.iterdir()] == ["terminal.json"]


def test_a_file_is_no_folder(tmp_path: Path, told: Told) -> None:
    (tmp_path / "file").touch()
    for word in ("serve", "seed-demo"):
        assert "is a file. Give a folder" in told.by(word, "--data", tmp_path / "file")


@pytest.mark.parametrize("url", ["garbage", " ", "mysql://x/y", "postgresql+psycopg2://x/y"])
@pytest.mark.parametrize("word", ["serve", "verify", "backup"])
def test_what_is_no_database_url(
    url: str, word: str, central: Central, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(central.folder.parent)
    words = [word, *(["copy"] if word == "backup" else [])]
    said = told.by(*words, "--data", central.folder, "--database-url", url)
    assert "it begins with postgresql://" in said
    assert [x.name for x in central.folder.parent.iterdir()] == ["central"]


def test_a_database_url_that_a_script_did_not_set(central: Central, told: Told) -> None:
    assert "is empty" in told.by("verify", "--data", central.folder, "--database-url", "", code=2)


# -- asking a central that runs ------------------------------------------------------------------


@contextmanager
def running(central: Central) -> Iterator[list[str]]:
    with FolderLock(central.folder), serving(central) as url:
        yield ["--data", str(central.folder), "--url", url]


def test_enrolling_where_it_cannot_be(central: Central, told: Told) -> None:
    folder = ["--data", str(central.folder)]
    wrong = ("enrol-code", "--store", "nowhere", "--face", "till")
    assert "there is no store 'nowhere'" in told.by(*wrong, *folder)
    assert "begins with http://" in told.by(*ENROL, *folder, "--address", "ftp://x")
    assert "there is no folder" in told.by(*ENROL, *folder, "--png", "/nonexistent/x.png")
    for name in ("x" * 81, "a\nb"):
        assert "a name is too long" in told.by(*ENROL, *folder, "--name", name)
    with running(central) as there:
        assert "there is no store 'nowhere'" in told.by(*wrong, *there)


def test_a_key_that_is_not_centrals(central: Central, told: Told) -> None:
    """A15: "it is not Endcap's central that answers there", and it was."""
    (central.folder / "admin.key").write_text("00" * 24)
    with running(central) as there:
        assert "does not know the key in" in told.by(*ENROL, *there)


@pytest.mark.parametrize("url", ["garbage", "", "http://central:port", "http://a b", "file:///x"])
def test_an_address_that_is_none(url: str, central: Central, told: Told) -> None:
    with FolderLock(central.folder):
        for words in (ENROL, ("api-key", "--name", "x"), ("api-key", "list"), ("terminals",)):
            said = told.by(*words, "--data", central.folder, "--url", url)
            assert "is no address: it begins with http://" in said


class Portal(BaseHTTPRequestHandler):
    """A hotel's page, or somebody else's server."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>")

    def log_message(self, *_: object) -> None:
        pass


def test_somebody_else_answers(central: Central, told: Told) -> None:
    server = HTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        with FolderLock(central.folder):
            said = told.by(*ENROL, "--data", central.folder, "--url", url)
        assert "it is not Endcap's central that answers" in said
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_keys_and_terminals_are_looked_after(
    central: Central, capsys: pytest.CaptureFixture[str]
) -> None:
    """A8 and B13, on the data and asking a central that runs."""
    till = enrolled(central, "S1", "till", "Till 1")

    def ran(*words: str) -> str:
        assert main(["central", *words]) == 0
        return capsys.readouterr().out

    def look_after(*where: str) -> None:
        key = ran("api-key", "--name", "our shop", *where).strip()
        (line,) = [x for x in ran("api-key", "list", *where).splitlines() if "our shop" in x]
        assert "webshop" in line
        assert key not in line
        assert "(in admin.key)" in ran("api-key", "list", *where)
        assert "is revoked" in ran("api-key", "revoke", line.split()[0], *where)
        assert program_of(central, key) is None
        (line,) = [x for x in ran("api-key", "list", *where).splitlines() if "our shop" in x]
        assert "revoked" in line
        shown = ran("terminals", *where)
        assert shown == f"{till.name}  till   S1  epoch 1  never seen  Till 1\n"
        assert main(["central", "api-key", "revoke", "0" * 16, *where]) == 1
        assert "no key has the id" in capsys.readouterr().err

    look_after("--data", str(central.folder))
    with central.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM api_key WHERE name = 'our shop'")
    with running(central) as there:
        look_after(*there)
        assert f"{till.name} is revoked" in ran("terminals", "revoke", till.name, *there)
        assert "never seen  revoked" in ran("terminals", *there)
        assert main(["central", "terminals", "revoke", "T9999", *there]) == 1
        assert "knows no terminal T9999" in capsys.readouterr().err


def test_words_too_many_or_too_few(central: Central, told: Told) -> None:
    folder = ["--data", str(central.folder)]
    assert "say whose key it is" in told.by("api-key", *folder, code=2)
    assert "say which one" in told.by("api-key", "revoke", *folder, code=2)
    assert "one word too many" in told.by("api-key", "list", "x", *folder, code=2)
    assert "say `terminals list`" in told.by("terminals", "revoke", *folder, code=2)


# -- importing -----------------------------------------------------------------------------------


def test_files_that_are_not_there_or_empty(
    central: Central, tmp_path: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data", str(central.folder)]
    assert "there is no file /nonexistent.csv" in told.by("import", "/nonexistent.csv", *folder)
    (tmp_path / "bare").mkdir()
    assert "no files in these folders" in told.by("import", tmp_path / "bare", *folder)
    mapping = tmp_path / "m.toml"
    columns = (
        'kind = "products"\nformat = "csv"\n[columns]\nsku = "ArtNr"\ntitle = "{Name} {Size}"\n'
    )
    mapping.write_text(columns)
    for text, said in (("", "there is no row in it"), ("ArtNr,Name\n1,Tea\n", "no column 'Size'")):
        (tmp_path / "goods.csv").write_text(text)
        words = ["central", "import", str(tmp_path / "goods.csv"), "--mapping", str(mapping)]
        assert main([*words, *folder]) == 1
        assert said in capsys.readouterr().err
    mapping.write_bytes(b"\xff")
    assert "m.toml" in told.by("import", tmp_path / "goods.csv", "--mapping", mapping, *folder)


# -- serving -------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told_before_anything_is_claimed(
    central: Central, told: Told
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        said = told.by("serve", "--data", central.folder, "--port", port)
    assert (
        said == f"port {port} of 127.0.0.1 is taken by another program. Give another with --port.\n"
    )
    assert "this machine has no address '203.0.113.1'" in told.by(
        "serve", "--data", central.folder, "--host", "203.0.113.1"
    )
    assert "has no address 'no such host'" in told.by(
        "serve", "--data", central.folder, "--host", "no such host"
    )


@pytest.mark.parametrize("words", [("--port", "99999"), ("--port", "-1"), ("--proxy", "proxy")])
def test_numbers_out_of_reach(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["central", "serve", *words])
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_it_listens_on_every_address_of_a_name() -> None:
    sockets = listen("localhost", 0)
    ports = {one.getsockname()[1] for one in sockets}
    with pytest.raises(Refusal, match="port_in_use"):
        listen("localhost", *ports)
    for one in sockets:
        one.close()
    assert len(ports) == 1


def process(*words: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "endcap", "central", *words]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, text=True)


def test_port_0_is_told_and_all_files_are_their_owners(tmp_path: Path) -> None:
    """B16: whoever else uses the machine reads no shoppers' names and no digests of PINs."""
    folder = tmp_path / "new" / "data"
    had = os.umask(0o022)
    try:
        server = process("--data", str(folder), "--port", "0")
    finally:
        os.umask(had)
    try:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        assert not url.endswith(":0")
        for _ in range(4):
            server.stdout.readline()
        modes = {x.name: stat.S_IMODE(x.stat().st_mode) for x in [folder, *folder.rglob("*")]}
        assert {"central.db", "central.db-wal", "central.key", "admin.key"} <= modes.keys()
        assert [name for name, mode in modes.items() if mode & 0o077] == []
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))):
            pass
    finally:
        server.terminate()
        server.communicate(timeout=20)
    assert server.returncode == 0


def test_whoever_reads_us_may_have_read_enough(central: Central) -> None:
    """`endcap central terminals | head -1`, with more to say than a pipe holds."""
    for number in range(60):
        enrolled(central, "S1", "till", f"Till {number} {'x' * 70}")
    central.close()
    reader, writer = os.pipe()
    os.close(reader)
    words = ["terminals", "--data", str(central.folder)]
    told = process(*words, stdout=writer)
    os.close(writer)
    _, err = told.communicate(timeout=60)
    assert "Broken pipe" not in err
    assert "endcap:" not in err
