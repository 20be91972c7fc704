"""`endcap central verify`: every hash, link and signature of the ledger. Command room."""

from __future__ import annotations

import argparse
import sys

HELP = "check every entry of the ledger: hash, chain, signature"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    from endcap.central.opening import FolderTaken, opened
    from sync.central.verify import verify

    try:
        with opened(args.data, args.database_url) as central:
            found = verify(central)
    except FolderTaken as taken:
        print(taken, file=sys.stderr)
        return 1
    for fault in found.faults:
        where = f"{fault.terminal} epoch {fault.epoch} branch {fault.branch} entry {fault.seq}"
        print(f"{where}: {fault.code}{' (held)' if fault.held else ''}", file=sys.stderr)
    verdict = "sound" if found.sound else "NOT SOUND"
    print(f"{found.entries} entries in {found.chains} chains: {verdict}")
    return 0 if found.sound else 1
