"""Starts the store's processes and stops them again, in order. Command room."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO


class ProcessFailed(Exception):
    """A process of the store ended or never became ready; carries the end of its log."""


class Processes:
    """Children with one log file each; `close()` ends them, last started first."""

    def __init__(self, logs: Path, env: Mapping[str, str]) -> None:
        self._logs = logs
        self._env = {**os.environ, **env}
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._files: list[IO[bytes]] = []
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, arguments: Sequence[str]) -> None:
        """Run `endcap ARGUMENTS…` under `name`."""
        log = (self._logs / f"{name}.log").open("ab")
        self._files.append(log)
        self._children[name] = subprocess.Popen(
            [sys.executable, "-m", "endcap", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=self._env,
        )

    def run(self, arguments: Sequence[str]) -> str:
        """Run `endcap ARGUMENTS…` to its end and give what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "endcap", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=self._env,
            check=False,
        )
        if done.returncode:
            raise ProcessFailed(f"endcap {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def pid(self, name: str) -> int:
        return self._children[name].pid

    def alive(self, name: str) -> bool:
        return self._children[name].poll() is None

    def kill(self, name: str) -> None:
        """As a power cut would: no warning, no clean-up."""
        child = self._children[name]
        child.send_signal(signal.SIGKILL)
        child.wait()

    def check(self) -> None:
        """Raise ProcessFailed if any child has ended by itself."""
        for name in self._children:
            if not self.alive(name):
                raise ProcessFailed(f"{name} ended early; its log ends:\n{self.log_tail(name)}")

    def wait_any(self, names: Sequence[str]) -> str:
        """Wait until one of `names` ends; for windows that a person closes."""
        while True:
            for name in names:
                if not self.alive(name):
                    return name
            time.sleep(0.2)

    def log_tail(self, name: str, lines: int = 30) -> str:
        text = (self._logs / f"{name}.log").read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def stop(self, name: str, seconds: float = 8) -> int:
        """Ask politely, then insist; gives the exit code."""
        child = self._children[name]
        if child.poll() is None:
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(seconds)
        if child.poll() is None:
            child.kill()
        return child.wait()

    def close(self) -> None:
        for name in reversed(self._children):
            self.stop(name)
        for file in self._files:
            file.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, processes: Processes, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        processes.check()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    raise ProcessFailed(f"nothing answers on port {port} after {seconds:.0f} s")
