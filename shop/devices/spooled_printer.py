"""A printer that never blocks and never loses a job: its own thread, its own folder.

Devices room; plays `shop.ports.Printer`. Jobs go out in order and are tried for ever. A drawer
pulse is the exception: it is worth nothing late, and a drawer that springs open minutes
afterwards is worse than one that stayed shut, so it is dropped after a few seconds.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from shop.devices.spool import Spool
from shop.devices.transports import NONE, OK, Transport
from shop.errors import DeviceFault
from shop.ports import PrinterState

PULSE_SECONDS = 5.0
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 5.0

Job = Path | bytes


class SpooledPrinter:
    """`on_state` is called on the printer's thread whenever `state()` changed."""

    def __init__(
        self,
        transport: Transport,
        folder: Path,
        *,
        drawer: bytes,
        on_state: Callable[[PrinterState], None] | None = None,
        first_wait: float = _FIRST_WAIT,
    ) -> None:
        self._transport = transport
        self._drawer = drawer
        self._on_state = on_state
        self._first_wait = first_wait
        self._lock = threading.Condition()
        self._incoming: deque[tuple[bytes, str]] = deque()
        self._jobs: deque[Job] = deque()
        self._pulses: deque[float] = deque()
        self._closing = False
        self._poked = False
        self._state = PrinterState(NONE if transport.status() == NONE else OK)
        self._thread = threading.Thread(target=self._run, args=(folder,), name="printer")
        self._thread.start()

    # -- any thread ------------------------------------------------------------------------

    def print(self, job: bytes, *, name: str) -> None:
        with self._lock:
            self._incoming.append((job, name))
            self._lock.notify()

    def open_drawer(self) -> None:
        with self._lock:
            self._pulses.append(monotonic() + PULSE_SECONDS)
            self._poked = True
            self._lock.notify()

    def state(self) -> PrinterState:
        with self._lock:
            return self._state

    def close(self, patience: float = 10.0) -> None:
        """What is not printed stays in the folder for the next start."""
        with self._lock:
            self._closing = True
            self._lock.notify()
        self._thread.join(patience)

    # -- the printer's thread --------------------------------------------------------------

    def _run(self, folder: Path) -> None:
        spool = Spool(folder)
        self._jobs.extend(spool.waiting())
        wait = 0.0
        while self._wait_for_work(wait):
            self._keep(spool)
            trouble = self._open_drawer()
            code = self._print_next(spool)
            code = trouble if code == OK and trouble else code
            wait = (
                0.0 if code in (OK, NONE) else min(max(wait * 2, self._first_wait), _LONGEST_WAIT)
            )
            self._tell(code)
        self._keep(spool)

    def _wait_for_work(self, wait: float) -> bool:
        """After trouble: a pause, cut short by a new pulse or the end. Else: until there is
        work."""
        with self._lock:
            if wait:
                self._lock.wait_for(lambda: self._closing or self._poked, wait)
            else:
                self._lock.wait_for(self._has_work)
            self._poked = False
            return not self._closing

    def _has_work(self) -> bool:
        return self._closing or bool(self._incoming or self._jobs or self._pulses)

    def _keep(self, spool: Spool) -> None:
        while True:
            with self._lock:
                if not self._incoming:
                    return
                job, name = self._incoming.popleft()
            try:
                kept: Job = spool.add(job, name)
            except OSError:
                kept = job  # a full disk must not cost the customer the receipt
            self._jobs.append(kept)

    def _open_drawer(self) -> str:
        """The trouble met, if any; a pulse that failed is tried again until it is too late."""
        with self._lock:
            deadlines, self._pulses = self._pulses, deque()
        while deadlines:
            if monotonic() < deadlines[0]:
                try:
                    self._transport.pulse(self._drawer)
                except DeviceFault as fault:
                    with self._lock:
                        self._pulses.extendleft(reversed(deadlines))
                    return fault.code
            deadlines.popleft()
        return ""

    def _print_next(self, spool: Spool) -> str:
        """The state after trying the oldest job."""
        if not self._jobs:
            return OK
        job = self._jobs[0]
        try:
            self._transport.send(job if isinstance(job, bytes) else job.read_bytes())
        except DeviceFault as fault:
            return fault.code
        except FileNotFoundError:
            pass  # somebody cleared the folder: there is nothing left to print
        if isinstance(job, Path):
            spool.done(job)
        self._jobs.popleft()
        return OK

    def _tell(self, code: str) -> None:
        queued = len(self._jobs) + len(self._incoming)
        if code == OK and self._transport_is_none():
            code = NONE
        elif code == OK and queued:
            code = "waiting"
        state = PrinterState(code, queued)
        with self._lock:
            changed, self._state = state != self._state, state
        if changed and self._on_state is not None:
            self._on_state(state)

    def _transport_is_none(self) -> bool:
        return self._state.code == NONE
