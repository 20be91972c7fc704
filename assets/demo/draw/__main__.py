"""Room: the demo's drawing tools. `python -m assets.demo.draw [PRODUCT…]` writes the pictures."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from assets.demo.draw import marks, scenes, shelf, shelves
from assets.demo.draw.canvas import Canvas
from assets.demo.draw.registry import ARTISTS
from assets.demo.draw.stage import backdrop, framing

DEMO = Path(__file__).resolve().parents[1]


def wanted(only: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """(product, department, colour, picture) for every picture the catalogue names."""
    for product in shelves.products(DEMO):
        if only and product["product"] not in only:
            continue
        seen = set()
        for sku in product["skus"]:
            if sku["image"] not in seen:
                seen.add(sku["image"])
                colour = next((o["swatch"] for o in sku["options"] if o["swatch"]), "")
                yield product["product"], product["department"], colour, sku["image"]


def scenery() -> None:
    """Attract scenes, both ways round, and the marks."""
    (DEMO / "scenes").mkdir(exist_ok=True)
    (DEMO / "logo").mkdir(exist_ok=True)
    for name, scene in scenes.SCENES.items():
        for suffix, width, height in (("", 1080, 1920), ("-wide", 1920, 1080)):
            canvas = Canvas(width, height)
            scenes.draw(canvas, scene, tall=not suffix)
            (DEMO / "scenes" / f"{name}{suffix}.svg").write_text(canvas.svg())
    for name, (width, height, artist) in marks.MARKS.items():
        canvas = Canvas(width, height)
        artist(canvas)
        (DEMO / "logo" / f"{name}.svg").write_text(canvas.svg())


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the demo chain's pictures.")
    parser.add_argument("only", nargs="*", metavar="PRODUCT")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv[:1])
    (DEMO / "pictures").mkdir(exist_ok=True)
    for product, department, colour, picture in wanted(args.only):
        if product not in ARTISTS:
            print(f"nobody draws {product}")
            continue
        canvas = Canvas()
        backdrop(canvas, department)
        with canvas.group(framing(department, product)):
            ARTISTS[product](canvas, colour)
        (DEMO / picture).write_text(canvas.svg())
    if not args.only:
        scenery()
        shelf.photograph(DEMO)
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
