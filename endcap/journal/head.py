"""`endcap journal head DIR`: where the journal stands. Command room."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "print the last entry's epoch, number and hash"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a terminal's data folder, or a copy of one")


def run(args: argparse.Namespace) -> int:
    from endcap.journal.verdict import unsound, warn
    from sync.local.journal_inspect import inspected

    with inspected(args.folder) as journal:
        fault = unsound(journal)
        head = journal.head()
    print(f"{head.epoch} {head.seq} {head.hash}")
    if fault is None:
        return 0
    warn(args.folder, fault, "this is the last entry there is, but the journal is not sound: ")
    return 1
