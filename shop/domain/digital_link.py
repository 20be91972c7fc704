"""Room: shop/domain. GS1 Digital Link: web addresses that carry GS1 data, in and out.

Pure; standard library only. Nothing is fetched.
"""

import re
from urllib.parse import quote

from shop.domain.gs1 import GS1Data, GS1Fault, Parsed, check_value
from shop.domain.gs1_spec import Identifier, identifiers
from shop.domain.gs1_together import repeats
from shop.domain.gtin import has_valid_check_digit
from shop.domain.readings import Refusal

DEFAULT_STEM = "https://id.gs1.org"
_LINK = re.compile(
    r"(?:https?|HTTPS?)://([A-Za-z0-9.:\[\]-]+)(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?", re.DOTALL
)
_ALLOWED = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")
_PERCENT = re.compile(r"%(..?)?")
# The short words which the first version of the standard allowed in place of numbers.
_WORDS = {
    "gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "shipTo": "410", "billTo": "411",
    "purchasedFrom": "412", "shipFor": "413", "gln": "414", "payTo": "415", "glnProd": "416",
    "gsrnp": "8017", "gsrn": "8018", "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401",
    "gsin": "402", "grai": "8003", "giai": "8004", "cpv": "22", "lot": "10", "ser": "21",
    "cpsn": "8011", "glnx": "254", "refno": "8020", "srin": "8019",
}  # fmt: skip


class _Bad(Exception):
    """Ends the reading of an address; never leaves this module."""


def parse_link(uri: str) -> Parsed:
    """A web address → its identifiers, key first, or why it is no Digital Link."""
    match = _LINK.fullmatch(uri)
    if match is None or not _ALLOWED.fullmatch(uri):
        return GS1Fault(Refusal.NOT_A_LINK, "", "not a web address")
    try:
        key, path = _path(match[2] or "")
        query = _query(match[3] or "", key, {ai for ai, _ in path})
    except _Bad as bad:
        return GS1Fault(Refusal.NOT_A_LINK, "", str(bad))
    for ai, value in (*path, *query):
        fault = check_value(identifiers()[ai], value)
        if fault is not None:
            return fault
    data = GS1Data((*path, *query))
    return repeats(data) or data


def _path(path: str) -> tuple[Identifier, list[tuple[str, str]]]:
    """The key is the last one from which the segments run as key, value, qualifier, value."""
    segments = path.split("/")[1:]
    for start in range(len(segments) - 2, -1, -2):
        key = _identifier(segments[start])
        if key is not None and key.qualifiers is not None:
            pairs = list(zip(segments[start::2], segments[start + 1 :: 2], strict=True))
            return key, _pairs(key, pairs)
    raise _Bad("no key in the path")


def _pairs(key: Identifier, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found = [(_WORDS.get(name, name), _value(name, value)) for name, value in pairs]
    names = [name for name, _ in found[1:]]
    if not any(_in_order(names, order) for order in key.qualifiers or ()):
        raise _Bad("qualifiers do not follow the key in order")
    return found


def _in_order(names: list[str], order: tuple[str, ...]) -> bool:
    places = [order.index(name) for name in names if name in order]
    return len(places) == len(names) and places == sorted(set(places))


def _query(query: str, key: Identifier, taken: set[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in query.split("&"):
        name, equals, value = part.partition("=")
        name = _unescape(name)
        if not equals or not name.isascii() or not name.isdigit():
            continue  # somebody's own parameter
        known = identifiers().get(name)
        qualifiers = {one for order in key.qualifiers or () for one in order}
        if known is None or not known.attribute or name in qualifiers:
            raise _Bad(f"({name}) may not be a parameter here")
        if name in taken:
            raise _Bad(f"({name}) stands twice")
        taken.add(name)
        found.append((name, _value(name, value.replace("+", "%20"))))
    return found


def _identifier(name: str) -> Identifier | None:
    return identifiers().get(_WORDS.get(name, name))


def _value(name: str, text: str) -> str:
    value = _unescape(text)
    if not value:
        raise _Bad(f"({name}) has no value")
    # Older links leave out a GTIN's leading zeros; the check digit still guards them.
    if (
        _WORDS.get(name, name) == "01"
        and len(value) in (8, 12, 13)
        and has_valid_check_digit(value)
    ):
        return value.zfill(14)
    return value


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        digits = match[1] or ""
        if not re.fullmatch(r"[0-9A-Fa-f]{2}", digits) or digits == "00":
            raise _Bad("a broken percent escape")
        return chr(int(digits, 16))

    return _PERCENT.sub(character, text)


def make_link(data: GS1Data, stem: str = DEFAULT_STEM) -> str | GS1Fault:
    """Identifiers → a web address: the first key, its qualifiers, and the rest after "?"."""
    elements = list(dict.fromkeys(data.elements))
    fault = repeats(data)
    if fault is not None:
        return fault
    key = next((ai for ai, _ in elements if identifiers()[ai].qualifiers is not None), None)
    if key is None:
        return GS1Fault(Refusal.NOT_A_LINK, "", "no key")
    values = dict(elements)
    orders = identifiers()[key].qualifiers or ((),)
    order = max(orders, key=lambda names: sum(name in values for name in names))
    path = [key, *(name for name in order if name in values)]
    rest = [(ai, value) for ai, value in elements if ai not in path]
    qualifiers = {name for names in orders for name in names}
    for ai, _ in rest:
        if not identifiers()[ai].attribute or ai in qualifiers:
            return GS1Fault(Refusal.AI_CONFLICT, ai, "has no place in this link")
    tail = "&".join(f"{ai}={quote(value, safe='')}" for ai, value in rest)
    link = stem.rstrip("/") + "".join(f"/{ai}/{quote(values[ai], safe='')}" for ai in path)
    return f"{link}?{tail}" if tail else link
