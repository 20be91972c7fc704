"""Room: shop/domain. Checks of what stands inside a GS1 value: dates, check digits, code lists.

Pure; standard library only. A lint takes the text of one part and names what is wrong, or "".
The names are those that GS1 publishes for its reference checks.
"""

import re
from collections.abc import Callable

from shop.domain import gtin
from shop.domain.gs1_coupons import coupon_code, positive_offer
from shop.domain.iso_codes import COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_OF_NUMBER

CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CSET39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CSET32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CSET64 = re.compile(r"[A-Za-z0-9_-]*")
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def lint(name: str, text: str) -> str:
    return _LINTS[name](text)


def lint_kind(kind: str, text: str) -> str:
    """The character set of a part."""
    if kind == "N":
        return "" if gtin.is_digits(text) else "NON_DIGIT_CHARACTER"
    if kind == "X":
        return "" if all(c in CSET82 for c in text) else "INVALID_CSET82_CHARACTER"
    if kind == "Y":
        return "" if all(c in CSET39 for c in text) else "INVALID_CSET39_CHARACTER"
    body = text.rstrip("=")
    if not _CSET64.fullmatch(body):
        return "INVALID_CSET64_CHARACTER"
    padding = len(text) - len(body)
    if padding and (padding > 2 or len(text) % 4):
        return "INVALID_CSET64_PADDING"
    return ""


def _when(bad: bool, name: str) -> str:
    return name if bad else ""


def check_pair(payload: str) -> str:
    """The two characters that guard a Global Model Number."""
    total = sum(
        CSET82.index(c) * weight for c, weight in zip(reversed(payload), _PRIMES, strict=False)
    )
    total %= 1021
    return CSET32[total >> 5] + CSET32[total & 31]


def _csum(text: str) -> str:
    if len(text) < 2:
        return "TOO_SHORT_FOR_CHECK_DIGIT"
    return _when(not gtin.has_valid_check_digit(text), "INCORRECT_CHECK_DIGIT")


def _csum_alpha(text: str) -> str:
    if len(text) < 2:
        return "TOO_SHORT_FOR_CHECK_PAIR"
    if len(text) > len(_PRIMES) + 2:
        return "TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION"
    if any(c not in CSET82 for c in text[:-2]):
        return "INVALID_CSET82_CHARACTER"
    if any(c not in CSET32 for c in text[-2:]):
        return "INVALID_CSET32_CHARACTER"
    return _when(check_pair(text[:-2]) != text[-2:], "INCORRECT_CHECK_PAIR")


