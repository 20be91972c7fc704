"""XML text from names and values, escaped and cleaned. Exports room: pure."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from shop.domain.money import Money
from shop.exports.cells import amount, plain

NAMESPACE = "http://www.nrf-arts.org/IXRetail/namespace/"
OURS = "urn:endcap:poslog:1"


def element(name: str, *inside: str, **attributes: str) -> str:
    """`inside` is XML already; an attribute with an empty value is left out."""
    told = "".join(
        f" {key}={quoteattr(plain(value))}" for key, value in attributes.items() if value
    )
    content = "".join(inside)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(name: str, value: str, **attributes: str) -> str:
    """An element with a text; nothing at all for an empty one."""
    return element(name, escape(plain(value)), **attributes) if plain(value) else ""


def money(name: str, value: Money, **attributes: str) -> str:
    return element(name, amount(value), Currency=value.currency, **attributes)
