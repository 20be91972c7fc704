"""`endcap journal export DIR`: the journal for auditors and other programs. Command room.

Works while the till sells. What is not sound is written all the same, as it is, and said.
docs/journal-export.md has the layout of each format.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.local.journal_export import JournalExport

HELP = "write the entries: jsonl (the one to verify), json, csv or poslog"
FORMATS = ("jsonl", "json", "csv", "poslog")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=Path, help="a terminal's data folder, or a copy of one")
    add("--format", choices=FORMATS, default="jsonl", help="default: jsonl")
    add("--out", type=Path, help="file to write (default: standard output)")
    add("--overwrite", action="store_true", help="replace the file if it is there already")
    add("--from", dest="first", type=_day, default="", metavar="DAY", help="business day, ISO")
    add("--to", dest="last", type=_day, default="", metavar="DAY", help="business day, ISO")
    add("--kind", action="append", default=[], help="only this kind of entry; may be repeated")
    add("--bom", action="store_true", help="csv: begin with a byte order mark, for spreadsheets")


def run(args: argparse.Namespace) -> int:
    from endcap.journal.verdict import unsound, warn
    from shop.exports.selection import Selection
    from sync.local.journal_export import JournalExport
    from sync.local.journal_inspect import inspected

    if words := _refusal(args):
        return _refuse(words)
    selection = Selection(args.first, args.last, tuple(args.kind))
    with inspected(args.folder) as journal:
        fault = unsound(journal)
        export = JournalExport(journal, args.folder, selection)
        pieces = export.pieces(args.format, bom=args.bom)
        if words := _written(args.out, pieces):
            return _refuse(words)
    _tell(export)
    if fault is None:
        return 0
    warn(args.folder, fault, "what is there was written as it is, but the journal is not sound: ")
    return 1


def _refusal(args: argparse.Namespace) -> str:
    """Why not to begin, "" when all is well."""
    from endcap.journal.target import refusal

    if args.format == "jsonl" and (args.first or args.last or args.kind):
        return "jsonl is the whole journal, or nobody could verify it; take json"
    if args.first and args.last and args.first > args.last:
        return f"--from {args.first} is after --to {args.last}: nothing can be in between"
    known = _kinds()
    if unknown := [kind for kind in args.kind if kind not in known]:
        return f"no entry has the kind {unknown[0]}; there are: {', '.join(known)}"
    return refusal(args.out, overwrite=args.overwrite) if args.out else ""


def _written(out: Path | None, pieces: Iterator[str]) -> str:
    """Why it could not be, "" when it was."""
    from shop.errors import WorldFault
    from sync.local.export_file import write_export

    if out is None:
        _print(pieces)
        return ""
    try:
        written = write_export(out, pieces)
    except WorldFault as fault:
        if fault.code == "export_full":
            return f"there is not enough room for {out}: nothing was left there"
        why = getattr(fault.__cause__, "strerror", "") or "is its folder there?"
        return f"{out} could not be written: {why}"
    print(f"SHA-256 {written.sum}", file=sys.stderr)
    return ""


def _tell(export: JournalExport) -> None:
    print(f"{export.entries} entries written", file=sys.stderr)
    if export.unread:
        print(f"{export.unread} of a newer version are only in json and jsonl", file=sys.stderr)
    if export.broken:
        print(f"{export.broken} that cannot be read are only in jsonl", file=sys.stderr)


def _print(pieces: Iterator[str]) -> None:
    """Byte for byte, on every system: no newline is translated."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.flush()


def _kinds() -> tuple[str, ...]:
    from shop.domain.facts import FACTS

    return tuple(FACTS)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        wrong = f"a business day looks like 2026-11-21, not like {text!r}"
        raise argparse.ArgumentTypeError(wrong) from None


def _refuse(words: str) -> int:
    print(f"endcap: {words}", file=sys.stderr)
    return 2
