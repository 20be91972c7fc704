"""The codec both ends share."""

from __future__ import annotations

import subprocess
import sys

_MANY = """
import sys, threading
from dataclasses import make_dataclass
from sync.protocol.codec import convert, decode, encode

sys.setswitchinterval(1e-6)
plain = {f"x{i}": {f"x{j}": {"a": 1} for j in range(20)} for i in range(20)}
text = encode(plain)
for _ in range(20):
    leaves = [make_dataclass("L", [("a", int)]) for i in range(20)]
    fields = [(f"x{i}", x) for i, x in enumerate(leaves)]
    inner = [make_dataclass("M", fields) for i in range(20)]
    outer = make_dataclass("T", [(f"x{i}", x) for i, x in enumerate(inner)])
    together = threading.Barrier(3)

    def read(way, what, kind):
        together.wait()
        way(what, kind)

    jobs = [(decode, text, outer), (convert, plain, outer), (convert, plain["x0"], inner[0])]
    threads = [threading.Thread(target=read, args=job) for job in jobs]
    [x.start() for x in threads]
    [x.join() for x in threads]
print("all read")
"""


def test_a_type_may_be_met_by_several_threads_at_once() -> None:
    """In a process of its own: what went wrong here ended it."""
    done = subprocess.run(
        [sys.executable, "-c", _MANY], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "all read\n", "")
