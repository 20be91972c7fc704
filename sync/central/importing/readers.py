"""Rows of a file, each with its number: CSV, JSON list, JSON lines, Saleor fixture; gz or not.

Central room: files only. A row is a dict as the file has it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sync.central.importing.saleor import saleor_rows

Row = tuple[int, dict[str, Any]]
FORMATS = ("csv", "json", "jsonl", "saleor")


class UnreadableFile(Exception):
    """Not what its mapping says it is."""


def read_rows(
    path: Path, form: str, *, delimiter: str = ",", encoding: str = "utf-8-sig"
) -> list[Row]:
    """Numbers are lines for CSV and JSON lines, places from 1 for JSON."""
    try:
        with _open(path, encoding) as file:
            return list(_rows(file, form, delimiter))
    except (
        UnicodeDecodeError,
        json.JSONDecodeError,
        csv.Error,
        EOFError,
        gzip.BadGzipFile,
    ) as error:
        raise UnreadableFile(f"{path.name}: {error}") from error


def _open(path: Path, encoding: str) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _rows(file: IO[str], form: str, delimiter: str) -> Iterator[Row]:
    match form:
        case "csv":
            reader = csv.DictReader(file, delimiter=delimiter, strict=True)
            for record in reader:
                yield reader.line_num, record
        case "jsonl":
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _object(json.loads(line), number)
        case "json":
            for number, value in enumerate(_list(json.load(file)), start=1):
                yield number, _object(value, number)
        case "saleor":
            yield from saleor_rows(_list(json.load(file)))
        case _:
            raise UnreadableFile(f"no reader for {form!r}; there are {', '.join(FORMATS)}")


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise UnreadableFile("the file is not a JSON list")
    return value


def _object(value: Any, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableFile(f"row {number} is not a JSON object")
    return value
