"""`endcap central`: the one ledger, orders, stock and catalogue, as a server. Command room.

Without a further word it serves; the others work on the same data.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "serve the ledger, stock, orders and catalogue; import and look after them"
DEFAULT_PORT = 8700


def default_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("endcap", appauthor=False)) / "central"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from endcap.central import (
        api_key,
        backup,
        enrol_code,
        import_files,
        keys,
        refold,
        restore,
        seed_demo,
        serve,
        terminals,
        verify,
    )

    _common(parser, default=None)
    serve.add_arguments(parser)
    parser.set_defaults(work=serve.run)
    words = parser.add_subparsers(title="further words", metavar="WORD")
    for name, module in (
        ("serve", serve),
        ("import", import_files),
        ("seed-demo", seed_demo),
        ("enrol-code", enrol_code),
        ("terminals", terminals),
        ("api-key", api_key),
        ("backup", backup),
        ("restore", restore),
        ("verify", verify),
        ("refold", refold),
        ("keys", keys),
    ):
        word = words.add_parser(name, help=module.HELP, description=module.HELP)
        _common(word, default=argparse.SUPPRESS)
        module.add_arguments(word)
        word.set_defaults(work=module.run)


def _common(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data", type=Path, default=default, help="data folder (default: the user's own)"
    )
    parser.add_argument(
        "--database-url",
        default=default,
        help="postgresql://… instead of SQLite in the data folder",
    )


def run(args: argparse.Namespace) -> int:
    from sync.local.files import keep_private

    keep_private()
    args.named = args.data is not None or args.database_url is not None
    args.data = args.data or default_folder()
    if args.database_url == "":  # a variable of a script's that was not set
        print("endcap: --database-url is empty.", file=sys.stderr)
        return 2
    args.database_url = args.database_url or ""
    try:
        return int(args.work(args))
    except BrokenPipeError:
        raise  # whoever reads us has read enough
    except Exception as error:
        from endcap.central.words import told, worlds_fault

        if not worlds_fault(error):
            raise
        print(f"endcap: {told(error)}", file=sys.stderr)
        return 1
