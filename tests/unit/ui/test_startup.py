"""Starting: nothing heavy before the first frame, bugs are logged, stopping is orderly."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import sounds
from ui.icons import tinted_icon
from ui.qr import qr_image, qr_matrix
from ui.startup import UiApp

HEAVY = ("sqlalchemy", "httpx", "cv2", "escpos", "babel", "numpy", "litestar", "zxingcpp", "PIL")
FIRST_FRAME = """
import sys
from ui.startup import QML_FOLDER, start_app
app = start_app("frame", profile="till", language="en")
window = app.load(QML_FOLDER / "gallery" / "Gallery.qml", {"part": "actions"})
assert not window.grabWindow().isNull()
print(",".join(sorted({name.split(".")[0] for name in sys.modules})))
app.stop()
"""


def test_nothing_heavy_is_imported_before_the_first_frame() -> None:
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME],
        cwd=root, env=dict(os.environ), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.strip().splitlines()[-1].split(","))
    assert loaded & set(HEAVY) == set()
    assert done.stderr == ""


def test_what_was_registered_stops_last_in_first_out(ui_app: UiApp) -> None:
    order: list[str] = []
    ui_app.on_stop(lambda: order.append("agent"))
    ui_app.on_stop(lambda: order.append("worker"))
    ui_app.stop()
    ui_app.stop()
    assert order == ["worker", "agent"]


@pytest.mark.allow_warnings("the failure is the point")
def test_one_failing_stop_does_not_keep_the_others(
    ui_app: UiApp, caplog: pytest.LogCaptureFixture
) -> None:
    order: list[str] = []
    ui_app.on_stop(lambda: order.append("journal"))
    ui_app.on_stop(lambda: order.append(str(1 // 0)))
    with caplog.at_level(logging.ERROR, "endcap.ui"):
        ui_app.stop()
    assert order == ["journal"]
    assert "stopping" in caplog.text


@pytest.mark.allow_warnings("the failure is the point")
def test_qml_that_does_not_load_says_why(ui_app: UiApp, tmp_path: Path) -> None:
    broken = tmp_path / "Broken.qml"
    broken.write_text("import QtQuick\nWindow { nonsense: 1 }", "utf-8")
    with pytest.raises(RuntimeError, match="nonsense"):
        ui_app.load(broken)
    ui_app.qml_warnings.clear()


def test_a_qr_code_reads_back_as_its_text() -> None:
    import zxingcpp

    text = "ENDCAP:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 4
    image = qr_image(text, 420)
    assert image.width() <= 420
    pixels = bytes(image.constBits())
    width, height = image.width(), image.height()
    grey = bytearray(pixels[at * 4] for at in range(width * height))
    view = memoryview(grey).cast("B", (height, width))
    assert [one.text for one in zxingcpp.read_barcodes(view)] == [text]
    assert len(qr_matrix(text)) == len(qr_matrix(text)[0])


def test_icons_take_the_colour_they_are_asked_in() -> None:
    icon = tinted_icon("scan", "#c23b16", 48, False)
    colours = {
        icon.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if icon.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#c23b16"}


@pytest.mark.allow_warnings("the missing icon is the point")
def test_a_missing_icon_is_a_ring_and_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert not tinted_icon("never-drawn", "#000000", 24, False).isNull()
    assert "no icon named never-drawn" in caplog.text


def test_sounds_play_and_are_silent_without_a_player(tmp_path: Path) -> None:
    for file in sounds.FILES.values():
        assert (sounds.FOLDER / file).read_bytes()[:4] == b"RIFF"
    played = tmp_path / "played"
    script = tmp_path / "player"
    script.write_text(f'#!/bin/sh\nwc -c < "$1" > {played}\n', "utf-8")
    script.chmod(0o755)
    speaker = sounds.Sounds((str(script),))
    assert speaker.play("order")
    assert speaker._playing is not None
    speaker._playing.wait()
    assert int(played.read_text()) > 5_000
    speaker.close()
    broken = sounds.Sounds((str(tmp_path / "no-such-player"),))
    assert not broken.play()
    broken.close()
