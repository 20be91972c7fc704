"""Backup and restore of a central on SQLite; a restored one begins a new timeline.

Central room: SQL lives here. On PostgreSQL the database's own tools do this (pg_dump, or
better, continuous archiving); `new_timeline` is for afterwards there too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import delete, update

from shop.errors import Refusal
from sync.central import tables
from sync.central.core import Central, open_central

DATABASE = "central.db"
KEYS = ("central.key", "admin.key")


def backup(folder: Path, target: Path) -> None:
    """A whole, consistent copy into a new folder, while central serves or not."""
    if target.exists() and any(target.iterdir()):
        raise Refusal("backup_folder_not_empty", folder=str(target))
    target.mkdir(parents=True, exist_ok=True)
    part = target / (DATABASE + ".part")
    source = sqlite3.connect((folder / DATABASE).absolute().as_uri() + "?mode=ro", uri=True)
    copy = sqlite3.connect(part)
    try:
        source.backup(copy)  # a plain copy of a WAL database loses its newest rows
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        source.close()
    for name in KEYS:
        if (folder / name).exists():
            shutil.copy2(folder / name, target / name)
    _sync(part)
    part.replace(target / DATABASE)


def restore(source: Path, folder: Path) -> Central:
    """Into an empty folder; gives the restored central, open, on its new timeline."""
    if (folder / DATABASE).exists():
        raise Refusal("restore_folder_in_use", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for name in KEYS:
        if (source / name).exists():
            shutil.copy2(source / name, folder / name)
    part = folder / (DATABASE + ".part")
    shutil.copy2(source / DATABASE, part)
    _sync(part)
    part.replace(folder / DATABASE)
    central = open_central(folder)
    new_timeline(central)
    return central


def new_timeline(central: Central) -> None:
    """Terminals must not trust what an older history of ours once confirmed (I11)."""
    timeline = central.token(16).hex()
    with central.database.write() as connection:
        connection.execute(
            update(tables.meta).where(tables.meta.c.name == "timeline").values(value=timeline)
        )
        connection.execute(delete(tables.snapshot))
    central.timeline = timeline


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
