"""Room: ui, but without Qt. The other end of `ui.robot`: the demo's and the tests' script."""

from __future__ import annotations

import json
import socket
import time
from typing import Any


class RobotError(Exception):
    """The face answered that it could not do it."""


class RobotClient:
    """Speaks to one face. `do("click", name="pay")`, or by attribute: `click(name="pay")`."""

    def __init__(self, path: str, *, connect_timeout: float = 30.0) -> None:
        self._socket = _connect(path, connect_timeout)
        self._lines = self._socket.makefile("r", encoding="utf-8")

    def do(self, command: str, **arguments: Any) -> Any:
        order = json.dumps({"do": command, **arguments}, ensure_ascii=False)
        self._socket.sendall(order.encode() + b"\n")
        line = self._lines.readline()
        if not line:
            raise RobotError(f"{command}: the face is gone")
        answer = json.loads(line)
        if not answer["ok"]:
            raise RobotError(f"{command} {arguments}: {answer['error']}")
        return answer["value"]

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def __enter__(self) -> RobotClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _connect(path: str, timeout: float) -> socket.socket:
    """The face may still be starting."""
    until = time.monotonic() + timeout
    while True:
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            client.connect(path)
        except (FileNotFoundError, ConnectionRefusedError):
            client.close()
            if time.monotonic() > until:
                raise RobotError(f"nobody answers at {path}") from None
            time.sleep(0.05)
        else:
            return client
