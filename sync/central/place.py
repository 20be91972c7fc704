"""Where a central lies: its data folder, and the database in it or elsewhere. Central room: files.

A central is made only where there is nothing of another: an empty one in the place of a lost one
would know no terminal, and nobody would hear of it.
"""

from __future__ import annotations

from pathlib import Path

from shop.errors import Refusal
from sync.central.database import Database, parse_url
from sync.local import identity

DATABASE = "central.db"
OWN_KEY = "central.key"
ADMIN_KEY = "admin.key"
KEYS = (OWN_KEY, ADMIN_KEY)
_BESIDE = ("-wal", "-shm", "-journal")


def database_at(folder: Path, url: str) -> Database:
    """`url` "" is SQLite in the folder. Raises Refusal."""
    return Database(postgres(url) if url else str(folder / DATABASE))


def postgres(url: str) -> str:
    """Raises Refusal: a name without a scheme would be a file's, and a new empty database."""
    if "://" not in url:
        raise Refusal("database_url_wrong")
    parse_url(url)
    return url


def make_folder(folder: Path) -> None:
    """For its owner alone. Raises Refusal."""
    if folder.exists() and not folder.is_dir():
        raise Refusal("data_not_a_folder", folder=str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def look(folder: Path, url: str, *, make: bool) -> None:
    """Before anything is touched. Raises Refusal where no central is and none may be made."""
    if url:
        postgres(url)
        if not make and not (folder / OWN_KEY).is_file():
            raise Refusal("central_missing", folder=str(folder))
        return
    path = folder / DATABASE
    if not path.exists():
        may_begin(folder, "", make=make)
    elif not path.stat().st_size:
        raise Refusal("central_empty", folder=str(folder))


def may_begin(folder: Path, url: str, *, make: bool) -> None:
    """The database has no central in it. Raises Refusal unless one may be made there."""
    had = [name for name in KEYS if (folder / name).exists()]
    if had and not url:
        raise Refusal("central_without_database", folder=str(folder), keys=" and ".join(had))
    if had:
        raise Refusal("database_without_central", folder=str(folder))
    if not make:
        raise Refusal("central_missing", folder=str(folder))
    if (folder / identity.NAME).exists():
        raise Refusal("folder_of_a_terminal", folder=str(folder))


def remove_empty(folder: Path) -> None:
    """A database that came to be and no further must not look like one that was lost."""
    path = folder / DATABASE
    if path.is_file() and not path.stat().st_size:
        path.unlink()


def must_be_vacant(folder: Path) -> None:
    """Raises Refusal. SQLite would play what it left behind back into another database."""
    if (folder / DATABASE).exists():
        raise Refusal("restore_folder_in_use", folder=str(folder))
    for path in (folder / (DATABASE + end) for end in _BESIDE):
        if path.exists():
            raise Refusal("restore_folder_left_over", path=str(path))
