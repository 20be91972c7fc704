"""Room: shop/domain. The inside of North American coupon codes: AIs 8110 and 8112.

Pure; standard library only. Lengths in them come from the digit before ("VLI"). Fault names as GS1
publishes them; the misspelt EXIPIRATION is theirs.
"""

from collections.abc import Callable

from shop.domain.gtin import is_digits

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Fault(Exception):
    """Ends the walk through a coupon; never leaves this module."""


class _Walk:
    """Takes fields from the left of a coupon's digits, or names what is missing."""

    def __init__(self, digits: str) -> None:
        self._digits, self._place = digits, 0

    @property
    def next(self) -> str:
        return self._digits[self._place : self._place + 1]

    def take(self, size: int, short: str) -> str:
        field = self._digits[self._place : self._place + size]
        if len(field) < size:
            raise _Fault(f"COUPON_{short}")
        self._place += size
        return field

    def choice(self, allowed: str, missing: str, invalid: str) -> str:
        digit = self.take(1, missing)
        if digit not in allowed:
            raise _Fault(f"COUPON_{invalid}")
        return digit

    def sized(self, allowed: str, name: str, length_name: str, plus: int) -> None:
        """A field whose length stands before it."""
        size = int(self.choice(allowed, f"MISSING_{name}_VLI", f"INVALID_{length_name}_LENGTH"))
        self.take(size + plus, f"TRUNCATED_{name}")


def coupon_code(text: str) -> str:
    """8110: a North American paper coupon."""
    return _run(text, _coupon)


def positive_offer(text: str) -> str:
    """8112: a coupon that points to an offer file."""
    return _run(text, _offer)


def _run(text: str, walk: Callable[["_Walk"], None]) -> str:
    if not is_digits(text):
        return "NON_DIGIT_CHARACTER"
    try:
        walk(_Walk(text))
    except _Fault as fault:
        return str(fault)
    return ""


def _coupon(walk: _Walk) -> None:
    walk.sized("0123456", "GCP", "GCP", 6)
    walk.take(6, "TRUNCATED_OFFER_CODE")
    walk.sized("12345", "SAVE_VALUE", "SAVE_VALUE", 0)
    _requirement(walk, "1ST")
    if walk.next == "1":
        walk.take(1, "")
        rules = "ADDITIONAL_PURCHASE_RULES_CODE"
        walk.choice("0123", f"MISSING_{rules}", f"INVALID_{rules}")
        _requirement(walk, "2ND")
        _company(walk, "2ND")
    if walk.next == "2":
        walk.take(1, "")
        _requirement(walk, "3RD")
        _company(walk, "3RD")
    _dates(walk)
    if walk.next == "5":
        walk.take(1, "")
        walk.sized("0123456789", "SERIAL_NUMBER", "SERIAL_NUMBER", 6)
    if walk.next == "6":
        walk.take(1, "")
        walk.sized("1234567", "RETAILER_GCP_OR_GLN", "RETAILER_GCP_OR_GLN", 6)
    if walk.next == "9":
        walk.take(1, "")
        _flags(walk)
    if walk.next:
        raise _Fault("COUPON_EXCESS_DATA")


def _requirement(walk: _Walk, nth: str) -> None:
    walk.sized("12345", f"{nth}_PURCHASE_REQUIREMENT", f"{nth}_PURCHASE_REQUIREMENT", 0)
    code = f"{nth}_PURCHASE_REQUIREMENT_CODE"
    walk.choice("012349", f"MISSING_{code}", f"INVALID_{code}")
    walk.take(3, f"TRUNCATED_{nth}_PURCHASE_FAMILY_CODE")


def _company(walk: _Walk, nth: str) -> None:
    """9 stands for "the same company as before": nothing follows."""
    name = f"{nth}_PURCHASE_GCP"
    size = walk.choice("01234569", f"MISSING_{name}_VLI", f"INVALID_{name}_LENGTH")
    if size != "9":
        walk.take(int(size) + 6, f"TRUNCATED_{name}")


def _dates(walk: _Walk) -> None:
    expires = ""
    if walk.next == "3":
        walk.take(1, "")
        expires = walk.take(6, "TOO_SHORT_FOR_EXPIRATION_DATE")
        if not _is_date(expires):
            raise _Fault("COUPON_INVALID_EXIPIRATION_DATE")
    if walk.next == "4":
        walk.take(1, "")
        starts = walk.take(6, "TOO_SHORT_FOR_START_DATE")
        if not _is_date(starts):
            raise _Fault("COUPON_INVALID_START_DATE")
        if expires and expires < starts:
            raise _Fault("COUPON_EXPIRATION_BEFORE_START")


def _flags(walk: _Walk) -> None:
    walk.choice("01256", "MISSING_SAVE_VALUE_CODE", "INVALID_SAVE_VALUE_CODE")
    item = "SAVE_VALUE_APPLIES_TO_ITEM"
    walk.choice("012", f"MISSING_{item}", f"INVALID_{item}")
    walk.take(1, "MISSING_STORE_COUPON_FLAG")
    walk.choice("01", "MISSING_DONT_MULTIPLY_FLAG", "INVALID_DONT_MULTIPLY_FLAG")


def _offer(walk: _Walk) -> None:
    walk.choice("01", "MISSING_FORMAT_CODE", "INVALID_FORMAT_CODE")
    walk.sized("0123456", "FUNDER", "FUNDER", 6)
    walk.take(6, "TRUNCATED_OFFER_CODE")
    walk.sized("0123456789", "SERIAL_NUMBER", "SERIAL_NUMBER", 6)
    if walk.next:
        raise _Fault("COUPON_EXCESS_DATA")


def _is_date(text: str) -> bool:
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= (28 if month == 2 and year % 4 else _MONTH_DAYS[month - 1])
