"""What pricing gives: the priced document, kept in the journal for ever.

Domain room: standard library only. Every field goes through JSON and comes back the same.
Reasons are a code and params; screens translate them, `shop.domain.explain` has English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from shop.domain.money import Money
from shop.domain.tax import TaxKind

Params = Mapping[str, str]
"""Plain text values; amounts are major units of the document's currency ("2.50")."""


class DiscountSource(StrEnum):
    PROMOTION = "promotion"
    LINE = "line"  # given by a person on this line
    DOCUMENT = "document"  # this line's share of a discount on the whole document


@dataclass(frozen=True, slots=True)
class AppliedDiscount:
    """`amount` is positive: what it took off. `promotion` is "" for a manual discount.

    `before_tax` False: taken off what is paid; the tax was computed without it.
    `words`: the promotion's own reason, a text per language; receipts prefer it to the code.
    """

    promotion: str
    name: Mapping[str, str]
    amount: Money
    reason: str
    params: Params = field(default_factory=dict)
    source: DiscountSource = DiscountSource.PROMOTION
    before_tax: bool = True
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineTax:
    code: str
    name: str
    rate: Decimal
    kind: TaxKind
    included: bool
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """A tax summed over the document: one row of the receipt's tax table."""

    code: str
    name: str
    rate: Decimal
    kind: TaxKind
    included: bool
    base: Money
    amount: Money


class ExplanationKind(StrEnum):
    APPLIED = "applied"
    NEARLY = "nearly"  # "one more and you save 2.50"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One promotion's story; `name` is the promotion's, `code` and `params` the reason."""

    kind: ExplanationKind
    promotion: str
    code: str
    params: Params = field(default_factory=dict)
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """list_total − Σ discounts (+ taxes not in the price, − exempted ones) = total.

    `total` is what is paid for the line; net + Σ taxes − discounts after tax = total.
    `shown_total` is the line rounded alone, as shelf and screen show it; it differs from
    `total` by the unit or two that rounding per document moves between lines.
    """

    line_id: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    list_total: Money
    discounts: tuple[AppliedDiscount, ...]
    total: Money
    net: Money
    taxes: tuple[LineTax, ...]
    explanation: tuple[Explanation, ...]
    shown_total: Money


@dataclass(frozen=True, slots=True)
class PricedDocument:
    """net + tax − discounts after tax = total = Σ of the lines' totals, to the unit.

    `saved` is all discounts together, promotions and manual ones, in list prices.
    """

    currency: str
    lines: tuple[PricedLine, ...]
    taxes: tuple[TaxTotal, ...]
    net: Money
    tax: Money
    total: Money
    saved: Money
    explanation: tuple[Explanation, ...] = ()
    exempt_reason: str = ""
