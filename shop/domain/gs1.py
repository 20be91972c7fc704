"""Room: shop/domain. GS1 element strings: bracketed text and scanned text → identifiers and values.

Pure; standard library only. Total: every string gives `GS1Data` or `GS1Fault`.
"""

from dataclasses import dataclass

from shop.domain.gs1_lints import CSET82, lint, lint_kind
from shop.domain.gs1_spec import Identifier, identifier_at, identifiers
from shop.domain.readings import Refusal

GS = "\x1d"
Elements = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GS1Fault:
    """Why a string is no GS1 data. `lint` is GS1's published name when one of its checks failed."""

    code: Refusal
    ai: str = ""
    detail: str = ""
    lint: str = ""


@dataclass(frozen=True, slots=True)
class GS1Data:
    """Application identifiers with their values, in the order they came."""

    elements: Elements

    def get(self, ai: str) -> str | None:
        return next((value for name, value in self.elements if name == ai), None)

    @property
    def bracketed(self) -> str:
        """For people: (01)09501234543213(10)ABC. A bracket inside a value is written "\\("."""
        return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in self.elements)

    def element_string(self, separator: str = GS) -> str:
        """As a scanner sends it: the separator only after values without a fixed length."""
        text, open_end = "", False
        for ai, value in self.elements:
            text += (separator if open_end else "") + ai + value
            open_end = not identifiers()[ai].fixed
        return text


Parsed = GS1Data | GS1Fault


def parse_elements(text: str, separator: str = GS) -> Parsed:
    """Scanned data without the leading function character: 0109501234543213…10ABC<GS>21X.

    One separator at the very end and one after a fixed-length value are tolerated, as scanners
    send them.
    """
    data = split_elements(text, separator)
    if isinstance(data, GS1Data):
        for ai, value in data.elements:
            fault = check_value(identifiers()[ai], value)
            if fault is not None:
                return fault
    return data


def split_elements(text: str, separator: str = GS) -> Parsed:
    """As `parse_elements`, but the values are not checked: for showing what a code says."""
    if not text:
        return GS1Fault(Refusal.EMPTY)
    elements: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        known = identifier_at(text, place)
        if known is None:
            return GS1Fault(Refusal.UNKNOWN_AI, "", f"at character {place}")
        value = _value(known, text, place + len(known.ai), separator)
        elements.append((known.ai, value))
        place += len(known.ai) + len(value)
        if text[place : place + 1] == separator:
            place += 1
    return GS1Data(tuple(elements))


def _value(known: Identifier, text: str, place: int, separator: str) -> str:
    end = text.find(separator, place)
    value = text[place:] if end < 0 else text[place:end]
    return value[: known.most] if known.fixed else value


def parse_bracketed(text: str) -> Parsed:
    """What is printed under a code: (01)09501234543213(10)ABC; "\\(" is a bracket in a value."""
    if not text.startswith("("):
        return GS1Fault(Refusal.CHARACTER, "", "no bracket at the start")
    elements: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        end = text.find(")", place)
        ai = text[place + 1 : end] if end > 0 else ""
        known = identifiers().get(ai)
        if known is None:
            return GS1Fault(Refusal.UNKNOWN_AI, ai[:4], f"at character {place}")
        value, place = _bracket_value(text, end + 1)
        fault = check_value(known, value)
        if fault is not None:
            return fault
        elements.append((ai, value))
    return GS1Data(tuple(elements))


def _bracket_value(text: str, place: int) -> tuple[str, int]:
    value = ""
    while place < len(text) and text[place] != "(":
        if text.startswith("\\(", place):
            place += 1
        value += text[place]
        place += 1
    return value, place


def check_value(known: Identifier, value: str) -> GS1Fault | None:
    """Each part takes its length from the front; parts in brackets only while something is left."""
    if not value:
        return GS1Fault(Refusal.LENGTH, known.ai, "no value")
    rest = value
    for part in known.parts:
        if part.optional and not rest:
            break
        piece, rest = rest[: part.most], rest[part.most :]
        wrong = lint_kind(part.kind, piece)
        if wrong:
            return GS1Fault(Refusal.CHARACTER, known.ai, piece, wrong)
        if len(piece) < part.least:
            return GS1Fault(Refusal.LENGTH, known.ai, "too short")
        wrong = next((fault for name in part.lints if (fault := lint(name, piece))), "")
        if wrong:
            code = Refusal.CHECK_DIGIT if "CHECK" in wrong else Refusal.BAD_VALUE
            return GS1Fault(code, known.ai, piece, wrong)
    if rest:
        return GS1Fault(Refusal.LENGTH, known.ai, "too long")
    return None


def has_only_gs1_characters(text: str) -> bool:
    return all(c in CSET82 or c == GS for c in text)
