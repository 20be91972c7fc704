"""Many rows by one statement, each database in its own best way. Central room: SQL lives here.

Plain inserts go by COPY (PostgreSQL) or the driver's executemany (SQLite). What must meet rows
that are there, or tell what became of them, sends all rows as one JSON text: psycopg turns
lists into arrays in Python, ten times slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Connection, Integer, LargeBinary, Row, Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import TextClause

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


def _copy(connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows) -> None:
    driver: Any = connection.connection.driver_connection
    base: Any = connection.dialect.dbapi
    statement = f'COPY "{table.name}" ({_list(columns)}) FROM STDIN'
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as out:
            for row in rows:
                out.write_row(row)
    except base.Error as error:  # as SQLAlchemy would have told it
        raise DBAPIError.instance(statement, None, error, base.Error) from error


def _json(rows: Rows) -> str:
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
