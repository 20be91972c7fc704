"""The arguments kiosk, till and desk share. Command room."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shop.errors import Refusal
from shop.settings import ScreenSettings, Settings, documented_keys, load_settings
from ui.face import FaceOptions


def add_face_arguments(parser: argparse.ArgumentParser, face: str) -> None:
    parser.set_defaults(face=face)
    parser.add_argument("--data", type=Path, help="the terminal's folder")
    parser.add_argument("--settings", type=Path, help="settings file (default: DATA/endcap.toml)")
    parser.add_argument("--central", help="central's URL, over the settings file's")
    parser.add_argument("--enrol", default="", metavar="CODE", help="enrol with this code first")
    parser.add_argument("--language", help="language at start, over the settings file's")
    parser.add_argument("--size", metavar="WxH", type=_size, help="window size in pixels")
    parser.add_argument("--full-screen", action="store_true", help="cover the whole screen")
    parser.add_argument("--robot", default="", metavar="SOCKET", help="take commands here (tests)")


def open_face(args: argparse.Namespace, start: Callable[[FaceOptions], int]) -> int:
    """Start with the options; what cannot be used ends in one sentence and code 2. A folder of
    another kind of terminal is also told on the screen: whoever stands there must know."""
    from endcap.commands._obstacles import another_face, no_screen, no_socket
    from sync.local.files import keep_private

    keep_private()
    try:
        options = face_options(args)
        check_screen(options.settings.screen)
    except Refusal as refused:
        return _told(args.face, settings_sentence(refused))
    if words := no_socket(options.robot) or no_screen():
        return _told(args.face, words)
    if words := another_face(options.data, args.face):
        code = _told(args.face, words)
        start(options)
        return code
    return start(options)


def _told(face: str, words: str) -> int:
    print(f"endcap {face}: {words}", file=sys.stderr)
    return 2


def check_screen(screen: ScreenSettings) -> None:
    """What a face would otherwise find out half-way through its start. Raises Refusal."""
    from ui.catalogs import LANGUAGES
    from ui.theme import read_theme

    if screen.language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Refusal("language_unknown", language=screen.language, known=known)
    read_theme(screen.theme)


def settings_sentence(refused: Refusal) -> str:
    """What is wrong with a settings or theme file, in one line."""
    told = refused.data
    match refused.code:
        case "setting_unknown":
            near = difflib.get_close_matches(
                str(told["key"]), [row[0] for row in documented_keys()]
            )
            hint = f"; do you mean {near[0]}?" if near else "; `endcap settings` lists all"
            return f"there is no setting {told['key']}{hint}"
        case "setting_type":
            wanted = _KINDS.get(str(told["wanted"]), told["wanted"])
            return f"the setting {told['key']} must be {wanted}"
        case "language_unknown":
            return f"there is no language {told['language']!r}; there are: {told['known']}"
        case _:
            return f"cannot read {told.get('file', 'the settings')}: {told.get('detail', refused)}"


_KINDS = {
    "str": "a text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "table": "a section",
}


def _size(text: str) -> str:
    if re.fullmatch(r"[1-9][0-9]{1,4}x[1-9][0-9]{1,4}", text) is None:
        raise argparse.ArgumentTypeError("a size looks like 1080x1920")
    return text


def face_options(args: argparse.Namespace) -> FaceOptions:
    """Settings file first, then what the command line says."""
    data: Path = args.data or default_folder(args.face)
    told: Path | None = args.settings
    settings = load_settings(told or data / "endcap.toml", must_exist=told is not None)
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
