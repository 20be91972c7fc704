"""`endcap desk`: the staff's screen. Command room."""

from __future__ import annotations

import argparse

from endcap.commands._face import add_face_arguments, open_face
from ui.face import FaceOptions

HELP = "the pickup desk for staff and manager"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_face_arguments(parser, "desk")


def run(args: argparse.Namespace) -> int:
    def start(options: FaceOptions) -> int:
        from pos.desk.app import run as run_face

        return run_face(options)

    return open_face(args, start)
