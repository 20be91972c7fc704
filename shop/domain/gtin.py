"""Room: shop/domain. The number in a barcode: GTIN-8/12/13/14 and UPC-E, kept as one integer.

Pure; standard library only. A GTIN is an `int` (its GTIN-14 value); text exists only at the edges.
"""

import re

GTIN_MAX = 99_999_999_999_999
_LENGTHS = (8, 12, 13, 14)
_GROUPED = re.compile(r"[0-9]+(?:[ \u00a0-][0-9]+)*")


def check_digit(payload: str) -> int:
    """The GS1 modulo-10 digit which follows `payload` (ASCII digits without it)."""
    total = 0
    for place, digit in enumerate(reversed(payload)):
        total += (ord(digit) - 48) * (3 if place % 2 == 0 else 1)
    return -total % 10


def with_check_digit(payload: str) -> str:
    return payload + str(check_digit(payload))


def is_digits(text: str) -> bool:
    """ASCII digits only: `str.isdigit` also says yes to Arabic-Indic and superscript digits."""
    return text.isascii() and text.isdigit()


def has_valid_check_digit(digits: str) -> bool:
    return (
        is_digits(digits) and len(digits) > 1 and check_digit(digits[:-1]) == ord(digits[-1]) - 48
    )


def upc_e_to_upc_a(text: str) -> str | None:
    """Expand UPC-E to 12 digits; None when it is not UPC-E.

    Takes 8 digits (number system, six, check), 7 (no check digit) or 6 (number system 0, no check
    digit). Only number systems 0 and 1 exist; a given check digit must be that of the expansion.
    """
    if not is_digits(text) or len(text) not in (6, 7, 8):
        return None
    body = "0" + text if len(text) == 6 else text[:7]
    if body[0] not in "01":
        return None
    d = body[1:]
    match d[5]:
        case "0" | "1" | "2":
            company, item = d[:2] + d[5] + "00", "00" + d[2:5]
        case "3":
            company, item = d[:3] + "00", "000" + d[3:5]
        case "4":
            company, item = d[:4] + "0", "0000" + d[4]
        case _:
            company, item = d[:5], "0000" + d[5]
    full = with_check_digit(body[0] + company + item)
    if len(text) == 8 and full[-1] != text[-1]:
        return None
    return full


def upc_a_to_upc_e(text: str) -> str | None:
    """Compress 12 digits to the 8 of UPC-E; None when the number has no short form."""
    if len(text) != 12 or not has_valid_check_digit(text) or text[0] not in "01":
        return None
    company, item = text[1:6], text[6:11]
    candidates = [
        company[:2] + item[2:] + company[2],
        company[:3] + item[3:] + "3",
        company[:4] + item[4] + "4",
        company + item[4],
    ]
    for six in candidates:
        short = text[0] + six + text[-1]
        if upc_e_to_upc_a(short) == text:
            return short
    return None


def from_digits(digits: str) -> int | None:
    """A GTIN of 8, 12, 13 or 14 digits with a right check digit; never UPC-E."""
    if len(digits) not in _LENGTHS or not has_valid_check_digit(digits):
        return None
    value = int(digits)
    return value if value else None


def from_upc_e(text: str) -> int | None:
    full = upc_e_to_upc_a(text)
    return int(full) if full and int(full) else None


def normalise(text: str, *, upc_e: bool = False) -> int | None:
    """Any written form of a product number → its GTIN-14 value, or None.

    Eight digits are read as GTIN-8 when that check digit is right and as UPC-E otherwise;
    `upc_e=True` (the scanner said so) asks for UPC-E first. Six and seven digits carry no check
    digit, so they are product numbers only when the caller says UPC-E. Single spaces or hyphens
    between digits, as printed under a barcode, are accepted.
    """
    text = text.strip()
    if len(text) > 24 or not _GROUPED.fullmatch(text):
        return None
    digits = re.sub(r"[ \u00a0-]", "", text)
    if upc_e:
        return from_upc_e(digits) or from_digits(digits)
    found = from_digits(digits)
    if found is None and len(digits) == 8:
        return from_upc_e(digits)
    return found


def is_gtin(value: int) -> bool:
    return 0 < value <= GTIN_MAX and has_valid_check_digit(f"{value:014d}")


def gtin14(value: int) -> str:
    return f"{value:014d}"


def gtin_format(value: int) -> str:
    """The shortest GTIN that holds the value: "GTIN-8", "GTIN-12", "GTIN-13" or "GTIN-14"."""
    size = len(str(value))
    return f"GTIN-{next(length for length in _LENGTHS if size <= length)}"


def format_gtin(value: int) -> str:
    """As people print it: the shortest of 8, 12, 13 and 14 digits."""
    size = len(str(value))
    return str(value).zfill(next(length for length in _LENGTHS if size <= length))
