"""One row of `endcap parse-code`: a code's text → a flat reading for JSON. Command room.

A row may name the question it asks (`kind`); without one the text itself decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Any

from shop.domain import gs1_together, gtin
from shop.domain.codes import GS, ScannedCode, read_code
from shop.domain.digital_link import DEFAULT_STEM, make_link, parse_link
from shop.domain.gs1 import GS1Data, GS1Fault, Parsed, parse_bracketed, parse_elements
from shop.domain.readings import OtherCode, ProductCode, Reading, Refused
from shop.domain.restricted import region_rules, usage
from shop.domain.scan_data import (
    FNC1,
    GS1_IDENTIFIERS,
    make_scan_data,
    read_scan_data,
    split_identifier,
)

Row = dict[str, Any]


def answer(row: Row) -> Row:
    """The row's reading. Keys that do not apply are left out; `ok` is always there."""
    question = _QUESTIONS.get(str(row.get("kind") or ""))
    out: Row = {key: row[key] for key in ("kind", "input", "region") if row.get(key) is not None}
    found = question(row) if question is not None else _read(row)
    return out | {key: value for key, value in found.items() if value is not None}


def _text(row: Row) -> str:
    return str(row.get("input") if row.get("input") is not None else row.get("scan_data", ""))


def _symbology(row: Row) -> str | None:
    for key in ("symbology_identifier", "identifier", "symbology"):
        value = row.get(key)
        if isinstance(value, str) and value.startswith("]"):
            return value
    return None


def _read(row: Row) -> Row:
    """The text as a till would take it, and all that its own form says besides."""
    text, symbology = _text(row), _symbology(row)
    code = _scanned(text, symbology)
    reading = read_code(code, region_rules(row.get("region")))
    out = _plain(reading)
    if isinstance(reading, (ProductCode, OtherCode)) or gtin.is_digits(code.text):
        out |= _number(code.text, symbology)
    parsed = _parsed(code, text)
    if parsed is not None:
        out |= _gs1(parsed, row)
    if symbology is not None or split_identifier(text)[0] is not None:
        full = text if split_identifier(text)[0] is not None else f"{symbology}{text}"
        out |= {key: value for key, value in _process(full).items() if key != "ok"}
    return out


def _scanned(text: str, symbology: str | None) -> ScannedCode:
    if text.startswith(FNC1) and symbology is None:  # the written form of GS1 data
        return ScannedCode(text[1:].replace(FNC1, GS), "]C1")
    if symbology is None:
        symbology, text = split_identifier(text)
    return ScannedCode(text, symbology)


def _parsed(code: ScannedCode, text: str) -> Parsed | None:
    """The GS1 data in a code of any carrier; None when it is another kind of code."""
    if code.text.startswith("("):
        return parse_bracketed(code.text)
    if code.text[:4].lower() == "http":
        return parse_link(code.text)
    retail = (code.symbology or "").startswith("]E")
    if code.symbology in GS1_IDENTIFIERS or (GS in text and not retail):
        return parse_elements(code.text.lstrip(GS))
    return None


def _plain(reading: Reading) -> Row:
    out: Row = {"ok": not isinstance(reading, Refused), "reading": _kind(reading)}
    for item in fields(reading):
        value = getattr(reading, item.name)
        if value in (None, (), ""):
            continue
        name = {"code": "error", "quantity": "count", "scanned": "number"}.get(item.name, item.name)
        out[name] = _json(value)
    if isinstance(reading, ProductCode):
        out["gtin14"] = gtin.gtin14(reading.scanned)
        out["item"] = gtin.gtin14(reading.gtin)
        del out["gtin"], out["number"]
    return out


def _kind(reading: Reading) -> str:
    return type(reading).__name__.removesuffix("Code").lower()


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return value if isinstance(value, (int, str, bool)) else str(value)


def _number(text: str, symbology: str | None) -> Row:
    """What the digits are as a GTIN and as a UPC, whichever the till then chose."""
    out: Row = {}
    value = gtin.normalise(text, upc_e=symbology == "]E0" and len(text) == 8)
    if value is not None:
        restricted = usage(value)
        out |= {
            "format": gtin.gtin_format(value),
            "gtin14": gtin.gtin14(value),
            "is_rcn": restricted is not None,
            "prefix": _prefix(value),
            "usage": restricted.value if restricted is not None else None,
        }
    if len(text) in (6, 7, 8):
        out["upc_a"] = gtin.upc_e_to_upc_a(text)
    elif len(text) == 12 and value is not None:
        out |= {"upc_a": text, "upc_e": gtin.upc_a_to_upc_e(text)}
    return out


