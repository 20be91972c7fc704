"""B3: a sale of five lines and two tenders, asked for until it is on disk, against one
4 KiB write and fsync on the same disk in the same run.

Two floors, both shown: a block overwritten (the least a disk can do) and a block appended (what
a plain log costs: the file system must note its new length).
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from endcap.bench.row import Row
from endcap.bench.timing import percentile, undisturbed
from shop.domain.facts import Enrolled, Numbering, Sale, SoldItem
from shop.domain.money import Money
from shop.domain.pricing import LineInput, PricingContext, PromotionIndex, TaxBook, price
from shop.domain.tax import Tax
from shop.domain.tender import Tender, TenderKind
from sync.local.clock import SystemClock
from sync.local.journal import LocalJournal, create_journal
from sync.local.journal_writer import Sealing
from sync.local.keys import DeviceSigner, make_key

SALES = 1_500
BUDGET = 2.0


def measure() -> list[Row]:
    place = os.environ.get("ENDCAP_BENCH_DISK")  # a tmpfs would flatter: there fsync is free
    with tempfile.TemporaryDirectory(dir=place or Path.cwd()) as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Row]:
    key = make_key(folder)
    signer = DeviceSigner(1, key)
    create_journal(folder)
    journal = LocalJournal(folder, Sealing("T1", 1, signer, SystemClock()), reserve_bytes=1 << 20)
    journal.record(lambda _: Enrolled("till", "0", signer.public_hex), staff="").result()
    build = _sale()
    ours: list[float] = []
    over: list[float] = []
    appended: list[float] = []
    ready, log = _ready_file(folder / "ready"), os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
    page = os.urandom(4096)
    try:
        with undisturbed():
            for turn in range(SALES):
                over.append(_timed(partial(_write, ready, page, turn * 4096)))
                ours.append(_timed(lambda: journal.record(build, staff="ann").result()))
                appended.append(_timed(partial(_write, log, page, turn * 4096)))
    finally:
        os.close(ready)
        os.close(log)
        journal.close()
    floors = ((over, "4 KiB overwritten + fsync"), (appended, "4 KiB appended + fsync"))
    return [_row(share, ours, floor, note) for floor, note in floors for share in (0.5, 0.99)]


def _ready_file(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    os.write(handle, bytes(4096 * SALES))
    os.fsync(handle)
    return handle


def _write(handle: int, page: bytes, at: int) -> None:
    os.pwrite(handle, page, at)
    os.fsync(handle)


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def _row(share: float, ours: list[float], floor: list[float], note: str) -> Row:
    figure, raw = percentile(ours, share), percentile(floor, share)
    ratio = round(figure / raw, 2)
    return Row(
        name=f"B3 sale on disk, ms p{share * 100:.0f}",
        figure=round(figure, 3),
        floor=round(raw, 3),
        ratio=ratio,
        budget=BUDGET,
        passed=ratio <= BUDGET,
        note=f"floor: {note}",
    )


def _sale() -> Callable[[Numbering], Sale]:
    taxes = TaxBook({"standard": (Tax("V19", "VAT", Decimal(19)),)})
    lines = [
        LineInput(str(n), f"SKU{n:07d}", Decimal(1 + n % 2), Decimal("3.49"), "standard")
        for n in range(5)
    ]
    context = PricingContext("EUR", datetime(2026, 11, 21, 12, 0))
    document = price(lines, context, PromotionIndex(), taxes)
    items = tuple(
        SoldItem(x.line_id, x.sku, "Title of some goods", x.quantity, "pcs", x.total, "standard")
        for x in document.lines
    )
    half = Money(document.total.minor // 2, "EUR")
    rest = document.total - half
    tenders = (Tender(TenderKind.CASH, half, half), Tender(TenderKind.CASH, rest, rest))

    def build(numbering: Numbering) -> Sale:
        return Sale(
            receipt=numbering.receipt,
            shift="S1",
            items=items,
            document=document,
            tenders=tenders,
            rounding=Money(0, "EUR"),
        )

    return build
