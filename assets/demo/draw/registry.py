"""Room: the demo's drawing tools. Who draws which product."""

from __future__ import annotations

from collections.abc import Callable

from assets.demo.draw.canvas import Canvas

Artist = Callable[[Canvas, str], None]
"""Draws a product in a colour ("" = the product has no colour options)."""

ARTISTS: dict[str, Artist] = {}


def draws(product: str) -> Callable[[Artist], Artist]:
    def keep(artist: Artist) -> Artist:
        ARTISTS[product] = artist
        return artist

    return keep
