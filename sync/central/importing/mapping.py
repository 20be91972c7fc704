"""A column mapping: one TOML file that says which column is what. Central room: files only.

docs/integrator/import.md documents every key. Unknown keys fail, so a typing error cannot hide.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent / "mappings"
KINDS: dict[str, frozenset[str]] = {
    "products": frozenset(
        (
            "product",
            "sku",
            "gtin",
            "title",
            "brand",
            "department",
            "categories",
            "description",
            "price",
            "currency",
            "tax_class",
            "unit",
            "image",
            "option",
            "popularity",
            "stock",
            "safety",
        )
    ),
    "stores": frozenset(
        (
            "store",
            "name",
            "street",
            "city",
            "postcode",
            "country",
            "latitude",
            "longitude",
            "phone",
            "timezone",
            "hours",
        )
    ),
    "categories": frozenset(("department", "title", "level")),
    "reviews": frozenset(
        (
            "review",
            "product",
            "product_title",
            "title",
            "text",
            "stars",
            "score",
            "author",
            "language",
            "written",
        )
    ),
}
_FIELD = re.compile(r"\{([^{}]+)\}")


class BadMapping(Exception):
    """The mapping file itself is wrong."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns` and `defaults` by target field. `match` are file name patterns it serves.

    `only` keeps rows whose column has exactly this value.
    """

    kind: str
    format: str
    columns: dict[str, str]
    match: tuple[str, ...] = ()
    language: str = "en"
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    defaults: dict[str, str] = field(default_factory=dict)
    only: dict[str, str] = field(default_factory=dict)
    source: str = ""
    licence: str = ""

    def value(self, target: str, row: dict[str, Any]) -> Any:
        """What the row says of a target field: a column, a template, or the default."""
        column = self.columns.get(target)
        found = None if column is None else _look(row, column)
        return self.defaults.get(target) if found in (None, "") else found

    def text(self, target: str, row: dict[str, Any]) -> str:
        found = self.value(target, row)
        return "" if found is None else str(found).strip()

    def missing(self, row: dict[str, Any]) -> list[tuple[str, str]]:
        """Target fields, each with a column that the row, and so a CSV's heading, has not."""
        wanted = [
            (target, column)
            for target, said in sorted(self.columns.items())
            for column in (_FIELD.findall(said) if "{" in said else [said])
        ]
        return [(target, column) for target, column in wanted if column not in row]

    def takes(self, row: dict[str, Any]) -> bool:
        return all(str(_look(row, column)) == value for column, value in self.only.items())


def load_mapping(path: Path) -> Mapping:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = set(raw) - set(Mapping.__dataclass_fields__)
        if unknown:
            raise BadMapping(f"{path.name}: unknown key {sorted(unknown)[0]!r}")
        mapping = msgspec.convert(raw, Mapping)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadMapping(f"{path.name}: {error}") from error
    known = KINDS.get(mapping.kind)
    if known is None:
        raise BadMapping(f"{path.name}: kind is {mapping.kind!r}, not one of {', '.join(KINDS)}")
    strange = (set(mapping.columns) | set(mapping.defaults)) - known
    if strange:
        raise BadMapping(f"{path.name}: {mapping.kind} have no {sorted(strange)[0]!r}")
    return mapping


def find_mapping(file: Path) -> tuple[Path, Mapping] | None:
    """The supplied mapping whose pattern fits the file's name."""
    for path in sorted(FOLDER.glob("*.toml")):
        mapping = load_mapping(path)
        if any(Path(file.name).match(pattern) for pattern in mapping.match):
            return path, mapping
    return None


def _look(row: dict[str, Any], column: str) -> Any:
    if "{" in column:
        return _FIELD.sub(lambda found: str(_path(row, found[1]) or ""), column).strip()
    return _path(row, column)


def _path(value: Any, column: str) -> Any:
    """ "a.b.0.c"; "*" gathers from every element of a list."""
    if isinstance(value, dict) and column in value:
        return value[column]
    step, _, rest = column.partition(".")
    if step == "*" and isinstance(value, list):
        found = [_path(each, rest) if rest else each for each in value]
        return [each for each in found if each is not None]
    if isinstance(value, list) and step.lstrip("-").isdigit():
        at = int(step)
        inner = value[at] if -len(value) <= at < len(value) else None
    else:
        inner = value.get(step) if isinstance(value, dict) else None
    return _path(inner, rest) if rest and inner is not None else (None if rest else inner)
