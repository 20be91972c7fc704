"""Many rows by one statement, each database in its own best way. Central room: SQL lives here.

Plain inserts go by COPY (PostgreSQL) or the driver's executemany (SQLite). What must meet rows
that are there, or tell what became of them, sends all rows as one JSON text: psycopg turns
lists into arrays in Python, ten times slower.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Connection, Integer, LargeBinary, Row, Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import TextClause

_IN_SQLITE = "IN (SELECT value FROM json_each(:given))"
_IN_POSTGRES = "= ANY (SELECT jsonb_array_elements_text(CAST(:given AS jsonb)))"

_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_MARKS = re.compile(r"[\\\t\n\r]")

Rows = Sequence[tuple[Any, ...]]


def insert(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows, tail: str = ""
) -> None:
    """`tail` is what follows the values: "ON CONFLICT …"."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        statement = f"{_into(table, columns)} VALUES ({marks}) {tail}"
        connection.exec_driver_sql(statement, list(rows))
    elif tail:
        connection.execute(_postgres(table, columns, tail), {"rows": _json(rows)})
    else:
        _copy(connection, table, columns, rows)


def upsert_returning(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows, tail: str
) -> Sequence[Row[Any]]:
    """`tail` ends with RETURNING. Rows are locked in the order given: sort them by key."""
    if not rows:
        return []
    make = _sqlite if connection.dialect.name == "sqlite" else _postgres
    return connection.execute(make(table, columns, tail), {"rows": _json(rows)}).all()


def present(connection: Connection, table: Table, name: str, values: Collection[str]) -> set[str]:
    """Which of `values` the column has: one parameter, however many they are."""
    if not values:
        return set()
    lite = connection.dialect.name == "sqlite"
    query = _among(table, name, _IN_SQLITE if lite else _IN_POSTGRES)
    found = connection.execute(query, {"given": _json(list(values))})
    return set(found.scalars())


@cache
def _among(table: Table, name: str, given: str) -> TextClause:
    column = f'"{name}"'
    return text(" ".join(("SELECT", column, f'FROM "{table.name}" WHERE', column, given)))


def _copy(connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows) -> None:
    driver: Any = connection.connection.driver_connection
    base: Any = connection.dialect.dbapi
    statement = f'COPY "{table.name}" ({_list(columns)}) FROM STDIN'
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as out:
            out.write(copy_text(rows))
    except base.Error as error:  # as SQLAlchemy would have told it
        raise DBAPIError.instance(statement, None, error, base.Error) from error


def copy_text(rows: Rows) -> str:
    """COPY's text form, column by column: a third of the time of the driver's row by row."""
    columns = [_copy_column(column) for column in zip(*rows, strict=True)]
    return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _copy_column(values: tuple[Any, ...]) -> Iterable[str]:
    kinds = set(map(type, values))
    if kinds == {int}:
        return map(str, values)
    if kinds == {str} and not _MARKS.search("".join(values)):
        return values
    if kinds == {bytes}:
        return ["\\\\x" + value.hex() for value in values]
    return map(_copy_value, values)


def _copy_value(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return _MARKS.sub(lambda found: _ESCAPED[found[0]], str(value))


def _json(rows: Sequence[object]) -> str:
    return msgspec.json.encode(rows).decode()


@cache
def _postgres(table: Table, columns: tuple[str, ...], tail: str) -> TextClause:
    values = ", ".join(
        f"CAST(given ->> {place} AS {_type(table, name)})" for place, name in enumerate(columns)
    )
    source = "FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS given"
    return text(" ".join((_into(table, columns), "SELECT", values, source, tail)))


@cache
def _sqlite(table: Table, columns: tuple[str, ...], tail: str) -> TextClause:
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    # WHERE true keeps SQLite's parser from taking ON CONFLICT for a join's ON.
    source = "FROM json_each(:rows) WHERE true"
    return text(" ".join((_into(table, columns), "SELECT", values, source, tail)))


def _type(table: Table, name: str) -> str:
    kind = table.c[name].type
    if isinstance(kind, BigInteger | Integer):
        return "bigint"
    if isinstance(kind, Boolean):
        return "boolean"
    assert not isinstance(kind, LargeBinary), "JSON cannot carry bytes"
    return "text"


def _into(table: Table, columns: tuple[str, ...]) -> str:
    return f'INSERT INTO "{table.name}" ({_list(columns)})'


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
