"""`endcap doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from endcap.cli import main
from endcap.commands.doctor import examine
from endcap.doctor import disk, hardware, link, software
from endcap.doctor.finding import Finding, looked
from sync.local.identity import Identity, write_identity
from tests.fakes.terminals import new_journal, sold


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
    wanted |= {"disk sync", "disk space", "journal", "printer", "camera"}
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
    assert "FAIL  printer: file:/nowhere/lp0: not there" in said
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


def test_a_wrong_folder_or_setting_is_named(till: Path) -> None:
    assert by_name(examine(till / "none"))["data"].state == "fail"
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
