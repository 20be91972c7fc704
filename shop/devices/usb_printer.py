"""A receipt printer on USB, by pyusb as a raw pipe. Devices room.

python-escpos would own the device and its retries; we only push bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shop.devices.transports import OFFLINE, OK
from shop.errors import DeviceFault

_TIMEOUT_MS = 10_000
_IN = 0x80


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    vendor: int
    product: int

    def status(self) -> str:
        return OK if self._device() is not None else OFFLINE

    def send(self, job: bytes) -> None:
        device = self._device()
        if device is None:
            raise DeviceFault(OFFLINE, usb=f"{self.vendor:04x}:{self.product:04x}")
        import usb.core

        try:
            self._write(device, job)
        except usb.core.USBError as error:
            raise DeviceFault(OFFLINE, reason=str(error)) from error

    def pulse(self, command: bytes) -> None:
        self.send(command)

    def _device(self) -> Any:
        import usb.core

        try:
            return usb.core.find(idVendor=self.vendor, idProduct=self.product)
        except usb.core.NoBackendError:
            return None

    def _write(self, device: Any, job: bytes) -> None:
        import usb.util

        try:
            if device.is_kernel_driver_active(0):
                device.detach_kernel_driver(0)
        except NotImplementedError:
            pass  # Windows has no kernel driver to send away
        device.set_configuration()
        interface = device.get_active_configuration()[(0, 0)]
        endpoint = next(x for x in interface if not x.bEndpointAddress & _IN)
        endpoint.write(job, _TIMEOUT_MS)
        usb.util.dispose_resources(device)
