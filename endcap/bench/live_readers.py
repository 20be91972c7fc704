"""The live decoder and the two bare libraries watching one generated clip."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from endcap.bench.live_frames import FPS, Clip, Frame, frames
from shop.devices.decode_readers import zbar, zxing
from shop.devices.decode_stages import live_fast
from shop.devices.live import LiveDecoder

_NAMES = ("endcap", "zxing", "zbar")


@dataclass(slots=True)
class Watch:
    """Per reader: seconds to the first right reading, wrong readings, CPU seconds."""

    frames: int = 0
    first: dict[str, float | None] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    cpu: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_NAMES, 0.0))
    fast_cpu: float = 0.0
    bare_fast_cpu: float = 0.0


def watch(clip: Clip) -> Watch:
    seen = Watch(first=dict.fromkeys(_NAMES))
    decoder = LiveDecoder()
    wanted = int(clip.digits) if clip.digits is not None else None
    for number, frame in enumerate(frames(clip)):
        seen.frames += 1
        now = number / FPS
        began = time.thread_time()
        answer = decoder.feed(frame, now)
        seen.cpu["endcap"] += time.thread_time() - began
        _note(seen, "endcap", [answer.gtin] if answer is not None else [], wanted, now)
        _bare(seen, frame, wanted, now)
        began = time.thread_time()
        live_fast(frame).read()
        seen.fast_cpu += time.thread_time() - began
    return seen


def _bare(seen: Watch, frame: Frame, wanted: int | None, now: float) -> None:
    """The libraries as one would use them: every frame, whole, first answer taken."""
    began = time.thread_time()
    found = zxing(frame)
    seen.cpu["zxing"] += time.thread_time() - began
    _note(seen, "zxing", [item.gtin for item in found], wanted, now)
    began = time.thread_time()
    found = zbar(frame)
    seen.cpu["zbar"] += time.thread_time() - began
    _note(seen, "zbar", [item.gtin for item in found], wanted, now)
    import zxingcpp

    began = time.thread_time()
    zxingcpp.read_barcodes(frame, try_rotate=False, try_downscale=False, try_invert=False)
    seen.bare_fast_cpu += time.thread_time() - began


def _note(
    seen: Watch, name: str, numbers: list[int | None], wanted: int | None, now: float
) -> None:
    for number in numbers:
        if number is not None and number == wanted:
            if seen.first[name] is None:
                seen.first[name] = now
        else:
            seen.wrong[name] += 1
