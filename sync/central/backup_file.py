"""A central in one file: written while it serves, read back into an empty place.

Central room: SQL lives here. The file is a ZIP: `manifest.json` (what, when, check sums), the key
files, and either `central.db` (SQLite's own copy) or `rows/TABLE.jsonl`, which any database takes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, func, select

from shop.errors import Refusal
from sync.central import backup_rows, feed, place, schema, tables
from sync.central.backup import begin_timeline, copy_database, new_timeline
from sync.central.core import Central, open_central, utc_now
from sync.central.database import Database
from sync.central.folder_lock import FolderLock
from sync.central.place import DATABASE, KEYS, OWN_KEY
from sync.central.reading import reading
from sync.local.files import sync_folder
from sync.protocol.codec import decode, encode

FORMAT = "endcap-backup-1"
_MANIFEST = "manifest.json"
_ASIDE = ".restoring"
_SCRATCH = ".endcap-backup-"
_DAY = 24 * 3600
_CHUNK = 1 << 20
_SEAL = 64  # hex digits of a SHA-256, in the archive's comment
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, OSError, RuntimeError)
"""All that reading a damaged archive may raise."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`kind` is "sqlite" or "rows"; `sums` are SHA-256 by member; `chains` say how far each
    (terminal, epoch, branch) goes, () in backups made before that was written down."""

    format: str
    kind: str
    made_at: str
    schema: str
    timeline: str
    cursor: int
    entries: int
    sums: dict[str, str]
    chains: tuple[tuple[str, int, int, int], ...] = ()


def write_backup(folder: Path, url: str, target: Path, *, rows: bool = False) -> Manifest:
    """Raises Refusal. `rows` makes a file that PostgreSQL takes too; from there it always is."""
    if target.exists():
        raise Refusal("backup_exists", path=str(target))
    if not (folder / OWN_KEY).is_file():  # slips and sealed names would be lost with it
        here = (folder / DATABASE).is_file() and not url
        raise Refusal("central_key_missing" if here else "central_missing", folder=str(folder))
    part = target.with_name(target.name + ".part")
    _forget_killed(target.parent)
    kind = "rows" if rows or url else "sqlite"
    try:
        with zipfile.ZipFile(_private(part), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            if kind == "sqlite":
                manifest = _put_sqlite(out, folder, target.parent)
            else:
                with reading(folder, url) as database:
                    manifest = _put_rows(out, database)
            for name in KEYS:
                if (folder / name).exists():
                    manifest.sums[name] = _put(out, name, (folder / name).read_bytes())
            out.writestr(_MANIFEST, encode(manifest))
            out.comment = b"0" * _SEAL
        _seal(part)
        _sync(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _forget_killed(beside: Path) -> None:
    """A backup that was killed leaves its copy behind; one that runs now is younger than a day."""
    for left in beside.glob(_SCRATCH + "*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)


def _seal(path: Path) -> None:
    """The file ends with the SHA-256 of all before: ZIP and its packing forgive some damage."""
    with path.open("rb+") as file:
        digest = _digest(file, path.stat().st_size - _SEAL)
        file.seek(-_SEAL, os.SEEK_END)
        file.write(digest)


def _digest(file: IO[bytes], length: int) -> bytes:
    digest = hashlib.sha256()
    while length > 0 and (piece := file.read(min(_CHUNK, length))):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest().encode()


def _check_seal(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size > _SEAL and _digest(file, size - _SEAL) == file.read():
            return
    raise Refusal("backup_damaged", path=str(path))


def _private(path: Path) -> Path:
    """It holds keys: nobody else may read it, from its first byte on."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def _put_sqlite(out: zipfile.ZipFile, folder: Path, beside: Path) -> Manifest:
    place.look(folder, "", make=False)
    with tempfile.TemporaryDirectory(dir=beside, prefix=_SCRATCH) as scratch:
        copy = Path(scratch) / DATABASE
        copy_database(folder / DATABASE, copy)
        with reading(Path(scratch)) as database, database.read() as connection:
            manifest = _manifest(connection, "sqlite")
        with copy.open("rb") as source, out.open(DATABASE, "w", force_zip64=True) as member:
            digest = hashlib.sha256()
            while piece := source.read(_CHUNK):
                digest.update(piece)
                member.write(piece)
        manifest.sums[DATABASE] = digest.hexdigest()
    return manifest


