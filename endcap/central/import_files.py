"""`endcap central import`: other people's catalogues, stores and reviews. Command room."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

HELP = "import catalogues, stores, categories and reviews through column mappings"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from decimal import Decimal

    parser.add_argument("files", nargs="+", type=Path, help="files, or folders of files")
    parser.add_argument("--mapping", type=Path, help="a mapping of your own (TOML)")
    parser.add_argument(
        "--skip-bad-rows", action="store_true", help="take a file's good rows all the same"
    )
    parser.add_argument(
        "--generate-prices", metavar="SEED", default="", help="make up prices that are missing"
    )
    parser.add_argument(
        "--generate-stock", metavar="SEED", default="", help="make up stock that is missing"
    )
    parser.add_argument("--stores", default="", help="stores that get stock: A,B (first five)")
    parser.add_argument("--chain", default="Imported chain", help="name of imported stores' chain")
    parser.add_argument("--currency", default="EUR", help="currency of imported stores")
    parser.add_argument(
        "--tax-rate", type=Decimal, default=Decimal(20), help="per cent for unknown tax classes"
    )


def run(args: argparse.Namespace) -> int:
    from endcap.central.opening import opened
    from sync.central.importing.mapping import BadMapping

    missing = next((path for path in args.files if not path.exists()), None)
    files = _files(args.files)
    if missing is not None or not files:
        why = f"there is no file {missing}" if missing else "there are no files in these folders"
        print(f"endcap: {why}.", file=sys.stderr)
        return 1
    try:
        with opened(args.data, args.database_url) as central:
            return max(_one(central, path, args) for path in files)
    except BadMapping as error:
        print(f"endcap: {error}", file=sys.stderr)
        return 1


def _files(given: list[Path]) -> list[Path]:
    """Stores before products, so that stock has somewhere to be."""
    files = [
        file
        for path in given
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if file.is_file() and not file.name.upper().startswith("README")
    ]
    order = ("stores", "categories", "products", "saleor")
    return sorted(files, key=lambda x: next((at for at, k in enumerate(order) if k in x.name), 9))


def _one(central: object, path: Path, args: argparse.Namespace) -> int:
    from sync.central.core import Central
    from sync.central.importing.invented import Inventor
    from sync.central.importing.job import Options
    from sync.central.importing.mapping import find_mapping, load_mapping
    from sync.central.importing.readers import UnreadableFile
    from sync.central.importing.run import import_file

    assert isinstance(central, Central)
    found = (args.mapping, load_mapping(args.mapping)) if args.mapping else find_mapping(path)
    if found is None:
        print(f"{path.name}: no mapping fits this name; give one with --mapping", file=sys.stderr)
        return 1
    options = Options(
        skip_bad_rows=args.skip_bad_rows,
        inventor=Inventor(args.generate_prices, args.generate_stock),
        stores=tuple(filter(None, args.stores.split(","))),
        chain=args.chain,
        currency=args.currency,
        tax_rate=args.tax_rate,
    )
    print(f"{path.name}  ({found[0].name})")
    if found[1].licence:
        print(f"  source {found[1].source}, {found[1].licence}")
    started = time.monotonic()
    try:
        outcome = import_file(central, path, found[1], options, _bar)
    except (UnreadableFile, OSError) as error:
        print(f"  {error}", file=sys.stderr)
        return 1
    _tell(outcome, time.monotonic() - started)
    return 0 if outcome.taken else 1


def _tell(outcome: object, seconds: float) -> None:
    from sync.central.importing.job import Outcome

    assert isinstance(outcome, Outcome)
    report = outcome.report
    _list("bad", [str(x) for x in report.bad])
    _list("note", [str(x) for x in report.remarks])
    if not outcome.taken:
        print(f"  nothing imported: {len(report.bad)} bad rows of {report.rows}", file=sys.stderr)
        return
    left = f", {len(report.bad)} rows left out" if report.bad else ""
    print(
        f"  {report.rows} rows in {seconds:.1f} s: {outcome.changed} of {outcome.seen} documents "
        f"new or changed, {outcome.stock} stock figures new{left}"
    )
    if outcome.invented_prices:
        print(f"  {outcome.invented_prices} prices are made up (--generate-prices)")
    if outcome.invented_stock:
        print(f"  {outcome.invented_stock} stock figures are made up (--generate-stock)")


def _list(kind: str, lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        print(f"  {kind}: {line}", file=sys.stderr)
    if len(lines) > SHOWN:
        print(f"  {kind}: and {len(lines) - SHOWN} more", file=sys.stderr)


def _bar(what: str, done: int, total: int) -> None:
    """On a terminal only; a log has no use for it."""
    if not sys.stderr.isatty():
        return
    full = 30 * done // max(total, 1)
    end = "\n" if done >= total else ""
    print(f"\r  {what:<10} [{'#' * full:<30}] {done}/{total}", end=end, file=sys.stderr, flush=True)
