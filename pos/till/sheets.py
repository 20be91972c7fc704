"""Room: pos. Printed pages as the screen's rows, and the reports a shift prints."""

from __future__ import annotations

from datetime import datetime

from pos.till.viewmodels.rows import PaperRow
from shop.actions.close_shift import ShiftDone
from shop.actions.price_basket import local_time
from shop.actions.receipt_maker import letterhead
from shop.actions.x_report import ShiftReport
from shop.devices.paper import Paper
from shop.devices.receipt_layout import receipt_paper
from shop.devices.report_layout import report_paper
from shop.domain.receipt import Receipt
from shop.ports import StoreSettings


def sheet_rows(page: Paper) -> list[PaperRow]:
    """Keyed by their place: a page is replaced as a whole."""
    return [
        PaperRow(at, row.kind.value, row.left, row.right, row.align, row.strong, row.large)
        for at, row in enumerate(page.rows)
    ]


def receipt_rows(receipt: Receipt, language: str) -> list[PaperRow]:
    return sheet_rows(receipt_paper(receipt, language))


def report_sheet(
    report: ShiftReport,
    settings: StoreSettings,
    at: datetime,
    language: str,
    done: ShiftDone | None = None,
) -> Paper:
    """The X report; with `done` the Z."""
    return report_paper(
        letterhead(settings),
        report.totals,
        report.shift,
        report.waiting,
        local_time(at, settings),
        language,
        done.fact if done else None,
        report.waiting_before,
    )
