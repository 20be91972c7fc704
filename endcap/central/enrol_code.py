"""`endcap central enrol-code`: a one-time code for a new terminal. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from endcap.central.asking import add_url, ask_running, checked_url, here_or_there

if TYPE_CHECKING:
    from sync.central.core import Central

_HERE = ("127.0.0.1", "localhost", "::1")
HELP = "make a one-time code (15 minutes, one use) to enrol a kiosk, till or desk"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", required=True, help="the store the terminal stands in")
    parser.add_argument("--face", required=True, choices=("kiosk", "till", "desk"))
    parser.add_argument("--name", default="", help="what people call the terminal")
    parser.add_argument("--terminal", default="", help="a known terminal that enrols anew")
    parser.add_argument(
        "--move",
        action="store_true",
        help="let --terminal enrol anew in another store than its own",
    )
    parser.add_argument(
        "--address", default="", help="where the terminal reaches central, for the QR code (--url)"
    )
    parser.add_argument("--qr", action="store_true", help="draw the QR code, also into a pipe")
    parser.add_argument("--png", type=Path, metavar="FILE", help="write the QR code as a picture")
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    """The first line is the code, for programs; the QR code and its text follow for people."""
    from sync.central import enrolment

    wish = {key: getattr(args, key) for key in ("store", "face", "name", "terminal", "move")}
    address = checked_url(args.address or args.url)
    if args.png is not None and not args.png.absolute().parent.is_dir():
        print(f"endcap: there is no folder {args.png.parent} for the picture.", file=sys.stderr)
        return 1

    def here(central: Central) -> tuple[str, str]:
        code = enrolment.new_code(central, **wish)
        return code, enrolment.ticket_of(central, code, address)

    def there() -> tuple[str, str]:
        told = ask_running(args, "/v1/admin/enrol-codes", wish | {"address": address})
        return told["code"], told["ticket"]

    return _tell(args, *here_or_there(args, here, there))


def _tell(args: argparse.Namespace, code: str, ticket: str) -> int:
    from endcap.central.qr import half_blocks, matrix_of, write_png

    print(code)
    drawn = args.qr or sys.stdout.isatty()
    if not drawn and args.png is None:
        return 0
    matrix = matrix_of(ticket)
    if args.png is not None:
        try:
            write_png(matrix, args.png)
        except OSError as error:
            print(f"endcap: the code is good, its picture is not: {error}", file=sys.stderr)
            return 1
    if drawn:
        print(f"{half_blocks(matrix)}\n{ticket}")
    if (urlsplit(args.address or args.url).hostname or "") in _HERE:
        print(
            "endcap: the QR code holds an address that only this machine reaches; "
            "give --address for other machines",
            file=sys.stderr,
        )
    return 0
