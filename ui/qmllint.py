"""Room: ui. `python -m ui.qmllint [FILE…]`: qmllint over every .qml of ours, no warning allowed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ui.qmltypes import OUT, ROOMS, ROOT, build, tool


def qml_files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.qml"))


def lint(files: list[Path]) -> int:
    """Exit code of qmllint; absolute paths, or it misreads singletons."""
    build()
    command = [tool("pyside6-qmllint"), "-W", "0", "-I", str(ROOT / "ui" / "qml"), "-I", str(OUT)]
    command += ["--unqualified", "warning", "--missing-property", "warning"]
    return subprocess.run([*command, *map(str, files)], check=False).returncode


def main(arguments: list[str]) -> int:
    return lint([Path(name).resolve() for name in arguments] or qml_files())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
