"""A real photograph of a barcode for the kiosk's camera, where there is one. Command room."""

from __future__ import annotations

import csv
import os
import tarfile
from pathlib import Path

ENVIRONMENT = "ENDCAP_TEST_DATA"
NEARBY = Path(__file__).resolve().parents[3] / "shared" / "data"


def data_folder() -> Path | None:
    """Real catalogues and photographs for trying things out; not part of the project."""
    named = os.environ.get(ENVIRONMENT)
    folder = Path(named) if named else NEARBY
    return folder if folder.is_dir() else None


def photograph(folder: Path) -> Path | None:
    """One EAN-13 that both well-known readers can read, unpacked into `folder`."""
    data = data_folder()
    archive = data / "barcodes" / "images.tar" if data else None
    if data is None or archive is None or not archive.exists():
        return None
    with (data / "barcodes" / "expected.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            values = list(row.values())
            if row["symbology"] in ("EAN13", "EAN-13", "EAN_13") and values[-2:] == ["ok", "ok"]:
                return _unpack(archive, row["file"], folder)
    return None


def _unpack(archive: Path, name: str, folder: Path) -> Path | None:
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.endswith(name):
                content = tar.extractfile(member)
                if content is None:
                    return None
                target = folder / f"photograph{Path(name).suffix}"
                target.write_bytes(content.read())
                return target
    return None
