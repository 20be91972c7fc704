"""Printing never blocks and never loses: paper out, cover open, no printer, a restart."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from endcap.demo.fake_printer import FakePrinter
from shop.devices import spooled_printer
from shop.devices.open_printer import PrinterConfig, open_printer, transport_of
from shop.devices.paper import Paper, center
from shop.devices.spool import Spool
from shop.devices.spooled_printer import SpooledPrinter
from shop.devices.transports import FilePrinter, NetworkPrinter, NoPrinter, Transport, read_status
from shop.devices.usb_printer import UsbPrinter
from shop.errors import DeviceFault
from shop.ports import PrinterState
from tests.unit.shop.actions.shop_floor import Floor

PULSE = b"\x1bp\x0022"


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with FakePrinter() as printer:
        yield printer


def start(transport: Transport, folder: Path) -> SpooledPrinter:
    return SpooledPrinter(transport, folder, drawer=PULSE, first_wait=0.02)


def network(fake: FakePrinter) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", fake.port, patience=2, answer=0.5)


def until(true: Callable[[], bool], patience: float = 5.0) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.01)


def test_jobs_arrive_in_order_and_leave_the_spool(fake: FakePrinter, tmp_path: Path) -> None:
    printer = start(network(fake), tmp_path)
    for number in range(5):
        printer.print(f"job {number}\n".encode(), name=f"R{number}")
    assert fake.wait_for(5) == [f"job {n}\n".encode() for n in range(5)]
    until(lambda: printer.state().queued == 0)
    printer.close()
    assert list(tmp_path.iterdir()) == []
    assert printer.state().code == "ok"


def test_out_of_paper_keeps_everything_and_goes_on(fake: FakePrinter, tmp_path: Path) -> None:
    fake.paper_out = True
    printer = start(network(fake), tmp_path)
    began = time.monotonic()
    for number in range(3):
        printer.print(f"job {number}\n".encode(), name="R")
    assert time.monotonic() - began < 0.1
    until(lambda: printer.state().code == "paper_out")
    assert printer.state().queued == 3
    assert fake.jobs() == []
    printer.open_drawer()
    assert fake.wait_for(1) == [PULSE]
    fake.paper_out, fake.cover_open = False, True
    until(lambda: printer.state().code == "cover_open")
    fake.cover_open = False
    assert len(fake.wait_for(4, 20)) == 4
    until(lambda: printer.state() == PrinterState("ok", 0))
    printer.close()
    assert fake.printed().pulses == 1


def test_a_job_outlives_the_process(fake: FakePrinter, tmp_path: Path) -> None:
    fake.paper_out = True
    printer = start(network(fake), tmp_path)
    printer.print(b"receipt\n", name="../T1-1/000001")
    until(lambda: printer.state().code == "paper_out")
    printer.close()
    kept = [path.name for path in tmp_path.iterdir()]
    assert kept == ["0000000001-..-T1-1-000001.escpos"]
    (tmp_path / "half.part").write_bytes(b"half")
    fake.paper_out = False
    again = start(network(fake), tmp_path)
    assert fake.wait_for(1) == [b"receipt\n"]
    again.close()
    assert list(tmp_path.iterdir()) == []


def test_no_printer_there_and_then_there(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    seen: list[str] = []
    printer = SpooledPrinter(
        NetworkPrinter("127.0.0.1", port, patience=1, answer=0.3),
        tmp_path,
        drawer=PULSE,
        on_state=lambda state: seen.append(state.code),
        first_wait=0.02,
    )
    printer.print(b"receipt\n", name="R")
    printer.open_drawer()
    until(lambda: printer.state().code == "offline")
    with FakePrinter(port=port) as fake:
        assert set(fake.wait_for(2, 20)) == {b"receipt\n", PULSE}
        until(lambda: printer.state().code == "ok")
    printer.close()
    assert seen[0] == "offline"


def test_a_late_pulse_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooled_printer, "PULSE_SECONDS", 0.05)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    printer = start(NetworkPrinter("127.0.0.1", port, patience=1), tmp_path)
    printer.open_drawer()
    until(lambda: printer.state().code == "offline")
    until(lambda: printer.state().code == "ok")
    with FakePrinter(port=port) as fake:
        printer.print(b"receipt\n", name="R")
        fake.wait_for(1)
        printer.close()
        assert fake.printed().pulses == 0


def test_a_printer_that_does_not_answer_questions_prints(fake: FakePrinter, tmp_path: Path) -> None:
    fake.answers = False
    printer = start(NetworkPrinter("127.0.0.1", fake.port, answer=0.05), tmp_path)
    printer.print(b"receipt\n", name="R")
    assert fake.wait_for(1) == [b"receipt\n"]
    printer.close()


def test_a_full_disk_does_not_cost_the_receipt(
    fake: FakePrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Spool, job: bytes, name: str) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Spool, "add", full)
    printer = start(network(fake), tmp_path)
    printer.print(b"receipt\n", name="R")
    assert fake.wait_for(1) == [b"receipt\n"]
    printer.close()


def test_a_cleared_spool_is_no_trouble(fake: FakePrinter, tmp_path: Path) -> None:
    fake.paper_out = True
    printer = start(network(fake), tmp_path)
    printer.print(b"gone\n", name="R")
    until(lambda: printer.state().code == "paper_out")
    for path in tmp_path.iterdir():
        path.unlink()
    fake.paper_out = False
    printer.print(b"here\n", name="R")
    assert fake.wait_for(1) == [b"here\n"]
    printer.close()


def test_files_and_no_printer(tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    printer = start(FilePrinter(out), tmp_path / "spool")
    printer.print(b"a", name="R")
    printer.open_drawer()
    until(lambda: out.exists() and len(out.read_bytes()) == 1 + len(PULSE))
    printer.close()
    nowhere = FilePrinter(tmp_path / "none" / "out")
    assert nowhere.status() == "ok"
    with pytest.raises(DeviceFault, match="offline"):
        nowhere.send(b"x")
    none = start(NoPrinter(), tmp_path / "spool2")
    none.print(b"a", name="R")
    none.open_drawer()
    until(lambda: none.state().queued == 0)
    none.close()
    assert none.state().code == "none"


def test_status_bits() -> None:
    assert read_status(b"\x12\x12") == "ok"
    assert read_status(b"\x16\x12") == "cover_open"
    assert read_status(b"\x32\x12") == "paper_out"
    assert read_status(b"\x12\x72") == "paper_out"
    assert read_status(b"") == "ok"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        gone = NetworkPrinter("127.0.0.1", int(probe.getsockname()[1]), patience=0.5)
        assert gone.status() == "offline"


def test_targets() -> None:
    assert transport_of("tcp://10.0.0.9:9100") == NetworkPrinter("10.0.0.9", 9100)
    assert transport_of("file:/dev/usb/lp0") == FilePrinter(Path("/dev/usb/lp0"))
    assert transport_of("usb:04b8:0202") == UsbPrinter(0x04B8, 0x0202)
    assert isinstance(transport_of("none"), NoPrinter)
    for wrong in ("", "file:", "tcp://host", "usb:xx:yy", "lpt1"):
        with pytest.raises(DeviceFault, match="printer_target_unknown"):
            transport_of(wrong)


def test_no_usb_printer_is_offline() -> None:
    absent = UsbPrinter(0xFFFF, 0xFFFE)
    assert absent.status() == "offline"
    with pytest.raises(DeviceFault, match="offline"):
        absent.pulse(PULSE)


def test_from_configuration_to_paper(fake: FakePrinter, tmp_path: Path) -> None:
    target = f"tcp://127.0.0.1:{fake.port}"
    opened = open_printer(PrinterConfig(target, "epson-80", tmp_path))
    floor = Floor()
    receipt = floor.sell(floor.open()).receipt
    opened.printer.print(opened.render(receipt, "en"), name=receipt.number)
    opened.print_paper(Paper((center("Hello"),)), "hello")
    fake.wait_for(2)
    opened.close()
    out = fake.printed()
    assert out.cuts == 2
    assert ("qr", receipt.slip) in out.codes
    assert out.lines[-1] == "Hello"


def test_the_fake_printer_is_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "endcap.demo.fake_printer", "--port", "0", "--folder"]
    with subprocess.Popen(
        [*command, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        printer = NetworkPrinter("127.0.0.1", int(process.stdout.readline()))
        process.stdin.write("paper out\n")
        process.stdin.flush()
        until(lambda: printer.status() == "paper_out")
        process.stdin.write("paper in\ncover open\ncover closed\n")
        process.stdin.flush()
        until(lambda: printer.status() == "ok")
        printer.send(b"Hello\n")
        until(lambda: (tmp_path / "0001.txt").exists())
        process.stdin.write("quit\n")
        process.stdin.flush()
        assert process.wait(10) == 0
    assert (tmp_path / "0001.txt").read_text() == "Hello"
