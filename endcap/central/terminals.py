"""`endcap central terminals`: what central knows of each, and shutting one out. Command room."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from endcap.central.asking import add_url, ask_running, here_or_there

if TYPE_CHECKING:
    from sync.central.fleet import TerminalRow

HELP = "list all terminals (seen when, what they have yet to send), or revoke one"
_ADMIN = "/v1/admin/terminals"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("list", "revoke"), default="list")
    parser.add_argument("terminal", nargs="?", default="", help="which one to revoke: T0007")
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    if (args.what == "revoke") is not bool(args.terminal):
        print("endcap: say `terminals list`, or `terminals revoke T0007`.", file=sys.stderr)
        return 2
    (_revoke if args.what == "revoke" else _list)(args)
    return 0


def _list(args: argparse.Namespace) -> None:
    from sync.central import fleet
    from sync.protocol.codec import convert

    rows = here_or_there(
        args,
        fleet.listed,
        lambda: convert(ask_running(args, _ADMIN), list[fleet.TerminalRow]),
    )
    for row in rows:
        print(shown(row))


def shown(row: TerminalRow) -> str:
    seen = f"seen {row.seen_at:%Y-%m-%d %H:%M}" if row.seen_at else "never seen"
    waiting = f"  {row.waiting} waiting" if row.waiting else ""
    state = f"{'  revoked' if row.revoked_at else ''}{'  forked' if row.forked else ''}"
    where = f"{row.terminal}  {row.face:<5}  {row.store}  epoch {row.epoch}"
    return f"{where}  {seen}{waiting}{state}  {row.name}".rstrip()


def _revoke(args: argparse.Namespace) -> None:
    from sync.central import enrolment

    here_or_there(
        args,
        lambda central: enrolment.revoke(central, args.terminal),
        lambda: ask_running(args, f"{_ADMIN}/{quote(args.terminal, safe='')}/revoke", {}),
    )
    print(f"{args.terminal} is revoked: it may only send what it has made")
