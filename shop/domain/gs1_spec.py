"""Room: shop/domain. The table of application identifiers, read once, on first use.

Pure; standard library only.
"""

import re
from dataclasses import dataclass
from functools import cache

from shop.domain.gs1_table import TABLE

_PART = re.compile(r"(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value: its character set, its length, the lints it must pass."""

    kind: str  # N digits, X 82 characters, Y 39, Z base64url
    least: int
    most: int
    optional: bool
    lints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """What the table says of one application identifier.

    `needs`: for each rule, the groups of which one must be present in full; `excludes` and the
    members of `needs` are patterns in which "n" stands for any digit. `qualifiers` is None when the
    identifier is no key of a web link, else the allowed orders of what may follow the key.
    """

    ai: str
    fixed: bool
    attribute: bool
    parts: tuple[Part, ...]
    needs: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    qualifiers: tuple[tuple[str, ...], ...] | None

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)


def matches(pattern: str, ai: str) -> bool:
    return len(pattern) == len(ai) and all(p in ("n", a) for p, a in zip(pattern, ai, strict=True))


@cache
def identifiers() -> dict[str, Identifier]:
    found: dict[str, Identifier] = {}
    for line in TABLE.split("\n"):
        if line:
            words = line.split()
            first, _, last = words[0].partition("-")
            for number in range(int(first), int(last or first) + 1):
                ai = str(number).zfill(len(first))
                found[ai] = _identifier(ai, words[1], words[2:])
    return found


def identifier_at(text: str, place: int) -> Identifier | None:
    """The identifier that begins at `place`; no identifier is another's beginning."""
    table = identifiers()
    for size in (2, 3, 4):
        known = table.get(text[place : place + size])
        if known is not None:
            return known
    return None


def _identifier(ai: str, flags: str, words: list[str]) -> Identifier:
    parts = tuple(_part(word) for word in words if "=" not in word)
    named = [word.partition("=")[::2] for word in words if "=" in word]
    needs = tuple(
        tuple(tuple(group.split("+")) for group in value.split(","))
        for name, value in named
        if name == "req"
    )
    excludes = tuple(one for name, value in named if name == "ex" for one in value.split(","))
    orders = [value for name, value in named if name == "dl"]
    qualifiers = (
        tuple(tuple(order.split(",")) if order else () for order in orders[0].split("|"))
        if orders
        else None
    )
    return Identifier(ai, "*" in flags, "?" in flags, parts, needs, excludes, qualifiers)


def _part(word: str) -> Part:
    match = _PART.fullmatch(word)
    assert match is not None, word
    bracket, kind, upto, size, lints = match.groups()
    names = tuple(lints.split(",")[1:])
    return Part(kind, 1 if upto else int(size), int(size), bool(bracket), names)
