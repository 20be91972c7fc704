"""Central's tables as lines of JSON, out of either database and into either. Central room: SQL.

Used where the database's own copy will not do: PostgreSQL without its tools, or a move from
SQLite to PostgreSQL. Snapshots are left out: they are made again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, insert, select

from shop.errors import Refusal
from sync.central import schema, tables
from sync.central.database import Database

TABLES = tuple(t for t in tables.metadata.sorted_tables if t is not tables.snapshot)
_BATCH = 1000
_MADE_EMPTY = ("ledger", "terminal", "document", "orders", "stock")
"""Tables that hold nothing before somebody used a central (its own key apart)."""


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """A list of column names, then a list of values for each row, in the order of the key."""
    columns = list(table.columns)
    yield _line([column.name for column in columns])
    query = select(*columns).order_by(*table.primary_key.columns)
    rows = connection.execute(query.execution_options(yield_per=_BATCH))
    for row in rows:
        yield _line([base64.b64encode(x).decode() if isinstance(x, bytes) else x for x in row])


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def put_back(
    database: Database,
    version: str,
    files: Mapping[str, Path],
    last: Callable[[Connection], object] | None = None,
) -> None:
    """Into a database without a central in it, at the schema the rows were written in.

    `last` is done in the same transaction, at today's schema.
    """
    from alembic import command

    with database.write() as connection:
        if schema.version(connection):
            _must_be_unused(connection)
        else:
            command.upgrade(schema.config(connection), version)
        if schema.version(connection) != version:
            raise Refusal("database_of_another_version", found=schema.version(connection))
        there = MetaData()
        there.reflect(connection)
        for name in sorted(there.tables.keys() - {"alembic_version"}):
            connection.execute(there.tables[name].delete())
        for name, path in files.items():
            _fill(connection, there.tables[name], path)
        if last is not None:
            command.upgrade(schema.config(connection), "head")
            last(connection)


def _must_be_unused(connection: Connection) -> None:
    for table in (tables.metadata.tables[name] for name in _MADE_EMPTY):
        query = select(func.count()).select_from(table)
        if table is tables.document:
            query = query.where(table.c.topic != "slip_key")
        if connection.execute(query).scalar_one():
            raise Refusal("restore_database_in_use", table=table.name)


def _fill(connection: Connection, table: Table, path: Path) -> None:
    with path.open("rb") as file:
        names = json.loads(next(file))
        raw = [isinstance(table.c[name].type, LargeBinary) for name in names]
        rows = (
            {
                name: base64.b64decode(value) if is_raw else value
                for name, value, is_raw in zip(names, json.loads(line), raw, strict=True)
            }
            for line in file
        )
        while batch := list(islice(rows, _BATCH)):
            connection.execute(insert(table), batch)
