"""`endcap central verify [FILE]`: a backup tried out, or the data itself. Command room."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

HELP = "check a backup by restoring it aside, or the data: hashes, chains, signatures, sums"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        help="a backup (default: the data itself, also while it serves)",
    )


def run(args: argparse.Namespace) -> int:
    from endcap.central.words import told
    from shop.errors import Refusal

    started = time.monotonic()
    try:
        sound = _file(args.file) if args.file else _data(args)
    except (Refusal, OSError) as refused:
        print(f"endcap: {told(refused)}", file=sys.stderr)
        return 1
    print(f"checked in {time.monotonic() - started:.1f} s")
    return 0 if sound else 1


def _file(path: Path) -> bool:
    from endcap.central.verdict import tell
    from sync.central.backup_file import tried_out
    from sync.central.fold_check import check_folds
    from sync.central.verify import verify

    with tried_out(path) as (manifest, central):
        print(f"{path}: made {manifest.made_at}, feed at {manifest.cursor}")
        return tell(verify(central), check_folds(central.database))


def _data(args: argparse.Namespace) -> bool:
    from endcap.central.verdict import tell
    from sync.central.fold_check import check_folds
    from sync.central.reading import reading
    from sync.central.verify import verify_ledger

    with reading(args.data, args.database_url) as database:
        return tell(verify_ledger(database), check_folds(database))
