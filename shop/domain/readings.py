"""Room: shop/domain. What a scanned code can mean: the typed answers of `codes.read_code`.

Pure; standard library only.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from shop.domain.restricted import Usage


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """What a device handed over: text, AIM identifier such as "]E0" if known, device name."""

    text: str
    symbology: str | None = None
    source: str = ""


class Refusal(Enum):
    """Why a code is not read; the screens turn each into a sentence."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    CHARACTER = "character"  # not in the character set of its place
    CHECK_DIGIT = "check_digit"
    LENGTH = "length"
    UNKNOWN_AI = "unknown_ai"
    BAD_VALUE = "bad_value"  # a lint of the application identifier failed
    AI_CONFLICT = "ai_conflict"
    AI_MISSING = "ai_missing"  # an identifier that must come with this one
    NO_PRODUCT = "no_product"  # good GS1 data which names no product
    NOT_A_LINK = "not_a_link"
    SYMBOLOGY = "symbology"
    STORM = "storm"
    HALF_CODE = "half_code"
    MODIFIER = "modifier"
    COLLISION = "collision"


@dataclass(frozen=True, slots=True)
class Refused:
    """No answer, and why. `text` is what was scanned, for a look-up of a shop's own number."""

    code: Refusal
    detail: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A product. `gtin` is the catalogue's key: for a weighed or priced label the value is zeroed.

    `alternatives` are other numbers the same digits may be (GTIN-8 or UPC-E): try them when the
    catalogue does not know `gtin`. `price` is in major units of `currency`; `weight` in kilograms.
    """

    gtin: int
    scanned: int
    quantity: Decimal | None = None
    weight: Decimal | None = None
    price: Decimal | None = None
    currency: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    best_before: date | None = None
    usage: Usage | None = None
    alternatives: tuple[int, ...] = ()
    ais: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SlipCode:
    """One of our signed slips; `slip` verifies it."""

    text: str


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """A staff badge: our own, or a GS1 service relation number (8017)."""

    text: str


@dataclass(frozen=True, slots=True)
class CouponCode:
    """A coupon: ours, a GS1 one (255, 8110, 8112), or a number that begins 05, 981-984 or 99."""

    text: str
    ais: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherCode:
    """Good text that is none of the others: a shop's own number, a web address, anything."""

    text: str
    ais: tuple[tuple[str, str], ...] = ()


Reading = ProductCode | SlipCode | BadgeCode | CouponCode | OtherCode | Refused
