"""`endcap central api-key`: a key for a program, who has one, and taking one back. Command room."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from endcap.central.asking import add_url, ask_running, here_or_there

if TYPE_CHECKING:
    from sync.central.api_keys import ApiKeyRow

HELP = "make a key for a web shop or another program (it is printed once), list them, revoke one"
_ADMIN = "/v1/admin/api-keys"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("make", "list", "revoke"), default="make")
    parser.add_argument("id", nargs="?", default="", help="which one to revoke, as listed")
    parser.add_argument("--name", default="", help="whose key it is")
    parser.add_argument("--role", choices=("webshop", "admin", "metrics"), default="webshop")
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    wrong = _wrong(args)
    if wrong:
        print(f"endcap: {wrong}", file=sys.stderr)
        return 2
    {"make": _make, "list": _list, "revoke": _revoke}[args.what](args)
    return 0


def _wrong(args: argparse.Namespace) -> str:
    if args.what == "revoke" and not args.id:
        return "say which one: `endcap central api-key list` gives each key's id."
    if args.what != "revoke" and args.id:
        return f"{args.id} is one word too many."
    if args.what == "make" and not args.name:
        return "say whose key it is: --name."
    return ""


def _make(args: argparse.Namespace) -> None:
    from sync.central import api_keys

    wish = {"name": args.name, "role": args.role}
    print(
        here_or_there(
            args,
            lambda central: api_keys.make(central, **wish),
            lambda: ask_running(args, _ADMIN, wish)["key"],
        )
    )


def _revoke(args: argparse.Namespace) -> None:
    from sync.central import api_keys

    here_or_there(
        args,
        lambda central: api_keys.revoke(central, args.id),
        lambda: ask_running(args, f"{_ADMIN}/{quote(args.id, safe='')}/revoke", {}),
    )
    print(f"{args.id} is revoked: from now on it is refused")
    if args.id == _own(args):
        print("it was the key in admin.key: central makes another at its next start")


def _list(args: argparse.Namespace) -> None:
    from sync.central import api_keys
    from sync.protocol.codec import convert

    rows = here_or_there(
        args,
        api_keys.listed,
        lambda: convert(ask_running(args, _ADMIN), list[api_keys.ApiKeyRow]),
    )
    own = _own(args)
    for row in rows:
        print(f"{shown(row)}{'  (in admin.key)' if row.id == own else ''}")


def shown(row: ApiKeyRow) -> str:
    until = f"  revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else ""
    return f"{row.id}  {row.role:<7}  made {row.made_at:%Y-%m-%d}  {row.name}{until}"


def _own(args: argparse.Namespace) -> str:
    from sync.central.api_keys import id_of

    try:
        return id_of((args.data / "admin.key").read_text(errors="replace").strip())
    except OSError:
        return ""
