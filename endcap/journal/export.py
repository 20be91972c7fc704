"""`endcap journal export DIR`: the journal for auditors and other programs. Command room.

Works while the till sells. docs/journal-export.md has the layout of each format.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

HELP = "write the entries: jsonl (the one to verify), json, csv or poslog"
FORMATS = ("jsonl", "json", "csv", "poslog")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=Path, help="a terminal's data folder, or a copy of one")
    add("--format", choices=FORMATS, default="jsonl", help="default: jsonl")
    add("--out", type=Path, help="file to write (default: standard output)")
    add("--from", dest="first", type=_day, default="", metavar="DAY", help="business day, ISO")
    add("--to", dest="last", type=_day, default="", metavar="DAY", help="business day, ISO")
    add("--kind", action="append", default=[], help="only this kind of entry; may be repeated")
    add("--bom", action="store_true", help="csv: begin with a byte order mark, for spreadsheets")


def run(args: argparse.Namespace) -> int:
    from shop.errors import WorldFault
    from shop.exports.selection import Selection
    from sync.local.export_file import write_export
    from sync.local.journal_export import JournalExport
    from sync.local.journal_inspect import inspected

    selection = Selection(args.first, args.last, tuple(args.kind))
    if args.format == "jsonl" and not selection.everything:
        return _refuse("jsonl is the whole journal, or nobody could verify it; take json")
    unknown = [kind for kind in args.kind if kind not in _kinds()]
    if unknown:
        return _refuse(f"no entry has the kind {unknown[0]}; there are: {', '.join(_kinds())}")
    with inspected(args.folder) as journal:
        export = JournalExport(journal, args.folder, selection)
        pieces = export.pieces(args.format, bom=args.bom)
        if args.out is None:
            _print(pieces)
        else:
            try:
                written = write_export(args.out, pieces)
            except WorldFault as fault:
                return _refuse(f"{args.out}: {fault.code.replace('_', ' ')}")
            print(f"SHA-256 {written.sum}", file=sys.stderr)
    print(f"{export.entries} entries written", file=sys.stderr)
    if export.unread:
        print(f"{export.unread} of a newer version are only in json and jsonl", file=sys.stderr)
    return 0


def _print(pieces: Iterator[str]) -> None:
    """Byte for byte, on every system: no newline is translated."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.flush()


def _kinds() -> tuple[str, ...]:
    from shop.domain.facts import FACTS

    return tuple(FACTS)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""


def _refuse(words: str) -> int:
    print(f"endcap: {words}", file=sys.stderr)
    return 2
