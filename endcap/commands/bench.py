"""`endcap bench`: measures every budget against its floor, in one run. Command room."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
from pathlib import Path

import endcap
import endcap.bench
from endcap.bench.row import Row

HELP = "measure the budgets; prints figure, floor, ratio and verdict"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(benches())}")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    parser.add_argument("--data", type=Path, help="folder of barcode pictures, for decode")
    parser.add_argument("--size", type=int, help="SKUs in the generated catalogue")
    parser.add_argument("--tills", type=int, help="how many tills, for herd (5000 is a chain)")
    parser.add_argument("--sales", type=int, help="queued sales of each till, for herd")
    parser.add_argument("--listeners", type=int, help="open product pages, for push")


def benches() -> list[str]:
    """A module of `endcap.bench` with a `measure` is a bench; the others are its tools."""
    found = []
    for module in pkgutil.iter_modules(endcap.bench.__path__):
        source = Path(endcap.bench.__path__[0]) / f"{module.name}.py"
        if "\ndef measure(" in source.read_text(encoding="utf-8"):
            found.append(module.name)
    return sorted(found)


def run(args: argparse.Namespace) -> int:
    if args.data:
        os.environ["ENDCAP_BENCH_DATA"] = str(args.data)
    if args.size:
        os.environ["ENDCAP_BENCH_SIZE"] = str(args.size)
    for name in ("tills", "sales", "listeners"):
        if getattr(args, name):
            os.environ[f"ENDCAP_BENCH_{name.upper()}"] = str(getattr(args, name))
    failed = False
    for name in args.names or benches():
        if name not in benches():
            print(f"endcap bench: no bench called {name!r}; there are {', '.join(benches())}")
            return 2
        if not args.json:
            print(f"\n{name}", file=sys.stderr)
        for row in importlib.import_module(f"endcap.bench.{name}").measure():
            failed |= not row.passed
            print(_json(name, row) if args.json else _line(row), flush=True)
    if not args.json:
        print(f"\n{conditions()}")
    return int(failed)


def _json(bench: str, row: Row) -> str:
    return json.dumps({"bench": bench, **dataclasses.asdict(row)}, default=str)


def _line(row: Row) -> str:
    verdict = "pass" if row.passed else "FAIL"
    return (
        f"{verdict}  {row.name:<48} {row.figure:>9.5g}  floor {row.floor:>9.5g}  "
        f"ratio {row.ratio:>7.3g}  budget {row.budget:g}  {row.note}"
    )


def conditions() -> str:
    """What the figures depend on: machine load, versions, commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    load = ", ".join(f"{figure:.2f}" for figure in os.getloadavg())
    import sqlite3

    return (
        f"load {load} on {os.cpu_count()} cores · Python {platform.python_version()} · "
        f"SQLite {sqlite3.sqlite_version} · {platform.system()} {platform.release()} · "
        f"commit {commit or 'unknown'}"
    )
