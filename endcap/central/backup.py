"""`endcap central backup FILE`: one consistent file, while central serves or not. Command room."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

HELP = "write everything into one file, while central serves (SQLite and PostgreSQL)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to make")
    parser.add_argument(
        "--portable", action="store_true", help="rows that PostgreSQL can be filled from too"
    )


def run(args: argparse.Namespace) -> int:
    from sync.central.backup_file import write_backup

    made = write_backup(args.data, args.database_url, args.file, rows=args.portable)
    size = args.file.stat().st_size / 1e6
    print(f"{args.file}: {made.entries} entries, feed at {made.cursor}, {size:.1f} MB")
    print("it holds keys: keep it as safe as central itself")
    print(f"check it now:  endcap central verify {shlex.join([*where_of(args), str(args.file)])}")
    return 0


def where_of(args: argparse.Namespace) -> list[str]:
    """Without this the check would not be noted at the central that was backed up."""
    from sync.central.database import parse_url

    where = ["--data", str(args.data)]
    if not args.database_url:
        return where
    return [*where, "--database-url", parse_url(args.database_url).render_as_string()]
