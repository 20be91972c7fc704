"""Reviews and the stars they add up to. Central room: SQL lives here.

A product's histogram may count people who left stars without words, so a review adds to it or
moves one count; it is never counted anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, select

from shop.domain.catalogue import Product, RatingSummary, Review
from shop.errors import Conflict
from sync.central import documents, tables
from sync.central.core import Central
from sync.central.documents import Document
from sync.central.units import OutOfRange, plain_text
from sync.protocol.codec import decode

_LONGEST = 4000


class Given(Protocol):
    """A review as it comes from outside."""

    @property
    def review(self) -> str: ...
    @property
    def product(self) -> str: ...
    @property
    def stars(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def written(self) -> date | None: ...
    @property
    def verified(self) -> bool: ...


def checked(given: Given) -> Review:
    """Raises Conflict when it is no review."""
    if not 1 <= given.stars <= 5:
        raise Conflict("stars_out_of_range", stars=str(given.stars))
    try:
        plain_text(given.review + given.product + given.title + given.author + given.language)
        plain_text(given.text)
    except OutOfRange:
        raise Conflict("review_malformed", maximum=str(_LONGEST)) from None
    if not given.review or not given.product:
        raise Conflict("review_malformed")
    return Review(
        review=given.review,
        product=given.product,
        stars=given.stars,
        text=given.text,
        title=given.title,
        author=given.author,
        language=given.language,
        written=given.written,
        verified=given.verified,
    )


def add(central: Central, review: Review) -> None:
    with central.database.write() as connection:
        if documents.get(connection, "product", review.product, Product) is None:
            raise Conflict("product_unknown", product=review.product)
        new = [documents.of("review", review.review, review)]
        changed = documents.changes(connection, new)
        documents.put(connection, [*rated(connection, changed), *changed], central.now())


def rated(connection: Connection, changed: Sequence[Document]) -> list[Document]:
    """The products of these reviews with their stars moved; call before the reviews are put."""
    column = tables.review_of.c
    moves: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for document in changed:
        had = connection.execute(
            select(column.product, column.stars).where(column.review == document.key)
        ).first()
        if had is not None:
            moves[had.product][had.stars - 1] -= 1
        if document.value is not None:
            review = decode(document.value, Review)
            moves[review.product][review.stars - 1] += 1
    moved = []
    for key, steps in sorted(moves.items()):
        product = documents.get(connection, "product", key, Product)
        if product is not None:
            moved.append(documents.of("product", key, _moved(product, steps)))
    return moved


def _moved(product: Product, steps: Sequence[int]) -> Product:
    counts = [max(had + step, 0) for had, step in zip(product.rating.histogram, steps, strict=True)]
    one, two, three, four, five = counts
    return replace(product, rating=RatingSummary((one, two, three, four, five)))
