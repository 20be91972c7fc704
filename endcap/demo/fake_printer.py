"""A receipt printer on the loopback: its own process, an ESC/POS ear and a paper sensor.

Run `python -m endcap.demo.fake_printer --port 9100 --folder out`; every job is kept as bytes and
as text. Commands on standard input: "paper out", "paper in", "cover open", "cover closed", "quit".
"""

from __future__ import annotations

import argparse
import socketserver
import sys
import threading
from pathlib import Path
from types import TracebackType

from endcap.demo.escpos_stream import Printout, read_stream


class FakePrinter:
    """A printer that can be asked, in the same process, what it printed."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, folder: Path | None = None) -> None:
        self.paper_out = False
        self.cover_open = False
        self.answers = True
        self._jobs: list[bytes] = []
        self._folder = folder
        self._arrived = threading.Condition()
        self._server = _Server((host, port), _Connection, self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="fake-printer"
        )
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def status(self, question: int) -> int:
        """The answer to DLE EOT `question`."""
        if question == 2:
            return 0x12 | 0x04 * self.cover_open | 0x20 * self.paper_out
        return 0x12 | 0x60 * self.paper_out

    def keep(self, job: bytes) -> None:
        with self._arrived:
            self._jobs.append(job)
            self._arrived.notify_all()
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{len(self._jobs):04d}"
            path.with_suffix(".escpos").write_bytes(job)
            path.with_suffix(".txt").write_text(read_stream(job).text, encoding="utf-8")

    def jobs(self) -> list[bytes]:
        with self._arrived:
            return list(self._jobs)

    def wait_for(self, count: int, patience: float = 5.0) -> list[bytes]:
        """At least `count` jobs, or what there is when patience ends."""
        with self._arrived:
            self._arrived.wait_for(lambda: len(self._jobs) >= count, patience)
            return list(self._jobs)

    def printed(self) -> Printout:
        """Everything so far, as one strip of paper."""
        return read_stream(b"".join(self.jobs()))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> FakePrinter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False

    def __init__(
        self, address: tuple[str, int], handler: type[_Connection], printer: FakePrinter
    ) -> None:
        self.printer = printer
        super().__init__(address, handler)


class _Connection(socketserver.BaseRequestHandler):
    """Realtime questions are answered at once; all else is a job, kept when the line closes."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        job = bytearray()
        self.request.settimeout(10)
        try:
            while piece := self.request.recv(65536):
                job += self._answered(piece, server.printer)
        except (TimeoutError, ConnectionError):
            pass  # a plug pulled in the middle: what came is what is on the paper
        if job:
            server.printer.keep(bytes(job))

    def _answered(self, piece: bytes, printer: FakePrinter) -> bytes:
        """Only at the head of a piece: inside a job the same bytes may be part of a picture."""
        while len(piece) >= 3 and piece[:2] == b"\x10\x04":
            if printer.answers:
                self.request.sendall(bytes((printer.status(piece[2]),)))
            piece = piece[3:]
        return piece


def main() -> int:
    parser = argparse.ArgumentParser(description="A receipt printer for demonstrations.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    with FakePrinter(options.host, options.port, options.folder) as printer:
        sys.stdout.write(f"{printer.port}\n")
        sys.stdout.flush()
        for line in sys.stdin:
            if not _obey(printer, line.strip()):
                break
    return 0


def _obey(printer: FakePrinter, order: str) -> bool:
    match order:
        case "paper out" | "paper in":
            printer.paper_out = order == "paper out"
        case "cover open" | "cover closed":
            printer.cover_open = order == "cover open"
        case "quit":
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
