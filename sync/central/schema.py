"""Brings a database to the schema of this version. Central room: SQL lives here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, insert, inspect, select, table, text

from shop.errors import Refusal
from sync.central import tables
from sync.central.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x656E6463  # "endc": one start at a time, whoever is first


def config(connection: Connection) -> Config:
    """Alembic's configuration for one connection."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def migrate(
    database: Database,
    token: Callable[[int], bytes] = secrets.token_bytes,
    begin: Callable[[], object] = lambda: None,
) -> None:
    """Safe to call from several processes at once; makes the timeline on first use. `begin` is
    asked before tables are made where there were none, and may refuse.

    Raises Refusal("database_newer"): a newer Endcap was here, and revisions cannot be undone.
    """
    with alone(database) as connection:
        found = version(connection)
        if not found:
            begin()
        must_not_be_newer(found)
        if found != newest():
            # Alembic costs half a second to import: only when there is something to do.
            from alembic import command

            command.upgrade(config(connection), "head")
        _first_rows(connection, token)


@contextmanager
def alone(database: Database) -> Iterator[Connection]:
    """A writing transaction of one process at a time, also where there are no tables yet."""
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


def newest() -> str:
    """The last revision; files are named by it."""
    return max(path.name[:4] for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def must_not_be_newer(found: str) -> None:
    """Raises Refusal."""
    if found > newest():
        raise Refusal("database_newer", found=found, known=newest())


def version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    versions = table("alembic_version", column("version_num"))
    return str(connection.execute(select(versions.c.version_num)).scalar() or "")


_TIMELINE = select(tables.meta.c.value).where(tables.meta.c.name == "timeline")


def timeline(connection: Connection) -> str:
    return str(connection.execute(_TIMELINE).scalar_one())


def _first_rows(connection: Connection, token: Callable[[int], bytes]) -> None:
    known = connection.execute(
        select(tables.meta.c.name).where(tables.meta.c.name == "timeline")
    ).first()
    if known is None:
        connection.execute(insert(tables.meta).values(name="timeline", value=token(16).hex()))
        connection.execute(
            insert(tables.counter),
            [
                {"name": "feed", "value": 0},
                {"name": "key", "value": 1},
                {"name": "terminal", "value": 0},
            ],
        )
