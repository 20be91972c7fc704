"""`endcap central api-key` makes a key that works, with central stopped and with it running."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from endcap.cli import main
from sync.central.core import Program, admin_key, open_central, program_of
from sync.central.folder_lock import FolderLock
from tests.central_server import serving
from tests.central_shop import open_shop


def made(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["central", "api-key", "--name", "our shop", *words]) == 0
    return capsys.readouterr().out.strip()


def test_a_key_is_made_on_the_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_central(tmp_path).close()
    key = made(capsys, "--role", "webshop", "--data", str(tmp_path))
    central = open_central(tmp_path)
    assert program_of(central, key) == Program("our shop", "webshop")
    assert key.encode() not in (tmp_path / "central.db").read_bytes()
    central.close()


def test_a_running_central_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    central = open_central(tmp_path)
    open_shop(central)
    admin_key(central)
    lock = FolderLock(tmp_path)
    with serving(central) as url:
        key = made(capsys, "--data", str(tmp_path), "--url", url)
        bearer = {"Authorization": f"Bearer {key}"}
        assert httpx.get(f"{url}/v1/shop/availability?skus=mug", headers=bearer).status_code == 200
        assert httpx.get(f"{url}/v1/admin/exceptions", headers=bearer).status_code == 403
        wrong = ["--name", "\x07", "--data", str(tmp_path), "--url", url]
        assert main(["central", "api-key", *wrong]) == 1
        assert "cannot be printed" in capsys.readouterr().err
    lock.release()
    central.close()


def test_nobody_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_central(tmp_path).close()
    lock = FolderLock(tmp_path)
    words = ["--name", "x", "--data", str(tmp_path), "--url", "http://127.0.0.1:1"]
    assert main(["central", "api-key", *words]) == 1
    assert "cannot read the administrator's key" in capsys.readouterr().err
    lock.release()
