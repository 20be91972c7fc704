"""`endcap parse-code`: say what codes mean. Command room."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

HELP = "say what codes mean: product, weight, price, lot, dates, or why not"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE", help="the text of a code")
    parser.add_argument("--symbology", metavar="]E0", help="AIM identifier of the codes")
    parser.add_argument("--region", metavar="no", help="country whose weight and price labels hold")
    parser.add_argument(
        "--jsonl",
        nargs="?",
        const="-",
        metavar="FILE",
        help="read rows {input, symbology, region} from FILE or standard input, one per line",
    )


def run(args: argparse.Namespace) -> int:
    from endcap.commands._code_rows import answer

    failed = 0
    for number, row in _rows(args):
        if isinstance(row, str):
            failed += 1
            print(f"line {number}: {row}", file=sys.stderr)
            row = {"ok": False, "error": "row", "detail": row}
        else:
            row = answer(row)
        print(json.dumps(row, ensure_ascii=False))
    return 1 if failed else 0


def _rows(args: argparse.Namespace) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, code in enumerate(args.codes, 1):
        yield number, {"input": code, "symbology": args.symbology, "region": args.region}
    if args.jsonl is None:
        return
    with nullcontext(sys.stdin) if args.jsonl == "-" else _open(args.jsonl) as source:
        for number, line in enumerate(source, 1):
            if line.strip():
                yield number, _row(line, args)


def _open(path: str) -> TextIO:
    return Path(path).open(encoding="utf-8")


def _row(line: str, args: argparse.Namespace) -> dict[str, Any] | str:
    """A row as a mapping, or what is wrong with its line."""
    try:
        row = json.loads(line)
    except ValueError as fault:
        return str(fault)
    if isinstance(row, str):
        row = {"input": row}
    if not isinstance(row, dict):
        return "not an object"
    return {"symbology": args.symbology, "region": args.region} | row
