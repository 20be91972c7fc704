"""Printer, scanner, camera and fonts, as the settings name them. Command room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from endcap.doctor.finding import FAIL, OK, WARN, Finding

_FONTS = "Noto Sans", "Noto Sans Arabic"
_ASK_QT = """
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
app = QGuiApplication(["doctor"])
for family in %r:
    if QFontInfo(QFont(family)).family() != family:
        print(family)
"""
_STATES = {
    "offline": "does not answer",
    "paper_out": "is out of paper",
    "cover_open": "has its cover open",
}
_PAPER = {"paper_out": "put paper in", "cover_open": "close the cover"}


def printer(target: str) -> Iterator[Finding]:
    from shop.devices.open_printer import transport_of
    from shop.errors import DeviceFault

    if target == "none":
        yield Finding("printer", OK, "none is set: receipts are shown on the screen only")
        return
    try:
        state = _file_trouble(target) or transport_of(target).status()
    except DeviceFault:
        advice = "printer.target is tcp://ADDRESS:9100, file:PATH, usb:VENDOR:PRODUCT or none"
        yield Finding("printer", FAIL, f"{target!r} is no printer's address", advice)
        return
    if state == OK:
        yield Finding("printer", OK, f"{target} is ready")
        return
    advice = _PAPER.get(state, "check power, cable, address and the right to use it")
    said = f"{target} {_STATES.get(state, state)}"
    yield Finding("printer", WARN if state in _PAPER else FAIL, said, advice)


def _file_trouble(target: str) -> str:
    """A printer's file is made on demand, but not a device, nor the folder it lies in."""
    kind, _, rest = target.partition(":")
    path = Path(rest)
    if kind != "file" or not rest:
        return ""
    if path.exists():
        return "" if os.access(path, os.W_OK) else "may not be written to"
    return "" if path.parent.is_dir() and path.parts[1:2] != ("dev",) else "is not there"


def camera(source: str) -> Iterator[Finding]:
    if not source:
        yield Finding("camera", OK, "none is set")
        return
    path = Path(f"/dev/video{source}" if source.isdigit() else source)
    if sys.platform == "win32" and source.isdigit():
        yield Finding("camera", OK, f"camera {source} is set; Windows tells more in its settings")
    elif not path.exists():
        yield Finding("camera", FAIL, f"{path} is not there", "plug it in, or set camera.source")
    elif not os.access(path, os.R_OK):
        advice = "add the user to the group `video`"
        yield Finding("camera", FAIL, f"{path} may not be read", advice)
    else:
        yield Finding("camera", OK, f"{path} is there")


def scanner(port: str) -> Iterator[Finding]:
    """A wedge scanner is a keyboard: there is nothing to look at."""
    if not port:
        yield Finding("scanner", OK, "no serial one is set: a wedge scanner types")
    elif "://" in port or sys.platform == "win32":
        yield Finding("scanner", OK, f"{port} is set; it is opened at the start only")
    elif not Path(port).exists():
        yield Finding("scanner", FAIL, f"{port} is not there", "plug it in, or set scanner.serial")
    elif not os.access(port, os.R_OK | os.W_OK):
        advice = "add the user to the group `dialout`"
        yield Finding("scanner", FAIL, f"{port} may not be used", advice)
    elif not Path(port).is_char_device():
        yield Finding("scanner", FAIL, f"{port} is no serial port", "correct scanner.serial")
    else:
        yield Finding("scanner", OK, f"{port} is there")


def fonts() -> Iterator[Finding]:
    """In a process of its own: a doctor must not die of a broken Qt."""
    asked = subprocess.run(
        [sys.executable, "-c", _ASK_QT % (_FONTS,)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if asked.returncode:
        last = (asked.stderr.strip().splitlines() or [f"ended with {asked.returncode}"])[-1]
        advice = "install the Debian packages that packaging/system-packages.sh names"
        yield Finding("fonts", FAIL, f"Qt does not start: {last}", advice)
        return
    missing = asked.stdout.split("\n")[:-1]
    if missing:
        said = f"missing: {', '.join(missing)}"
        yield Finding(
            "fonts", FAIL, said, "apt install fonts-noto-core: some scripts would be boxes"
        )
    else:
        yield Finding("fonts", OK, "Latin, Cyrillic and Arabic are there")
