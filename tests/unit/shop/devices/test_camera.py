"""The camera as a scanner: folders, videos, live agreement, and threads that end."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from endcap.bench.live_frames import Clip, clips, frames
from shop.devices.camera import CameraSource
from shop.devices.frames import CameraLost, open_frames, picture_files
from shop.devices.live import SILENCE, LiveDecoder
from shop.domain.codes import ScannedCode
from shop.domain.gtin import with_check_digit
from tests.unit.shop.devices.test_decode import EAN, drawn


class Seen:
    """What a source told, and when it ended."""

    def __init__(self) -> None:
        self.codes: list[ScannedCode] = []
        self.frames = 0
        self.faults: list[str] = []
        self.ended = threading.Event()

    def source(self, path: Path, *, loop: bool = False) -> CameraSource:
        return CameraSource(
            path, self.codes.append, on_frame=self.frame, on_fault=self.fault, fps=60.0, loop=loop
        )

    def frame(self, _frame: object) -> None:
        self.frames += 1

    def fault(self, reason: str) -> None:
        self.faults.append(reason)
        self.ended.set()


def test_a_folder_of_pictures_gives_each_code_once(tmp_path: Path) -> None:
    other = with_check_digit("544900000099")
    for name, text in (("1.png", EAN), ("2.png", other)):
        cv2.imwrite(str(tmp_path / name), drawn(text))
    seen = Seen()
    source = seen.source(tmp_path)
    source.start()
    assert seen.ended.wait(20)
    source.stop()
    assert [code.text for code in seen.codes] == [EAN, other]
    assert seen.codes[0] == ScannedCode(EAN, "]E0", "camera")
    assert seen.faults == [""]
    assert seen.frames > 10
    assert not source.running


def test_a_video_file(tmp_path: Path) -> None:
    path = str(tmp_path / "clip.avi")
    clip = Clip("still", EAN, seed=4, frames=10)
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"MJPG"), 30, (1280, 720))
    for frame in frames(clip):
        writer.write(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
    writer.release()
    seen = Seen()
    source = seen.source(Path(path))
    source.start()
    assert seen.ended.wait(30)
    source.stop()
    assert [code.text for code in seen.codes] == [EAN]


def test_stop_ends_the_thread_and_may_be_called_twice(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), drawn(EAN))
    seen = Seen()
    source = seen.source(tmp_path, loop=True)
    source.start()
    source.start()
    source.stop()
    source.stop()
    assert not source.running


def test_what_is_not_there_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    seen = Seen()
    source = seen.source(tmp_path / "nowhere")
    source.start()
    assert seen.ended.wait(5)
    source.stop()
    assert "nowhere" in seen.faults[0]
    with pytest.raises(CameraLost):
        open_frames(tmp_path)


def test_pictures_of_sub_folders_in_order(tmp_path: Path) -> None:
    for name in ("b/2.PNG", "a/1.jpg", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [p.name for p in picture_files(tmp_path)] == ["1.jpg", "2.PNG"]


def test_one_frame_is_not_enough_but_a_known_product_is() -> None:
    picture = drawn(EAN)
    decoder = LiveDecoder()
    assert decoder.feed(picture, 0.0) is None
    answer = decoder.feed(picture, 0.033)
    assert answer is not None
    assert answer.gtin == int(EAN)
    knowing = LiveDecoder(lambda number: number == int(EAN))
    assert knowing.feed(picture, 0.0) is not None


def test_a_code_in_view_is_told_once_and_again_when_shown_again() -> None:
    picture, empty = drawn(EAN), drawn(EAN) * 0 + 255
    decoder = LiveDecoder(lambda _number: True)
    told = [decoder.feed(picture, n / 30) is not None for n in range(60)]
    assert sum(told) == 1
    gone = 2 + SILENCE
    assert decoder.feed(empty, gone) is None
    assert decoder.feed(picture, gone + 0.1) is not None


@pytest.mark.parametrize(("kind", "count"), [("turned", 10), ("low-light", 8), ("motion", 30)])
def test_generated_clips_are_read_rightly(kind: str, count: int) -> None:
    clip = replace(next(c for c in clips(1, seed=11) if c.kind == kind), frames=count)
    decoder = LiveDecoder()
    answers = [a for n, f in enumerate(frames(clip)) if (a := decoder.feed(f, n / 30)) is not None]
    assert clip.digits is not None
    assert [answer.gtin for answer in answers] == [int(clip.digits)]


def test_a_clip_without_a_code_says_nothing() -> None:
    clip = replace(next(c for c in clips(1, seed=11) if c.kind == "empty"), frames=12)
    decoder = LiveDecoder()
    assert not any(decoder.feed(f, n / 30) for n, f in enumerate(frames(clip)))
