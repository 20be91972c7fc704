"""The USB pipe against a hand-made device: the right endpoint, and every failure told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
import usb.core

from shop.devices.usb_printer import UsbPrinter
from shop.errors import DeviceFault


@dataclass
class Endpoint:
    bEndpointAddress: int
    written: list[bytes] = field(default_factory=list)
    broken: bool = False

    def write(self, data: bytes, timeout: int) -> None:
        if self.broken:
            raise usb.core.USBError("pipe")
        self.written.append(data)


class Device:
    """What pyusb shows of a printer: one endpoint in, one out."""

    def __init__(self, kernel: bool | None) -> None:
        self.kernel = kernel
        self.out = Endpoint(0x01)
        self._ctx = self
        self.configured = False

    def is_kernel_driver_active(self, interface: int) -> bool:
        if self.kernel is None:
            raise NotImplementedError
        return self.kernel

    def detach_kernel_driver(self, interface: int) -> None:
        self.kernel = False

    def set_configuration(self) -> None:
        self.configured = True

    def get_active_configuration(self) -> dict[tuple[int, int], list[Endpoint]]:
        return {(0, 0): [Endpoint(0x82), self.out]}

    def dispose(self, device: Any, close_handle: bool = True) -> None:
        assert device is self


@pytest.mark.parametrize("kernel", [True, False, None])
def test_bytes_go_to_the_out_endpoint(kernel: bool | None, monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device(kernel)
    monkeypatch.setattr(UsbPrinter, "_device", lambda self: device)
    printer = UsbPrinter(0x04B8, 0x0202)
    assert printer.status() == "ok"
    printer.send(b"receipt")
    printer.pulse(b"pulse")
    assert device.out.written == [b"receipt", b"pulse"]
    assert device.configured
    assert not device.kernel


def test_a_broken_pipe_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device(False)
    device.out.broken = True
    monkeypatch.setattr(UsbPrinter, "_device", lambda self: device)
    with pytest.raises(DeviceFault, match="offline"):
        UsbPrinter(1, 2).send(b"receipt")


def test_a_machine_without_libusb_has_no_usb_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(**wanted: int) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", find)
    assert UsbPrinter(1, 2).status() == "offline"
