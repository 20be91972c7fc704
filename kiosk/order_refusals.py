"""Room: kiosk. Why an order could not be taken, in a shopper's words: never a code, never blame."""

from __future__ import annotations

from dataclasses import dataclass

from shop.errors import Conflict, EndcapError, LinkDown, Refusal
from ui.i18n import mark, tr_marked

_SOLD_OUT = frozenset({"out_of_stock", "hold_elsewhere"})
_GOODS = frozenset({"sku_unknown", "product_unknown"})

_ELSEWHERE = mark("Nothing was ordered. Please choose another store.")
_PEOPLE = mark("Nothing was ordered. Please order at the till or the pickup desk.")


@dataclass(frozen=True, slots=True)
class OrderRefusal:
    """`store_gone`: the chosen store has just sold the last of it, others may have some."""

    text: str
    advice: str
    store_gone: bool = False


def told(error: EndcapError) -> OrderRefusal:
    if isinstance(error, LinkDown):
        return _said(
            mark("We could not reach that store just now."),
            mark("Try again in a moment, or choose pickup in this store."),
        )
    if not isinstance(error, Conflict | Refusal):  # our own disk, or a fault of ours
        return _said(mark("This screen cannot take orders just now."), _PEOPLE)
    if error.code in _SOLD_OUT:
        quicker = mark("Somebody was a moment quicker: that store has no more of it.")
        return _said(quicker, _ELSEWHERE, store_gone=True)
    if error.code == "store_unknown":
        return _said(mark("That store takes no orders just now."), _ELSEWHERE)
    if error.code in _GOODS:
        return _said(
            mark("This is not sold any more."),
            mark("Nothing was ordered. Please look for something like it."),
        )
    if error.code == "order_code_taken":
        return _said(
            mark("We could not tell your order from another one."),
            mark("Nothing was ordered. Please confirm once more."),
        )
    return _said(mark("This screen cannot take orders just now."), _PEOPLE)


def _said(text: str, advice: str, *, store_gone: bool = False) -> OrderRefusal:
    return OrderRefusal(tr_marked(text), tr_marked(advice), store_gone)
