"""Verify, backup and restore; the command itself as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from endcap.central.seed_demo import DEMO
from shop.domain.staff import StaffMember
from shop.errors import Refusal
from sync.central import documents, ledger, tables
from sync.central.backup_file import restore_file, write_backup
from sync.central.core import Central, open_central
from sync.central.demo_seed import seed
from sync.central.devices import Device
from sync.central.fold_check import check_folds
from sync.central.terminals import handshake
from sync.central.verify import verify
from tests.central_shop import Terminal, enrolled, item, open_shop, sale

ROOT = Path(__file__).resolve().parents[4]


def test_a_ledger_is_read_again_link_by_link(shop: Central, till: Terminal) -> None:
    for number in range(4):
        till.seal(sale(f"R{number}", item("mug")))
    twin = till.copy()
    twin.entries[2:] = []
    till.seal(sale("R5", item("mug")))
    twin.seal(sale("Q1", item("tea")))
    till.add("{}")
    ledger.post(shop.database, till.name, till.batch(), shop.now())
    ledger.post(shop.database, twin.name, twin.batch(), shop.now())
    found = verify(shop)
    assert (found.entries, found.chains, found.sound) == (7, 2, True)
    assert [(x.seq, x.code, x.held) for x in found.faults] == [(6, "chain_broken", True)]
    column = tables.ledger.c
    with shop.database.write() as connection:
        connection.execute(
            update(tables.ledger)
            .where(column.seq == 2, column.branch == 0)
            .values(body=till.entries[1].body.replace("R1", "RX").encode())
        )
    broken = verify(shop)
    assert not broken.sound
    assert broken.faults[0].code == "hash_mismatch"


def test_a_restored_central_gets_back_what_its_backup_lacked(tmp_path: Path) -> None:
    central = open_central(tmp_path / "central")
    open_shop(central)
    till = enrolled(central, "S1", "till")
    till.seal(sale("R1", item("mug")))
    ledger.post(central.database, till.name, till.batch(), central.now())
    write_backup(tmp_path / "central", "", tmp_path / "copy")
    till.seal(sale("R2", item("mug")))
    ledger.post(central.database, till.name, till.batch(), central.now())
    before = central.timeline
    central.close()
    with pytest.raises(Refusal, match="backup_exists"):
        write_backup(tmp_path / "central", "", tmp_path / "copy")
    again = restore_file(tmp_path / "copy", tmp_path / "new")
    try:
        assert again.timeline != before
        device = Device(till.name, "S1", "till", 1, current=True, revoked=False)
        hands = handshake(again, device)
        assert hands.head.hash == till.entries[0].hash
        rest = till.batch(hands.head.seq)
        assert ledger.post(again.database, till.name, rest, again.now()).head == till.head
        assert verify(again).sound
    finally:
        again.close()


def test_the_demo_chain_is_seeded_once(central: Central) -> None:
    first = seed(central, DEMO)
    assert (first.orders, first.documents > 150, first.stock > 500) == (15, True, True)
    again = seed(central, DEMO)
    assert (again.documents, again.stock, again.orders) == (0, 0, 0)
    with central.database.read() as connection:
        nora = documents.get(connection, "staff", "s07", StaffMember)
        held = connection.execute(
            select(func.count()).where(tables.hold.c.state == "active")
        ).scalar_one()
    assert nora is not None
    assert PasswordHasher().verify(nora.pin_hash, "9051")
    assert held > 0
    assert check_folds(central.database).differences == []


def endcap(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "endcap", "central", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str, key: str = "") -> Any:
    return httpx.get(url, headers={"Authorization": f"Bearer {key}"}, timeout=5).json()


def test_the_command_seeds_serves_and_stops_at_once(tmp_path: Path) -> None:
    data, port = str(tmp_path / "data"), free_port()
    seeded = endcap("seed-demo", "--data", data)
    assert seeded.returncode == 0, seeded.stderr
    command = [sys.executable, "-m", "endcap", "central", "--data", data, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"central listens on http://127.0.0.1:{port}\n"
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                assert ask(f"{url}/health")["status"] == "ok"
                break
            except httpx.TransportError:
                time.sleep(0.1)
        taken = endcap("seed-demo", "--data", data)
        assert (taken.returncode, "already running" in taken.stderr) == (1, True)
        place = ("--store", "dub-quay", "--face", "till")
        code = endcap("enrol-code", "--data", data, "--url", url, *place)
        assert len(code.stdout.strip()) == 11, code.stderr
        key = (tmp_path / "data" / "admin.key").read_text().strip()
        assert oct(os.stat(tmp_path / "data" / "admin.key").st_mode)[-3:] == "600"
        assert ask(f"{url}/v1/ledger/summary", key) == []
        assert endcap("backup", "--data", data, str(tmp_path / "copy")).returncode == 0
        started = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 0
        assert time.monotonic() - started < 4  # two seconds on a quiet machine
    finally:
        server.kill()
        server.communicate()
    restored = endcap("restore", "--data", str(tmp_path / "back"), str(tmp_path / "copy"))
    assert "sound" in restored.stdout
