"""`endcap central enrol-code`: a one-time code for a new terminal. Command room."""

from __future__ import annotations

import argparse
import sys

from endcap.central.asking import add_url, ask_running

HELP = "make a one-time code (15 minutes, one use) to enrol a kiosk, till or desk"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", required=True, help="the store the terminal stands in")
    parser.add_argument("--face", required=True, choices=("kiosk", "till", "desk"))
    parser.add_argument("--name", default="", help="what people call the terminal")
    parser.add_argument("--terminal", default="", help="a known terminal that enrols anew")
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    """Asks the running central; works on the data itself when none has the folder."""
    from endcap.central.opening import FolderTaken, opened
    from shop.errors import EndcapError
    from sync.central import enrolment

    wish = {key: getattr(args, key) for key in ("store", "face", "name", "terminal")}
    try:
        with opened(args.data, args.database_url) as central:
            print(enrolment.new_code(central, **wish))
        return 0
    except FolderTaken:
        told = ask_running(args, "/v1/admin/enrol-codes", wish)
    except EndcapError as error:
        print(f"endcap: {error}", file=sys.stderr)
        return 1
    if told is None:
        return 1
    print(told["code"])
    return 0
