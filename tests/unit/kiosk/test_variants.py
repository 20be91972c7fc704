"""Choosing among a product's sisters."""

from __future__ import annotations

from decimal import Decimal

from kiosk.viewmodels.variants import groups, with_choice
from shop.domain.catalogue import Option, Product, Sku
from shop.domain.money import Money


def sku(code: str, colour: str, size: str) -> Sku:
    options = (
        Option("Colour", colour, "#000", values={"de": colour.upper()}, names={"de": "Farbe"}),
        Option("Size", size),
    )
    return Sku(code, Money(1000, "EUR"), options=options)


RED_S, RED_M, BLUE_S = sku("rs", "Red", "S"), sku("rm", "Red", "M"), sku("bs", "Blue", "S")
TEE = Product("tee", {"en": "Tee"}, (RED_S, RED_M, BLUE_S))


def test_the_other_options_are_kept() -> None:
    assert with_choice(TEE, RED_S, "Size", "M") is RED_M


def test_the_nearest_where_the_exact_is_not_made() -> None:
    assert with_choice(TEE, RED_M, "Colour", "Blue") is BLUE_S


def test_groups_tell_what_is_here_in_the_shoppers_language() -> None:
    stock = {"rs": Decimal(7), "rm": Decimal(0), "bs": Decimal(2)}
    colour, size = groups(TEE, RED_S, lambda one: stock[one], "de")
    assert (colour.label, colour.picked, colour.swatches) == ("Farbe", "RED", True)
    assert [choice["level"] for choice in colour.choices] == ["good", "low"]
    assert [choice["chosen"] for choice in colour.choices] == [True, False]
    assert (size.label, [choice["level"] for choice in size.choices]) == ("Size", ["good", "none"])


def test_one_value_is_no_choice() -> None:
    alone = Product("one", {"en": "One"}, (RED_S,))
    assert groups(alone, RED_S, lambda one: Decimal(1), "en") == []
