"""Asks the central that is running, with the administrator's key. Command room."""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from typing import Any


def add_url(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8700", help="where central answers")


def ask_running(args: argparse.Namespace, path: str, wish: dict[str, str]) -> dict[str, Any] | None:
    """The answer, or None after saying on stderr what went wrong."""
    try:
        key = (args.data / "admin.key").read_text().strip()
    except OSError as error:
        print(f"endcap: cannot read the administrator's key: {error}", file=sys.stderr)
        return None
    request = urllib.request.Request(  # noqa: S310 - the administrator's own URL
        f"{args.url}{path}",
        json.dumps(wish).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            told: dict[str, Any] = json.load(answer)
    except urllib.error.HTTPError as error:
        print(f"endcap: central at {args.url} refused: {_problem(error.read())}", file=sys.stderr)
        return None
    except (OSError, ValueError) as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        print(
            f"endcap: central at {args.url} does not answer ({why}). Is it running, and is this "
            "its address? Give another with --url.",
            file=sys.stderr,
        )
        return None
    return told


def _problem(body: bytes) -> str:
    """What central says of it in its problem document: "Store unknown (store: nowhere)"."""
    try:
        told = json.loads(body)
        data = ", ".join(f"{key}: {value}" for key, value in told.get("data", {}).items())
        return f"{told['title']}{f' ({data})' if data else ''}"
    except (ValueError, KeyError, AttributeError):
        return "it is not Endcap's central that answers there"
