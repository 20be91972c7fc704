"""Opens central's database only to read it, also while central serves. Central room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shop.errors import Refusal
from sync.central import schema
from sync.central.database import Database

DATABASE = "central.db"


@contextmanager
def reading(folder: Path, url: str = "") -> Iterator[Database]:
    """Raises Refusal when there is no central here, or one of another version."""
    if not url and not (folder / DATABASE).is_file():
        raise Refusal("central_missing", folder=str(folder))
    database = Database(url or str(folder / DATABASE))
    try:
        with database.read() as connection:
            found = schema.version(connection)
        if found != schema.newest():
            raise Refusal("database_of_another_version", found=found, known=schema.newest())
        yield database
    finally:
        database.close()
