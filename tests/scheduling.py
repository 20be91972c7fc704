"""Which tests go to which process, and which begin: what takes long must not come last."""

from __future__ import annotations

from pathlib import Path

from xdist.scheduler import LoadFileScheduling

ALONE = "tests/sim/test_seeds.py"
"""Each of its tests takes as long as other files do, and none needs another."""
FIRST = (ALONE, "tests/flows/", "tests/faults/", "tests/qml/", "tests/sim/")


class HeavyFirst(LoadFileScheduling):  # type: ignore[misc]  # xdist is untyped
    """A file stays in one process, for the sake of what its tests share."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(ALONE) else super()._split_scope(nodeid)


def rank(path: Path) -> int:
    """0 begins."""
    name = path.as_posix()
    return next((place for place, part in enumerate(FIRST) if part in name), len(FIRST))
