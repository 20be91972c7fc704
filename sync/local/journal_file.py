"""Makes journal.db and its head file, and opens them. Local room: SQL and files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from shop.domain.entry import GENESIS, Head
from shop.errors import JournalFault
from sync.local import head_file as head_files
from sync.local.connections import connect
from sync.local.files import sync_folder
from sync.local.journal_writer import JournalWriter, Sealing, open_durable

NAME = "journal.db"


def create_journal(folder: Path) -> None:
    """WAL mode and a first full commit, and names on disk, before the first sale (M3).

    Replaces what is there: ask `holds_entries` first.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm", head_files.NAME):
        (folder / name).unlink(missing_ok=True)  # of an enrolment that was cut short
    connection = open_durable(folder / NAME)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE created(at TEXT) STRICT")
    connection.execute("COMMIT")
    connection.execute("DROP TABLE created")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    heads = head_files.HeadFile(folder / head_files.NAME, create=True)
    heads.write_both(Head(0, 0, GENESIS))
    heads.write_mark(head_files.VerifiedMark(0, ""))
    heads.sync()
    heads.close()
    sync_folder(folder)


def holds_entries(folder: Path) -> bool:
    """Whether a journal with anything in it stands here, sound or not."""
    path = folder / NAME
    if not path.exists():
        return False
    connection = connect(path, readonly=True)
    try:
        return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:
        return False  # enrolment was cut short before there was a table
    except sqlite3.DatabaseError:
        return True  # damaged: let a person look at it
    finally:
        connection.close()


def open_heads(folder: Path) -> head_files.HeadFile:
    if not (folder / NAME).exists():
        raise JournalFault("journal_missing", path=str(folder / NAME))
    return head_files.HeadFile(folder / head_files.NAME, create=False)


def open_writer(folder: Path, heads: head_files.HeadFile, sealing: Sealing) -> JournalWriter:
    """Proven, or a JournalFault that says why not."""
    try:
        return JournalWriter(folder / NAME, heads, sealing)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a torn schema names itself raw
        raise JournalFault("journal_damaged", detail=str(error)) from error
    except OSError as error:
        raise JournalFault("journal_unwritable", detail=str(error)) from error
