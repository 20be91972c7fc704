"""Search: any prefix, any order, any accent, codes, near words, filters and sorts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shop.domain.money import Money
from shop.ports import Filters
from sync.local.folding import fold, words
from sync.local.replica import LocalReplica
from sync.local.replica_schema import Standing
from sync.local.snapshot_build import build
from sync.local.typos import Speller, distance
from sync.protocol.codec import encode
from sync.protocol.messages import Change
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import figure, product

PRODUCTS = [
    product("P1", "Blue hammer", price=900, popularity=1, brand="Größe", department="tools"),
    product("P2", "Red hammer", price=700, popularity=3, brand="Ox", department="tools"),
    product("P3", "Green screwdriver", price=500, popularity=2, department="tools"),
    product("P4", "Sewing needle", price=300, popularity=9, tr="Dikiş iğnesi", ru="Ёлочная игла"),
    product("P5", "Pens", price=200, popularity=8, ar="أقلام", department="paper"),
]


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalReplica]:
    folder = tmp_path_factory.mktemp("search")
    changes = [Change(1, "product", p.product, encode(p).decode()) for p in PRODUCTS]
    changes.append(Change(1, "stock", "a/P2-1", encode(figure("P2-1", 3)).decode()))
    build(folder / "s.db", changes, Standing("t", 1, FakeClock().now(), "a"))
    made = LocalReplica(folder)
    made.swap(folder / "s.db")
    yield made
    made.close()


def found(
    replica: LocalReplica, text: str, sort: str = "relevance", **filters: object
) -> list[str]:
    page = replica.search(text, Filters(**filters), sort, 0, 50, patient=True)  # type: ignore[arg-type]
    assert page.total == len(page.hits)
    return [hit.product for hit in page.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("h", ["P2", "P1"]),
        ("hammer", ["P2", "P1"]),
        ("hammer blue", ["P1"]),
        ("blu ham", ["P1"]),
        ("HAMMER!", ["P2", "P1"]),
        ("grosse", ["P1"]),
        ("größe", ["P1"]),
        ("igne", ["P4"]),
        ("İĞNESİ", ["P4"]),
        ("елочная", ["P4"]),
        ("اقلام", ["P5"]),
        ("P3-1", ["P3"]),
        ("p3-1", ["P3"]),
        ("4000000000002", ["P2"]),
        ("40000000", ["P1", "P2", "P3", "P4", "P5"]),
        ("zzzz", []),
        ("!!", ["P4", "P5", "P2", "P3", "P1"]),
        ("", ["P4", "P5", "P2", "P3", "P1"]),
    ],
)
def test_what_is_typed_finds(replica: LocalReplica, text: str, expected: list[str]) -> None:
    result = found(replica, text)
    assert (sorted(result) if text == "40000000" else result) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hamer", "hammer"), ("hmamer blue", "hammer blue"), ("scredriver", "screwdriver")],
)
def test_a_slip_of_the_finger_is_forgiven_and_named(
    replica: LocalReplica, typed: str, meant: str
) -> None:
    page = replica.search(typed, Filters(), "relevance", 0, 50)
    assert page.corrected == meant
    assert page.hits


def test_filters_and_sorts(replica: LocalReplica) -> None:
    assert found(replica, "", department="tools") == ["P2", "P3", "P1"]
    assert found(replica, "hammer", brands=("Ox",)) == ["P2"]
    assert found(replica, "hammer", in_stock=True) == ["P2"]
    assert found(replica, "hammer", min_price=Money(800, "EUR")) == ["P1"]
    assert found(replica, "hammer", max_price=Money(800, "EUR")) == ["P2"]
    assert found(replica, "", "price") == ["P5", "P4", "P3", "P2", "P1"]
    assert found(replica, "", "-price") == ["P1", "P2", "P3", "P4", "P5"]
    assert found(replica, "", "name") == ["P1", "P3", "P5", "P2", "P4"]


def test_pages_follow_each_other(replica: LocalReplica) -> None:
    pages = [replica.search("", Filters(), "relevance", at, 2) for at in (0, 2, 4)]
    assert [h.product for page in pages for h in page.hits] == ["P4", "P5", "P2", "P3", "P1"]
    assert [(page.total, page.exact_total) for page in pages] == [(5, True)] * 3


def test_facets_and_suggestions(replica: LocalReplica) -> None:
    assert replica.brands("tools") == ["Größe", "Ox"]
    assert replica.suggestions("red ham", 5) == ("red hammer",)
    assert replica.suggestions(" ", 5) == ()


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(replica: LocalReplica, text: str) -> None:
    page = replica.search(text, Filters(), "relevance", 0, 10)
    assert page.total >= len(page.hits)
    replica.suggestions(text, 5)
    replica.find_orders(text)


@example("\N{MATHEMATICAL BOLD CAPITAL I}")
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_folding_takes_case_and_accents_away() -> None:
    assert fold("ÀÉÎõü İIıi ß Łódź Ørsted") == "aeiou iiii ss lodz orsted"


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbcd", 2)],
)
def test_distance_counts_slips(one: str, other: str, far: int) -> None:
    assert distance(one, other, 2) == far
    assert distance(other, one, 2) == far


def test_the_commoner_of_two_near_words_is_meant() -> None:
    speller = Speller([("tent", 3), ("text", 9), ("rest", 99)])
    assert speller.meant("tezt") == "text"
    assert speller.meant("qqqq") == ""


def test_matches_a_plain_scan_on_random_titles(tmp_path: Path) -> None:
    """Independent answer: every typed word begins some word of the title."""
    dice = random.Random(7)
    vocabulary = ["".join(dice.choices("abcde", k=dice.randint(2, 7))) for _ in range(60)]
    titles = [" ".join(dice.choices(vocabulary, k=4)) for _ in range(300)]
    changes = [
        Change(1, "product", f"P{i}", encode(product(f"P{i}", t, popularity=i)).decode())
        for i, t in enumerate(titles)
    ]
    build(tmp_path / "s.db", changes, Standing("t", 1, None, "a"))
    replica = LocalReplica(tmp_path)
    replica.swap(tmp_path / "s.db")
    for _ in range(200):
        typed = [w[: dice.randint(1, 7)] for w in dice.choices(vocabulary, k=dice.randint(1, 3))]
        expected = [
            f"P{i}"
            for i in reversed(range(300))
            if all(any(w.startswith(t) for w in titles[i].split()) for t in typed)
        ]
        page = replica.search(" ".join(typed), Filters(), "relevance", 0, 300, patient=True)
        if not page.corrected:
            assert [hit.product for hit in page.hits] == expected
    replica.close()
