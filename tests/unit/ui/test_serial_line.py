"""A serial scanner on a real pseudo-terminal: codes arrive on the GUI thread; it ends cleanly."""

from __future__ import annotations

import os
import threading
import time
import tty

from shop.domain.readings import Refused, ScannedCode
from shop.settings import ScannerSettings
from ui.bridge import Bridge
from ui.grab import wait
from ui.serial_line import SerialLine
from ui.startup import UiApp
from ui.wedge_filter import wedge_settings


def test_a_code_from_the_line_reaches_the_screen(ui_app: UiApp) -> None:
    scanner, port = os.openpty()
    tty.setraw(port)
    got: list[tuple[str, str]] = []
    bad: list[Refused] = []

    def scanned(code: ScannedCode) -> None:
        got.append((code.text, threading.current_thread().name))

    bridge = Bridge()
    line = SerialLine(bridge, scanned, bad.append)
    line.start(os.ttyname(port))
    end = time.monotonic() + 10
    while not (got and bad) and time.monotonic() < end:
        os.write(scanner, b"9520726000548\r\n\x01\r\n")  # opening it drops what came before
        wait(0.3)
    line.stop()
    line.stop()
    bridge.close()
    os.close(scanner)
    os.close(port)
    assert set(got) == {("9520726000548", "MainThread")}
    assert bad
    assert not [x for x in threading.enumerate() if x.name == "serial-scanner"]


def test_without_a_line_nothing_starts(ui_app: UiApp) -> None:
    line = SerialLine(Bridge(), lambda code: None)
    line.start("")
    line.stop()
    assert not [x for x in threading.enumerate() if x.name == "serial-scanner"]


def test_the_wedge_goes_by_the_settings() -> None:
    told = wedge_settings(ScannerSettings(prefix="~", suffix="\t", key_gap_ms=20))
    assert (told.prefix, told.suffix, told.max_gap) == ("~", "\t", 0.02)
