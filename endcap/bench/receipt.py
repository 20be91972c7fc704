"""B13: a receipt of 20 lines with logo and QR code to printer bytes, in thread CPU time.

The floor is what no encoder can avoid: the finished bytes joined from a list of pieces.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from endcap.bench.row import Row
from shop.devices.escpos_encoder import EscPosEncoder
from shop.devices.printer_profiles import PROFILES
from shop.devices.receipt_layout import receipt_paper
from shop.domain.money import Money
from shop.domain.receipt import (
    Letterhead,
    Receipt,
    ReceiptDiscount,
    ReceiptKind,
    ReceiptLine,
    ReceiptTax,
)
from shop.domain.tender import Tender, TenderKind

LINES = 20
RUNS = 200
BUDGET_MS = 5.0
IMPORT_FREE = ("shop.actions.complete_sale", "shop.actions.print_receipt", "shop.devices.paper")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        encoder = EscPosEncoder(
            PROFILES["epson-80"], cache=Path(folder), logo=str(_logo(Path(folder)))
        )
        receipt = sample()
        rows = [
            _language(encoder, receipt, language) for language in ("en", "hu", "ru", "tr", "ar")
        ]
    return [*rows, _off_the_start_path()]


def _language(encoder: EscPosEncoder, receipt: Receipt, language: str) -> Row:
    data = encoder.encode(receipt_paper(receipt, language))
    pieces = [data[at : at + 32] for at in range(0, len(data), 32)]
    figures, floors = [], []
    for _ in range(RUNS):
        figures.append(_cpu_ms(lambda: encoder.encode(receipt_paper(receipt, language))))
        floors.append(_cpu_ms(lambda: b"".join(pieces)))
    figure, floor = statistics.median(figures), statistics.median(floors)
    worst = sorted(figures)[int(RUNS * 0.99)]
    return Row(
        f"B13 receipt to bytes, {language}, ms CPU",
        figure,
        floor,
        figure / floor if floor else 0.0,
        BUDGET_MS,
        figure <= BUDGET_MS,
        f"p99 {worst:.2f} ms, {len(data)} bytes",
    )


def _off_the_start_path() -> Row:
    """Selling must not import the encoder: it loads in a worker after the first frame."""
    code = (
        f"import {', '.join(IMPORT_FREE)}, sys;"
        "print(len([m for m in sys.modules if m.split('.')[0] in ('escpos', 'PIL', 'usb')]))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    count = int(found.stdout)
    name = "B13 encoder modules on the start path"
    return Row(name, float(count), 0.0, 0.0, 0.0, count == 0, "escpos, Pillow, pyusb")


def _cpu_ms(work: Callable[[], object]) -> float:
    began = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - began) / 1e6


def _logo(folder: Path) -> Path:
    from PIL import Image, ImageDraw

    image = Image.new("L", (400, 160), 255)
    ImageDraw.Draw(image).ellipse((20, 20, 380, 140), fill=0)
    path = folder / "logo.png"
    image.save(path)
    return path


def sample() -> Receipt:
    """Names as a shop has them; one line in three is discounted."""

    def eur(minor: int) -> Money:
        return Money(minor, "EUR")

    off = (ReceiptDiscount({"en": "Two for less", "hu": "Kettőt kevesebbért"}, eur(100)),)
    lines = tuple(
        ReceiptLine(
            title=f"Kávé őrölt {number}, dark roast, whole bean {number * 37} g",
            quantity=Decimal(1 + number % 3),
            unit="pcs",
            unit_price=Decimal("4.99"),
            list_total=eur(499 * (1 + number % 3)),
            total=eur(499 * (1 + number % 3) - 100 * (number % 3 == 0)),
            discounts=off if number % 3 == 0 else (),
        )
        for number in range(LINES)
    )
    total = eur(sum(line.total.minor for line in lines))
    return Receipt(
        kind=ReceiptKind.SALE,
        number="T1-1-000042",
        at=datetime(2026, 11, 21, 14, 2, tzinfo=UTC),
        terminal="T1",
        cashier="Anna",
        head=Letterhead("Endcap", "Mitte", ("Markt 1", "10115 Berlin"), legal=("VAT DE123456789",)),
        lines=lines,
        taxes=(ReceiptTax("VAT", Decimal(19), total, eur(100)),),
        tax=eur(100),
        total=total,
        saved=eur(700),
        rounding=eur(0),
        tenders=(Tender(TenderKind.CASH, total, total + eur(500)),),
        slip="OR1" + "CEAAAAAHAAAQAAAAAJPZCR656UT3M4QB" * 7,
        return_days=30,
        journal="1/42 0123456789abcdef",
    )
