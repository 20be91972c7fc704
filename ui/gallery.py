"""Room: ui. `python -m ui.gallery OUTDIR [NAME…]` draws every control in every look, for eyes."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.grab import Camera, Look
from ui.startup import QML_FOLDER

PARTS = ("actions", "facts", "states", "goods", "keys", "sheet")
LOOKS = {
    "kiosk-en": Look(),
    "kiosk-de-200": Look(language="de", text_scale=2.0),
    "kiosk-ar": Look(language="ar"),
    "kiosk-high": Look(high_contrast=True),
    "till-dark": Look(width=1280, height=1000, profile="till", dark=True),
    "till-light-hu": Look(width=1280, height=1000, profile="till", language="hu"),
    "till-dark-high": Look(width=1280, height=1000, profile="till", dark=True, high_contrast=True),
}


def main(arguments: list[str]) -> int:
    out = Path(arguments[0] if arguments else "shots/gallery")
    wanted = arguments[1:] or list(LOOKS)
    gallery = QML_FOLDER / "gallery" / "Gallery.qml"
    with Camera() as camera:
        for name in wanted:
            for part in PARTS:
                camera.shoot(gallery, out / f"{name}-{part}.png", LOOKS[name], {"part": part})
        return 1 if camera.ui.qml_warnings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
