"""Writes a reviews file, and the stars it gives to products. Central room: SQL lives here."""

from __future__ import annotations

from sqlalchemy import Connection

from shop.domain.catalogue import Department, Product, Sku
from sync.central import documents, feed, reviews
from sync.central.documents import Document
from sync.central.importing.job import Job, Options, Outcome, compare, news, write
from sync.central.importing.opinions import Opinions
from sync.central.importing.report import Report


def put_reviews(job: Job, opinions: Opinions, connection: Connection) -> Outcome:
    options, report, progress = job.options, job.report, job.progress
    papers, invented = _missing_products(connection, opinions, options, report)
    known = {paper.key for paper in papers if paper.topic == "product"}
    write(connection, papers, progress)
    new = [
        documents.of("review", key, review)
        for key, review in opinions.reviews.items()
        if review.product in known
        or documents.get(connection, "product", review.product, Product) is not None
    ]
    changed = compare(connection, new, progress)
    stars = reviews.rated(connection, changed)
    write(connection, [*stars, *changed], progress)
    told = {(x.topic, x.key): x for x in [*papers, *stars, *changed]}
    feed.append(connection, [news(x) for x in told.values()], job.central.now())
    seen = len({*told, *((x.topic, x.key) for x in new)})
    return Outcome(report, True, seen, len(told), invented_prices=invented)


def _missing_products(
    connection: Connection, opinions: Opinions, options: Options, report: Report
) -> tuple[list[Document], int]:
    """A reviewed product that central lacks is made only with a made-up price, when allowed."""
    missing = {
        key: title
        for key, title in sorted(opinions.titles.items())
        if documents.get(connection, "product", key, Product) is None
    }
    if not options.inventor.prices:
        for key in missing:
            report.remark(0, "product", f"{key}: central has no such product; reviews left out")
        return [], 0
    made = [
        Product(
            product=key,
            titles={"en": title},
            skus=(Sku(key, options.inventor.price(key, options.currency)),),
            department="reviewed",
        )
        for key, title in missing.items()
    ]
    papers = [documents.of("product", x.product, x) for x in made]
    if made and documents.get(connection, "department", "reviewed", Department) is None:
        papers.append(
            documents.of("department", "reviewed", Department("reviewed", {"en": "Reviewed"}))
        )
    return papers, len(made)
