"""`endcap facts`: our prices beside the figures of other engines. Command room."""

from __future__ import annotations

import argparse
import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from endcap.pricing.fact_rows import FORMATS, Format
from endcap.pricing.rows import Row, read_row

HELP = "check prices against tables of other engines' figures"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="tables, .jsonl or .jsonl.gz, or a folder",
    )
    parser.add_argument(
        "--format", choices=list(FORMATS), help="what kind of rows; without it, seen from the rows"
    )


def run(args: argparse.Namespace) -> int:
    wrong = 0
    try:
        for path in _tables(args.files):
            wrong += _check(path, args.format)
    except NoTable as error:
        print(f"endcap facts: {error}", file=sys.stderr)
        return 2
    return int(wrong > 0)


class NoTable(Exception):
    """What is given cannot be read as a table; says why."""


def _tables(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
        if not found:
            raise NoTable(f"there is no .jsonl or .jsonl.gz in {path}")
        yield from found


def _check(path: Path, name: str | None) -> int:
    """Prints how many rows agree and each that does not; gives the number without a reason."""
    agreed = explained = wrong = 0
    for number, row in _rows(path):
        kind = FORMATS[name or format_of(row)]
        ours, theirs = _answer(kind, row), row[kind.key]
        if kind.agrees(ours, theirs):
            agreed += 1
        elif kind.explained(ours, theirs):
            explained += 1
            print(f"{path.name}:{number}: parts sum to the whole: ours {ours}, theirs {theirs}")
        else:
            wrong += 1
            print(f"{path.name}:{number}: ours {ours}, theirs {theirs}")
    print(f"{path.name}: {agreed} agree, {explained} differ by the rule of parts, {wrong} wrong")
    return wrong


def _answer(kind: Format, row: Row) -> object:
    try:
        return kind.answer(row)
    except (KeyError, TypeError, ValueError) as error:
        return f"not priced ({type(error).__name__}: {error})"


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        data = path.read_bytes()
        text = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise NoTable(f"{path}: {getattr(error, 'strerror', '') or error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, read_row(line)
            except ValueError as error:
                raise NoTable(f"{path}, line {number}: no row of a table: {error}") from error


def format_of(row: Row) -> str:
    """By the fields that only that table has."""
    if "price_unit" in (row.get("lines") or [{}])[0]:
        return "odoo"
    if "step" in row and "method" in row:
        return "cash-rounding"
    return "medusa"
