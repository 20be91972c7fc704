"""`endcap price`: prices baskets from files. Command room."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from endcap.pricing.basket_file import price_basket, read_basket
from endcap.pricing.fact_rows import FORMATS
from endcap.pricing.receipt_text import receipt_text
from endcap.pricing.rows import read_row
from shop.errors import EndcapError

HELP = "price baskets from JSON files, with every discount and tax explained"
_NUMBERS = msgspec.json.Encoder(decimal_format="number")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="baskets; - is standard input")
    parser.add_argument(
        "--jsonl", action="store_true", help="one basket a line in, one JSON answer a line out"
    )
    parser.add_argument("--text", action="store_true", help="a receipt in words instead of JSON")
    parser.add_argument(
        "--format",
        choices=["endcap", *FORMATS],
        default="endcap",
        help="rows of another engine's fact table; the answer stands under that table's key",
    )


def run(args: argparse.Namespace) -> int:
    failed = False
    for name in args.files:
        try:
            for place, text in _inputs(name, args.jsonl or args.format != "endcap"):
                failed |= not _answer(place, text, args)
        except OSError as error:
            print(f"endcap price: {name}: {error.strerror}", file=sys.stderr)
            failed = True
    return int(failed)


def _inputs(name: str, by_line: bool) -> Iterator[tuple[str, bytes]]:
    """Each basket with the place it stands at, for error messages."""
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    if not by_line:
        yield name, data
        return
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            yield f"{name}:{number}", line


def _answer(place: str, text: bytes, args: argparse.Namespace) -> bool:
    """Prints the answer; a basket that cannot be priced is told of and does not stop the rest."""
    try:
        answer = _priced(text, args)
    except (msgspec.MsgspecError, EndcapError, json.JSONDecodeError) as error:
        problem = f"{error}"
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        problem = f"{type(error).__name__}: {error}"
    else:
        print(answer, flush=args.jsonl)
        return True
    print(f"endcap price: {place}: {problem}", file=sys.stderr)
    if args.jsonl:
        print(json.dumps({"error": problem, "at": place}))
    return False


def _priced(text: bytes, args: argparse.Namespace) -> str:
    if args.format != "endcap":
        kind = FORMATS[args.format]
        row = read_row(text)
        return _NUMBERS.encode({**row, kind.key: kind.answer(row)}).decode()
    basket = read_basket(text)
    priced = price_basket(basket)
    if args.text:
        return receipt_text(priced)
    encoded = msgspec.json.encode(priced)
    return (encoded if args.jsonl else msgspec.json.format(encoded)).decode()
