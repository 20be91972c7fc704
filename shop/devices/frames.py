"""Room: shop/devices. Where frames come from: a camera, a video file, or a folder of pictures."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"})
FRAME_SIZE = (1280, 720)


class Frames(Protocol):
    """An endless or ending run of BGR frames, at the pace of the source."""

    def __iter__(self) -> Iterator["Picture"]: ...

    def close(self) -> None: ...


class CameraLost(OSError):
    """The camera, file or folder cannot be read (any more)."""


def open_frames(source: int | str | Path, *, fps: float = 30.0, loop: bool = False) -> Frames:
    """`source`: a device number, or the path of a video, a picture or a folder of pictures."""
    if isinstance(source, int) or str(source).isdigit():
        return VideoFrames(int(str(source)), fps=0.0, loop=False)
    path = Path(source)
    if not path.exists():
        raise CameraLost(f"no such camera source: {path}")
    if path.is_dir() or path.suffix.lower() in PICTURES:
        return PictureFrames(path, fps=fps, loop=loop)
    return VideoFrames(str(path), fps=fps, loop=loop)


def picture_files(path: Path) -> list[Path]:
    """The pictures of a folder and its sub-folders in name order; a picture is a folder of one."""
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.suffix.lower() in PICTURES and p.is_file())


class PictureFrames:
    """Each picture is held still for a moment, as a shopper holds a box before the camera."""

    def __init__(self, path: Path, *, fps: float, loop: bool, hold: float = 1.0) -> None:
        self._files = picture_files(path)
        if not self._files:
            raise CameraLost(f"no pictures in {path}")
        self._fps, self._loop, self._hold = fps, loop, hold

    def __iter__(self) -> Iterator["Picture"]:
        while True:
            for file in self._files:
                yield from _paced(
                    _held(_load(file), max(2, int(self._hold * self._fps))), self._fps
                )
            if not self._loop:
                return

    def close(self) -> None:
        """Nothing is kept open."""


class VideoFrames:
    """A camera (its own pace) or a video file (paced by `fps`)."""

    def __init__(self, source: int | str, *, fps: float, loop: bool) -> None:
        import cv2

        self._source, self._fps, self._loop = source, fps, loop
        self._capture = cv2.VideoCapture(source)
        if not self._capture.isOpened():
            raise CameraLost(f"cannot open camera source {source!r}")
        if isinstance(source, int):
            self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, FRAME_SIZE[0])
            self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, FRAME_SIZE[1])

    def __iter__(self) -> Iterator["Picture"]:
        return _paced(self._raw(), self._fps)

    def _raw(self) -> Iterator["Picture"]:
        import cv2
        import numpy as np

        while True:
            good, frame = self._capture.read()
            if good:
                yield np.asarray(frame, np.uint8)
            elif isinstance(self._source, int):
                raise CameraLost(f"camera {self._source} stopped sending")
            elif self._loop:
                self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            else:
                return

    def close(self) -> None:
        self._capture.release()


def _load(file: Path) -> "Picture":
    import cv2
    import numpy as np

    picture = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise CameraLost(f"not a picture: {file}")
    return np.asarray(picture, np.uint8)


def _held(picture: "Picture", times: int) -> Iterator["Picture"]:
    for _ in range(times):
        yield picture


def _paced(frames: Iterator["Picture"], fps: float) -> Iterator["Picture"]:
    """At most `fps` frames a second; a slow consumer is not chased."""
    due = time.monotonic()
    for frame in frames:
        yield frame
        if fps > 0:
            due = max(due + 1 / fps, time.monotonic())
            time.sleep(max(0.0, due - time.monotonic()))
