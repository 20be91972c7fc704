"""`endcap settings`: the table of every settings key, as Markdown. Command room."""

from __future__ import annotations

import argparse

HELP = "print every key of a terminal's settings file as a Markdown table"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    del args
    print(markdown(), end="")
    return 0


def markdown() -> str:
    """What `docs/administrator/settings.md` holds; a test keeps the two alike."""
    from shop.settings import documented_keys

    lines = [
        "# Settings of a terminal",
        "",
        "Every key of `endcap.toml`, as `endcap settings` prints it. A missing key has its",
        "default; a key that is not in this table stops the start, and the message names it.",
    ]
    section = ""
    for name, kind, default, doc in documented_keys():
        of, _, key = name.partition(".")
        if of != section:
            section = of
            lines += ["", f"## [{of}]", "", "| key | type | default | what it does |"]
            lines += ["|---|---|---|---|"]
        lines.append(f"| `{key}` | {_KINDS[kind]} | `{_toml(default)}` | {doc} |")
    return "\n".join(lines) + "\n"


_KINDS = {"str": "text", "int": "whole number", "bool": "true or false"}


def _toml(default: str) -> str:
    """Python's way to write a value, as a TOML file writes it."""
    if default in ("True", "False"):
        return default.lower()
    return f'"{default[1:-1]}"' if default[0] == "'" else default
