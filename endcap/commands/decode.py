"""`endcap decode`: read the codes in pictures, one JSON line each. Command room."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

HELP = "read the codes in pictures and folders of pictures, one JSON line each"
_INLINE = 3  # fewer files than this are not worth starting processes for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="FILE|FOLDER", type=Path)
    parser.add_argument(
        "--explain", action="store_true", help="add the stage, the confidence and every pass"
    )
    parser.add_argument(
        "--time-limit", type=float, default=None, metavar="S", help="seconds for one picture"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")


def run(args: argparse.Namespace) -> int:
    files = list(_files(args.paths))
    if not files:
        print("endcap decode: no pictures there", file=sys.stderr)
        return 1
    work = partial(decode_file, explain=args.explain, time_limit=args.time_limit)
    failed = read = 0
    show = _Progress(len(files), quiet=args.quiet)
    for line in _each(work, files, args.jobs):
        failed += "error" in line
        read += line["symbology"] is not None
        print(json.dumps(line, ensure_ascii=False))
        show.step(read)
    sys.stdout.flush()
    show.end(read)
    return 1 if failed else 0


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    from shop.devices.frames import picture_files

    for path in paths:
        if path.is_dir():
            yield from picture_files(path)
        else:
            yield path


def _each(work: Any, files: list[Path], jobs: int) -> Iterator[dict[str, Any]]:
    if jobs < 2 or len(files) < _INLINE:
        yield from map(work, files)
        return
    # Spawned, not forked: the same on every system, and no library's threads are copied half-way.
    with multiprocessing.get_context("spawn").Pool(min(jobs, len(files)), _one_core) as pool:
        yield from pool.imap(work, files, chunksize=2)


def _one_core() -> None:
    """Each process is one core; OpenCV's own threads would only fight over them."""
    import cv2

    cv2.setNumThreads(1)


def decode_file(path: Path, *, explain: bool, time_limit: float | None) -> dict[str, Any]:
    """What one picture says, as the mapping that is printed."""
    from shop.devices.decode import decode_picture
    from shop.devices.decoded import Found
    from shop.domain.gtin import gtin14

    passes: list[dict[str, Any]] = []

    def note(name: str, seconds: float, found: list[Found]) -> None:
        seen = [f"{item.reader}: {item.symbology} {item.text}" for item in found]
        passes.append({"pass": name, "ms": round(seconds * 1000, 1), "seen": seen})

    line: dict[str, Any] = {"file": str(path), "symbology": None, "text": None, "gtin": None}
    try:
        found = decode_picture(path, time_limit=time_limit, explain=note if explain else None)
    except OSError as fault:
        return line | {"error": str(fault)}
    if found is not None:
        number = gtin14(found.gtin) if found.gtin is not None else None
        line |= {"symbology": found.symbology, "text": found.text, "gtin": number}
    if explain:
        line |= {
            "stage": found.stage if found is not None else None,
            "confidence": found.confidence if found is not None else None,
            "passes": passes,
        }
    return line


class _Progress:
    """One line on standard error, rewritten at most five times a second."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._done, self._shown = total, 0, 0.0
        self._on = not quiet and total >= _INLINE
        self._tty = sys.stderr.isatty()

    def step(self, read: int) -> None:
        self._done += 1
        now = time.monotonic()
        if self._on and now - self._shown > (0.2 if self._tty else 5.0):
            self._shown = now
            self._write(read)

    def end(self, read: int) -> None:
        if self._on:
            self._write(read)
            if self._tty:
                print(file=sys.stderr)

    def _write(self, read: int) -> None:
        text = f"decode: {self._done} of {self._total} pictures, {read} with a code"
        print(f"\r{text}" if self._tty else text, end="" if self._tty else "\n", file=sys.stderr)
        sys.stderr.flush()
