"""`endcap central verify [FILE]`: a backup tried out, or the data itself. Command room."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.central.backed import Holding

HELP = "check a backup by restoring it aside, or the data: hashes, chains, signatures, sums"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        help="a backup (default: the data itself, also while it serves)",
    )


def run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    sound = _file(args) if args.file else _data(args)
    print(f"checked in {time.monotonic() - started:.1f} s")
    return 0 if sound else 1


def _file(args: argparse.Namespace) -> bool:
    from endcap.central.verdict import tell
    from sync.central.backed import holding
    from sync.central.backup_file import tried_out
    from sync.central.whole_check import check_whole

    with tried_out(args.file) as (manifest, central):
        print(f"{args.file}: made {manifest.made_at}, feed at {manifest.cursor}")
        if not tell(check_whole(central.database)):
            return False
        found = holding(central.database)
    return _note(args, found)


def _note(args: argparse.Namespace, found: Holding) -> bool:
    """Tell central, if it is here, that terminals may prune what this backup holds (R3). Only who
    names a central that is not there did not get what they asked for."""
    from endcap.central.words import told
    from shop.errors import Refusal
    from sync.central.backed import note
    from sync.central.reading import reading

    try:
        with reading(args.data, args.database_url) as database:
            noted = note(database, found)
    except Refusal as refused:
        print(f"endcap: sound, but not noted at central, for {told(refused)}", file=sys.stderr)
        return refused.code.startswith("backup_") or not args.named
    print(
        f"noted at central: verified backups hold {noted.entries} entries of {noted.chains} "
        "chains; terminals may prune those of them that are old enough"
    )
    return True


def _data(args: argparse.Namespace) -> bool:
    from endcap.central.verdict import tell
    from sync.central.reading import reading
    from sync.central.whole_check import check_whole

    with reading(args.data, args.database_url) as database:
        return tell(check_whole(database))