def _prefix(value: int) -> str | None:
    """Who issued the number. biip keeps GS1's list of prefixes, so we need not."""
    from biip.gs1_prefixes import GS1Prefix, GS18Prefix

    if gtin.gtin_format(value) == "GTIN-8":
        short = GS18Prefix.extract(f"{value:08d}"[:7])
        return short.usage if short is not None else None
    long = GS1Prefix.extract(gtin.gtin14(value)[1:13])
    return long.usage if long is not None else None


def _gs1(parsed: Parsed, row: Row) -> Row:
    if isinstance(parsed, GS1Fault):
        return _fault(parsed)
    link = make_link(parsed, str(row.get("stem") or DEFAULT_STEM))
    return {
        "result": "OK",
        "element_string": FNC1 + parsed.element_string(FNC1),
        "bracketed": parsed.bracketed,
        "ais": [list(pair) for pair in parsed.elements],
        "dl_uri": link if isinstance(link, str) else None,
        "associations": {
            name: f"({fault.ai}) {fault.detail}"
            for name, fault in gs1_together.faults(parsed).items()
        },
    }


def _fault(fault: GS1Fault) -> Row:
    return {
        "ok": False,
        "error": fault.code.value,
        "ai": fault.ai or None,
        "detail": fault.detail or None,
        "result": fault.lint or fault.code.name,
    }


def _parse_ai(row: Row) -> Row:
    parsed = parse_bracketed(_text(row))
    return {"ok": isinstance(parsed, GS1Data)} | _gs1(parsed, row)


def _process_ai(row: Row) -> Row:
    text = _text(row)
    if not text.startswith(FNC1):
        return {"ok": False, "error": "character"}
    parsed = parse_elements(text[1:], FNC1)
    return {"ok": isinstance(parsed, GS1Data)} | _gs1(parsed, row)


# Their names for the four rules → ours.
_VALIDATIONS = {
    "validateAIrepeats": "repeats",
    "validateAImutex": "exclusions",
    "validateAIrequisites": "requisites",
    "validateDigSigRequiresSerialisedKey": "signed_key_has_serial",
}


def _validate(row: Row) -> Row:
    text = _text(row)
    parsed = parse_bracketed(text) if text.startswith("(") else parse_elements(text[1:], FNC1)
    if isinstance(parsed, GS1Fault):
        return _fault(parsed)
    broken = gs1_together.faults(parsed)
    asked = _VALIDATIONS.get(str(row.get("validation")))
    return _gs1(parsed, row) | {"ok": not broken if asked is None else asked not in broken}


def _link_in(row: Row) -> Row:
    parsed = parse_link(_text(row))
    return {"ok": isinstance(parsed, GS1Data)} | _gs1(parsed, row)


def _link_out(row: Row) -> Row:
    parsed = parse_bracketed(_text(row))
    if isinstance(parsed, GS1Fault):
        return _fault(parsed)
    link = make_link(parsed, str(row.get("stem") or DEFAULT_STEM))
    return {"ok": True, "dl_uri": link} if isinstance(link, str) else _fault(link)


def _scan_out(row: Row) -> Row:
    made = make_scan_data(str(row.get("symbology")), _text(row))
    return {"ok": True, "scan_data": made} if isinstance(made, str) else _fault(made)


def _process(text: str) -> Row:
    found = read_scan_data(text)
    if isinstance(found, GS1Fault):
        return {"ok": False, "scan_error": found.code.value}
    return {"ok": True, "symbology": found.symbology, "data": found.data}


def _lint(row: Row) -> Row:
    out = _parse_ai(row)
    return out | {"result": out.get("result", "OK")}


def _number_only(row: Row) -> Row:
    text = _text(row).strip()
    value = gtin.from_digits(text)
    if value is None:
        return {"ok": False, "error": "check_digit" if gtin.is_digits(text) else "character"}
    return {"ok": True} | _number(text, None)


def _upc(row: Row) -> Row:
    text = _text(row).strip()
    if len(text) == 12:
        return _number_only(row)
    full = gtin.upc_e_to_upc_a(text)
    if full is None:
        return {"ok": False, "error": "check_digit"}
    return {"ok": True, "format": "UPC-E", "upc_a": full, "gtin14": full.zfill(14)}


_QUESTIONS: dict[str, Callable[[Row], Row]] = {
    "parseAIdata": _parse_ai,
    "processAIdata": _process_ai,
    "validateAIs": _validate,
    "parseDLuri": _link_in,
    "GenerateDLuri": _link_out,
    "GenerateScanData": _scan_out,
    "ProcessScanData": lambda row: _process(_text(row)),
    "lint": _lint,
    "gtin": _number_only,
    "upc": _upc,
}
