"""`endcap price` and `endcap facts`, run as a person would."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from endcap.cli import main
from endcap.pricing.basket_file import BasketFile, PricedFile, price_basket
from endcap.pricing.fact_rows import FORMATS
from endcap.pricing.rows import read_row
from tests.data import ROOT, data_dir

BASKET: dict[str, Any] = {
    "id": "b1",
    "currency": "CHF",
    "country": "CH",
    "cash_rounding": True,
    "taxes": {"food": [{"code": "V", "name": "VAT", "rate": "2.6"}]},
    "promotions": [
        {
            "id": "tea3",
            "kind": "buy_x_get_y",
            "name": {"en": "Tea week"},
            "goods": {"skus": ["tea"]},
            "buy_quantity": 2,
            "get_quantity": 1,
        }
    ],
    "lines": [
        {"line_id": "1", "sku": "tea", "quantity": 3, "unit_price": 4.51, "tax_class": "food"},
        {"line_id": "2", "sku": "jam", "quantity": "1", "unit_price": "5.05"},
    ],
}


def write(folder: Path, *baskets: object) -> str:
    path = folder / "baskets.jsonl"
    path.write_text("\n".join(json.dumps(basket) for basket in baskets) + "\n\n")
    return str(path)


def test_prices_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["price", write(tmp_path, BASKET)]) == 0
    priced = msgspec.json.decode(capsys.readouterr().out, type=PricedFile)
    assert priced.document.total.minor == 1407
    assert (priced.cash_rounding.minor, priced.cash_total.minor) == (-2, 1405)


def test_prices_many_lines_and_goes_on_after_a_bad_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {"currency": "EUR", "lines": [{"line_id": "1"}]}
    unknown = {"currency": "XYZ", "lines": []}
    assert main(["price", "--jsonl", write(tmp_path, BASKET, bad, unknown, BASKET)]) == 1
    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert "baskets.jsonl:2" in err
    assert "currency_unknown" in err


def test_a_missing_file_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["price", str(tmp_path / "none.json")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_prices_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ten = {"kind": "amount", "value": 1, "reason": "scratch"}
    two_more = {"line_id": "3", "sku": "tea", "quantity": 2, "unit_price": 1, "discounts": [ten]}
    bulk = {"id": "all", "kind": "amount_across", "value": 5, "min_spend": 30}
    basket = {
        **BASKET,
        "lines": [*BASKET["lines"], two_more],
        "promotions": [*BASKET["promotions"], bulk],
    }
    assert main(["price", "--text", write(tmp_path, basket)]) == 0
    text = capsys.readouterr().out
    assert "Tea week: buy 2, get 1" in text
    assert "TOTAL in cash" in text
    assert "1.00 off by hand (scratch)" in text
    assert "nearly: Tea week – buy 1 more" in text
    assert "nearly: all – spend" in text


def test_words_without_cash_or_savings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = {"s": [{"code": "S", "name": "", "rate": 8, "included": False}]}
    plain = {"line_id": "1", "sku": "a", "quantity": 1, "unit_price": 10, "tax_class": "s"}
    assert (
        main(
            [
                "price",
                "--text",
                write(tmp_path, {"currency": "USD", "lines": [plain], "taxes": added}),
            ]
        )
        == 0
    )
    text = capsys.readouterr().out
    assert "S 8 (added)" in text
    assert "cash" not in text


ODOO = {
    "currency_rounding": 0.01,
    "rounding": "round_globally",
    "cash_rounding": {"step": 0.05, "method": "DOWN"},
    "lines": [
        {
            "price_unit": 12.12,
            "quantity": 12.12,
            "discount_percent": 0,
            "taxes": [{"percent": 23, "included": False}],
        }
    ],
}


def test_rows_of_other_engines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(kind: str, row: object) -> Any:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(row).encode())))
        assert main(["price", "--format", kind, "-"]) == 0
        return json.loads(capsys.readouterr().out)

    assert ask("odoo", ODOO)["expected"] == {
        "base": 146.89,
        "tax": 33.79,
        "total": 180.65,
        "cash_rounding": -0.03,
        "lines": [[146.89, 180.68]],
    }
    cash = {"step": 0.05, "method": "HALF-UP", "amount": 9.98}
    assert ask("cash-rounding", cash)["rounded"] == 10
    items = [{"id": "i", "unit_price": 3, "quantity": 4, "group": "A"}]
    for rule, off in (
        ({"type": "percentage", "value": 10, "allocation": "each"}, 0.3),
        ({"type": "fixed", "value": 1, "allocation": "each", "max_quantity_per_line": 2}, 2),
        ({"type": "fixed", "value": 5, "allocation": "across"}, 5),
        (
            {"type": "percentage", "value": 10, "allocation": "once", "max_quantity_per_line": 3},
            0.9,
        ),
    ):
        assert ask("medusa", {"kind": "items", "rule": rule, "items": items})["discounts"] == [
            {"item": "i", "amount": off}
        ]
    buy = {"buy": 1, "get": 1, "percent_off": 50, "of": "A", "from": "A"}
    assert ask("medusa", {"kind": "buyget", "rule": buy, "items": items})["discounts"] == [
        {"item": "i", "amount": 1.5}
    ]
    twins = [{**items[0], "id": name, "unit_price": price} for name, price in (("p", 6), ("q", 6))]
    assert ask("medusa", {"kind": "buyget", "rule": buy, "items": twins})["discounts"] == [
        {"item": "q", "amount": 3}
    ]


def test_currencies_come_from_their_rounding() -> None:
    for rounding, currency in (("0.001", "KWD"), ("1.0", "JPY")):
        row = read_row(json.dumps({**ODOO, "cash_rounding": None}).replace("0.01", rounding))
        basket = FORMATS["odoo"].answer(row)
        assert basket["cash_rounding"] == 0
        assert currency
    with pytest.raises(ValueError, match="no currency"):
        FORMATS["odoo"].answer(read_row(json.dumps({**ODOO, "currency_rounding": 0.05})))


def test_rows_that_cannot_be_priced_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["price", "--format", "medusa", write(tmp_path, {"kind": "gift"})]) == 1
    assert "KeyError" in capsys.readouterr().err


def test_rows_must_be_objects() -> None:
    with pytest.raises(ValueError, match="object"):
        read_row("[1]")
    with pytest.raises(ValueError, match="not a number"):
        FORMATS["cash-rounding"].answer({"step": "1", "method": "UP", "amount": "NaN"})


def test_facts_tells_agreement_reasons_and_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    across = {
        "kind": "items",
        "rule": {"type": "fixed", "value": 1, "allocation": "across"},
        "items": [
            {"id": name, "unit_price": 1, "quantity": 1, "group": "A"} for name in ("a", "b", "c")
        ],
        "discounts": [{"item": name, "amount": 0.33333333333} for name in ("a", "b", "c")],
    }
    wrong = {"step": 5, "method": "UP", "amount": 12, "rounded": 10}
    broken = {"step": 5, "method": "SIDEWAYS", "amount": 12, "rounded": 10}
    assert main(["facts", write(tmp_path, across, wrong, broken)]) == 1
    out = capsys.readouterr().out
    assert "0 agree, 1 differ by the rule of parts, 2 wrong" in out
    assert "not priced (KeyError" in out


def test_every_shared_fact_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", str(data_dir("facts"))]) == 0
    out = capsys.readouterr().out
    assert "78 agree, 0 differ" in out
    assert "32 agree, 0 differ" in out
    assert "19 agree, 0 differ" in out


def test_the_examples_of_the_handbook_are_priced_as_it_says() -> None:
    """docs/pricing.md shows baskets and what comes of them; both are run here."""
    text = (ROOT / "docs" / "pricing.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in text.split("```json basket\n")[1:]]
    totals = [part.split("`")[0] for part in text.split("Total: `")[1:]]
    assert len(examples) == len(totals) >= 3
    for example, total in zip(examples, totals, strict=True):
        basket = msgspec.json.decode(example, type=BasketFile)
        assert str(price_basket(basket).document.total) == total
