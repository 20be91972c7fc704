"""Central without its server: what it holds open and the outside world it is given.

Central room. Time and randomness come in from here, so that a simulator can drive the whole.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from shop.domain.slip_keys import CENTRAL_KEY_ID, SlipKey, SlipKind
from shop.errors import Conflict, Refusal
from sync.central import documents, place, revocations, schema, tables
from sync.central.damage import torn_is_refused
from sync.central.database import Database
from sync.central.sealed_people import keep_box_key
from sync.central.steady import LeaseClock, SteadyWall
from sync.central.units import micros, plain_text

_KEY_SIZE = 32
_API_KEY_SIZE = 24
_API_KEY = re.compile(r"[0-9a-f]{48}")
_LOG = logging.getLogger("endcap.central")


class Unknown(Conflict):
    """What was asked for by its name is not there: 404 instead of 409."""


def malformed(parameter: str) -> Conflict:
    """What was asked cannot be read, and which part of it: 400 instead of 409."""
    return Conflict("request_malformed", parameter=parameter[:80])


def must_be_plain(**told: str) -> None:
    """Raises the same with the first parameter that no column can hold."""
    for name, text in told.items():
        try:
            plain_text(text)
        except ValueError:
            raise malformed(name) from None


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class SlipSigner:
    """Central's signing key (`shop.ports.Signer`)."""

    key: Ed25519PrivateKey
    key_id: int = CENTRAL_KEY_ID

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)

    @property
    def public_hex(self) -> str:
        return self.key.public_key().public_bytes_raw().hex()


@dataclass(slots=True)
class Central:
    """One central on one database; `folder` holds its key files and snapshots."""

    database: Database
    folder: Path
    signer: SlipSigner
    now: Callable[[], datetime] = utc_now
    token: Callable[[int], bytes] = secrets.token_bytes
    monotonic: Callable[[], float] = time.monotonic
    timeline: str = field(default="", init=False)
    leases: LeaseClock = field(init=False)
    steady: SteadyWall = field(init=False)

    def __post_init__(self) -> None:
        self.leases = LeaseClock(self.monotonic)
        self.steady = SteadyWall(self.now, self.monotonic)

    def start(self) -> None:
        """Bring the schema up to date and make this central known."""
        schema.migrate(self.database, self.token)
        with schema.alone(self.database) as connection:
            self.timeline = schema.timeline(connection)
            _must_be_its_own(connection, self)
            revocations.obey(connection, self.folder, self.now())
            key = SlipKey(
                CENTRAL_KEY_ID,
                self.signer.public_hex,
                "",
                "",
                kinds=(SlipKind.PICKUP.value,),
                box=keep_box_key(connection, self.signer.key),
            )
            documents.put(connection, [documents.of("slip_key", str(key.key_id), key)], self.now())

    def close(self) -> None:
        self.database.close()


def _must_be_its_own(connection: Connection, central: Central) -> None:
    """A second key would make every slip that was ever printed worthless, without a word."""
    known = documents.get(connection, "slip_key", str(CENTRAL_KEY_ID), SlipKey)
    if known is not None and known.public_key != central.signer.public_hex:
        raise Refusal("central_key_differs", folder=str(central.folder))


def open_central(
    folder: Path,
    url: str = "",
    *,
    make: bool = True,
    now: Callable[[], datetime] = utc_now,
    token: Callable[[int], bytes] = secrets.token_bytes,
    monotonic: Callable[[], float] | None = None,
) -> Central:
    """`url` "" keeps everything in `folder`, on SQLite; without `make` one must be there. A `now`
    of somebody else's making is also the measure of how much time passes, unless `monotonic`
    says that. Raises Refusal."""
    place.look(folder, url, make=make)
    place.make_folder(folder)
    (folder / "snapshots").mkdir(mode=0o700, exist_ok=True)
    passing = monotonic or (time.monotonic if now is utc_now else lambda: now().timestamp())
    first = not (folder / place.DATABASE).exists()
    database = place.database_at(folder, url)
    try:
        with torn_is_refused():
            schema.migrate(database, token, lambda: place.may_begin(folder, url, make=make))
            signer = SlipSigner(_own_key(folder, database, token))
            central = Central(database, folder, signer, now, token, passing)
            central.start()
    except BaseException:
        database.close()
        if first:
            place.remove_empty(folder)
        raise
    return central


