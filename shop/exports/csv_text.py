"""The table as RFC 4180 text: commas, CRLF, every cell quoted. Exports room: pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple

from shop.domain.facts import Recorded
from shop.exports.csv_rows import COLUMNS, csv_rows

BOM = "\ufeff"


def csv_text(entries: Iterable[Recorded], *, bom: bool = False) -> Iterator[str]:
    """`bom` makes spreadsheets read UTF-8 as UTF-8."""
    yield (BOM if bom else "") + _lines([COLUMNS])
    for recorded in entries:
        yield _lines(astuple(row) for row in csv_rows(recorded))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
