"""Stock figures as rows of the feed, made in the database. Central room: SQL lives here.

A batch moves thousands of figures: none of them leaves the database to be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from sync.central import bulk
from sync.central.units import instant, micros
from sync.protocol.codec import encode

_FIELDS = (("store", "text"), ("sku", "text"), ("cursor", "bigint"))

# Letter by letter what `stock.told` says of a figure.
_TELL = """
INSERT INTO feed (cursor, topic, key, store, value, at)
SELECT {{cursor}}, 'stock', stock.store || '/' || stock.sku, stock.store,
    '{{{{"store":' || {store} || ',"sku":' || {sku} || ',"on_hand":"' || {on_hand}
    || '","held":"' || {held} || '","as_of":' || {{as_of}} || ',"safety":"' || {safety}
    || '"}}}}', {{at}}
FROM {{given}} JOIN stock ON stock.store = {{store}} AND stock.sku = {{sku}}
"""
_LITE_DECIMAL = (
    "CASE WHEN {0} % 1000 = 0 THEN CAST({0} / 1000 AS TEXT) ELSE rtrim("
    "CASE WHEN {0} < 0 THEN '-' ELSE '' END || (abs({0}) / 1000) || '.' "
    "|| substr('000' || (abs({0}) % 1000), -3), '0') END"
)


def _statement(text: str, decimal: str) -> str:
    words = {name: text.format(f"stock.{name}") for name in ("store", "sku")}
    numbers = {name: decimal.format(f"stock.{name}") for name in ("on_hand", "held", "safety")}
    return _TELL.format(**words, **numbers)


_IN_SQLITE = _statement("json_quote({0})", f"({_LITE_DECIMAL})")
_IN_POSTGRES = _statement("CAST(to_json({0}) AS text)", "CAST(trim_scale({0} * 0.001) AS text)")


def tell(
    connection: Connection, moved: Sequence[tuple[str, str]], first: int, now: datetime
) -> None:
    """`moved` are keys of figures that exist; the first of them gets the cursor `first`."""
    sql = _IN_SQLITE if connection.dialect.name == "sqlite" else _IN_POSTGRES
    as_of = encode(instant(micros(now))).decode()
    rows = [(*key, cursor) for cursor, key in enumerate(moved, first)]
    bulk.each(connection, sql, _FIELDS, rows, as_of=as_of, at=micros(now))