def _company_prefix(start: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        prefix = text[start : start + 4]
        if len(prefix) < 4:
            return "TOO_SHORT_FOR_KEY"
        return _when(not gtin.is_digits(prefix), "INVALID_GCP_PREFIX")

    return check


def _date(year_digits: int, zero_day: bool) -> Callable[[str], str]:
    def check(text: str) -> str:
        size = year_digits + 4
        if len(text) != size:
            return "DATE_TOO_SHORT" if len(text) < size else "DATE_TOO_LONG"
        if not gtin.is_digits(text):
            return "NON_DIGIT_CHARACTER"
        return date_fault(text, zero_day)

    return check


def date_fault(text: str, zero_day: bool) -> str:
    """`text` is YYMMDD or YYYYMMDD. Two-digit years fall in 1951-2050: 4 divides each leap year."""
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    if not 1 <= month <= 12:
        return "ILLEGAL_MONTH"
    leap = year % 4 == 0 and (len(text) == 6 or year % 100 != 0 or year % 400 == 0)
    last = 28 if month == 2 and not leap else _MONTH_DAYS[month - 1]
    return _when(day > last or (day == 0 and not zero_day), "ILLEGAL_DAY")


def _clock(hours: bool, name: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) != 2:
            return f"{name}_TOO_{'SHORT' if len(text) < 2 else 'LONG'}"
        if not gtin.is_digits(text):
            return "NON_DIGIT_CHARACTER"
        return _when(int(text) > (23 if hours else 59), f"ILLEGAL_{name}")

    return check


_hour, _minute, _second = _clock(True, "HOUR"), _clock(False, "MINUTE"), _clock(False, "SECOND")


def _hour_minute(text: str) -> str:
    if len(text) != 4:
        return f"HOUR_WITH_MINUTE_TOO_{'SHORT' if len(text) < 4 else 'LONG'}"
    return _hour(text[:2]) or _minute(text[2:])


def _piece_of_total(text: str) -> str:
    if len(text) % 2 or not text:
        return "INVALID_LENGTH_FOR_PIECE_OF_TOTAL"
    if not gtin.is_digits(text):
        return "NON_DIGIT_CHARACTER"
    piece, total = int(text[: len(text) // 2]), int(text[len(text) // 2 :])
    if piece == 0:
        return "ZERO_PIECE_NUMBER"
    if total == 0:
        return "ZERO_TOTAL_PIECES"
    return _when(piece > total, "PIECE_NUMBER_EXCEEDS_TOTAL")


def _iban(text: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]*", text):
        return "INVALID_IBAN_CHARACTER"
    if len(text) <= 10:
        return "IBAN_TOO_SHORT"
    if text[:2] not in COUNTRY_LETTERS:
        return "ILLEGAL_IBAN_COUNTRY_CODE"
    number = int("".join(str(int(c, 36)) for c in text[4:] + text[:4]))
    return _when(number % 97 != 1, "INCORRECT_IBAN_CHECKSUM")


def _position_in_sequence(text: str) -> str:
    match = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if match is None:
        return "POSITION_IN_SEQUENCE_MALFORMED"
    place, end = match.groups()
    if not int(place) or not int(end):
        return "ILLEGAL_ZERO_VALUE"
    if place[0] == "0" or end[0] == "0":
        return "ILLEGAL_ZERO_PREFIX"
    return _when(int(place) > int(end), "POSITION_EXCEEDS_END")


def _degrees(most: int, name: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) != 10:
            return f"{name}_INVALID_LENGTH"
        if not gtin.is_digits(text):
            return "NON_DIGIT_CHARACTER"
        return _when(int(text) > most, f"INVALID_{name}")

    return check


def _media_type(text: str) -> str:
    good = len(text) == 2 and gtin.is_digits(text) and (1 <= int(text) <= 10 or int(text) >= 80)
    return _when(not good, "INVALID_MEDIA_TYPE")


_PERCENT = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")

_LINTS: dict[str, Callable[[str], str]] = {
    "csum": _csum,
    "csumalpha": _csum_alpha,
    "gcppos1": _company_prefix(0),
    "gcppos2": _company_prefix(1),
    "yymmdd": _date(2, zero_day=False),
    "yymmd0": _date(2, zero_day=True),
    "yyyymmdd": _date(4, zero_day=False),
    "hh": _hour,
    "mi": _minute,
    "ss": _second,
    "hhmi": _hour_minute,
    "pieceoftotal": _piece_of_total,
    "iban": _iban,
    "posinseqslash": _position_in_sequence,
    "latitude": _degrees(1_800_000_000, "LATITUDE"),
    "longitude": _degrees(3_600_000_000, "LONGITUDE"),
    "mediatype": _media_type,
    "couponcode": coupon_code,
    "couponposoffer": positive_offer,
    "zero": lambda text: _when(text.strip("0") != "", "NOT_ZERO"),
    "nonzero": lambda text: _when(text.strip("0") == "", "ILLEGAL_ZERO_VALUE"),
    "nozeroprefix": lambda text: _when(len(text) > 1 and text[0] == "0", "ILLEGAL_ZERO_PREFIX"),
    "winding": lambda text: _when(text not in ("0", "1", "9"), "INVALID_WINDING_DIRECTION"),
    "yesno": lambda text: _when(text not in ("0", "1"), "NOT_ZERO_OR_ONE"),
    "iso5218": lambda text: _when(text not in ("0", "1", "2", "9"), "INVALID_BIOLOGICAL_SEX_CODE"),
    "hyphen": lambda text: _when(text.strip("-") != "", "NOT_HYPHEN"),
    "hasnondigit": lambda text: _when(gtin.is_digits(text), "REQUIRES_NON_DIGIT_CHARACTER"),
    "iso3166": lambda text: _when(text not in COUNTRY_NUMBERS, "NOT_ISO3166"),
    "iso3166999": lambda text: _when(
        text not in COUNTRY_NUMBERS and text != "999", "NOT_ISO3166_OR_999"
    ),
    "iso3166alpha2": lambda text: _when(text not in COUNTRY_LETTERS, "NOT_ISO3166_ALPHA2"),
    "iso4217": lambda text: _when(text not in CURRENCY_OF_NUMBER, "NOT_ISO4217"),
    "pcenc": lambda text: _when(not _PERCENT.fullmatch(text), "INVALID_PERCENT_SEQUENCE"),
    "importeridx": lambda text: _when(
        not re.fullmatch(r"[A-Za-z0-9_-]", text), "INVALID_IMPORT_IDX_CHARACTER"
    ),
    "packagetype": lambda text: _when(
        not re.fullmatch(r"[A-Z0-9]{1,4}", text), "INVALID_PACKAGE_TYPE"
    ),
}
