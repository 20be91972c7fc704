"""A terminal's printer from its configuration. Devices room; called by an `app.py` only.

Targets: "tcp://10.0.0.9:9100", "file:/dev/usb/lp0", "usb:04b8:0202", "none".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shop.devices.printer_profiles import printer_profile
from shop.devices.spooled_printer import SpooledPrinter
from shop.devices.transports import FilePrinter, NetworkPrinter, NoPrinter, Transport
from shop.devices.usb_printer import UsbPrinter
from shop.domain.receipt import Receipt
from shop.errors import DeviceFault
from shop.ports import PrinterState

if TYPE_CHECKING:
    from shop.devices.escpos_encoder import EscPosEncoder
    from shop.devices.paper import Paper


@dataclass(frozen=True, slots=True)
class PrinterConfig:
    """`folder` keeps the spool and python-escpos's table; `logo` is a picture's path or ""."""

    target: str
    profile: str
    folder: Path
    logo: str = ""


class NoEncoder:
    """For a terminal without paper: nothing to say, and nothing to import for it."""

    drawer = b""

    def encode(self, paper: Paper) -> bytes:
        return b""


@dataclass(frozen=True, slots=True)
class ReceiptPrinter:
    """A printer and its encoder. `render` fits `print_receipt`; both are slow the first time."""

    printer: SpooledPrinter
    encoder: EscPosEncoder | NoEncoder

    def render(self, receipt: Receipt, language: str) -> bytes:
        from shop.devices.receipt_layout import receipt_paper

        return self.encoder.encode(receipt_paper(receipt, language))

    def print_paper(self, paper: Paper, name: str) -> None:
        """Reports and slips."""
        self.printer.print(self.encoder.encode(paper), name=name)

    def close(self) -> None:
        self.printer.close()


def open_printer(
    config: PrinterConfig, on_state: Callable[[PrinterState], None] | None = None
) -> ReceiptPrinter:
    """Call it on a worker: python-escpos takes half a second to import, and 18 MB."""
    transport = transport_of(config.target)
    encoder = NoEncoder() if isinstance(transport, NoPrinter) else _encoder(config)
    printer = SpooledPrinter(
        transport, config.folder / "spool", drawer=encoder.drawer, on_state=on_state
    )
    return ReceiptPrinter(printer, encoder)


def _encoder(config: PrinterConfig) -> EscPosEncoder:
    from shop.devices.escpos_encoder import EscPosEncoder

    profile = printer_profile(config.profile)
    return EscPosEncoder(profile, cache=config.folder / "escpos", logo=config.logo)


def transport_of(target: str) -> Transport:
    kind, _, rest = target.partition(":")
    try:
        match kind:
            case "none":
                return NoPrinter()
            case "tcp":
                host, _, port = rest.removeprefix("//").rpartition(":")
                return NetworkPrinter(host.strip("[]"), int(port))
            case "file" if rest:
                return FilePrinter(Path(rest))
            case "usb":
                vendor, _, product = rest.partition(":")
                return UsbPrinter(int(vendor, 16), int(product, 16))
    except ValueError:
        pass
    raise DeviceFault("printer_target_unknown", target=target)
