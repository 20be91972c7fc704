"""What a receipt printer can do. Devices room; data only."""

from __future__ import annotations

from dataclasses import dataclass

from shop.errors import DeviceFault


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """`escpos` names python-escpos's profile, for its table of code pages; `dots` is the
    printable width."""

    name: str
    escpos: str
    columns: int
    dots: int
    dpi: int
    native_qr: bool = True
    cuts: bool = True

    @property
    def dot_mm(self) -> float:
        """For sizes of codes only, never for money."""
        return 25.4 / self.dpi


PROFILES = {
    profile.name: profile
    for profile in (
        PrinterProfile("epson-80", "TM-T88V", columns=42, dots=512, dpi=180),
        PrinterProfile("generic-80", "TM-T20II", columns=42, dots=512, dpi=203),
        PrinterProfile(
            "generic-58", "POS-5890", columns=32, dots=384, dpi=203, native_qr=False, cuts=False
        ),
        PrinterProfile("qr-58", "TM-T88V", columns=32, dots=384, dpi=203),
    )
}


def printer_profile(name: str) -> PrinterProfile:
    try:
        return PROFILES[name]
    except KeyError:
        raise DeviceFault("printer_profile_unknown", name=name, known=", ".join(PROFILES)) from None
