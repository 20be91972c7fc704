"""`endcap central restore FILE`: bring a backup back, check it, begin anew. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "bring a backup back into an empty place, on a new timeline, and check it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `endcap central backup` made")


def run(args: argparse.Namespace) -> int:
    from endcap.central.verdict import tell
    from endcap.central.words import told
    from shop.errors import Refusal
    from sync.central.backup_file import restore_file
    from sync.central.fold_check import check_folds
    from sync.central.verify import verify

    try:
        central = restore_file(args.file, args.data, args.database_url)
    except (Refusal, OSError) as refused:
        print(f"endcap: {told(refused)}", file=sys.stderr)
        return 1
    try:
        sound = tell(verify(central), check_folds(central.database))
        print(f"new timeline {central.timeline}")
    finally:
        central.close()
    print("start central again: terminals will send what the backup lacks")
    print("orders from the web shop since the backup must come from the web shop again")
    return 0 if sound else 1
