"""What the database makes of a figure is what we would: terminals must not see a difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from sync.central import feed, stock, tables
from sync.central.core import Central

AMOUNT = st.integers(-(10**15), 10**15) | st.integers(-3000, 3000)
NAME = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1)


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """Each example begins with the same shop."""
    point = connection.begin_nested()
    yield
    point.rollback()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deltas=st.dictionaries(st.tuples(NAME, NAME), st.tuples(AMOUNT, AMOUNT), min_size=1))
def test_a_figure_is_told_the_same(shop: Central, deltas: stock.Deltas) -> None:
    now = shop.now()
    with shop.database.write() as connection, undone(connection):
        before = feed.head(connection)
        moved, _ = stock.move(connection, deltas, now)
        head = feed.append(connection, [], now, moved)
        column = tables.feed.c
        rows = connection.execute(
            select(column.topic, column.key, column.value, column.store)
            .where(column.cursor > before)
            .order_by(column.cursor)
        ).all()
        figures = {(x.store, x.sku): x for x in stock.figures(connection, {k[1] for k in moved})}
    assert head == before + len(rows)
    for row, news in zip(rows, stock.told(figures[key] for key in moved), strict=True):
        assert (row.topic, row.key, row.store) == (news.topic, news.key, news.store)
        assert json.loads(row.value) == json.loads(str(news.value))


def test_a_store_keeps_its_default_back_of_what_comes_to_be(shop: Central) -> None:
    with shop.database.write() as connection:
        connection.execute(tables.safety_default.insert().values(store="S1", quantity=3000))
        (new,) = stock.add(connection, {("S1", "new"): (5000, 0)}, shop.now(), opening=True)
        (old,) = stock.add(connection, {("S1", "mug"): (1000, 0)}, shop.now(), opening=True)
    assert [int(new.safety), int(old.safety)] == [3, 0]
