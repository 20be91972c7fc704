"""Room: shop/devices. The passes of the decoding cascade in order, cheapest and surest first.

cv2 is imported by the first pass that changes the picture; the two first passes do without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shop.devices.decode_evidence import Trust
from shop.devices.decode_readers import zbar, zxing
from shop.devices.decoded import Found

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

# What may be read from a changed picture: the rest have too little to check.
_CHECKED = (
    "EAN13 EAN8 UPCA UPCE Code128 DataBarOmni DataBarStk DataBarStkOmni DataBarLtd DataBarExp "
    "DataBarExpStk QRCode DataMatrix"
)
_LARGE = 1600


@dataclass(frozen=True, slots=True)
class Pass:
    """One look at the picture. `read` does the work when it is called."""

    name: str
    trust: Trust
    read: Callable[[], list[Found]]


def passes(picture: Picture, *, live: bool) -> Iterator[Pass]:
    """The cascade. It is a generator: a pass that is not reached costs nothing."""
    yield Pass("fast", Trust.AS_SEEN, lambda: zxing(picture, fast=True, live=live))
    yield Pass("full", Trust.AS_SEEN, lambda: zxing(picture, live=live))
    yield Pass("zbar", Trust.AS_SEEN, lambda: zbar(picture, live=live))
    yield _bends(picture)
    yield from _whole(picture, live)
    yield from _regions(picture, live)


def live_fast(picture: Picture) -> Pass:
    """What every frame gets."""
    return Pass("fast", Trust.AS_SEEN, lambda: zxing(picture, fast=True, live=True))


def live_slow(picture: Picture) -> list[Pass]:
    """What the frames take turns with, one each. Upright cut-outs read a code at any angle, and
    are most of what a hand before a camera needs, so they come every other time."""
    cut = Pass("cut", Trust.CLEANED, lambda: _live_cut(picture, sharp=False))
    sharp = Pass("cut-sharp", Trust.CLEANED, lambda: _live_cut(picture, sharp=True))
    return [
        cut,
        Pass("full", Trust.AS_SEEN, lambda: zxing(picture, live=True)),
        sharp,
        Pass("half", Trust.CLEANED, lambda: _live_half(picture)),
        cut,
        _bends(picture),
    ]


def _live_cut(picture: Picture, *, sharp: bool) -> list[Found]:
    from shop.devices import decode_images as images
    from shop.devices.decode_locate import cut_out, locate

    base = images.grey(picture)
    found: list[Found] = []
    for region in locate(base)[:2]:
        cut = cut_out(base, region, side=640)
        cut = images.sharpened(cut, 3.0, 2.0) if sharp else cut
        found += zxing(cut, fast=True, live=True) or zbar(cut, live=True, linear=True)
    return found


def _live_half(picture: Picture) -> list[Found]:
    """Half size is soft enough to survive the noise of low light, and cheap for zbar."""
    from shop.devices import decode_images as images

    half = images.evened(images.scaled(images.softened(images.grey(picture)), 0.5))
    return zxing(half, fast=True, live=True) or zbar(half, live=True, linear=True)


def _both(name: str, trust: Trust, picture: Picture, live: bool) -> Pass:
    formats = _CHECKED.replace(" UPCE", "") if live else _CHECKED
    return Pass(
        name, trust, lambda: zxing(picture, formats=formats) + zbar(picture, live=live, linear=True)
    )


def _bends(picture: Picture) -> Pass:
    def read() -> list[Found]:
        from shop.devices.decode_bends import read_bent
        from shop.devices.decode_images import grey, limited

        return read_bent(limited(grey(picture), _LARGE))

    return Pass("bend", Trust.CLEANED, read)


def _whole(picture: Picture, live: bool) -> Iterator[Pass]:
    """The whole picture, made easier."""
    from shop.devices import decode_images as images

    base = images.limited(images.grey(picture), _LARGE)
    longest = max(base.shape)
    yield _both("even", Trust.CLEANED, images.evened(base), live)
    if longest <= 900:
        large = images.scaled(base, 2.0)
        yield _both("large", Trust.CLEANED, large, live)
        yield _both("large-sharp", Trust.CLEANED, images.sharpened(large, 3.0, 2.0), live)
    else:
        yield _both("sharp", Trust.CLEANED, images.sharpened(base, 3.0, 2.0), live)
    if longest > 900:
        yield _both("half", Trust.CLEANED, images.scaled(images.softened(base), 0.5), live)


def _regions(picture: Picture, live: bool) -> Iterator[Pass]:
    """Places of parallel bars, cut out upright and enlarged."""
    from shop.devices import decode_images as images
    from shop.devices.decode_locate import cut_out, locate

    base = images.grey(picture)
    for number, region in enumerate(locate(base), 1):
        cut = cut_out(base, region)
        for name, made in (
            ("cut", cut),
            ("cut-sharp", images.sharpened(cut, 3.0, 2.0)),
            ("cut-even", images.evened(cut)),
            ("cut-smooth", images.smoothed_down(cut)),
        ):
            yield _both(f"{name}-{number}", Trust.CLEANED, made, live)
    yield from _fits(base)


def _fits(picture: Picture) -> Iterator[Pass]:
    """The last resort for what is out of focus: bands of a region, each fitted alone."""
    from shop.devices.decode_locate import cut_out, locate
    from shop.devices.decode_profile import BANDS, fit_band

    for number, region in enumerate(locate(picture)[:2], 1):
        cut = cut_out(picture, region)
        for band in range(BANDS):
            yield Pass(f"fit-{number}{'abcde'[band]}", Trust.GUESSED, partial(fit_band, cut, band))
