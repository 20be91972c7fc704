"""Room: shop/devices. Codes in pictures: the door to the decoding cascade.

cv2 and pyzbar are imported by the stages which need them, never here: this module is on the
kiosk's start path.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shop.devices.decode_evidence import Evidence
from shop.devices.decoded import Decoded, Found

if TYPE_CHECKING:
    from shop.devices.decode_stages import Pass
    from shop.devices.decoded import Picture

__all__ = ["Decoded", "decode_picture", "load_picture"]

STILL_LIMIT = 3.0
LIVE_LIMIT = 0.25
Known = Callable[[int], bool]
Explain = Callable[[str, float, list[Found]], None]


def decode_picture(
    image: "Picture | str | Path",
    *,
    live: bool = False,
    time_limit: float | None = None,
    known: Known | None = None,
    explain: Explain | None = None,
) -> Decoded | None:
    """The code in a picture, or None when nothing was seen that can be believed.

    `known` says whether the catalogue has a GTIN: one doubtful reading of a known product is
    enough. `explain` is told of each pass: its name, its seconds, what it saw. `time_limit` in
    seconds is checked between passes. Raises OSError when a file cannot be read as a picture.
    """
    from shop.devices.decode_stages import passes

    picture = load_picture(image) if isinstance(image, (str, Path)) else image
    limit = time_limit if time_limit is not None else (LIVE_LIMIT if live else STILL_LIMIT)
    evidence = Evidence(known, live=live)
    started = time.monotonic()
    for step in passes(picture, live=live):
        answer = _run(step, evidence, explain)
        if answer is not None:
            return answer
        if time.monotonic() - started > limit:
            break
    return evidence.last_word()


def _run(step: "Pass", evidence: Evidence, explain: Explain | None) -> Decoded | None:
    began = time.monotonic()
    found = step.read()
    if explain is not None:
        explain(step.name, time.monotonic() - began, found)
    return evidence.weigh(step, found)


def load_picture(path: str | Path) -> "Picture":
    """A file as grey pixels. OSError when it cannot be read or is no picture."""
    import cv2
    import numpy as np

    data = np.fromfile(path, np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
    if picture is None:
        raise OSError(f"not a picture: {path}")
    return np.asarray(picture, np.uint8)
