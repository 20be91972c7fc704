"""Room: shop/domain. What scanners send: AIM symbology identifiers before the data, both ways.

Pure; standard library only. "^" stands for the function character (FNC1) in our written form, "|"
parts a linear code from its composite, and "\\^" is a plain text that really begins with "^".
"""

import re
from dataclasses import dataclass

from shop.domain import gtin
from shop.domain.gs1 import GS, GS1Data, GS1Fault, parse_elements
from shop.domain.readings import Refusal

FNC1 = "^"
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_ESCAPED = re.compile(r"\\*\^")
# identifier → our name of the symbology
GS1_IDENTIFIERS = {
    "]C1": "GS1_128_CCA",
    "]e0": "DataBarExpanded",
    "]d2": "DM",
    "]Q3": "QR",
    "]J1": "DotCode",
}
PLAIN_IDENTIFIERS = {"]d1": "DM", "]Q1": "QR", "]J0": "DotCode"}
RETAIL_IDENTIFIERS = {"]E0": ("EAN13", 13), "]E4": ("EAN8", 8)}
_MATRIX = {"QR": ("]Q3", "]Q1"), "DM": ("]d2", "]d1"), "DotCode": ("]J1", "]J0")}
_DATABAR = (
    "DataBarOmni",
    "DataBarTruncated",
    "DataBarStacked",
    "DataBarStackedOmni",
    "DataBarLimited",
)
_RETAIL = {"EAN13": ("]E0", 13), "UPCA": ("]E0", 12), "UPCE": ("]E0", 12), "EAN8": ("]E4", 8)}


@dataclass(frozen=True, slots=True)
class ScanData:
    """Scanned data in our written form, and the symbology its identifier names."""

    symbology: str
    data: str


def split_identifier(text: str) -> tuple[str | None, str]:
    """ "]E04006381333931" → "]E0" and the rest; None when no identifier stands in front."""
    if _IDENTIFIER.match(text):
        return text[:3], text[3:]
    return None, text


def read_scan_data(text: str) -> ScanData | GS1Fault:
    """What a scanner sent, identifier included → our written form."""
    identifier, data = split_identifier(text)
    if identifier is None:
        return GS1Fault(Refusal.SYMBOLOGY, "", "no symbology identifier")
    if identifier in GS1_IDENTIFIERS:
        parsed = parse_elements(data)
        if isinstance(parsed, GS1Fault):
            return parsed
        return ScanData(GS1_IDENTIFIERS[identifier], FNC1 + data.replace(GS, FNC1))
    if identifier in PLAIN_IDENTIFIERS:
        return ScanData(PLAIN_IDENTIFIERS[identifier], _escape(data))
    if identifier in RETAIL_IDENTIFIERS:
        return _read_retail(identifier, data)
    return GS1Fault(Refusal.SYMBOLOGY, "", f"{identifier} is no GS1 symbology")


def _read_retail(identifier: str, data: str) -> ScanData | GS1Fault:
    name, size = RETAIL_IDENTIFIERS[identifier]
    digits, bar, composite = data.partition("|")
    if len(digits) != size:
        return GS1Fault(Refusal.LENGTH, "", f"{name} has {size} digits")
    if not gtin.has_valid_check_digit(digits):
        return GS1Fault(Refusal.CHECK_DIGIT, "", digits, "INCORRECT_CHECK_DIGIT")
    if not bar:
        return ScanData(name, digits)
    rest = read_scan_data(composite)
    if isinstance(rest, GS1Fault):
        return rest
    if rest.symbology != "DataBarExpanded":
        return GS1Fault(Refusal.SYMBOLOGY, "", "a composite begins with ]e0")
    return ScanData(name, f"{digits}|{rest.data}")


def make_scan_data(symbology: str, data: str) -> str | GS1Fault:
    """Our written form → what a scanner sends for that symbology."""
    linear, bar, composite = data.partition("|")
    tail = _elements(composite) if bar else None
    if isinstance(tail, GS1Fault):
        return tail
    if symbology in _MATRIX:
        return _matrix(symbology, data)
    if symbology in _RETAIL:
        head = _retail(symbology, linear)
        return head if isinstance(head, GS1Fault) or tail is None else f"{head}|]e0{_sent(tail)}"
    if symbology in _DATABAR or symbology == "DataBarExpanded":
        return _joined("]e0", _databar(symbology, linear), tail)
    if symbology in ("GS1_128_CCA", "GS1_128_CCC"):
        return _joined("]C1" if tail is None else "]e0", _elements(linear), tail)
    return GS1Fault(Refusal.SYMBOLOGY, "", symbology)


@dataclass(frozen=True, slots=True)
class _Checked:
    text: str
    data: GS1Data

    @property
    def open_end(self) -> bool:
        """The last value has no fixed length: a separator must come before whatever follows."""
        last = GS1Data((*self.data.elements, ("99", "X")))
        return last.element_string().endswith(GS + "99X") and not self.text.endswith(FNC1)


def _elements(text: str) -> _Checked | GS1Fault:
    if not text.startswith(FNC1):
        return GS1Fault(Refusal.CHARACTER, "", "no function character at the start")
    parsed = parse_elements(text[1:], FNC1)
    return parsed if isinstance(parsed, GS1Fault) else _Checked(text[1:], parsed)


def _sent(checked: _Checked) -> str:
    return checked.text.replace(FNC1, GS)


def _joined(identifier: str, head: _Checked | GS1Fault, tail: _Checked | None) -> str | GS1Fault:
    if isinstance(head, GS1Fault) or tail is None:
        return head if isinstance(head, GS1Fault) else identifier + _sent(head)
    return identifier + _sent(head) + (GS if head.open_end else "") + _sent(tail)


def _matrix(symbology: str, data: str) -> str | GS1Fault:
    gs1, plain = _MATRIX[symbology]
    if not data.startswith(FNC1):
        return plain + _unescape(data)
    checked = _elements(data)
    return checked if isinstance(checked, GS1Fault) else gs1 + _sent(checked)


def _retail(symbology: str, digits: str) -> str | GS1Fault:
    identifier, size = _RETAIL[symbology]
    if symbology == "UPCE" and len(digits) == 8:
        digits = gtin.upc_e_to_upc_a(digits) or ""
    value = gtin.from_digits(digits)
    if value is None:
        return GS1Fault(Refusal.CHECK_DIGIT, "", digits)
    if value >= 10**size or (symbology == "UPCE" and not gtin.upc_a_to_upc_e(f"{value:012d}")):
        return GS1Fault(Refusal.LENGTH, "", digits)
    return f"{identifier}{value:0{13 if identifier == ']E0' else size}d}"


def _databar(symbology: str, text: str) -> _Checked | GS1Fault:
    if symbology == "DataBarExpanded":
        return _elements(text)
    value = gtin.from_digits(text.removeprefix("^01"))
    if value is None:
        return GS1Fault(Refusal.CHECK_DIGIT, "", text)
    if symbology == "DataBarLimited" and value >= 20_000_000_000_000:
        return GS1Fault(Refusal.BAD_VALUE, "01", "DataBar Limited holds numbers that begin 0 or 1")
    return _elements(f"^01{value:014d}")


def _escape(data: str) -> str:
    return "\\" + data if _ESCAPED.match(data) else data


def _unescape(data: str) -> str:
    match = _ESCAPED.match(data)
    return data[1:] if match and data.startswith("\\") else data
