"""Opens central's database only to read it, also while central serves. Central room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shop.errors import Refusal
from sync.central import place, schema
from sync.central.damage import torn_is_refused
from sync.central.database import Database


@contextmanager
def reading(folder: Path, url: str = "") -> Iterator[Database]:
    """Raises Refusal when there is no central here, or one of another version."""
    if not url:
        place.look(folder, url, make=False)
    database = place.database_at(folder, url)
    try:
        with torn_is_refused(), database.read() as connection:
            found = schema.version(connection)
        if not found:
            raise Refusal("database_without_central", folder=str(folder))
        schema.must_not_be_newer(found)
        if found != schema.newest():
            raise Refusal("database_of_another_version", found=found, known=schema.newest())
        yield database
    finally:
        database.close()
