"""`endcap central refold`: held entries, once more. Command room."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from endcap.central.asking import add_url, ask_running, here_or_there

if TYPE_CHECKING:
    from sync.central.core import Central
    from sync.central.refold import Refolded

HELP = "fold held entries that can be used now: after an update, or when a mistake was mended"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_url(parser)


def run(args: argparse.Namespace) -> int:
    folded, left = here_or_there(args, _here, lambda: _there(args))
    print(f"{folded} held entries count now")
    if left:
        print(f"{left} stay held: see the exceptions `held`, with their codes")
    return 0


def _here(central: Central) -> tuple[int, int]:
    from sync.central.refold import refold

    return _all(lambda after: refold(central, after))


def _there(args: argparse.Namespace) -> tuple[int, int]:
    from sync.central.refold import Refolded
    from sync.protocol.codec import convert

    def ask(after: str) -> Refolded:
        return convert(ask_running(args, "/v1/admin/refold", {"after": after}), Refolded)

    return _all(ask)


def _all(ask: Callable[[str], Refolded]) -> tuple[int, int]:
    parts = [ask("")]
    while parts[-1].last:
        parts.append(ask(parts[-1].last))
    return sum(x.folded for x in parts), sum(x.left for x in parts)