def admin_key(central: Central) -> Path:
    """The file with the key that may do everything: made with the first start, and anew when it
    was taken away or revoked. The administrator has one key: those before it are revoked then.
    One that a restored central has forgotten is good again, for it lies in its own folder."""
    path = central.folder / place.ADMIN_KEY
    with schema.alone(central.database) as connection:
        key = path.read_text(errors="replace").strip() if path.exists() else ""
        standing = _standing(connection, central, key)
        if standing != "good":
            before = _revoke_administrator(connection, central)
            if standing == "bad":
                key = central.token(_API_KEY_SIZE).hex()
                path.unlink(missing_ok=True)
                _write_secret(path, key.encode() + b"\n")
            _add_key(connection, central, key, ADMINISTRATOR, "admin")
            if before:
                _LOG.warning("the administrator's key is in %s; the one before it is revoked", path)
    return path


def _standing(connection: Connection, central: Central, key: str) -> str:
    """ "good", "forgotten" or "bad"."""
    column, digest = tables.api_key.c, documents.digest(key)
    known = connection.execute(select(column.revoked_at).where(column.key_hash == digest)).first()
    if known is not None:
        return "good" if known.revoked_at is None else "bad"
    revoked = any(one.api_key == digest for one in revocations.listed(central.folder))
    return "bad" if revoked or not _API_KEY.fullmatch(key) else "forgotten"


def _revoke_administrator(connection: Connection, central: Central) -> int:
    column = tables.api_key.c
    before = update(tables.api_key).where(
        column.name == ADMINISTRATOR, column.role == "admin", column.revoked_at.is_(None)
    )
    done = connection.execute(before.values(revoked_at=micros(central.now())))
    revocations.keep(connection, central.folder)
    return done.rowcount


ROLES = ("admin", "webshop", "metrics")
ADMINISTRATOR = "administrator"
"""Whose key lies in admin.key."""


def new_api_key(central: Central, name: str, role: str) -> str:
    """`role` is one of ROLES. Only the key's digest is kept."""
    key = central.token(_API_KEY_SIZE).hex()
    with central.database.write() as connection:
        _add_key(connection, central, key, name, role)
    return key


def _add_key(connection: Connection, central: Central, key: str, name: str, role: str) -> None:
    made = {"key_hash": documents.digest(key), "created_at": micros(central.now())}
    connection.execute(insert(tables.api_key).values(name=name, role=role, **made))


@dataclass(frozen=True, slots=True)
class Program:
    """Whoever calls with an API key."""

    name: str
    role: str


def program_of(central: Central, key: str) -> Program | None:
    column = tables.api_key.c
    with central.database.read() as connection:
        row = connection.execute(
            select(column.name, column.role).where(
                column.key_hash == documents.digest(key), column.revoked_at.is_(None)
            )
        ).first()
    return Program(row.name, row.role) if row is not None else None


def _own_key(folder: Path, database: Database, token: Callable[[int], bytes]) -> Ed25519PrivateKey:
    """Made after the database: whoever is killed in between can begin again. Never made for a
    database that has slips by another already. Raises Refusal."""
    path = folder / place.OWN_KEY
    with schema.alone(database) as connection:
        if not path.exists():
            if documents.get(connection, "slip_key", str(CENTRAL_KEY_ID), SlipKey) is not None:
                raise Refusal("central_key_missing", folder=str(folder))
            _write_secret(path, token(_KEY_SIZE))
    seed = path.read_bytes()
    if len(seed) != _KEY_SIZE:
        raise Refusal("central_key_damaged", folder=str(folder))
    return Ed25519PrivateKey.from_private_bytes(seed)


def _write_secret(path: Path, secret: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
