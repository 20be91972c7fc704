"""Many rows by one statement, each database in its own best way. Central room: SQL lives here.

On PostgreSQL plain inserts go by COPY; what must meet rows that are there, or tell what became
of them, sends all rows as one JSON text: psycopg turns lists into arrays in Python, ten times
slower. On SQLite hundreds of rows share a statement: its driver gives up Python's lock with
every one it runs, and beside busy threads waits for it anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from string import Formatter
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    CursorResult,
    Integer,
    LargeBinary,
    Row,
    Table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import TextClause

_IN_SQLITE = "IN (SELECT value FROM json_each(:given))"
_IN_POSTGRES = "= ANY (SELECT jsonb_array_elements_text(CAST(:given AS jsonb)))"

_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_MARKS = re.compile(r"[\\\t\n\r]")

_PART = 500
"""Rows that share a statement on SQLite; times columns, far below its limit of parameters."""

Rows = Sequence[tuple[Any, ...]]
Fields = tuple[tuple[str, str], ...]
"""Names of values in a row, each "text" or "bigint"."""


def insert(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows, tail: str = ""
) -> None:
    """`tail` is what follows the values: "ON CONFLICT …"."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        for _ in _in_parts(connection, table, columns, rows, tail):
            pass
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
    if connection.dialect.name == "sqlite":
        parts = _in_parts(connection, table, columns, rows, tail)
        return [row for part in parts for row in part.all()]
    return connection.execute(_postgres(table, columns, tail), {"rows": _json(rows)}).all()


def present(connection: Connection, table: Table, name: str, values: Collection[str]) -> set[str]:
    """Which of `values` the column has: one parameter, however many they are."""
    if not values:
        return set()
    lite = connection.dialect.name == "sqlite"
    query = _among(table, name, _IN_SQLITE if lite else _IN_POSTGRES)
    found = connection.execute(query, {"given": _json(list(values))})
    return set(found.scalars())


def each(
    connection: Connection, sql: str, fields: Fields, rows: Rows, **constants: object
) -> list[Row[Any]]:
    """`sql` over `rows`: `{given}` in it stands for them, in their order, and a name in braces
    for a field's value or a constant."""
    if connection.dialect.name == "sqlite":
        done = [_on_sqlite(connection, sql, fields, part, constants) for part in _parts(rows)]
    else:
        statement = _each_postgres(sql, fields, tuple(constants))
        done = [connection.execute(statement, {"rows": _json(rows), **constants})]
    return [row for result in done if result.returns_rows for row in result]


def _on_sqlite(
    connection: Connection, sql: str, fields: Fields, rows: Rows, constants: dict[str, object]
) -> CursorResult[Any]:
    statement, order = _each_lite(sql, fields, len(rows))
    values: list[object] = []
    for name in order:
        values += chain.from_iterable(rows) if name == "given" else (constants[name],)
    return connection.exec_driver_sql(statement, tuple(values))


@lru_cache(maxsize=4 * _PART)
def _each_lite(sql: str, fields: Fields, count: int) -> tuple[str, tuple[str, ...]]:
    """The statement, and what stands for its question marks, in their order.

    Numbered ones would need no order, but SQLite looks for each from the first.
    """
    row = "(" + ", ".join("?" * len(fields)) + ")"
    values = {name: f"given.column{place}" for place, (name, _) in enumerate(fields, 1)}
    values["given"] = f"(VALUES {', '.join([row] * count)}) AS given"
    parts = [(words, name or "") for words, name, *_ in Formatter().parse(sql)]
    text = "".join(words + values.get(name, "?" if name else "") for words, name in parts)
    columns = values.keys() - {"given"}
    return text, tuple(name for _, name in parts if name and name not in columns)


@cache
def _each_postgres(sql: str, fields: Fields, constants: tuple[str, ...]) -> TextClause:
    values = {x: f"CAST(given ->> {n} AS {kind})" for n, (x, kind) in enumerate(fields)}
    values |= {name: f":{name}" for name in constants}
    return text(sql.format(given="jsonb_array_elements(CAST(:rows AS jsonb)) AS given", **values))


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
    if kinds == {str} and not _marked("".join(values)):
        return values
    if kinds == {bytes}:
        return map(_copy_bytes, values)
    return map(_copy_value, values)


def _marked(text: str) -> bool:
    """Whether COPY would take a sign of it for its own; quicker than a pattern."""
    return "\\" in text or "\t" in text or "\n" in text or "\r" in text


def _copy_bytes(value: bytes) -> str:
    """Plain ASCII, as nearly every body is, stands for itself: half of what hex takes."""
    if value.isascii():
        text = value.decode("ascii")
        if not _marked(text) and "\x00" not in text:
            return text
    return "\\\\x" + value.hex()


def _copy_value(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return _copy_bytes(value)
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


def _in_parts(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Rows, tail: str
) -> Iterator[CursorResult[Any]]:
    for part in _parts(rows):
        statement = _sqlite(table, columns, len(part), tail)
        yield connection.exec_driver_sql(statement, tuple(chain.from_iterable(part)))


def _parts(rows: Rows) -> list[Rows]:
    return [rows[start : start + _PART] for start in range(0, len(rows), _PART)]


@lru_cache(maxsize=4 * _PART)
def _sqlite(table: Table, columns: tuple[str, ...], count: int, tail: str) -> str:
    one = "(" + ", ".join("?" * len(columns)) + ")"
    return " ".join((_into(table, columns), "VALUES", ", ".join([one] * count), tail))


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
