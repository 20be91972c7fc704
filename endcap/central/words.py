"""Why a backup, restore or check was refused, and what to do, in plain words. Command room."""

from __future__ import annotations

import errno
import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from shop.errors import EndcapError

_WORDS = {
    "backup_exists": "{path} is there already; nothing is overwritten. Give another name.",
    "backup_missing": "there is no file {path}.",
    "backup_is_a_folder": "{path} is a folder. Give the file that `endcap central backup` made.",
    "backup_damaged": "{path} is damaged or is no backup of Endcap's. Use another one.",
    "backup_of_damage": "{path} is whole, but the database in it was damaged already when it was "
    "made. Use an older one.",
    "verify_lacks_room": "trying the backup out needs {needed} MB in {path}, and {free} MB are "
    "free there. Make room, or set TMPDIR to a folder with more.",
    "backup_of_another_version": "this backup was made by a newer Endcap ({format}). Use that one.",
    "backup_not_of_rows": "{path} is a copy of a SQLite file. PostgreSQL needs one that was made "
    "with --portable: restore this one on SQLite first, then back that up with --portable.",
    "backup_of_another_timeline": "it is of an older history than this central's (timeline "
    "{timeline}): terminals are told nothing of it. Make a new backup.",
    "backup_of_another_history": "what it holds of {terminal} is not what this central has: "
    "terminals are told nothing of it. Find out where this file comes from.",
    "backup_lacks_key": "{path} holds no key of central's (central.key), so that no slip made "
    "before would be good. Use another backup.",
    "central_missing": "there is no central in {folder}. Give its folder with --data; a new one is "
    "made by `endcap central serve`.",
    "central_empty": "{folder}/central.db is empty: what was in it is gone. Move it away and "
    "restore a backup into this folder (its keys may stay).",
    "central_without_database": "{folder} holds {keys} of a central, but no central.db. Is it on "
    "PostgreSQL, give its --database-url. Else bring central.db back, or restore a backup into "
    "this folder; for a new central give an empty folder.",
    "database_without_central": "there is no central in this database, and {folder} is of one. Is "
    "it the right --database-url and --data? Else restore a backup into it; for a new central "
    "give an empty folder.",
    "database_damaged": "the database is damaged. Keep it as it is, and restore a backup into "
    "another place.",
    "database_url_wrong": "this is no database URL: it begins with postgresql://, as in "
    "postgresql://endcap@db/endcap. Without --database-url everything is kept on SQLite in --data.",
    "data_not_a_folder": "{folder} is a file. Give a folder with --data.",
    "folder_of_a_terminal": "{folder} is a terminal's folder. Give another one for central.",
    "folder_taken": "central is already running on {folder}, or a command is at work there: "
    "stop it first.",
    "central_key_missing": "{folder} lacks central.key, the key of this central's slips. Bring it "
    "back: a backup is a ZIP file and holds it.",
    "central_key_damaged": "{folder}/central.key is damaged: it is not 32 bytes long. Bring it "
    "back: a backup is a ZIP file and holds it.",
    "central_key_differs": "{folder} holds another central.key than the one this database's slips "
    "are signed with. Give the folder of that central with --data, or bring its central.key back "
    "(a backup is a ZIP file and holds it).",
    "restore_folder_in_use": "{folder} holds a central already; nothing was done. Was a restore "
    "interrupted while it was checked, this is what it restored: check it by `endcap central "
    "verify`. Else give an empty folder with --data.",
    "restore_folder_left_over": "{path} is left over from another database, and would be played "
    "back into the restored one. Move it away with the central.db it belongs to, or give an empty "
    "folder with --data.",
    "restore_folder_other_key": "{path} is of another central than the backup. Give an empty "
    "folder with --data.",
    "restore_database_in_use": "this database is in use (its table {table} is not empty); nothing "
    "was done. Was a restore interrupted while it was checked, this is what it restored: check it "
    "by `endcap central verify`. Else give an empty one.",
    "host_not_here": "this machine has no address {host!r}. Give one with --host.",
    "port_in_use": "port {port} of {host} is taken by another program. Give another with --port.",
    "port_refused": "cannot listen on port {port} of {host} ({why}). Give another with --port.",
    "admin_key_unreadable": "cannot read the administrator's key {path}: {why}. Give central's "
    "folder with --data.",
    "admin_key_refused": "central at {url} does not know the key in {path}. Is it the folder of "
    "that central? Else give another with --data or --url.",
    "central_refused": "central at {url} refused: {said}",
    "central_silent": "central at {url} does not answer ({why}). Is it running, and is this its "
    "address? Give another with --url.",
    "not_central": "it is not Endcap's central that answers at {url}. Give another address with "
    "--url.",
    "url_wrong": "{url!r} is no address: it begins with http:// or https://, as in "
    "http://127.0.0.1:8700.",
    "address_malformed": "{address!r} is no address for terminals: it begins with http:// or "
    "https:// and has at most 120 letters.",
    "store_unknown": "there is no store {store!r}. Import stores first, or give the folder of "
    "another central with --data.",
    "no_such_api_key": "no key has the id {key!r}; `endcap central api-key list` tells them.",
    "request_malformed": "a name is too long, or has letters that cannot be printed.",
    "terminal_unknown": "central knows no terminal {terminal}; `endcap central terminals` "
    "lists them.",
    "terminal_other_face": "{terminal} is a {face}, and stays one. Enrol an empty folder as a new "
    "terminal: leave --terminal out.",
    "terminal_elsewhere": "{terminal} stands in store {store}. Give that with --store, or --move "
    "if it is to enrol anew in the other one; what it sold before stays with {store}.",
    "terminal_shift_open": "{terminal} has an open shift in store {store}. Close it there, and let "
    "it send its Z report, before it moves.",
    "database_of_another_version": "the tables are of another version ({found}). Start central "
    "once with this Endcap, which brings them up to date.",
    "database_newer": "the tables are of a newer Endcap ({found}; this one knows {known}). Nothing "
    "was done. Start the newer one here; to go back, restore the backup made before the update.",
}


def worlds_fault(error: Exception) -> bool:
    """Whether a person can do something about it; else it is a mistake of ours."""
    kinds = EndcapError | OSError | sqlite3.Error | UnicodeDecodeError
    return isinstance(error, kinds) or _of_database(error)


def sentence_for(code: str, data: Mapping[str, object]) -> str:
    """ "" for a code without words of its own."""
    return _WORDS.get(code, "").format_map(defaultdict(lambda: "?", data))


def told(error: Exception) -> str:
    """One line for a person; an error without words of its own as it stands."""
    if isinstance(error, EndcapError) and error.code in _WORDS:
        return sentence_for(error.code, error.data)
    if _disk_full(error):
        return "the disk is full. Make room and try again; nothing was changed."
    if _damaged(error):
        return _WORDS["database_damaged"]
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


def _damaged(error: Exception) -> bool:
    """SQLite's ways of saying it; a torn schema it tells as it stands, raw."""
    said = str(error)
    torn = "disk image is malformed" in said or "malformed database schema" in said
    return torn or "file is not a database" in said or isinstance(error, UnicodeDecodeError)


def _of_database(error: Exception) -> bool:
    from sqlalchemy.exc import SQLAlchemyError

    return isinstance(error, SQLAlchemyError)
