"""`endcap shots`: every screen in every state, at three sizes, in six languages. Command room."""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import sys
import tempfile
from pathlib import Path

HELP = "photograph every screen in every state, size and language"
SIZES = ("1080x1920", "1920x1080", "1280x800")
FACES = ("kiosk", "till", "desk")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("shots"), help="folder for the pictures")
    parser.add_argument("--face", choices=FACES, action="append", help="only this face")
    parser.add_argument("--language", action="append", help="only this language")
    parser.add_argument("--size", action="append", metavar="WxH", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--only", default="", help="only kiosk states whose name has this in it")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from ui.catalogs import LANGUAGES

    languages = args.language or list(LANGUAGES)
    sizes = [tuple(int(part) for part in size.split("x")) for size in args.size or SIZES]
    looks = [(lang, wide, high) for (wide, high), lang in itertools.product(sizes, languages)]
    shutil.rmtree(args.out, ignore_errors=True)
    count = 0
    for face in args.face or FACES:
        count += _kiosk(args, looks) if face == "kiosk" else _pos(args, face, looks)
    print(f"{count} pictures in {args.out}")
    return 0


def _kiosk(args: argparse.Namespace, looks: list[tuple[str, int, int]]) -> int:
    from kiosk.shots import states, studio
    from ui.grab import Look, save
    from ui.startup import start_app

    ui = start_app("endcap-kiosk", profile="kiosk")
    count = 0
    with tempfile.TemporaryDirectory() as folder, studio(ui, Path(folder)) as room:
        for name, bring in states():
            if args.only not in name:
                continue
            _tell(f"kiosk {name}")
            for language, width, height in looks:
                Look(width, height, language).apply(ui.host)
                room.kiosk.window.resize(width, height)
                room.reset()
                bring(room)
                room.settle()
                folder_of = args.out / f"{width}x{height}" / language
                save(room.kiosk.window, folder_of / f"kiosk-{name}.png")
                count += 1
    ui.stop()
    return count


def _pos(args: argparse.Namespace, face: str, looks: list[tuple[str, int, int]]) -> int:
    from endcap.demo.pos_shots import shoot_face, standing_store

    folder = Path(tempfile.mkdtemp(prefix="endcap-shots-"))
    count = 0
    with standing_store(folder) as store:
        for path in shoot_face(store, face, looks, args.out.resolve()):
            if count % len(looks) == 0:
                _tell(path.stem.replace("-", " ", 1))
            count += 1
    shutil.rmtree(folder, ignore_errors=True)
    return count


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
