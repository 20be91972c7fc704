"""`endcap central backup FOLDER`: a consistent copy, while central serves or not. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "copy a central on SQLite into a new folder, while it serves"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a new or empty folder")


def run(args: argparse.Namespace) -> int:
    from shop.errors import Refusal
    from sync.central.backup import DATABASE, backup

    if args.database_url:
        print("endcap: on PostgreSQL use pg_dump or continuous archiving", file=sys.stderr)
        return 1
    if not (args.data / DATABASE).exists():
        print(f"endcap: no central in {args.data}", file=sys.stderr)
        return 1
    try:
        backup(args.data, args.folder)
    except Refusal as refused:
        print(f"endcap: {refused}", file=sys.stderr)
        return 1
    print(f"backed up to {args.folder}: it holds keys, keep it as safe as central itself")
    return 0
