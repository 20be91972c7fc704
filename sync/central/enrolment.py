"""One-time codes, new terminals, revocation. Central room: SQL lives here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, insert, select, update

from shop.domain.catalogue import Store
from shop.domain.order_code import ALPHABET
from shop.errors import Conflict
from sync.central import documents, former_keys, revocations, tables
from sync.central.core import Central
from sync.central.schema import timeline
from sync.central.units import instant, micros
from sync.protocol.messages import EnrolAnswer, EnrolRequest, FormerKey
from sync.protocol.ticket import Ticket, enrol_proof, fingerprint_of, ticket_text

LIFE = timedelta(minutes=15)
FACES = ("kiosk", "till", "desk")
MAX_NAME = 80
_LETTERS = 10  # 50 bits, good for a quarter of an hour and one use
_LOOKALIKES = str.maketrans("OIL", "011")
_KEY = re.compile(r"[0-9a-f]{64}")


def new_code(
    central: Central,
    *,
    store: str,
    face: str,
    name: str = "",
    terminal: str = "",
    move: bool = False,
) -> str:
    """A code to be typed or scanned once within `LIFE`. With `terminal`, that one enrols anew, in
    its own store unless it is to `move`.

    Raises Conflict: store_unknown, terminal_unknown, terminal_other_face, terminal_elsewhere
    (where it stands), terminal_shift_open.
    """
    if face not in FACES:
        raise Conflict("face_unknown", face=face)
    if len(name) > MAX_NAME or not name.isprintable():
        raise Conflict("request_malformed", name=name[:MAX_NAME])
    code = "".join(ALPHABET[byte % 32] for byte in central.token(_LETTERS))
    with central.database.write() as connection:
        if documents.get(connection, "store", store, Store) is None:
            raise Conflict("store_unknown", store=store)
        if terminal:
            _may_become(connection, terminal, store, face, move=move)
        connection.execute(
            insert(tables.enrol_code).values(
                code_hash=_hashed(code),
                store=store,
                face=face,
                name=name,
                terminal=terminal,
                expires_at=micros(central.now() + LIFE),
            )
        )
    return f"{code[:5]}-{code[5:]}"


def _may_become(
    connection: Connection, terminal: str, store: str, face: str, *, move: bool
) -> None:
    """One that we never heard of may be one that a restore made us forget."""
    column = tables.terminal.c
    row = connection.execute(
        select(column.store, column.face).where(column.terminal == terminal)
    ).first()
    if row is None:
        if not former_keys.floor(connection):
            raise Conflict("terminal_unknown", terminal=terminal)
        return
    if row.face != face:
        raise Conflict("terminal_other_face", terminal=terminal, face=row.face)
    if row.store == store:
        return
    if not move:
        raise Conflict("terminal_elsewhere", terminal=terminal, store=row.store)
    if _has_open_shift(connection, terminal):
        raise Conflict("terminal_shift_open", terminal=terminal, store=row.store)


def _has_open_shift(connection: Connection, terminal: str) -> bool:
    """As far as it has told; of one that was copied, any."""
    column = tables.ledger.c
    rows = connection.execute(
        select(column.epoch, column.branch, column.kind)
        .where(column.terminal == terminal, column.kind.in_(("shift_opened", "shift_closed")))
        .order_by(column.epoch, column.branch, column.seq)
    )
    last = {(row.epoch, row.branch): row.kind for row in rows}
    newest = max((epoch for epoch, _ in last), default=0)
    return any(kind == "shift_opened" for (epoch, _), kind in last.items() if epoch == newest)


def ticket_of(central: Central, code: str, address: str) -> str:
    """The code as a QR's text, for terminals that reach central at `address`. Raises Conflict."""
    printable = address.isascii() and address.isprintable() and " " not in address
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        good = False
    if not good or not printable or len(address) > 120:
        raise Conflict("address_malformed", address=address[:200])
    return ticket_text(Ticket(address, code, fingerprint_of(central.signer.public_hex)))


def enrol(central: Central, request: EnrolRequest) -> EnrolAnswer:
    """Raises Conflict. A lost answer may be asked for again with the same key."""
    if not _KEY.fullmatch(request.public_key):
        raise Conflict("key_malformed")
    answer = _enrol(central, request)
    said = (answer.terminal, answer.store, answer.epoch, answer.key_id)
    proof = central.signer.sign(enrol_proof(request.public_key, *said)).hex()
    return replace(answer, central_key=central.signer.public_hex, signature=proof)


