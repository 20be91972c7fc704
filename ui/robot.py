"""Room: ui. A hand from outside: JSON lines on a Unix socket become real events in a face.

{"do": "click", "name": "pay", "timeout": 5} → {"ok": true, "value": null}. Commands are the
public methods of `robot_hands.Hands` and what an app.py adds (clock, link). Demo and tests only.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.robot_hands import Hands, NotThere
from ui.startup import UiApp

TRY_EVERY_S = 0.03
DEFAULT_TIMEOUT_S = 10.0


class _Errand(QObject):
    """Brings a call to the GUI thread and its answer back."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object)
    def _do(self, call: Callable[[], Any], answer: Future[Any]) -> None:
        try:
            answer.set_result(call())
        except Exception as error:
            answer.set_exception(error)


class Robot:
    """Listens while started; one client at a time."""

    def __init__(
        self, ui: UiApp, path: str, commands: Mapping[str, Callable[..., Any]] | None = None
    ) -> None:
        self._path = path
        self._hands = Hands(ui)
        self._more = dict(commands or {})
        self._errand = _Errand()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="endcap-robot", daemon=True)
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def start(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)
        self._server.bind(self._path)
        self._server.listen(1)
        self._server.settimeout(0.2)
        self._thread.start()

    def stop(self) -> None:
        """Call on the GUI thread; ends the listener and removes the socket."""
        self._closing.set()
        self._thread.join()
        self._server.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)

    # --- the listener's thread ---------------------------------------------------------
    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._server.accept()
            except TimeoutError:
                continue
            with client:
                client.settimeout(0.2)
                self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        waiting = b""
        while not self._closing.is_set():
            try:
                piece = client.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return
            if not piece:
                return
            *lines, waiting = (waiting + piece).split(b"\n")
            for line in lines:
                answer = json.dumps(self._answer(line), ensure_ascii=False) + "\n"
                with contextlib.suppress(BrokenPipeError):
                    client.sendall(answer.encode())

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            order = json.loads(line)
            return {"ok": True, "value": self._patiently(order)}
        except Exception as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}

    def _patiently(self, order: dict[str, Any]) -> Any:
        """Try until it works: people, too, wait until the button is there."""
        until = time.monotonic() + float(order.pop("timeout", DEFAULT_TIMEOUT_S))
        action = self._action(str(order.pop("do")))
        while True:
            try:
                return self._on_gui(lambda: action(**order))
            except NotThere:
                if time.monotonic() > until or self._closing.is_set():
                    raise
                time.sleep(TRY_EVERY_S)

    def _action(self, name: str) -> Callable[..., Any]:
        if name in self._more:
            return self._more[name]
        if name.startswith("_") or name == "ui" or not hasattr(self._hands, name):
            raise ValueError(f"no command {name}")
        found: Callable[..., Any] = getattr(self._hands, name)
        return found

    def _on_gui(self, call: Callable[[], Any]) -> Any:
        answer: Future[Any] = Future()
        self._errand.asked.emit(call, answer)
        while True:
            try:
                return answer.result(timeout=0.2)
            except TimeoutError:
                if answer.done():
                    raise
                if self._closing.is_set():
                    raise NotThere("the face is closing") from None
