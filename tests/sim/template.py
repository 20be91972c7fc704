"""The shop every seed begins with: built once by the real code, then copied as bytes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.domain.facts import Enrolled
from shop.domain.order import Paid
from sync.central import enrolment, orders
from sync.central.core import Central, SlipSigner
from sync.local.identity import Identity
from sync.local.journal_schema import STEPS
from sync.local.journal_writer import Sealing
from sync.local.keys import DeviceSigner
from sync.local.migrate import migrate
from sync.protocol.messages import EnrolRequest, PlaceOrder
from tests import central_shop
from tests.sim.database import MemoryDatabase
from tests.sim.disk import Fuse, Image, MemoryJournal, fresh_head
from tests.sim.replica import EMPTY, Snapshot
from tests.sim.server import snapshot

BEGIN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OPENING = 6
SKUS = central_shop.SKUS
TERMINALS = (("S1", "till"), ("S1", "desk"), ("S2", "till"), ("S1", "kiosk"))

_ONE = Decimal(1)
ORDERS = (
    ("2222-2222-2228", (("mug", _ONE),)),
    ("3333-3333-333C", (("tea", _ONE), ("pot", _ONE))),
)
"""Placed on the web before the story begins: everybody in their store sees them."""


class SetClock:
    """Stands where it is put."""

    def __init__(self, at: datetime = BEGIN) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Who:
    """What enrolment left in a terminal's folder."""

    identity: Identity
    seed: bytes

    def signer(self) -> DeviceSigner:
        return DeviceSigner(self.identity.key_id, key_of(self.seed))


@cache
def key_of(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def seed_of(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


@dataclass(frozen=True, slots=True)
class Template:
    database: MemoryDatabase
    central: bytes
    timeline: str
    signer: SlipSigner
    terminals: tuple[Image, ...]


def counting(name: str) -> Callable[[int], bytes]:
    """Central's randomness, the same every time."""
    count = 0

    def token(size: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(f"{name}/{count}".encode()).digest(size)

    return token


@cache
def template() -> Template:
    database = MemoryDatabase()
    signer = SlipSigner(key_of(seed_of("central")))
    central = Central(database, Path("/nonexistent"), signer, lambda: BEGIN, counting("template"))
    central.start()
    central_shop.open_shop(central, OPENING)
    for code, lines in ORDERS:
        asked = PlaceOrder(code, "S1", "Someone", "555", "en", Paid.ONLINE.value, lines, "web")
        orders.place(central, asked)
    people = [_enrolled(central, place, *x) for place, x in enumerate(TERMINALS)]
    images = tuple(
        _image(who, snapshot(central, who.identity.store, who.identity.face, BEGIN))
        for who in people
    )
    return Template(database, database.image(), central.timeline, signer, images)


def _enrolled(central: Central, place: int, store: str, face: str) -> Who:
    seed = seed_of(f"terminal {place}")
    public = key_of(seed).public_key().public_bytes_raw().hex()
    code = enrolment.new_code(central, store=store, face=face)
    answer = enrolment.enrol(central, EnrolRequest(code, public, face, "sim"))
    identity = Identity(
        answer.terminal, store, answer.epoch, answer.key_id, answer.name, face, public, ""
    )
    return Who(identity, seed)


def empty_image(who: Who) -> Image:
    """A machine just out of its box, enrolled and never used."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, STEPS)
    image = Image(connection.serialize(), fresh_head(), who, Snapshot(EMPTY, {}))
    connection.close()
    return image


def _image(who: Who, replica: Snapshot) -> Image:
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
    migrate(connection, STEPS)
    head = bytearray(fresh_head())
    identity = who.identity
    name = counting(identity.terminal)
    sealing = Sealing(
        identity.terminal, identity.epoch, who.signer(), SetClock(), lambda: name(16).hex()
    )
    journal = MemoryJournal(connection, head, sealing, Fuse())
    fact = Enrolled(identity.face, "sim", identity.public_key)
    journal.record(lambda _: fact, staff="").result()
    journal.close()
    return Image(connection.serialize(), bytes(head), who, replica)
