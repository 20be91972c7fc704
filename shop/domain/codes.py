"""Room: shop/domain. Any scanned text → a typed reading or a typed refusal; it never raises.

Pure; standard library only.
"""

import re

from shop.domain import gtin
from shop.domain.digital_link import parse_link
from shop.domain.gs1 import GS1Data, GS1Fault, Parsed, parse_bracketed, parse_elements
from shop.domain.gs1_reading import of_elements, product, refused
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
from shop.domain.restricted import NO_REGION, RegionRules
from shop.domain.scan_data import GS1_IDENTIFIERS, split_identifier

MAX_LENGTH = 512  # a signed slip has about 200 characters, a GS1 web link fewer than 500
SLIP_PREFIX = "OR1"
BADGE_PREFIX = "OB1"
COUPON_PREFIX = "OC1"
GS = "\x1d"
_BASE32 = re.compile(r"[A-Z2-7]+")
_BEGINS_WITH_GTIN = re.compile(r"01[0-9]{14}")

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
    if symbology is None:
        symbology, text = split_identifier(text)
    unfit = _unfit(text)
    if unfit is not None:
        return unfit
    if symbology in GS1_IDENTIFIERS:
        return _meant(parse_elements(text.lstrip(GS)), text, rules)
    if symbology is not None and symbology.startswith("]E"):
        return _retail(text, symbology, rules)
    return _own_code(text) or _by_its_look(text, symbology, rules)


def _by_its_look(text: str, symbology: str | None, rules: RegionRules) -> Reading:
    if gtin.is_digits(text):
        return _digits(text, symbology, rules)
    if text[:4].lower() == "http":
        parsed = parse_link(text)
        if isinstance(parsed, GS1Fault) and parsed.code is Refusal.NOT_A_LINK:
            return OtherCode(text)
        return _meant(parsed, text, rules)
    if text.startswith("(") and symbology is None:
        return _meant(parse_bracketed(text), text, rules)
    if GS in text:
        return _meant(parse_elements(text.lstrip(GS)), text, rules)
    if symbology is None and _BEGINS_WITH_GTIN.match(text) and gtin.from_digits(text[2:16]):
        parsed = parse_elements(text)
        return OtherCode(text) if isinstance(parsed, GS1Fault) else _meant(parsed, text, rules)
    if symbology is None:
        value = gtin.normalise(text)  # typed with the spaces that are printed under a code
        if value is not None:
            return product(value, text, rules)
    return OtherCode(text)


def _meant(parsed: Parsed, text: str, rules: RegionRules) -> Reading:
    if isinstance(parsed, GS1Fault):
        return refused(parsed, text)
    return of_elements(parsed, text, rules)


def _unfit(text: str) -> Refused | None:
    if not text:
        return Refused(Refusal.EMPTY)
    if len(text) > MAX_LENGTH:
        return Refused(Refusal.TOO_LONG, f"{len(text)} characters", text[:MAX_LENGTH])
    for place, character in enumerate(text):
        if character != GS and (ord(character) < 32 or 127 <= ord(character) < 160):
            return Refused(Refusal.CONTROL_CHARACTER, f"U+{ord(character):04X} at {place}", text)
    return None


def _own_code(text: str) -> Reading | None:
    if not _BASE32.fullmatch(text[3:]):
        return None
    if text.startswith(SLIP_PREFIX):
        return SlipCode(text)
    if text.startswith(BADGE_PREFIX):
        return BadgeCode(text)
    if text.startswith(COUPON_PREFIX):
        return CouponCode(text)
    return None


def _retail(text: str, symbology: str, rules: RegionRules) -> Reading:
    """EAN and UPC. Cameras say "]E0" with eight digits for UPC-E; "]E3" carries an add-on."""
    text, bar, composite = text.partition("|]e0")
    if bar:
        return _composite(text, symbology, composite, rules)
    if not gtin.is_digits(text):
        return Refused(Refusal.CHARACTER, "an EAN or UPC has digits only", text)
    if symbology in ("]E1", "]E2"):
        return OtherCode(text)
    digits = text[:13] if symbology == "]E3" else text
    value = gtin.normalise(digits, upc_e=symbology == "]E0" and len(digits) == 8)
    if value is None:
        code = Refusal.CHECK_DIGIT if len(digits) in (8, 12, 13) else Refusal.LENGTH
        return Refused(code, "", text)
    return product(value, text, rules)


def _composite(text: str, symbology: str, rest: str, rules: RegionRules) -> Reading:
    """An EAN or UPC with GS1 data in a small code above it: one product."""
    base = _retail(text, symbology, rules)
    if not isinstance(base, ProductCode):
        return base
    parsed = parse_elements(rest)
    if isinstance(parsed, GS1Fault):
        return refused(parsed, text)
    whole = GS1Data((("01", gtin.gtin14(base.scanned)), *parsed.elements))
    return of_elements(whole, text, rules)


def _digits(text: str, symbology: str | None, rules: RegionRules) -> Reading:
    """Digits of which nothing is known but perhaps a symbology for any text, such as Code 128."""
    if symbology is not None:
        # In a symbology for any text an eight-digit number is more often a shop's own.
        value = gtin.from_digits(text) if len(text) > 8 else None
        return OtherCode(text) if value is None else product(value, text, rules)
    if len(text) >= 16 and text.startswith("01") and gtin.from_digits(text[2:16]):
        parsed = parse_elements(text)
        return OtherCode(text) if isinstance(parsed, GS1Fault) else _meant(parsed, text, rules)
    value = gtin.normalise(text)
    if value is not None:
        return product(value, text, rules)
    if len(text) in (8, 12, 13, 14):
        return Refused(Refusal.CHECK_DIGIT, "", text)
    return OtherCode(text)
