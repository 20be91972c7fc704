"""Room: shop/domain. Any scanned text → a typed reading or a typed refusal; it never raises.

Pure; standard library only.
"""

import re

from shop.domain import gtin
from shop.domain.readings import (
    BadgeCode,
    CouponCode,
    OtherCode,
    ProductCode,
    Reading,
    Refusal,
    Refused,
    ScannedCode,
    SlipCode,
)
from shop.domain.restricted import NO_REGION, RegionRules, Usage, usage

MAX_LENGTH = (
    512  # a signed slip has about 200 characters, a GS1 web link fewer than 500
)
SLIP_PREFIX = "OR1"
BADGE_PREFIX = "OB1"
COUPON_PREFIX = "OC1"
GS = "\x1d"
_BASE32 = re.compile(r"[A-Z2-7]+")
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")

__all__ = [
    "BADGE_PREFIX",
    "COUPON_PREFIX",
    "GS",
    "MAX_LENGTH",
    "SLIP_PREFIX",
    "BadgeCode",
    "CouponCode",
    "OtherCode",
    "ProductCode",
    "Reading",
    "Refusal",
    "Refused",
    "RegionRules",
    "ScannedCode",
    "SlipCode",
    "read_code",
]


def read_code(code: ScannedCode, rules: RegionRules = NO_REGION) -> Reading:
    text, symbology = code.text.strip(" \r\n\t"), code.symbology
    if symbology is None and _IDENTIFIER.match(text):
        symbology, text = text[:3], text[3:]
    refused = _unfit(text)
    if refused is not None:
        return refused
    own = _own_code(text)
    if own is not None:
        return own
    if gtin.is_digits(text):
        return _digits(text, symbology, rules)
    return OtherCode(text)


def _unfit(text: str) -> Refused | None:
    if not text:
        return Refused(Refusal.EMPTY)
    if len(text) > MAX_LENGTH:
        return Refused(Refusal.TOO_LONG, f"{len(text)} characters", text[:MAX_LENGTH])
    for place, character in enumerate(text):
        if character != GS and (ord(character) < 32 or 127 <= ord(character) < 160):
            return Refused(
                Refusal.CONTROL_CHARACTER, f"U+{ord(character):04X} at {place}", text
            )
    return None


def _own_code(text: str) -> Reading | None:
    body = text[3:]
    if not _BASE32.fullmatch(body):
        return None
    if text.startswith(SLIP_PREFIX):
        return SlipCode(text)
    if text.startswith(BADGE_PREFIX):
        return BadgeCode(text)
    if text.startswith(COUPON_PREFIX):
        return CouponCode(text)
    return None


def _digits(text: str, symbology: str | None, rules: RegionRules) -> Reading:
    value = gtin.normalise(text)
    if value is None:
        return OtherCode(text)
    return product(value, text, rules)


def product(value: int, text: str, rules: RegionRules) -> Reading:
    """A product by its number, with what a shop's own label says beside it."""
    kind = usage(value)
    digits = f"{value:014d}"[1:]
    rule = rules.labels.get(digits[:2]) if kind is Usage.GEOGRAPHICAL else None
    if rule is None:
        return ProductCode(value, value, usage=kind)
    if not rule.guard_is_right(digits):
        return Refused(Refusal.CHECK_DIGIT, f"{rule.measure.value} check digit", text)
    amount = rule.value(digits)
    return ProductCode(
        rule.without_value(digits),
        value,
        quantity=amount if rule.measure.value == "count" else None,
        weight=amount if rule.measure.value == "weight" else None,
        price=amount if rule.measure.value == "price" else None,
        currency=rules.currency if rule.measure.value == "price" else None,
        usage=kind,
    )
