"""The arguments kiosk, till and desk share. Command room."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from shop.settings import Settings, load_settings
from ui.face import FaceOptions


def add_face_arguments(parser: argparse.ArgumentParser, face: str) -> None:
    parser.set_defaults(face=face)
    parser.add_argument("--data", type=Path, help="the terminal's folder")
    parser.add_argument("--settings", type=Path, help="settings file (default: DATA/endcap.toml)")
    parser.add_argument("--central", help="central's URL, over the settings file's")
    parser.add_argument("--enrol", default="", metavar="CODE", help="enrol with this code first")
    parser.add_argument("--language", help="language at start, over the settings file's")
    parser.add_argument("--size", metavar="WxH", help="window size in pixels")
    parser.add_argument("--full-screen", action="store_true", help="cover the whole screen")
    parser.add_argument("--robot", default="", metavar="SOCKET", help="take commands here (tests)")


def face_options(args: argparse.Namespace) -> FaceOptions:
    """Settings file first, then what the command line says."""
    data: Path = args.data or default_folder(args.face)
    settings = load_settings(args.settings or data / "endcap.toml")
    if args.central:
        settings = replace(settings, central=replace(settings.central, url=args.central))
    return FaceOptions(data, _screen(settings, args), args.enrol, args.robot)


def default_folder(face: str) -> Path:
    if root := os.environ.get("ENDCAP_DATA"):
        return Path(root) / face
    from platformdirs import user_data_path

    return user_data_path("endcap") / face


def _screen(settings: Settings, args: argparse.Namespace) -> Settings:
    screen = settings.screen
    if args.language:
        screen = replace(screen, language=args.language)
    if args.size:
        width, _, height = args.size.partition("x")
        screen = replace(screen, width=int(width), height=int(height))
    if args.full_screen:
        screen = replace(screen, full_screen=True)
    return replace(settings, screen=screen)
