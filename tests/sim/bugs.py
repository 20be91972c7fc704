"""Planted protocol bugs: each a mistake that sync code out there makes, patched into ours.

A bug is a function that swaps a few real functions for wrong ones; `planted` puts them in and
takes them out. What the simulator cannot tell from the real thing is not a test.
"""

from __future__ import annotations

from tests.sim import central_bugs, terminal_bugs
from tests.sim.planting import BUGS, planted

__all__ = ["BUGS", "central_bugs", "planted", "terminal_bugs"]
