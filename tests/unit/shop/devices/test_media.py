"""Which mounted places are offered to somebody who takes a file away."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shop.devices import media as module
from shop.devices.media import Medium, media


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's list of mounts")
def test_sticks_first_then_the_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sticks = tmp_path / "media"
    for name in ("BACK UP", "A"):
        (sticks / name).mkdir(parents=True)
    monkeypatch.setattr(module, "_LINUX", (f"{sticks}/",))
    mounts = tmp_path / "mounts"
    lines = [
        "proc /proc proc rw 0 0",
        f"/dev/sdb1 {sticks}/BACK\\040UP vfat rw 0 0",
        f"/dev/sdc1 {sticks}/A exfat rw 0 0",
        f"/dev/sdd1 {sticks}/pulled-out vfat rw 0 0",
        "short",
    ]
    mounts.write_text("\n".join(lines))
    own = tmp_path / "exports"
    assert media(own, mounts) == [
        Medium(sticks / "A", "A"),
        Medium(sticks / "BACK UP", "BACK UP"),
        Medium(own, ""),
    ]


def test_without_any_the_own_folder_is_still_there(tmp_path: Path) -> None:
    assert media(tmp_path, tmp_path / "none")[-1] == Medium(tmp_path, "")
