"""Things that go wrong in a store, put into its central for the photographs. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from sync.central import exceptions, tables
from sync.central.core import Central, open_central
from sync.central.exceptions import Raised
from sync.central.units import micros
from sync.protocol.codec import encode
from sync.protocol.messages import TerminalStatus

ENTRY = "01jd8zq4k5w0v8c7x6b5n4m3l2"
OTHER_PRICE = f"price_differs {ENTRY}c"
LONG = "Till by the north entrance, beside the flower stand and the lottery desk"


def raise_some(folder: Path, store: str, now: datetime) -> None:
    """One of each cause, some days old, the first the oldest; and terminals in every condition."""
    with _central(folder) as central, central.database.write() as connection:
        for hours, found in enumerate(reversed([*_exceptions(store)])):
            exceptions.record(connection, [found], now - timedelta(hours=hours * hours))
        for number, (name, face, told, seen, marks) in enumerate(_terminals(now)):
            _terminal(connection, f"T9{number:03d}", store, name, face, told, seen, marks)


def raise_many(folder: Path, store: str, now: datetime, count: int = 5000) -> None:
    with _central(folder) as central, central.database.write() as connection:
        found = [
            Raised("held", f"many-{n:05d}", store, {"code": "kind_unknown", "seq": str(n)})
            for n in range(count)
        ]
        exceptions.record(connection, found, now)


@contextmanager
def _central(folder: Path) -> Iterator[Central]:
    """Beside the one that serves: SQLite lets both write, in turns."""
    opened = open_central(folder)
    try:
        yield opened
    finally:
        opened.close()


def _exceptions(store: str) -> Iterator[Raised]:
    till, entry = "T9000", ENTRY
    yield Raised("oversell", f"{store}/T20146", store, {"on_hand": "-2", "held": "1"})
    yield Raised(
        "excess_refund",
        f"r:{till}-1-000042/L1",
        store,
        {
            "receipt": f"{till}-1-000042",
            "sold": "1",
            "returned": "2",
            "paid": "2490",
            "refunded": "4980",
        },
    )
    yield Raised(
        "purchase_missing",
        f"r:{till}-1-000044",
        store,
        {"receipt": f"{till}-1-000044", "refunded": "2490"},
        till,
        f"{entry}g",
    )
    yield Raised(
        "fork", f"{till}/1/1", store, {"epoch": "1", "seq": "118", "hash": "9f" * 32}, till
    )
    yield Raised("held", entry, store, {"code": "order_unknown", "seq": "77"}, till, entry)
    yield Raised(
        "sums_differ",
        f"{entry}b",
        store,
        {"receipt": f"{till}-1-000051", "items": "12390 is not 12340", "line L2": "990 is not 940"},
        till,
        f"{entry}b",
    )
    yield Raised(
        "price_differs",
        f"{entry}c",
        store,
        {"receipt": f"{till}-1-000052", "sold_for": "123456789", "worked_out": "123450000"},
        till,
        f"{entry}c",
    )
    wrong = {"sales": "31 is not 30", "gross": "81210 is not 80220", "z": entry}
    yield Raised("z_differs", f"{till}/{entry}", store, wrong, till, entry)
    shift = f"{till}-1-118"
    late = {"records": "2", "cash": "3980", "sales": "2", "gross": "3980"}
    late |= {"receipts": f"{till}-1-000061, {till}-1-000062", "books_sales": "33"}
    late |= {"books_gross": "84200", "books_expected": "96710", "shift": shift}
    late |= {"first": "210", "last": "211", "z": f"{entry}z"}
    yield Raised("late_after_z", f"{till}/{shift}/1.1/210", store, late, till, f"{entry}d")
    twice = {"z 1": "37050", "z 2": "42900", "double_sales": "11", "double_gross": "21450"}
    twice |= {"double_expected": "31450", "books_sales": "30", "books_gross": "58500"}
    twice |= {"books_expected": "68500", "shift": shift, "z": f"{entry}y", "other_z": f"{entry}z"}
    yield Raised("shift_closed_twice", f"{till}/{shift}", store, twice, till, f"{entry}z")
    order = {"order": "MVSG-0TSN-7892", "receipt": f"{till}-1-000060"}
    yield Raised("handed_over_twice", "MVSG-0TSN-7892", store, order, till, f"{entry}e")
    elsewhere = {"order": "MVSG-0TSN-7892", "did": "order_cancelled", "by_store": "galway"}
    subject = "MVSG-0TSN-7892/galway/order_cancelled"
    yield Raised("order_elsewhere", subject, store, elsewhere, "T9009", f"{entry}h")
    unproven = {"order": "RPQ9-C4WS-HKPK", "amount": "3980"}
    yield Raised("order_payment_unproven", "RPQ9-C4WS-HKPK", store, unproven, "T9009", f"{entry}i")
    yield Raised("signature_invalid", f"{entry}f", store, {"seq": "12"}, till, f"{entry}f")


_Marks = dict[str, object]


def _terminals(
    now: datetime,
) -> Iterator[tuple[str, str, TerminalStatus | None, datetime | None, _Marks]]:
    free, whole = 80 * 1024**3, 120 * 1024**3
    seen = now - timedelta(seconds=20)
    well = TerminalStatus("0.1.0", 0, None, seen, "ok", free, whole)
    yield LONG, "till", well, seen, {"forked": True}
    old = now - timedelta(hours=2)
    busy = TerminalStatus(
        "0.0.9", 31, old, seen + timedelta(minutes=9), "paper_out", 2 * 1024**3, whole
    )
    yield "Till 3", "till", busy, seen, {}
    gone = now - timedelta(days=3)
    yield "Till 4", "till", replace(well, clock=gone), gone, {}
    full = TerminalStatus("0.1.0", 0, None, seen, "offline", 0, whole, "disk_full")
    yield "Till 5", "till", full, seen, {}
    yield "Kiosk 2", "kiosk", None, None, {}
    yield "Kiosk 3", "kiosk", well, seen, {"revoked_at": micros(old)}


def _terminal(
    connection: Connection,
    terminal: str,
    store: str,
    name: str,
    face: str,
    told: TerminalStatus | None,
    seen: datetime | None,
    marks: _Marks,
) -> None:
    row: dict[str, object] = {
        "terminal": terminal,
        "store": store,
        "face": face,
        "name": name,
        "epoch": 1,
        "forked": False,
        "enrolled_at": 0,
        "seen_at": micros(seen) if seen is not None else None,
        "status": encode(told).decode() if told is not None else None,
    }
    connection.execute(insert(tables.terminal).values(**row | marks))
