"""`endcap till`: the cashier's screen. Command room."""

from __future__ import annotations

import argparse

from endcap.commands._face import add_face_arguments, open_face
from ui.face import FaceOptions

HELP = "the cashier's till"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_face_arguments(parser, "till")


def run(args: argparse.Namespace) -> int:
    def start(options: FaceOptions) -> int:
        from pos.till.app import run as run_face

        return run_face(options)

    return open_face(args, start)
