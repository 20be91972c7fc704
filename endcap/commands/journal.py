"""`endcap journal`: look at a terminal's journal without touching it. Command room.

Exit codes: 0 sound, 1 something is wrong with it, 2 there is no journal to read.
"""

from __future__ import annotations

import argparse
import sys

HELP = "verify, export or show the head of a terminal's journal (also while it sells)"
_NOTHING_TO_READ = ("journal_missing", "file_of_another_version")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from endcap.journal import export, head, verify

    words = parser.add_subparsers(title="words", metavar="WORD", required=True)
    for name, module in (("verify", verify), ("export", export), ("head", head)):
        word = words.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(word)
        word.set_defaults(work=module.run)


def run(args: argparse.Namespace) -> int:
    from endcap.journal.verdict import warn
    from shop.errors import JournalFault

    try:
        return int(args.work(args))
    except JournalFault as fault:
        warn(args.folder, fault, "")
        return 2 if fault.code in _NOTHING_TO_READ else 1
    except BrokenPipeError:
        raise
    except OSError as error:
        what = error.filename or "the output"
        print(f"endcap: {what}: {error.strerror or error}", file=sys.stderr)
        return 2
