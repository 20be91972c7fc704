"""Tells damage from everything else that may go wrong while a database is read. Central room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from shop.errors import Refusal
from sync.central.database import Database

UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    RecursionError,
)
"""All that reading a row that nobody of ours wrote may raise: SQLite keeps any type anywhere."""
_SHOWN = 20


def is_torn(error: BaseException) -> bool:
    """The database itself cannot read what it has; a torn schema is told as it stands, raw."""
    if isinstance(error, SQLAlchemyError):
        damaged = isinstance(error, DatabaseError) and not isinstance(error, OperationalError)
        return damaged or "Could not decode to UTF-8" in str(error)
    return isinstance(error, UnicodeDecodeError)


def is_damage(error: BaseException) -> bool:
    """For whoever only reads, row by row, and has a verdict to give."""
    return is_torn(error) or (
        isinstance(error, UNREADABLE) and not isinstance(error, SQLAlchemyError)
    )


@contextmanager
def torn_is_refused() -> Iterator[None]:
    """Raises Refusal."""
    try:
        yield
    except Exception as error:
        if not is_torn(error):
            raise
        raise Refusal("database_damaged") from error


@contextmanager
def reading_on(database: Database) -> Iterator[Connection]:
    """One moment of the database. SQLite's complaint about what was read may come only when the
    reading ends; by then it was noted."""
    done = False
    try:
        with database.read(consistent=True) as connection:
            yield connection
            done = True
    except Exception as error:
        if not (done and is_torn(error)):
            raise


def file_faults(database: Database) -> list[str]:
    """What SQLite itself finds wrong with its pages and indexes. PostgreSQL has its own tools."""
    if not database.is_sqlite:
        return []
    try:
        with reading_on(database) as connection:
            said = connection.execute(text(f"PRAGMA integrity_check({_SHOWN})")).scalars().all()
    except Exception as error:
        if not is_torn(error):
            raise
        return [str(getattr(error, "orig", error))]
    lines = [line for one in said for line in str(one).splitlines()]
    return [] if lines == ["ok"] else lines[:_SHOWN]
