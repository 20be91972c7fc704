"""What one file's import has at hand, and how documents are compared and written.

Central room: SQL lives here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Connection

from sync.central import documents, feed
from sync.central.core import Central
from sync.central.documents import Document
from sync.central.importing.invented import Inventor
from sync.central.importing.report import Report

Progress = Callable[[str, int, int], None]
"""(what, done, of how many)."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Options:
    """`stores` get stock; empty: the first `STOCK_STORES` by id. `chain` names new stores'."""

    skip_bad_rows: bool = False
    inventor: Inventor = field(default_factory=Inventor)
    stores: tuple[str, ...] = ()
    chain: str = "Imported chain"
    currency: str = "EUR"
    tax_rate: Decimal = Decimal(20)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`taken` False: bad rows, nothing was written. The rest counts what is new or changed."""

    report: Report
    taken: bool
    seen: int = 0
    changed: int = 0
    stock: int = 0
    invented_prices: int = 0
    invented_stock: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """What every step of one file's import has at hand."""

    central: Central
    options: Options
    report: Report
    progress: Progress


def put(job: Job, papers: Sequence[Document], connection: Connection) -> Outcome:
    changed = compare(connection, papers, job.progress)
    write(connection, changed, job.progress)
    feed.append(connection, [news(x) for x in changed], job.central.now())
    return Outcome(job.report, True, len(papers), len(changed))


def compare(
    connection: Connection, papers: Sequence[Document], progress: Progress
) -> list[Document]:
    changed: list[Document] = []
    for start in range(0, len(papers), _CHUNK):
        changed += documents.changes(connection, papers[start : start + _CHUNK])
        progress("comparing", min(start + _CHUNK, len(papers)), len(papers))
    return changed


def write(connection: Connection, changed: Sequence[Document], progress: Progress) -> None:
    for start in range(0, len(changed), _CHUNK):
        documents.write(connection, changed[start : start + _CHUNK])
        progress("writing", min(start + _CHUNK, len(changed)), len(changed))


def news(paper: Document) -> feed.News:
    return feed.News(paper.topic, paper.key, paper.value, paper.store)
