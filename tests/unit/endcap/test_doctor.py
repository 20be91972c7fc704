"""`endcap doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from endcap.cli import main
from endcap.commands.doctor import examine
from endcap.doctor import disk, hardware, link, software
from endcap.doctor.finding import Finding, looked
from shop.domain.slip_keys import SlipKey
from sync.local.identity import Identity, write_identity
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from tests.fakes.terminals import new_journal, sold

ALL = [
    Change(1, "slip_key", str(n), encode(SlipKey(n, "ab" * 32, "T1", "S1")).decode())
    for n in range(400)
]


@pytest.fixture
def till(tmp_path: Path) -> Path:
    journal = new_journal(tmp_path)
    journal.record(sold(), staff="ann").result()
    journal.close()
    return tmp_path


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {one.name: one for one in findings}


def test_a_till_is_looked_at_whole(till: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--data", str(till), "--json"])
    findings = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    wanted = {"versions", "Qt", "QtTest", "SQLite", "SQLite build", "opencv", "fonts"}
    wanted |= {"disk sync", "disk space", "journal", "settings", "printer", "scanner", "camera"}
    assert wanted <= findings.keys()
    assert findings["journal"]["said"] == "sound up to entry 2 of epoch 1"
    assert findings["disk sync"]["figures"]["p50_ms"] > 0
    assert code == int(any(one["state"] == "fail" for one in findings.values()))
    assert all(one["advice"] for one in findings.values() if one["state"] != "ok")
    assert not list(till.glob(".endcap-doctor*"))


def test_it_says_what_to_do(till: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (till / "journal.head").unlink()
    (till / "endcap.toml").write_text('[printer]\ntarget = "file:/nowhere/lp0"\n')
    assert main(["doctor", "--data", str(till)]) == 1
    said = capsys.readouterr().out
    assert "FAIL  journal: journal.head" in said
    assert "FAIL  printer: file:/nowhere/lp0 is not there" in said
    assert "what to do: bring journal.head back" in said


def test_a_terminal_that_lost_who_it_is_or_its_key(till: Path) -> None:
    """Nothing of this was seen, or it was put down to the settings."""
    public = (till / "public").read_text()
    who = Identity("T1", "S1", 1, 7, "Till 1", "till", public, "")
    found = by_name(examine(till))["identity"]
    assert (found.state, "not whose it is" in found.said) == ("fail", True)
    write_identity(till, who)
    found = by_name(examine(till))["identity"]
    assert (found.state, found.said) == ("ok", "till T1 (Till 1) of store S1, epoch 1")
    (till / "device.key").rename(till / "elsewhere")
    found = by_name(examine(till))["identity"]
    assert (found.state, "private key of T1 is missing" in found.said) == ("fail", True)
    (till / "terminal.json").write_text("{")
    found = by_name(examine(till))["identity"]
    assert (found.state, found.said) == ("fail", "terminal.json is damaged")
    assert "terminal.json" in found.advice


def test_another_terminals_key_is_told_apart_from_none(till: Path) -> None:
    write_identity(till, Identity("T1", "S1", 1, 7, "Till 1", "till", "ab" * 32, ""))
    found = by_name(examine(till))["identity"]
    assert (found.state, "device.key is not the private key of T1" in found.said) == ("fail", True)


@pytest.mark.parametrize("left", ["terminal.json", "journal.head"])
def test_an_enrolled_till_that_lost_its_journal_fails(till: Path, left: str) -> None:
    """It was ok: "not a terminal's, or not enrolled yet"."""
    for path in till.glob("journal.*"):
        if path.name != left:
            path.unlink()
    if left == "terminal.json":
        public = (till / "public").read_text()
        write_identity(till, Identity("T1", "S1", 1, 7, "Till 1", "till", public, ""))
    found = by_name(examine(till))["journal"]
    assert (found.state, found.said) == ("fail", f"journal.db is missing, beside {left}")
    assert "bring journal.db back" in found.advice
    assert main(["doctor", "--data", str(till)]) == 1


def test_a_folder_of_nobody_is_not_ok(tmp_path: Path) -> None:
    found = by_name(examine(tmp_path))["journal"]
    assert (found.state, "is no terminal's folder" in found.said) == ("warn", True)
    (tmp_path / "central.key").write_bytes(b"x" * 32)  # central's, with PostgreSQL
    found_too = by_name(examine(tmp_path))
    assert {"journal", "printer", "replica"}.isdisjoint(found_too)


def test_without_a_folder_only_the_machine_is_looked_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, till: Path
) -> None:
    monkeypatch.chdir(till)
    found = by_name(examine(None))
    assert (found["data"].state, "no folder was given" in found["data"].said) == ("warn", True)
    assert {"disk sync", "journal", "printer"}.isdisjoint(found)


def test_a_replica_that_is_not_sound(till: Path) -> None:
    """A start replaces one that is no database; what is spoilt inside was never seen."""
    public = (till / "public").read_text()
    write_identity(till, Identity("T1", "S1", 1, 7, "Till 1", "till", public, ""))
    found = by_name(examine(till))["replica"]
    assert (found.state, found.said) == ("warn", "nothing from central yet")
    at = datetime(2026, 11, 21, 10, tzinfo=UTC)
    build(till / "replica.db", ALL, Standing("t", 1, at, "S1"))
    before = sorted((x.name, x.stat().st_size) for x in till.iterdir())
    found = by_name(examine(till))["replica"]
    assert (found.state, found.said) == ("ok", "sound; central's word of 2026-11-21 10:00 UTC")
    assert sorted((x.name, x.stat().st_size) for x in till.iterdir()) == before
    whole = (till / "replica.db").read_bytes()
    half = len(whole) // 2
    for data in (b"junk" * 5000, whole[:half], whole[:half] + bytes(8192) + whole[half + 8192 :]):
        (till / "replica.db").write_bytes(data)
        found = by_name(examine(till))["replica"]
        assert (found.state, "is damaged" in found.said) == ("fail", True)
        assert "delete replica.db" in found.advice
    with sqlite3.connect(till / "replica.db") as newer:
        (till / "replica.db").write_bytes(whole)
        newer.execute("PRAGMA user_version=99")
    newer.close()
    assert "newer Endcap" in by_name(examine(till))["replica"].said


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ('[screen]\nlanguage = "xx"', "settings", "there is no language 'xx'"),
        ('[screen]\ntheme = "/nowhere.toml"', "settings", "cannot read /nowhere.toml"),
        (
            '[printer]\ntarget = "file:x"\nprofile = "lp"',
            "settings",
            "no printer profile 'lp'",
        ),
        (
            '[printer]\ntarget = "file:x"\nlogo = "/no.png"',
            "settings",
            "picture /no.png is not",
        ),
        ('[kiosk]\nstaff_pin = "1234"', "settings", "not the hash of a PIN"),
        ('[printer]\ntarget = "lpt1"', "printer", "'lpt1' is no printer's address"),
        ('[printer]\ntarget = "tcp://127.0.0.1:9"', "printer", "tcp://127.0.0.1:9 does not answer"),
        ('[scanner]\nserial = "/dev/ttyACM77"', "scanner", "/dev/ttyACM77 is not there"),
        ('[scanner]\nserial = "/etc/hostname"', "scanner", "/etc/hostname is no serial port"),
    ],
)
def test_values_that_cripple_a_start(till: Path, text: str, name: str, said: str) -> None:
    (till / "endcap.toml").write_text(text)
    found = by_name(examine(till))[name]
    assert (found.state, said in found.said) == ("fail", True), found
    assert found.advice


def test_values_that_can_be_used(till: Path) -> None:
    from argon2 import PasswordHasher

    pin = PasswordHasher().hash("4711")
    text = f"[kiosk]\nstaff_pin = '{pin}'\n[scanner]\nserial = '/dev/ptmx'"
    (till / "endcap.toml").write_text(text)
    found = by_name(examine(till))
    assert (found["settings"].state, found["scanner"].state) == ("ok", "ok")


def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux has a file that is always full: the probe's write goes there."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    opened = os.open
    monkeypatch.setattr(os, "open", lambda *_: opened("/dev/full", os.O_WRONLY))
    (found,) = disk.fsync(tmp_path)
    assert (found.state, found.said) == ("fail", "a write failed: No space left on device")
    assert "free space" in found.advice


def test_a_wrong_folder_or_setting_is_named(till: Path) -> None:
    found = by_name(examine(till / "none"))["data"]
    assert (found.state, "is not there" in found.said) == ("fail", True)
    found = by_name(examine(till / "public"))["data"]
    assert (found.state, "is a file" in found.said) == ("fail", True)
    (till / "endcap.toml").write_text("[printer]\ntraget = 1\n")
    found = by_name(examine(till))["settings"]
    assert "traget" in found.said


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 36, 0), "fail"), ((3, 40, 1), "warn"), ((3, 51, 2), "warn"), ((3, 51, 3), "ok")],
)
def test_known_bugs_of_sqlite(version: tuple[int, ...], state: str) -> None:
    assert software.sqlite_finding(version).state == state


@pytest.mark.parametrize(
    ("seconds", "state"), [(0.4, "ok"), (-29, "ok"), (31, "warn"), (-100, "warn"), (241, "fail")]
)
def test_clocks_apart(seconds: float, state: str) -> None:
    found = link.offset_finding(seconds)
    assert found.state == state
    assert ("behind" in found.said) == (seconds < 0)


@pytest.mark.parametrize(
    ("taken", "state"),
    [([3.0] * 9, "ok"), ([60.0] * 9, "warn"), ([3.0, 3.0, 900.0], "warn"), ([600.0], "fail"),
     ([0.001] * 9, "warn")],
)  # fmt: skip
def test_slow_disks(taken: list[float], state: str) -> None:
    assert disk.fsync_finding(taken).state == state


@pytest.mark.parametrize(("left", "state"), [(50, "ok"), (9, "warn"), (1, "fail"), (0.1, "fail")])
def test_full_disks(left: float, state: str) -> None:
    assert disk.free_finding(100 * 10**9, int(left * 10**9)).state == state


def test_the_full_opencv_beside_ours_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(software, "_version", lambda name: "4.12" if "opencv" in name else "")
    found = by_name(list(software.opencv()))["opencv"]
    assert found.state == "fail"
    assert "pip uninstall opencv-python" in found.advice


def test_a_central_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    (found,) = link.clock(url)
    assert (found.name, found.state) == ("central", "warn")


def test_a_camera_that_is_not_there(tmp_path: Path) -> None:
    assert next(hardware.camera("77")).state == "fail"
    assert next(hardware.camera(str(tmp_path))).state == "ok"
    assert next(hardware.camera("")).state == "ok"


def test_a_check_that_breaks_is_a_finding() -> None:
    def broken() -> object:
        raise RuntimeError("no luck")

    (found,) = looked("luck", broken)  # type: ignore[arg-type]
    assert (found.state, "no luck" in found.said) == ("warn", True)
