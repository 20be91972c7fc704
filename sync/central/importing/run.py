"""Takes one file into central: read, map, compare, write what differs, in one transaction.

Central room. A file with bad rows changes nothing unless they may be skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from shop.domain.catalogue import Store
from shop.ports import StoreSettings
from sync.central import documents
from sync.central.core import Central
from sync.central.documents import Document
from sync.central.importing.job import Job, Options, Outcome, Progress, put
from sync.central.importing.mapping import Mapping
from sync.central.importing.opinions import read_reviews
from sync.central.importing.places import read_departments, read_stores
from sync.central.importing.products import read_products
from sync.central.importing.put_products import put_goods
from sync.central.importing.put_reviews import put_reviews
from sync.central.importing.readers import Row, UnreadableFile, read_rows
from sync.central.importing.report import Report

LANGUAGES = ("en", "tr", "hu", "ru", "de", "ar")
Rows = list[Row]


def import_file(
    central: Central,
    path: Path,
    mapping: Mapping,
    options: Options,
    progress: Progress = lambda what, done, total: None,
) -> Outcome:
    """Raises UnreadableFile when the file is not what the mapping says."""
    progress("reading", 0, 1)
    rows = read_rows(path, mapping.format, delimiter=mapping.delimiter, encoding=mapping.encoding)
    if not rows:
        raise UnreadableFile(f"{path.name}: there is no row in it")
    report = Report()
    if mapping.format == "csv":
        for target, column in mapping.missing(rows[0][1]):
            report.remark(1, target, f"the file has no column {column!r}")
    progress("reading", 1, 1)
    job = Job(central, options, report, progress)
    work = _read(job, rows, mapping)
    if report.bad and not options.skip_bad_rows:
        return Outcome(report, taken=False)
    with central.database.write() as connection:
        return work(connection)


Work = Callable[[Connection], Outcome]


def _read(job: Job, rows: Rows, mapping: Mapping) -> Work:
    match mapping.kind:
        case "products":
            return partial(
                put_goods, job, read_products(rows, mapping, job.report, job.options.inventor)
            )
        case "stores":
            stores = read_stores(rows, mapping, job.report)
            shops = [
                paper for store in stores.values() for paper in shop_papers(store, job.options)
            ]
            return partial(put, job, shops)
        case "categories":
            found = read_departments(rows, mapping, job.report)
            papers = [documents.of("department", x.department, x) for x in found.values()]
            return partial(put, job, papers)
        case _:
            return partial(put_reviews, job, read_reviews(rows, mapping, job.report))


def shop_papers(store: Store, options: Options) -> list[Document]:
    settings = StoreSettings(
        store=store,
        chain=options.chain,
        currency=options.currency,
        country=store.country,
        languages=LANGUAGES,
    )
    return [
        documents.of("store", store.store, store),
        documents.of("settings", store.store, settings, store.store),
    ]
