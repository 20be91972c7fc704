"""Budgets B14 and B15: the cascade beside zxing-cpp and pyzbar alone, same files, same run.

Pictures and `expected.csv` (or `images.tar` beside it) come from `--data DIR`; without them only
the live part, which draws its own frames, is measured.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.bench.row import Row

if TYPE_CHECKING:
    from endcap.bench.live_readers import Watch

_WRONG_BUDGET = 0.013
_LIVE_CPU_BUDGET_MS = 8.0
_CLIPS = 3


def measure(data_dir: Path | None = None) -> Iterator[Row]:
    import cv2

    cv2.setNumThreads(1)
    given = data_dir or os.environ.get("ENDCAP_BENCH_DATA")
    if given:
        yield from _stills(Path(given))
    yield from _live()


def _stills(data: Path) -> Iterator[Row]:
    from endcap.bench.decode_photos import READERS, photos, verdict

    tally: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    cpu: dict[str, float] = dict.fromkeys(READERS, 0.0)
    count = 0
    for photo in photos(data):
        count += 1
        for name, read in READERS.items():
            began = time.thread_time()
            answer = read(photo.picture)
            cpu[name] += time.thread_time() - began
            tally[photo.symbology][name][verdict(photo, answer)] += 1
    for symbology in sorted(tally):
        if symbology != "none":
            yield _right_row(symbology, tally[symbology])
    codes = sum(sum(t["endcap"].values()) for s, t in tally.items() if s != "none")
    wrong = sum(t["endcap"]["wrong"] for s, t in tally.items() if s != "none")
    best = min(
        sum(t[n]["wrong"] for s, t in tally.items() if s != "none") for n in ("zxing", "zbar")
    )
    share = wrong / max(codes, 1)
    yield Row("decode wrong, share of pictures", share, best / max(codes, 1), share, _WRONG_BUDGET,
              share <= _WRONG_BUDGET, f"{wrong} of {codes}")  # fmt: skip
    false = tally["none"]["endcap"]["wrong"]
    shown = sum(tally["none"]["endcap"].values())
    yield Row("decode false reads, pictures without code", false, 0, false, 0, false == 0,
              f"of {shown}")  # fmt: skip
    each = {name: 1000 * seconds / max(count, 1) for name, seconds in cpu.items()}
    yield Row("decode CPU ms a picture", round(each["endcap"], 1), round(each["zxing"], 1),
              round(each["endcap"] / max(each["zxing"], 1e-9), 1), 0, True,
              f"pyzbar {each['zbar']:.1f}; late passes run where others end")  # fmt: skip


def _right_row(symbology: str, readers: dict[str, Counter[str]]) -> Row:
    ours = readers["endcap"]["right"]
    best = max(readers["zxing"]["right"], readers["zbar"]["right"])
    total = sum(readers["endcap"].values())
    said = "; ".join(
        f"{name} {c['right']} right {c['wrong']} wrong {c['none']} none"
        for name, c in readers.items()
    )
    ratio = round(ours / best, 3) if best else float(ours > 0)
    # Where the better library already reads them all, as many is all there is.
    return Row(f"decode right, {symbology} ({total})", ours, best, ratio, 1.0, ours >= best, said)


def _live() -> Iterator[Row]:
    from endcap.bench.live_frames import KINDS, clips
    from endcap.bench.live_readers import watch

    results: dict[str, list[Watch]] = defaultdict(list)
    for clip in clips(_CLIPS):
        results[clip.kind].append(watch(clip))
    for kind in KINDS:
        yield _live_row(kind, results[kind])
    every = [one for found in results.values() for one in found]
    wrong = sum(one.wrong["endcap"] for one in every)
    yield Row("live wrong answers", wrong, 0, wrong, 0, wrong == 0, f"in {len(every)} clips")
    fast = 1000 * sum(one.fast_cpu for one in every) / sum(one.frames for one in every)
    bare = 1000 * sum(one.bare_fast_cpu for one in every) / sum(one.frames for one in every)
    yield Row("live fast pass, CPU ms a frame", round(fast, 2), round(bare, 2),
              round(fast / max(bare, 1e-9), 2), _LIVE_CPU_BUDGET_MS, fast <= _LIVE_CPU_BUDGET_MS,
              "1280x720; floor: zxing-cpp fast mode on the same frames")  # fmt: skip
    whole = 1000 * sum(one.cpu["endcap"] for one in every) / sum(one.frames for one in every)
    yield Row("live all passes, CPU ms a frame", round(whole, 2), round(bare, 2),
              round(whole / max(bare, 1e-9), 2), 0, True, "slow passes take turns")  # fmt: skip


def _live_row(kind: str, found: list[Watch]) -> Row:
    right = {n: sum(one.first[n] is not None for one in found) for n in ("endcap", "zxing", "zbar")}
    said = "; ".join(f"{n} {right[n]} of {len(found)}, {_median(found, n)}" for n in right)
    best = max(right["zxing"], right["zbar"])
    ratio = round(right["endcap"] / best, 2) if best else float(right["endcap"] > 0)
    return Row(f"live clips read, {kind}", right["endcap"], best, ratio, 1.0,
               right["endcap"] >= best, said)  # fmt: skip


def _median(found: list[Watch], name: str) -> str:
    times = sorted(s for one in found if (s := one.first[name]) is not None)
    return f"first after {times[len(times) // 2]:.2f} s" if times else "never"