def _put_rows(out: zipfile.ZipFile, database: Database) -> Manifest:
    with database.read(consistent=True) as connection:
        manifest = _manifest(connection, "rows")
        for table in backup_rows.TABLES:
            name = f"rows/{table.name}.jsonl"
            digest = hashlib.sha256()
            with out.open(name, "w", force_zip64=True) as member:
                for line in backup_rows.lines(connection, table):
                    digest.update(line)
                    member.write(line)
            manifest.sums[name] = digest.hexdigest()
    return manifest


def _put(out: zipfile.ZipFile, name: str, data: bytes) -> str:
    out.writestr(name, data)
    return hashlib.sha256(data).hexdigest()


_BRANCH = tables.branch.c
_CHAINS = select(_BRANCH.terminal, _BRANCH.epoch, _BRANCH.branch, _BRANCH.seq).order_by(
    _BRANCH.terminal, _BRANCH.epoch, _BRANCH.branch
)


def _manifest(connection: Connection, kind: str) -> Manifest:
    entries = select(func.count()).select_from(tables.ledger)
    return Manifest(
        format=FORMAT,
        kind=kind,
        made_at=utc_now().isoformat(timespec="seconds"),
        schema=schema.version(connection),
        timeline=schema.timeline(connection),
        cursor=feed.head(connection),
        entries=connection.execute(entries).scalar_one(),
        sums={},
        chains=tuple(tuple(row) for row in connection.execute(_CHAINS)),
    )


# -- reading one back --------------------------------------------------------------------------


def read_manifest(source: Path) -> Manifest:
    """Raises Refusal when this is not a backup of ours, or not a whole one."""
    with _zip(source) as archive:
        return _checked_manifest(archive, source)


def restore_file(source: Path, folder: Path, url: str = "") -> Central:
    """Into an empty place; gives the restored central, open, on its new timeline (I11)."""
    place.make_folder(folder)
    had = set(folder.iterdir())
    try:
        if url:
            return _unpacked(source, folder, place.postgres(url), last=_begin_timeline)
        with FolderLock(folder):  # nobody begins a new central here meanwhile
            place.must_be_vacant(folder)
            _restore_aside(source, folder)
        return open_central(folder)
    except BaseException:
        _remove(set(folder.iterdir()) - had)
        raise


