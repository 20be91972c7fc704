"""Room: shop/domain. From numbers and GS1 elements to what they mean at a till.

Pure; standard library only.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from shop.domain import gtin
from shop.domain.gs1 import GS1Data, GS1Fault
from shop.domain.gs1_together import exclusions, repeats
from shop.domain.iso_codes import CURRENCY_OF_NUMBER
from shop.domain.readings import (
    BadgeCode,
    CouponCode,
    OtherCode,
    ProductCode,
    Reading,
    Refusal,
    Refused,
)
from shop.domain.restricted import Measure, RegionRules, Usage, usage

_POUND = Decimal("0.45359237")
_COUPON_PREFIXES = ("05", "981", "982", "983", "984", "99")


def product(value: int, text: str, rules: RegionRules) -> Reading:
    """A product by its number, with what a shop's own label says beside it."""
    digits = gtin.gtin14(value)[1:]
    if value < 10**13 and digits.startswith(_COUPON_PREFIXES):
        return CouponCode(text)
    kind = usage(value)
    rule = rules.labels.get(digits[:2]) if kind is Usage.GEOGRAPHICAL else None
    if rule is None:
        return ProductCode(value, value, usage=kind, alternatives=_alternatives(value, text))
    if not rule.guard_is_right(digits):
        return Refused(Refusal.CHECK_DIGIT, f"{rule.measure.value} check digit", text)
    amount = rule.value(digits)
    found = ProductCode(rule.without_value(digits), value, usage=kind)
    match rule.measure:
        case Measure.WEIGHT:
            return replace(found, weight=amount)
        case Measure.COUNT:
            return replace(found, quantity=amount)
        case Measure.PRICE:
            return replace(found, price=amount, currency=rules.currency)


def _alternatives(value: int, text: str) -> tuple[int, ...]:
    """Eight digits may be a GTIN-8 and a UPC-E at once, each with its check digit right."""
    if len(text) != 8:
        return ()
    both = (gtin.from_digits(text), gtin.from_upc_e(text))
    return tuple(one for one in both if one is not None and one != value)


def refused(fault: GS1Fault, text: str) -> Refused:
    where = f"({fault.ai}) " if fault.ai else ""
    return Refused(fault.code, where + (fault.lint or fault.detail), text)


def of_elements(data: GS1Data, text: str, rules: RegionRules) -> Reading:
    """GS1 data: a product when it names one, else a coupon, a badge, or just what it says."""
    fault = repeats(data) or exclusions(data)
    if fault is not None:
        return refused(fault, text)
    number = data.get("01") or data.get("02") or (data.get("8006") or "")[:14]
    if not number:
        return _without_product(data)
    found = ProductCode(
        int(number),
        int(number),
        lot=data.get("10"),
        serial=data.get("21"),
        expiry=_date(data.get("17") or (data.get("7003") or "")[:6]),
        best_before=_date(data.get("15")),
        quantity=_count(data.get("30") or data.get("37")),
        ais=data.elements,
    )
    for ai, value in data.elements:
        reader = _MEASURES.get(ai[:3])
        if reader is not None:
            found = reader(found, value, int(ai[3]), rules)
    return found


def _without_product(data: GS1Data) -> Reading:
    if any(data.get(ai) for ai in ("255", "8110", "8112")):
        return CouponCode(data.bracketed, data.elements)
    badge = data.get("8017")
    return BadgeCode(badge) if badge else OtherCode(data.bracketed, data.elements)


def _count(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str | None) -> date | None:
    """YYMMDD; day 00 is the month's last. Goods that expire do so in this century."""
    if not text:
        return None
    year, month, day = 2000 + int(text[:2]), int(text[2:4]), int(text[4:6])
    return date(year, month, day or monthrange(year, month)[1])


_Reader = Callable[[ProductCode, str, int, RegionRules], ProductCode]


def _kilograms(found: ProductCode, value: str, places: int, _: RegionRules) -> ProductCode:
    return replace(found, weight=Decimal(value).scaleb(-places))


def _pounds(found: ProductCode, value: str, places: int, _: RegionRules) -> ProductCode:
    return replace(found, weight=Decimal(value).scaleb(-places) * _POUND)


def _price(found: ProductCode, value: str, places: int, rules: RegionRules) -> ProductCode:
    return replace(found, price=Decimal(value).scaleb(-places), currency=rules.currency)


def _price_in(found: ProductCode, value: str, places: int, _: RegionRules) -> ProductCode:
    currency = CURRENCY_OF_NUMBER.get(value[:3])
    return replace(found, price=Decimal(value[3:]).scaleb(-places), currency=currency)


_MEASURES: dict[str, _Reader] = {
    "310": _kilograms,
    "320": _pounds,
    "392": _price,
    "393": _price_in,
}
