"""How quick and how full the disk is. Command room."""

from __future__ import annotations

import errno
import os
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from endcap.doctor.finding import FAIL, OK, WARN, Finding

ROUNDS = 25
_MB = 1_000_000
_SLOW_MS, _TOO_SLOW_MS = 50.0, 500.0


def fsync(folder: Path) -> Iterator[Finding]:
    """A sale waits for one of these."""
    if not os.access(folder, os.W_OK):
        said = f"{folder} cannot be written"
        yield Finding("disk sync", FAIL, said, "give it to the user who runs Endcap")
        return
    try:
        yield fsync_finding(measured(folder))
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        advice = "free space now: nothing can be sold" if full else "check the disk, or replace it"
        yield Finding("disk sync", FAIL, f"a write failed: {error.strerror}", advice)


def measured(folder: Path) -> list[float]:
    """Milliseconds for one 4 KiB write and fsync, again and again."""
    probe = folder / f".endcap-doctor-{os.getpid()}"
    taken = []
    handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for place in range(ROUNDS):
            started = time.perf_counter()
            os.pwrite(handle, b"\x5a" * 4096, place * 4096)
            os.fsync(handle)
            taken.append((time.perf_counter() - started) * 1000)
    finally:
        os.close(handle)
        probe.unlink(missing_ok=True)
    return taken


def fsync_finding(taken: list[float]) -> Finding:
    middle, worst = statistics.median(taken), max(taken)
    said = f"a write reaches the disk in {middle:.1f} ms (worst of {len(taken)}: {worst:.0f} ms)"
    figures: dict[str, float | int | str] = {"p50_ms": round(middle, 2), "max_ms": round(worst, 2)}
    if middle > _TOO_SLOW_MS:
        return Finding(
            "disk sync", FAIL, said, "this disk is too slow to sell on: use an SSD", figures
        )
    if middle > _SLOW_MS or worst > _TOO_SLOW_MS:
        advice = "sales will feel slow: use an SSD, not a memory card"
        return Finding("disk sync", WARN, said, advice, figures)
    if middle < 0.02:
        advice = "a disk that answers this fast may not be writing (a RAM disk?): check it"
        return Finding("disk sync", WARN, said, advice, figures)
    return Finding("disk sync", OK, said, "", figures)


def free(folder: Path) -> Iterator[Finding]:
    usage = shutil.disk_usage(folder)
    yield free_finding(usage.total, usage.free)


def free_finding(total: int, left: int) -> Finding:
    said = f"{left / _MB:,.0f} MB free of {total / _MB:,.0f} MB ({left / total:.0%})"
    figures: dict[str, float | int | str] = {"free": left, "total": total}
    if left < 200 * _MB or left / total < 0.02:
        advice = "free space now: the next sales go into the reserve, then selling stops"
        return Finding("disk space", FAIL, said, advice, figures)
    if left < 2_000 * _MB or left / total < 0.10:
        return Finding("disk space", WARN, said, "free space soon", figures)
    return Finding("disk space", OK, said, "", figures)