def _restore_aside(source: Path, folder: Path) -> None:
    """The database gets its name last, on its new timeline: a restore that was killed has
    done nothing, and is begun again."""
    with _zip(source) as archive:
        _check_keys(archive, _checked_manifest(archive, source), folder)
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    central = _unpacked(source, aside, "")
    try:
        new_timeline(central)
    finally:
        central.close()
    with closing(sqlite3.connect(aside / DATABASE)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
    for name in KEYS:
        if (aside / name).exists() and not (folder / name).exists():
            (aside / name).replace(folder / name)
    _sync(aside / DATABASE)
    (aside / DATABASE).replace(folder / DATABASE)
    sync_folder(folder)
    shutil.rmtree(aside)


def _begin_timeline(connection: Connection) -> None:
    begin_timeline(connection, secrets.token_bytes)


def _remove(made: Iterable[Path]) -> None:
    """A restore that failed leaves a folder as it found it."""
    for path in made:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def tried_out(source: Path) -> Iterator[tuple[Manifest, Central]]:
    """The backup restored into a place of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="endcap-verify-") as scratch:
        _must_have_room(source, Path(scratch))
        central = _unpacked(source, Path(scratch), "")
        try:
            yield read_manifest(source), central
        finally:
            central.close()


def _must_have_room(source: Path, scratch: Path) -> None:
    with _zip(source) as archive:
        packed = archive.infolist()
    aside = any(one.filename.startswith("rows/") for one in packed)  # and then the database
    needed = sum(one.file_size for one in packed) * (3 if aside else 2) + _CHUNK
    free = shutil.disk_usage(scratch).free
    if free < needed:
        room = {"needed": f"{needed / 1e6:.0f}", "free": f"{free / 1e6:.0f}"}
        raise Refusal("verify_lacks_room", path=str(scratch.parent), **room)


def _unpacked(
    source: Path,
    folder: Path,
    url: str,
    last: Callable[[Connection], object] | None = None,
) -> Central:
    with _zip(source) as archive:
        manifest = _checked_manifest(archive, source)
        if url and manifest.kind != "rows":
            raise Refusal("backup_not_of_rows", path=str(source))
        for name in manifest.sums:  # all of it, before anything of it is put anywhere
            _sum_of(archive, manifest, name)
        _check_keys(archive, manifest, folder)
        for name in KEYS:
            if name in manifest.sums and not (folder / name).exists():
                _take(archive, manifest, name, _private(folder / name))
        if manifest.kind == "sqlite":
            part = folder / (DATABASE + ".part")
            _take(archive, manifest, DATABASE, part)
            part.replace(folder / DATABASE)
        else:
            _put_back(archive, manifest, url or str(folder / DATABASE), last)
    try:
        return open_central(folder, url)
    except Refusal as refused:
        if refused.code == "database_damaged":
            raise Refusal("backup_of_damage", path=str(source)) from refused
        raise


def _check_keys(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Two centrals' keys in one folder would make every slip of the restored one worthless."""
    if OWN_KEY not in manifest.sums:
        raise Refusal("backup_lacks_key", path=archive.filename)
    path = folder / OWN_KEY
    if path.exists() and path.read_bytes() != b"".join(_pieces(archive, OWN_KEY)):
        raise Refusal("restore_folder_other_key", path=str(path))


def _put_back(
    archive: zipfile.ZipFile,
    manifest: Manifest,
    url: str,
    last: Callable[[Connection], object] | None,
) -> None:
    database = Database(url)
    with tempfile.TemporaryDirectory(prefix="endcap-restore-") as scratch:
        files = {}
        for name in manifest.sums:
            if name.startswith("rows/"):
                files[name[5:-6]] = Path(scratch) / name[5:]
                _take(archive, manifest, name, files[name[5:-6]])
        try:
            backup_rows.put_back(database, manifest.schema, files, last)
        finally:
            database.close()


def _take(archive: zipfile.ZipFile, manifest: Manifest, name: str, target: Path) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for piece in _pieces(archive, name):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != manifest.sums[name]:
        raise Refusal("backup_damaged", path=archive.filename, member=name)


def _sum_of(archive: zipfile.ZipFile, manifest: Manifest, name: str) -> None:
    digest = hashlib.sha256()
    for piece in _pieces(archive, name):
        digest.update(piece)
    if digest.hexdigest() != manifest.sums[name]:
        raise Refusal("backup_damaged", path=archive.filename, member=name)


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Only reading is guarded: a full disk at the other end is no damage."""
    try:
        with archive.open(name) as member:
            while piece := member.read(_CHUNK):
                yield piece
    except _BROKEN as error:
        raise Refusal("backup_damaged", path=archive.filename, member=name) from error


@contextmanager
def _zip(source: Path) -> Iterator[zipfile.ZipFile]:
    if not source.is_file():
        missing = "backup_is_a_folder" if source.is_dir() else "backup_missing"
        raise Refusal(missing, path=str(source))
    _check_seal(source)
    try:
        archive = zipfile.ZipFile(source)
    except _BROKEN as error:
        raise Refusal("backup_damaged", path=str(source)) from error
    with archive:
        yield archive


def _checked_manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        manifest = decode(b"".join(_pieces(archive, _MANIFEST)), Manifest)
    except ValueError as error:
        raise Refusal("backup_damaged", path=str(source)) from error
    if manifest.format != FORMAT:
        raise Refusal("backup_of_another_version", format=manifest.format)
    if manifest.schema > schema.newest():
        raise Refusal("backup_of_another_version", format=f"tables {manifest.schema}")
    return manifest


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
