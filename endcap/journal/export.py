"""`endcap journal export DIR`: the journal as JSON lines, for anybody to check. Command room.

The first line tells whose it is, the keys and the head; then a line per entry, its body
byte for byte as it was signed. docs/journal-export.md has the layout.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from sync.local.journal_inspect import Inspection

HELP = "write every entry as JSON lines: body, hash, signature, public keys"
FORMAT = "endcap-journal-1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a terminal's data folder, or a copy of one")
    parser.add_argument("--to", type=Path, help="file to write (default: standard output)")


def run(args: argparse.Namespace) -> int:
    from sync.local.journal_inspect import inspected

    with inspected(args.folder) as journal:
        if args.to is None:
            count = _write(journal, args.folder, sys.stdout)
        else:
            part = args.to.with_name(args.to.name + ".part")
            with part.open("w", encoding="ascii", newline="\n") as out:
                count = _write(journal, args.folder, out)
                out.flush()
                os.fsync(out.fileno())
            part.replace(args.to)
    print(f"{count} entries written", file=sys.stderr)
    return 0


def _write(journal: Inspection, folder: Path, out: TextIO) -> int:
    lines = 0
    for line in _lines(journal, folder):
        out.write(json.dumps(line, separators=(",", ":")) + "\n")
        lines += 1
    return lines - 1


def _lines(journal: Inspection, folder: Path) -> Iterator[dict[str, object]]:
    from shop.errors import JournalFault
    from sync.local.identity import read_identity

    try:
        identity = read_identity(folder)
    except JournalFault:
        identity = None
    head = journal.head()
    yield {
        "format": FORMAT,
        "terminal": identity.terminal if identity else "",
        "keys": [{"epoch": x.epoch, "public_key": x.public_key} for x in journal.epochs()],
        "head": {"epoch": head.epoch, "seq": head.seq, "hash": head.hash},
    }
    for entry in journal.entries():
        sealed = entry.sealed
        yield {
            "epoch": entry.epoch,
            "seq": entry.seq,
            "hash": sealed.hash,
            "signature": sealed.signature,
            "body": sealed.body,
        }
    for sealed in journal.kept_aside():
        yield {
            "aside": True,
            "hash": sealed.hash,
            "signature": sealed.signature,
            "body": sealed.body,
        }