def _enrol(central: Central, request: EnrolRequest) -> EnrolAnswer:
    now = central.now()
    with central.database.write() as connection:
        code = _take_code(connection, request, now)
        again = _same_key(connection, request.public_key)
        if again is not None:
            return again
        former = former_keys.told(request, code.terminal)
        home = _home(connection, code, request)
        terminal, epoch = _terminal(connection, code, former, now)
        former_keys.remember(connection, terminal, home, former, now)
        key_id = former_keys.next_id(connection)
        former_keys.write(
            connection, terminal, code.store, FormerKey(epoch, request.public_key, key_id), now
        )
        called = select(tables.terminal.c.name).where(tables.terminal.c.terminal == terminal)
        name = connection.execute(called).scalar() or terminal
        return EnrolAnswer(terminal, code.store, epoch, key_id, timeline(connection), name)


def _home(connection: Connection, code: _Code, request: EnrolRequest) -> str:
    """The store of the terminal's former epochs, by us or by itself: the code's may be another."""
    column = tables.terminal.c
    known = select(column.store).where(column.terminal == code.terminal)
    told = (
        request.store if request.terminal == code.terminal and "\x00" not in request.store else ""
    )
    if told and documents.get(connection, "store", told, Store) is None:
        told = ""
    return connection.execute(known).scalar() or told or code.store


class _Code:
    __slots__ = ("face", "name", "store", "terminal")

    def __init__(self, store: str, face: str, name: str, terminal: str) -> None:
        self.store, self.face, self.name, self.terminal = store, face, name, terminal


def _take_code(connection: Connection, request: EnrolRequest, now: datetime) -> _Code:
    column = tables.enrol_code.c
    row = connection.execute(
        select(tables.enrol_code).where(column.code_hash == _hashed(request.code)).with_for_update()
    ).first()
    if row is None or instant(row.expires_at) < now:
        raise Conflict("code_wrong_or_old")
    if row.used_at is not None and row.public_key != request.public_key:
        raise Conflict("code_used")
    if row.face != request.face:
        raise Conflict("code_for_other_face", face=row.face)
    connection.execute(
        update(tables.enrol_code)
        .where(column.code_hash == row.code_hash)
        .values(used_at=micros(now), public_key=request.public_key)
    )
    return _Code(row.store, row.face, row.name, row.terminal)


def _same_key(connection: Connection, public_key: str) -> EnrolAnswer | None:
    key, owner = tables.terminal_key.c, tables.terminal.c
    row = connection.execute(
        select(key.terminal, key.store, key.epoch, key.key_id, owner.name)
        .join(tables.terminal, owner.terminal == key.terminal)
        .where(key.public_key == public_key)
    ).first()
    if row is None:
        return None
    name = row.name or row.terminal
    return EnrolAnswer(row.terminal, row.store, row.epoch, row.key_id, timeline(connection), name)


def _terminal(
    connection: Connection, code: _Code, former: Sequence[FormerKey], now: datetime
) -> tuple[str, int]:
    """A new terminal, or the next epoch of a known one, whose fork is thereby over.

    An epoch is never given twice: not one that its journal has, and not one that we gave
    before we were restored and forgot.
    """
    if not code.terminal:
        made = f"T{_next(connection, 'terminal'):04d}"
        _insert(connection, made, 1, code, now)
        return made, 1
    column = tables.terminal.c
    had = connection.execute(
        select(column.epoch).where(column.terminal == code.terminal).with_for_update()
    ).scalar()
    if had is None and not former:
        raise Conflict("terminal_unknown", terminal=code.terminal)
    floor = former_keys.floor(connection)
    epoch = max(had or 0, floor, *(key.epoch for key in former), 0) + 1
    if had is None:
        _insert(connection, code.terminal, epoch, code, now)
    else:
        connection.execute(
            update(tables.terminal)
            .where(column.terminal == code.terminal)
            .values(epoch=epoch, forked=False, revoked_at=None, store=code.store, face=code.face)
        )
        if code.name:
            connection.execute(
                update(tables.terminal)
                .where(column.terminal == code.terminal)
                .values(name=code.name)
            )
    return code.terminal, epoch


def _insert(connection: Connection, terminal: str, epoch: int, code: _Code, now: datetime) -> None:
    connection.execute(
        insert(tables.terminal).values(
            terminal=terminal,
            name=code.name,
            store=code.store,
            face=code.face,
            epoch=epoch,
            forked=False,
            enrolled_at=micros(now),
        )
    )


def revoke(central: Central, terminal: str) -> None:
    """From now on it may only upload what it sealed; its slips are good up to its head."""
    with central.database.write() as connection:
        if not revocations.shut_out(connection, terminal, central.now()):
            raise Conflict("terminal_unknown", terminal=terminal)
        revocations.keep(connection, central.folder)


def _next(connection: Connection, name: str) -> int:
    column = tables.counter.c
    value = connection.execute(
        update(tables.counter)
        .where(column.name == name)
        .values(value=column.value + 1)
        .returning(column.value)
    ).scalar_one()
    return int(value)


def _hashed(code: str) -> str:
    plain = code.upper().translate(_LOOKALIKES)
    return documents.digest("".join(letter for letter in plain if letter in ALPHABET))
