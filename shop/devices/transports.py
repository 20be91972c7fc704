"""Ways for ready bytes to reach a printer. Devices room: sockets and files.

A transport may block and may fail; only the spool's own thread calls it.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shop.errors import DeviceFault

OK, OFFLINE, PAPER_OUT, COVER_OPEN, NONE = "ok", "offline", "paper_out", "cover_open", "none"


class Transport(Protocol):
    def status(self) -> str:
        """One of the codes above, asked of the device where it can answer."""
        ...

    def send(self, job: bytes) -> None:
        """All of it, or DeviceFault with one of the codes above."""
        ...

    def pulse(self, command: bytes) -> None:
        """Open the drawer now, paper or not."""
        ...


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    """Raw TCP, port 9100. One connection per job, so that tills can share a printer."""

    host: str
    port: int = 9100
    patience: float = 3.0
    answer: float = 1.0

    def status(self) -> str:
        try:
            with self._connect() as connection:
                return self._ask(connection)
        except OSError:
            return OFFLINE

    def send(self, job: bytes) -> None:
        try:
            with self._connect() as connection:
                state = self._ask(connection)
                if state != OK:
                    raise DeviceFault(state, host=self.host)
                connection.settimeout(self.patience * 3)
                connection.sendall(job)
                connection.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise DeviceFault(OFFLINE, host=self.host, reason=str(error)) from error

    def pulse(self, command: bytes) -> None:
        try:
            with self._connect() as connection:
                connection.sendall(command)
                connection.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise DeviceFault(OFFLINE, host=self.host, reason=str(error)) from error

    def _connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=self.patience)

    def _ask(self, connection: socket.socket) -> str:
        """DLE EOT 2 and 4. A printer that does not answer is taken to be well."""
        connection.settimeout(self.answer)
        answers = bytearray()
        try:
            for question in (2, 4):
                connection.sendall(bytes((0x10, 0x04, question)))
                answers += connection.recv(1)
        except TimeoutError:
            return OK
        return read_status(bytes(answers))


def read_status(answers: bytes) -> str:
    """Answers to DLE EOT 2 (cover, paper end) and 4 (paper sensor)."""
    if len(answers) < 2:
        return OK
    cause, roll = answers[0], answers[1]
    if cause & 0x04:
        return COVER_OPEN
    if cause & 0x20 or roll & 0x60:
        return PAPER_OUT
    return OK


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """Appends to a file or writes to a device file such as /dev/usb/lp0."""

    path: Path

    def status(self) -> str:
        return OK

    def send(self, job: bytes) -> None:
        try:
            with self.path.open("ab") as file:
                file.write(job)
        except OSError as error:
            raise DeviceFault(OFFLINE, path=str(self.path), reason=str(error)) from error

    def pulse(self, command: bytes) -> None:
        self.send(command)


class NoPrinter:
    """A terminal without paper: the preview on the screen is the receipt."""

    def status(self) -> str:
        return NONE

    def send(self, job: bytes) -> None:
        return None

    def pulse(self, command: bytes) -> None:
        return None
