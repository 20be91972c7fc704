"""`endcap central enrol-code`: a one-time code for a new terminal. Command room."""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from typing import Any

HELP = "make a one-time code (15 minutes, one use) to enrol a kiosk, till or desk"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", required=True, help="the store the terminal stands in")
    parser.add_argument("--face", required=True, choices=("kiosk", "till", "desk"))
    parser.add_argument("--name", default="", help="what people call the terminal")
    parser.add_argument("--terminal", default="", help="a known terminal that enrols anew")
    parser.add_argument("--url", default="http://127.0.0.1:8700", help="where central answers")


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
        return _ask(args, wish)
    except EndcapError as error:
        print(f"endcap: {error}", file=sys.stderr)
        return 1


def _ask(args: argparse.Namespace, wish: dict[str, str]) -> int:
    key = (args.data / "admin.key").read_text().strip()
    request = urllib.request.Request(  # noqa: S310 - the administrator's own URL
        f"{args.url}/v1/admin/enrol-codes",
        json.dumps(wish).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            told: dict[str, Any] = json.load(answer)
    except urllib.error.URLError as error:
        words = error.read().decode() if isinstance(error, urllib.error.HTTPError) else error
        print(f"endcap: central at {args.url} said: {words}", file=sys.stderr)
        return 1
    print(told["code"])
    return 0
