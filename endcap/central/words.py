"""Why a backup, restore or check was refused, and what to do, in plain words. Command room."""

from __future__ import annotations

from shop.errors import EndcapError

_WORDS = {
    "backup_exists": "{path} is there already; nothing is overwritten. Give another name.",
    "backup_missing": "there is no file {path}.",
    "backup_damaged": "{path} is damaged or is no backup of Endcap's. Use another one.",
    "backup_of_another_version": "this backup was made by a newer Endcap ({format}). Use that one.",
    "backup_not_of_rows": "{path} is a copy of a SQLite file. PostgreSQL needs one that was made "
    "with --portable: restore this one on SQLite first, then back that up with --portable.",
    "central_missing": "there is no central in {folder}. Give its folder with --data.",
    "restore_folder_in_use": "{folder} holds a central already. Give an empty folder with --data.",
    "restore_database_in_use": "this database is in use (its table {table} is not empty). "
    "Give an empty one.",
    "database_of_another_version": "the tables are of another version ({found}). Start central "
    "once with this Endcap, which brings them up to date.",
}


def told(error: Exception) -> str:
    """One line for a person; an error without words of its own as it stands."""
    if isinstance(error, EndcapError) and error.code in _WORDS:
        return _WORDS[error.code].format_map({"path": "?", **error.data})
    return str(error)
