"""May a new sale begin? One that has begun may always be finished. Actions room: ports only."""

from __future__ import annotations

from shop.domain.basket import Basket
from shop.errors import Refusal
from shop.ports import Journal


def begin_sale(journal: Journal, basket: Basket) -> None:
    """Before the first article. With the disk full the journal lives on its reserve, which is
    there to finish what has begun: raises Refusal("new_sale_disk_full")."""
    if not basket.lines and journal.trouble == "disk_full":
        raise Refusal("new_sale_disk_full")
