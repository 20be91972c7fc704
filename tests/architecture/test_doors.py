"""The doors between rooms, and the habits that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("endcap", "shop", "sync", "ui", "kiosk", "pos")


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (ROOT / room).rglob("*.py")


def test_import_contracts_hold() -> None:
    """In a process of its own: the linter turns off every logger it finds."""
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_says_which_room_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(*ROOMS)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_qml_takes_looks_from_the_theme_only() -> None:
    """A colour written into a screen would not follow dark, contrast or a store's own theme."""
    # What is paper, code, photograph or night sky keeps its own colours in every theme.
    allowed = {
        "Theme.qml",
        "ReceiptRow.qml",
        "QrCode.qml",
        "ScanHint.qml",
        "Scenes.qml",
        "NightLanguages.qml",
        "ScanSheet.qml",
        "AttractPage.qml",
    }
    colour = re.compile(r'"#[0-9A-Fa-f]{3,8}"')
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ("ui", "kiosk", "pos")
        for path in (ROOT / room).rglob("*.qml")
        if path.name not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if colour.search(line)
    ]
    assert found == []


def test_no_context_properties() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in sources("ui", "kiosk", "pos")
        if "setContextProperty" in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_domain_never_says_float_of_money() -> None:
    """Money is integers; the only floats of the domain are coordinates and seconds."""
    found = []
    for path in sources("shop"):
        if path.parent.name != "domain":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "float":
                found.append(f"{path.name}:{node.lineno}")
    assert found == []
