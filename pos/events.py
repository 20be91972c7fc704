"""Room: pos. What drivers tell the screens of till and desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.ports import PrinterState


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    state: PrinterState
