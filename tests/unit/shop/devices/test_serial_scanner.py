"""Serial scanners: bytes become codes; floods, halves and lost ports are told, not suffered."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from shop.devices.serial_frames import SerialFramer, SerialSettings
from shop.devices.serial_scanner import SerialScanner
from shop.domain.codes import GS, Refusal, Refused, ScannedCode


def codes(found: list[ScannedCode | Refused]) -> list[str]:
    return [one.text for one in found if isinstance(one, ScannedCode)]


def refusals(found: list[ScannedCode | Refused]) -> list[Refusal]:
    return [one.code for one in found if isinstance(one, Refused)]


def test_codes_in_any_pieces() -> None:
    framer = SerialFramer()
    assert framer.feed(b"40063", 0.0) == []
    assert codes(framer.feed(b"81333931\r\n5449", 0.05)) == ["4006381333931"]
    assert codes(framer.feed(b"000000996\r\n", 0.1)) == ["5449000000996"]


def test_separator_and_prefix() -> None:
    framer = SerialFramer(SerialSettings(prefix="\x02"))
    assert codes(framer.feed(b"\x02]d20110A\x1d21B\r", 0.0)) == [f"]d20110A{GS}21B"]
    assert refusals(framer.feed(b"0110A\r", 0.1)) == [Refusal.HALF_CODE]


def test_half_flood_storm_and_control_characters() -> None:
    framer = SerialFramer()
    framer.feed(b"4006", 0.0)
    assert refusals(framer.tick(1.0)) == [Refusal.HALF_CODE]
    assert refusals(framer.feed(b"7" * 5000 + b"\r", 2.0)) == [Refusal.TOO_LONG]
    assert refusals(framer.feed(b"40\x1b[A\r", 3.0)) == [Refusal.CONTROL_CHARACTER]
    stormed = [one for n in range(40) for one in framer.feed(b"4006\r", 5 + n * 0.01)]
    assert len(codes(stormed)) == 12
    assert set(refusals(stormed)) == {Refusal.STORM}


@given(st.lists(st.tuples(st.binary(max_size=60), st.floats(0, 1)), max_size=30))
def test_total(pieces: list[tuple[bytes, float]]) -> None:
    framer, t = SerialFramer(), 0.0
    for data, gap in pieces:
        t += gap
        for one in framer.feed(data, t):
            assert isinstance(one, (ScannedCode, Refused))


class FlakyPort:
    """Gives its bytes once, then breaks like a pulled cable."""

    def __init__(self, data: bytes) -> None:
        self._data = [data]
        self.closed = False

    def read(self, _size: int, /) -> bytes:
        if self._data:
            return self._data.pop()
        raise OSError("device reports readiness to read but returned no data")

    def close(self) -> None:
        self.closed = True


def test_a_pulled_cable_is_told_and_the_thread_ends() -> None:
    told, done = [], threading.Event()
    got: list[ScannedCode] = []
    port = FlakyPort(b"4006381333931\r\n")

    def fault(reason: str) -> None:
        told.append(reason)
        done.set()

    scanner = SerialScanner("any", got.append, on_fault=fault, opener=lambda _name, _baud: port)
    scanner.start()
    assert done.wait(5)
    scanner.stop()
    assert [one.text for one in got] == ["4006381333931"]
    assert "readiness" in told[0]
    assert port.closed


def test_a_real_serial_line_in_memory() -> None:
    """pyserial's own loop: what is written is read."""
    import serial

    line = serial.serial_for_url("loop://", timeout=0.05)
    got, done = [], threading.Event()

    def code(one: ScannedCode) -> None:
        got.append(one.text)
        done.set()

    scanner = SerialScanner("loop://", code, opener=lambda _name, _baud: line)
    scanner.start()
    line.write(b"4006381333931\r\n")
    assert done.wait(5)
    scanner.stop()
    assert got == ["4006381333931"]
