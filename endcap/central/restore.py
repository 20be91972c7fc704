"""`endcap central restore FOLDER`: bring a backup back, check it, begin anew. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "bring a backup back into an empty data folder, on a new timeline, and check it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="what `endcap central backup` made")


def run(args: argparse.Namespace) -> int:
    from shop.errors import Refusal
    from sync.central.backup import DATABASE, restore
    from sync.central.verify import verify

    if not (args.folder / DATABASE).exists():
        print(f"endcap: no backup in {args.folder}", file=sys.stderr)
        return 1
    try:
        central = restore(args.folder, args.data)
    except Refusal as refused:
        print(f"endcap: {refused}", file=sys.stderr)
        return 1
    try:
        found = verify(central)
    finally:
        central.close()
    verdict = "sound" if found.sound else "NOT SOUND"
    print(f"restored {found.entries} entries in {found.chains} chains: {verdict}")
    print("terminals will send again what the backup lacks")
    return 0 if found.sound else 1
