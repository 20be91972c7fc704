"""Room: shop/domain. Restricted circulation numbers: what a shop's own label says (weight, price).

Pure; standard library only. The rules differ by region and by chain, so they are data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from shop.domain.gtin import with_check_digit


class Measure(Enum):
    WEIGHT = "weight"  # kilograms
    PRICE = "price"  # major units of the region's currency
    COUNT = "count"


class Usage(Enum):
    COMPANY = "company"
    GEOGRAPHICAL = "geographical"


@dataclass(frozen=True, slots=True)
class LabelRule:
    """How the 13 digits after one prefix are laid out.

    `value_digits` stand before the last check digit; with `checked`, one digit before them guards
    the value (GS1 General Specifications 7.9, the price or weight check digit).
    """

    measure: Measure
    value_digits: int
    decimals: int
    checked: bool = False

    def value_text(self, gtin13: str) -> str:
        return gtin13[12 - self.value_digits : 12]

    def value(self, gtin13: str) -> Decimal:
        return Decimal(self.value_text(gtin13)).scaleb(-self.decimals)

    def guard_is_right(self, gtin13: str) -> bool:
        if not self.checked:
            return True
        return int(gtin13[11 - self.value_digits]) == value_check_digit(self.value_text(gtin13))

    def item_digits(self, gtin13: str) -> str:
        return gtin13[2 : 12 - self.value_digits - (1 if self.checked else 0)]

    def without_value(self, gtin13: str) -> int:
        """The number with its value zeroed, check digits made again: the catalogue's key."""
        head = gtin13[: 12 - self.value_digits - (1 if self.checked else 0)]
        zeros = "0" * self.value_digits
        guard = str(value_check_digit(zeros)) if self.checked else ""
        return int(with_check_digit(head + guard + zeros))


@dataclass(frozen=True, slots=True)
class RegionRules:
    """A region's label rules by two-digit prefix ("20" … "29", "02"), which a chain may replace."""

    region: str = ""
    currency: str | None = None
    labels: Mapping[str, LabelRule] = field(default_factory=lambda: MappingProxyType({}))

    def with_label(self, prefix: str, rule: LabelRule | None) -> "RegionRules":
        """The same region with one prefix's rule set, or taken away by None."""
        labels = {key: kept for key, kept in self.labels.items() if key != prefix}
        if rule is not None:
            labels[prefix] = rule
        return replace(self, labels=MappingProxyType(labels))


def _spread(
    measure: Measure, size: int, decimals: dict[str, int], checked: bool = False
) -> dict[str, LabelRule]:
    return {p: LabelRule(measure, size, places, checked) for p, places in decimals.items()}


_BALTIC = _spread(Measure.WEIGHT, 4, {"23": 3, "24": 2, "25": 1})
_NORDIC = _BALTIC | _spread(Measure.PRICE, 4, {"20": 2, "21": 1, "22": 0})
_DANISH = (
    _spread(Measure.PRICE, 6, {"21": 2, "22": 2, "23": 2, "24": 2})
    | _spread(Measure.WEIGHT, 6, {"26": 3, "28": 3})
    | _spread(Measure.WEIGHT, 5, {"27": 3})
)
_GERMAN = (
    _spread(Measure.PRICE, 5, {"22": 2, "23": 2}, checked=True)
    | _spread(Measure.COUNT, 5, {"25": 0, "26": 0}, checked=True)
    | _spread(Measure.WEIGHT, 5, {"28": 3, "29": 3}, checked=True)
)
_BRITISH = _spread(Measure.PRICE, 4, {"20": 2}, checked=True)

_REGIONS: dict[str, tuple[str, dict[str, LabelRule]]] = {
    "de": ("EUR", _GERMAN),
    "dk": ("DKK", _DANISH),
    "ee": ("EUR", _BALTIC),
    "fi": ("EUR", _BALTIC),
    "gb": ("GBP", _BRITISH),
    "lt": ("EUR", _BALTIC),
    "lv": ("EUR", _BALTIC),
    "no": ("NOK", _NORDIC),
    "se": ("SEK", _NORDIC),
}
REGIONS = tuple(sorted(_REGIONS))
NO_REGION = RegionRules()


def region_rules(region: str | None) -> RegionRules:
    """The published rules of an ISO 3166 country; an unknown country has none."""
    known = _REGIONS.get((region or "").lower())
    if known is None:
        return NO_REGION
    return RegionRules((region or "").lower(), known[0], MappingProxyType(dict(known[1])))


def usage(value: int) -> Usage | None:
    """Who may use the number; None for numbers that mean the same everywhere."""
    if value < 100_000_000:
        return Usage.COMPANY if f"{value:08d}"[0] in "02" else None
    gtin = f"{value:014d}"
    if gtin[0] != "0":
        return None
    prefix = gtin[1:3]
    if prefix == "04":
        return Usage.COMPANY
    return Usage.GEOGRAPHICAL if prefix == "02" or prefix[0] == "2" else None


_TWO_MINUS = (0, 2, 4, 6, 8, 9, 1, 3, 5, 7)
_THREE = (0, 3, 6, 9, 2, 5, 8, 1, 4, 7)
_FIVE_PLUS = (0, 5, 1, 6, 2, 7, 3, 8, 4, 9)
_FIVE_MINUS = (0, 5, 9, 4, 8, 3, 7, 2, 6, 1)
_FOUR_PLACES = (_TWO_MINUS, _TWO_MINUS, _THREE, _FIVE_MINUS)
_FIVE_PLACES = (_FIVE_PLUS, _TWO_MINUS, _FIVE_MINUS, _FIVE_PLUS, _TWO_MINUS)


def value_check_digit(value: str) -> int:
    """The digit which guards a four- or five-digit price or weight (GenSpecs 7.9.2 to 7.9.4)."""
    if len(value) == 4:
        total = sum(weights[int(d)] for weights, d in zip(_FOUR_PLACES, value, strict=True))
        return total * 3 % 10
    if len(value) == 5:
        total = sum(weights[int(d)] for weights, d in zip(_FIVE_PLACES, value, strict=True))
        return _FIVE_MINUS.index(-total % 10)
    raise ValueError(f"no check digit is defined for a value of {len(value)} digits")
