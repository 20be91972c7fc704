"""`endcap central api-key`: a key for a program, such as a web shop. Command room."""

from __future__ import annotations

import argparse

from endcap.central.asking import add_url, ask_running

HELP = "make a key for a web shop or another program; it is printed once and kept by nobody"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="whose key it is")
    parser.add_argument("--role", choices=("webshop", "admin", "metrics"), default="webshop")
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    """Asks the running central; works on the data itself when none has the folder."""
    from endcap.central.opening import FolderTaken, opened
    from sync.central.core import new_api_key

    try:
        with opened(args.data, args.database_url) as central:
            print(new_api_key(central, args.name, args.role))
        return 0
    except FolderTaken:
        told = ask_running(args, "/v1/admin/api-keys", {"name": args.name, "role": args.role})
    if told is None:
        return 1
    print(told["key"])
    return 0
