"""Room: shop/devices. The passes of the decoding cascade in order, cheapest and surest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.devices.decode_evidence import Trust
from shop.devices.decode_readers import zbar, zxing
from shop.devices.decoded import Found

if TYPE_CHECKING:
    from shop.devices.decoded import Picture


@dataclass(frozen=True, slots=True)
class Pass:
    """One look at the picture. `read` does the work when it is called."""

    name: str
    trust: Trust
    read: Callable[[], list[Found]]


def passes(picture: "Picture", *, live: bool) -> Iterator[Pass]:
    """The cascade. It is a generator: a pass that is not reached costs nothing."""
    yield Pass("fast", Trust.AS_SEEN, lambda: zxing(picture, fast=True, live=live))
    yield Pass("full", Trust.AS_SEEN, lambda: zxing(picture, live=live))
    yield Pass("zbar", Trust.AS_SEEN, lambda: zbar(picture, live=live))


def live_fast(picture: "Picture") -> Pass:
    """What every frame gets."""
    return Pass("fast", Trust.AS_SEEN, lambda: zxing(picture, fast=True, live=True))


def live_slow(picture: "Picture") -> list[Pass]:
    """What the frames take turns with, one each."""
    return [
        Pass("full", Trust.AS_SEEN, lambda: zxing(picture, live=True)),
        Pass("zbar", Trust.AS_SEEN, lambda: zbar(picture, live=True)),
    ]
