"""Many rows by one statement, each database in its own best way. Central room: SQL lives here.

PostgreSQL takes a column as an array (`unnest`), SQLite all rows as one JSON text
(`json_each`), or its driver's executemany where nothing is to come back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, LargeBinary, Row, Table, text
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
        into = f"INSERT INTO {_quoted(table.name)} ({_list(columns)})"
        head = f"{into} VALUES ({marks}) {tail}"  # names are ours, values are bound
        connection.exec_driver_sql(head, list(rows))
    else:
        connection.execute(_unnest(table, columns, tail), _arrays(columns, rows))


def upsert_returning(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows, tail: str
) -> Sequence[Row[Any]]:
    """`tail` ends with RETURNING. Rows are locked in the order given: sort them by key."""
    if not rows:
        return []
    if connection.dialect.name == "sqlite":
        return connection.execute(_json(table, columns, tail), {"rows": json.dumps(rows)}).all()
    return connection.execute(_unnest(table, columns, tail), _arrays(columns, rows)).all()


def _arrays(columns: tuple[str, ...], rows: Rows) -> dict[str, list[Any]]:
    return {f"c{place}": [row[place] for row in rows] for place in range(len(columns))}


@cache
def _unnest(table: Table, columns: tuple[str, ...], tail: str) -> TextClause:
    arrays = ", ".join(
        f"CAST(:c{place} AS {_array_type(table, name)})" for place, name in enumerate(columns)
    )
    into = f"INSERT INTO {_quoted(table.name)} ({_list(columns)})"
    given = f"unnest({arrays}) AS given({_list(columns)})"
    return text(" ".join((into, "SELECT * FROM", given, tail)))


@cache
def _json(table: Table, columns: tuple[str, ...], tail: str) -> TextClause:
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    # WHERE true keeps SQLite's parser from taking ON CONFLICT for a join's ON.
    into = f"INSERT INTO {_quoted(table.name)} ({_list(columns)})"
    return text(" ".join((into, "SELECT", values, "FROM json_each(:rows) WHERE true", tail)))


def _array_type(table: Table, name: str) -> str:
    kind = table.c[name].type
    if isinstance(kind, LargeBinary):
        return "bytea[]"
    if isinstance(kind, Boolean):
        return "boolean[]"
    if isinstance(kind, BigInteger):
        return "bigint[]"
    return "integer[]" if kind.python_type is int else "text[]"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(_quoted(name) for name in columns)
