"""What pricing needs to know: lines and circumstances. Domain room: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shop.domain.money import RoundingRule
from shop.domain.tax import Exemption, Tax


class TaxRounding(StrEnum):
    LINE = "line"  # every line's tax is rounded, the document adds them up
    DOCUMENT = "document"  # exact per line, each tax is rounded once for the document


class ManualKind(StrEnum):
    PERCENT = "percent"
    AMOUNT = "amount"  # major units, off the line or the document


@dataclass(frozen=True, slots=True)
class ManualDiscount:
    """A discount that a person gave; `reason` is the code of the reason they chose.

    `before_tax` False leaves the tax as if there were no discount, as the law of some
    places asks of a manufacturer's coupon.
    """

    kind: ManualKind
    value: Decimal
    reason: str = "manual"
    before_tax: bool = True


@dataclass(frozen=True, slots=True)
class LineInput:
    """`unit_price` is in major units and exact; negative quantities are returns.

    `taxes` given here stand instead of the tax class. `discountable` False keeps every
    promotion and document discount off (deposits, gift cards, tobacco).
    """

    line_id: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    tax_class: str = ""
    taxes: tuple[Tax, ...] | None = None
    categories: tuple[str, ...] = ()
    brand: str = ""
    groups: tuple[str, ...] = ()
    discounts: tuple[ManualDiscount, ...] = ()
    discountable: bool = True


@dataclass(frozen=True, slots=True)
class PricingContext:
    """`at` is the store's local time; `coupons` are the codes shown by the shopper."""

    currency: str
    at: datetime
    country: str = ""
    tax_rounding: TaxRounding = TaxRounding.LINE
    rounding: RoundingRule = RoundingRule.HALF_UP
    channel: str = ""
    store: str = ""
    customer_groups: frozenset[str] = frozenset()
    coupons: frozenset[str] = frozenset()
    exempt: Exemption | None = None
    document_discounts: tuple[ManualDiscount, ...] = ()
