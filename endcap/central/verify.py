"""`endcap central verify [FILE]`: a backup tried out, or the data itself. Command room."""

from __future__ import annotations

import argparse
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
    from sync.central.fold_check import check_folds
    from sync.central.verify import verify

    with tried_out(args.file) as (manifest, central):
        print(f"{args.file}: made {manifest.made_at}, feed at {manifest.cursor}")
        sound = tell(verify(central), check_folds(central.database))
        found = holding(central.database)
    if sound:
        _note(args, found)
    return sound


def _note(args: argparse.Namespace, found: Holding) -> None:
    """Tell central, if it is here, that terminals may prune what this backup holds (R3)."""
    from endcap.central.words import told
    from shop.errors import Refusal
    from sync.central.backed import note
    from sync.central.reading import reading

    try:
        with reading(args.data, args.database_url) as database:
            noted = note(database, found)
    except Refusal as refused:
        print(f"not noted at central: {told(refused)}")
        return
    print(
        f"noted at central: verified backups hold {noted.entries} entries of {noted.chains} "
        "chains; terminals may prune those of them that are old enough"
    )


def _data(args: argparse.Namespace) -> bool:
    from endcap.central.verdict import tell
    from sync.central.fold_check import check_folds
    from sync.central.reading import reading
    from sync.central.verify import verify_ledger

    with reading(args.data, args.database_url) as database:
        return tell(verify_ledger(database), check_folds(database))
