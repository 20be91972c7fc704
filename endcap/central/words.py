"""Why a backup, restore or check was refused, and what to do, in plain words. Command room."""

from __future__ import annotations

import errno
import sqlite3

from shop.errors import EndcapError

_WORDS = {
    "backup_exists": "{path} is there already; nothing is overwritten. Give another name.",
    "backup_missing": "there is no file {path}.",
    "backup_damaged": "{path} is damaged or is no backup of Endcap's. Use another one.",
    "backup_of_another_version": "this backup was made by a newer Endcap ({format}). Use that one.",
    "backup_not_of_rows": "{path} is a copy of a SQLite file. PostgreSQL needs one that was made "
    "with --portable: restore this one on SQLite first, then back that up with --portable.",
    "backup_of_another_timeline": "it is of an older history than this central's (timeline "
    "{timeline}): terminals are told nothing of it. Make a new backup.",
    "backup_of_another_history": "what it holds of {terminal} is not what this central has: "
    "terminals are told nothing of it. Find out where this file comes from.",
    "backup_lacks_key": "{path} holds no key of central's (central.key), so that no slip made "
    "before would be good. Use another backup.",
    "central_missing": "there is no central in {folder}. Give its folder with --data.",
    "central_key_differs": "{folder} holds another central.key than the one this database's slips "
    "are signed with. Give the folder of that central with --data, or bring its central.key back "
    "(a backup is a ZIP file and holds it).",
    "restore_folder_in_use": "{folder} holds a central already. Give an empty folder with --data.",
    "restore_folder_other_key": "{path} is of another central than the backup. Give an empty "
    "folder with --data.",
    "restore_database_in_use": "this database is in use (its table {table} is not empty). "
    "Give an empty one.",
    "database_of_another_version": "the tables are of another version ({found}). Start central "
    "once with this Endcap, which brings them up to date.",
}


def worlds_fault(error: Exception) -> bool:
    """Whether a person can do something about it; else it is a mistake of ours."""
    return isinstance(error, EndcapError | OSError | sqlite3.Error) or _of_database(error)


def told(error: Exception) -> str:
    """One line for a person; an error without words of its own as it stands."""
    if isinstance(error, EndcapError) and error.code in _WORDS:
        return _WORDS[error.code].format_map({"path": "?", **error.data})
    if _disk_full(error):
        return "the disk is full. Make room and try again; nothing was changed."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    if isinstance(error, sqlite3.Error) or _of_database(error):
        said = str(getattr(error, "orig", error)).strip().splitlines()
        return f"the database did not answer: {said[0] if said else type(error).__name__}"
    return str(error)


def _disk_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "disk is full" in str(error) or "No space left" in str(error)


def _of_database(error: Exception) -> bool:
    from sqlalchemy.exc import SQLAlchemyError

    return isinstance(error, SQLAlchemyError)
