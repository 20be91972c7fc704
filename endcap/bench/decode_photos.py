"""Photographs with what they show, and the three readers compared on them."""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shop.devices.decode_readers import retail
from shop.devices.decoded import Found

if TYPE_CHECKING:
    from shop.devices.decoded import Picture


@dataclass(frozen=True, slots=True)
class Photo:
    """`expected` is the GTIN-14 where the symbology has one, else the text; "" where no code is."""

    name: str
    symbology: str
    expected: str
    picture: Picture


def photos(data: Path) -> Iterator[Photo]:
    """Every row of `expected.csv` in `data`, its picture from the folder or from `images.tar`."""
    with (data / "expected.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    archive = data / "images.tar"
    with tarfile.open(archive) if archive.exists() else nullcontext() as bundle:
        for row in rows:
            raw = _bytes(data, bundle, row["file"])
            expected = row.get("gtin14_or_text") or row.get("expected_text") or ""
            yield Photo(row["file"], row["symbology"], expected, _decoded(raw))


def _bytes(data: Path, bundle: tarfile.TarFile | None, name: str) -> bytes:
    if bundle is None:
        return (data / name).read_bytes()
    member = bundle.extractfile(name)
    if member is None:
        raise FileNotFoundError(name)
    return member.read()


def _decoded(raw: bytes) -> Picture:
    import cv2
    import numpy as np

    picture = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise OSError("not a picture")
    return np.asarray(picture, np.uint8)


def verdict(photo: Photo, answer: Found | None) -> str:
    """One of "right", "wrong" and "none". White space is not compared: readers differ in it."""
    if answer is None:
        return "none"
    said = f"{answer.gtin:014d}" if answer.gtin is not None and _is_gtin(photo) else answer.text
    same = "".join(said.split()) == "".join(photo.expected.split())
    return "right" if same and photo.symbology != "none" else "wrong"


def _is_gtin(photo: Photo) -> bool:
    return len(photo.expected) == 14 and photo.expected.isdigit()


def _ours(picture: Picture) -> Found | None:
    from shop.devices.decode import decode_picture

    found = decode_picture(picture)
    if found is None:
        return None
    return Found(
        found.symbology, found.text, found.gtin, found.symbology_identifier, found.raw, found.stage
    )


def _zxing(picture: Picture) -> Found | None:
    """zxing-cpp as it comes: all formats, default options."""
    import zxingcpp

    results = zxingcpp.read_barcodes(picture)
    if not results:
        return None
    one = results[0]
    if one.format.name in ("EAN13", "UPCA", "UPCE", "EAN8"):
        name = {"EAN8": "EAN-8"}.get(one.format.name, "EAN-13")
        return retail(name, one.text, "zxing")
    number = int(one.text[4:18]) if one.text.startswith("(01)") else None
    return Found(one.format.name, one.text, number, one.symbology_identifier, one.text, "zxing")


_ZBAR_KINDS = "EAN13 EAN8 UPCA UPCE CODE128 CODE39 CODE93 CODABAR I25 QRCODE"


def _zbar(picture: Picture) -> Found | None:
    """pyzbar with its usual symbologies; DataBar's reader prints assertions to standard error."""
    from pyzbar import pyzbar

    height, width = picture.shape
    kinds = [pyzbar.ZBarSymbol[name] for name in _ZBAR_KINDS.split()]
    try:
        results = pyzbar.decode((picture.tobytes(), width, height), symbols=kinds)
    except ValueError:  # pyzbar's own: a symbol that has no corner
        return None
    if not results:
        return None
    one = results[0]
    text = one.data.decode("utf-8", "replace")
    names = {"EAN13": "EAN-13", "UPCA": "UPC-A", "UPCE": "UPC-E", "EAN8": "EAN-8"}
    if one.type in names:
        return retail(names[one.type], text, "zbar")
    return Found(one.type, text, None, "", text, "zbar")


READERS: dict[str, Callable[[Picture], Found | None]] = {
    "endcap": _ours,
    "zxing": _zxing,
    "zbar": _zbar,
}
