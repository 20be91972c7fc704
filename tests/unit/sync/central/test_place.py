"""Where a central may begin, and where an empty one would only hide that another was lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from shop.errors import Refusal
from sync.central import place, schema
from sync.central.core import Central, open_central
from sync.central.database import Database, parse_url
from sync.central.reading import reading
from tests.central_db import _empty
from tests.central_shop import open_shop
from tests.unit.sync.central.test_released_central import empty_url

__all__ = ["empty_url"]


def code_of(folder: Path, url: str = "", *, make: bool = True) -> str:
    with pytest.raises(Refusal) as refused:
        open_central(folder, url, make=make)
    return refused.value.code


def kept(folder: Path) -> dict[str, bytes]:
    return {x.name: x.read_bytes() for x in folder.iterdir() if x.is_file()}


def test_a_fresh_folder_just_works(tmp_path: Path) -> None:
    open_central(tmp_path / "a" / "b").close()
    open_central(tmp_path / "a" / "b", make=False).close()


def test_keys_without_their_database_are_no_new_central(
    sqlite_shop: Central, tmp_path: Path
) -> None:
    sqlite_shop.close()
    folder = tmp_path / "again"
    folder.mkdir()
    shutil.copy(sqlite_shop.folder / "central.key", folder)
    had = kept(folder)
    assert code_of(folder) == "central_without_database"
    assert code_of(folder, make=False) == "central_without_database"
    assert kept(folder) == had, "nothing was made that a restore would stumble over"
    (folder / "central.db").touch()
    assert code_of(folder) == "central_empty"
    (folder / "central.db").unlink()
    shutil.copy(sqlite_shop.folder / "central.db", folder)
    open_central(folder).close()


def test_tables_of_a_newer_version_are_left_alone(shop: Central) -> None:
    def become(version: str) -> None:
        with shop.database.write() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))

    url = "" if shop.database.is_sqlite else shop.database.url.render_as_string(False)
    become("9999")
    try:
        assert code_of(shop.folder, url) == "database_newer"
        with pytest.raises(Refusal, match="database_newer"), reading(shop.folder, url):
            pass
    finally:
        become(schema.newest())


@pytest.mark.postgres
def test_keys_without_their_database_on_postgresql(tmp_path: Path, empty_url: str) -> None:
    """Somebody gave the name of another database, an empty one."""
    (tmp_path / "admin.key").write_text("00" * 24)
    assert code_of(tmp_path, empty_url) == "database_without_central"
    database = Database(empty_url)
    with database.read() as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(text(tables)).scalar() == 0
    database.close()
    assert not (tmp_path / "central.key").exists()
    (tmp_path / "admin.key").unlink()
    assert code_of(tmp_path, empty_url, make=False) == "central_missing"
    open_central(tmp_path, empty_url).close()


@pytest.mark.postgres
def test_workers_that_start_together_make_one_central(tmp_path: Path, empty_url: str) -> None:
    """On a new database with a new folder, which they share."""
    program = "import sys; from pathlib import Path; from sync.central.core import *; "
    program += "c = open_central(Path(sys.argv[1]), sys.argv[2]); print(c.timeline, admin_key(c))"
    words = [sys.executable, "-c", program, str(tmp_path / "data"), empty_url]
    workers = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    told = [worker.communicate(timeout=60) for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4, told
    assert len({said for said, _ in told}) == 1


def test_where_none_may_be_made_nothing_is(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none", make=False) == "central_missing"
    assert not (tmp_path / "none").exists()
    (tmp_path / "till").mkdir()
    (tmp_path / "till" / "terminal.json").write_text("{}")
    assert code_of(tmp_path / "till") == "folder_of_a_terminal"
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "file") == "data_not_a_folder"


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_told(sqlite_shop: Central, size: int) -> None:
    sqlite_shop.close()
    (sqlite_shop.folder / "central.key").write_bytes(b"k" * size)
    assert code_of(sqlite_shop.folder) == "central_key_damaged"
    assert (sqlite_shop.folder / "central.key").stat().st_size == size


def test_a_first_start_that_was_cut_short_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the tables and before the key, which is made last; and before the tables."""
    for name in ("schema.migrate", "_own_key"):
        with monkeypatch.context() as cut:
            cut.setattr(f"sync.central.core.{name}", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                open_central(tmp_path / name)
        assert not (tmp_path / name / "central.key").exists()
        open_central(tmp_path / name).close()


WRONG = ("garbage", " ", "postgresql", "sqlite:///x.db", "sqlite:////tmp/x", "mysql://x/y")
WRONGER = ("postgresql+psycopg2://x/y", "postgresql://h:port/x", "://", "http://x")


@pytest.mark.parametrize("url", [*WRONG, *WRONGER])
def test_what_is_no_postgresql_url_makes_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "central.key").touch()
    assert code_of(tmp_path / "data", url) == "database_url_wrong"
    with pytest.raises(Refusal, match="database_url_wrong"):
        place.database_at(tmp_path / "data", url)
    assert [x.name for x in tmp_path.rglob("*")] == ["data", "central.key"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_url(scheme: str) -> None:
    assert parse_url(f"{scheme}://u@h:5432/db").drivername == "postgresql+psycopg"


def test_another_workers_database_is_found_with_the_folder_of_its_key(
    postgres: str, tmp_path: Path
) -> None:
    _empty(postgres)
    central = open_central(tmp_path / "central", postgres)
    open_shop(central)
    central.close()
    assert code_of(tmp_path / "elsewhere", postgres) == "central_key_missing"
    open_central(tmp_path / "central", postgres, make=False).close()
