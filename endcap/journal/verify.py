"""`endcap journal verify DIR`: is every entry there, unchanged and signed? Command room."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "check every entry: hash, chain, signature, and the head kept outside"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a terminal's data folder, or a copy of one")


def run(args: argparse.Namespace) -> int:
    from sync.local.journal_inspect import inspected

    with inspected(args.folder) as journal:
        head = journal.check()
        epochs, anchors = journal.epochs(), journal.anchors()
        outside = journal.outside
        aside = sum(1 for _ in journal.kept_aside())
    for epoch in epochs:
        print(f"epoch {epoch.epoch}: {epoch.entries} entries, key {epoch.public_key[:16]}…")
    for pruned in (anchor.pruned for anchor in anchors):
        print(
            f"epoch {pruned.epoch}: entries 2 to {pruned.seq} were pruned; central signed for "
            f"entries up to {pruned.held.seq}"
        )
    if aside:
        print(f"{aside} entries of another branch are kept beside the chain")
    print(f"head: epoch {head.epoch} entry {head.seq} {head.hash}")
    print(f"head outside: epoch {outside.epoch} entry {outside.seq}")
    print(f"{sum(x.entries for x in epochs)} entries: sound")
    return 0
