"""Where shared test data lies, if it is there; tests without it say so and are skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def data_dir(*parts: str) -> Path:
    """A folder or file of the shared data; skips the asking test when it is missing."""
    given = os.environ.get("ENDCAP_TEST_DATA")
    base = Path(given) if given else ROOT.parent / "shared" / "data"
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared test data at {path} (set ENDCAP_TEST_DATA)")
    return path
