"""Send a finished receipt to paper, and open the drawer once. Actions room: ports only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shop.domain.receipt import Receipt
from shop.ports import Printer


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """`render` gives printer bytes for (receipt, language); the printer keeps and retries them."""

    printer: Printer
    render: Callable[[Receipt, str], bytes]

    def __call__(self, receipt: Receipt, language: str, *, drawer: bool = False) -> None:
        """Only for what is durable. The drawer opens first: change must not wait for paper."""
        if drawer:
            self.printer.open_drawer()
        copy = f"-copy-{receipt.copy}" if receipt.copy else ""
        self.printer.print(self.render(receipt, language), name=f"{receipt.number}{copy}")
