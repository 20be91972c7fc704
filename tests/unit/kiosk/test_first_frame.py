"""Before the first frame nothing heavy may be imported (BUDGETS B5)."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QTimer
import kiosk.app
from shop.settings import Settings
from ui.face import FaceOptions
from ui.startup import start_app
ui = start_app("test", profile="kiosk")
app = kiosk.app.KioskApp(ui, FaceOptions(Path(sys.argv[1]), Settings()))
shown = []
app.kiosk.window.frameSwapped.connect(lambda: (shown.append(True), ui.app.quit()))
ui.on_stop(app.stop)
ui.run()
assert shown, "no frame"
heavy = ["sqlalchemy", "sqlite3", "httpx", "cv2", "escpos", "zxingcpp", "babel", "cryptography"]
print(",".join(name for name in heavy if name in sys.modules))
"""


def test_nothing_heavy_before_the_first_frame(tmp_path: object) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer.stdout.strip() == ""
