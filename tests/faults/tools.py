"""What the fault tests share: the writer process, and when strace can be used."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[[str], None]
"""The fixture `tell`: how much was tried, and what was found."""
ROOT = Path(__file__).resolve().parents[2]


def writer(folder: Path, count: int, *before: str) -> subprocess.Popen[bytes]:
    command = [*before, sys.executable, "-m", "tests.faults.writer", str(folder), str(count)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )


def strace(*options: str) -> list[str]:
    """The command to put before; skips the test where tracing is not possible."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run(
        ["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False
    )
    if tried.returncode:
        pytest.skip(f"strace may not trace here: {tried.stderr.strip()[:80]}")
    return ["strace", "-f", "-qq", *options]
