"""Placeholder until its importer is here. Command room."""

from __future__ import annotations

import argparse

HELP = "…"


def add_arguments(parser: argparse.ArgumentParser) -> None: ...


def run(args: argparse.Namespace) -> int:
    raise NotImplementedError
