"""Taxes as data: rates with their dates, and which class of goods bears them.

Domain room: standard library only. What a tax comes to is worked out in `tax_lines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shop.errors import EndcapError


class UnknownTaxClass(EndcapError):
    """A line names a tax class that the tax book does not have."""


class TaxKind(StrEnum):
    PERCENT = "percent"  # `rate` per cent of the base
    FIXED = "fixed"  # `rate` major units per unit sold: bottle deposit, sugar levy


@dataclass(frozen=True, slots=True)
class Tax:
    """One tax at one rate, from `valid_from` up to and with `valid_to`.

    `affects_base`: later taxes of the line are also computed on this one (tax on tax).
    `base_affected`: False keeps an earlier `affects_base` tax out of this tax's base.
    """

    code: str
    name: str
    rate: Decimal
    kind: TaxKind = TaxKind.PERCENT
    included: bool = True
    affects_base: bool = False
    base_affected: bool = True
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why no tax is due: on the taxes with these codes, or on all when there are none."""

    reason: str
    taxes: tuple[str, ...] = ()

    def covers(self, tax: Tax) -> bool:
        return not self.taxes or tax.code in self.taxes


@dataclass(frozen=True, slots=True)
class TaxBook:
    """The taxes of each class of goods, in the order in which they are computed."""

    classes: Mapping[str, tuple[Tax, ...]] = field(default_factory=dict)

    def taxes_for(self, tax_class: str, on: date) -> tuple[Tax, ...]:
        """Those valid on a day; the empty class is untaxed."""
        if not tax_class:
            return ()
        try:
            taxes = self.classes[tax_class]
        except KeyError:
            raise UnknownTaxClass("tax_class_unknown", tax_class=tax_class) from None
        return tuple(tax for tax in taxes if tax.valid_on(on))
