"""Room: shop/devices. Reading codes from a stream of frames: one fast look at every frame, the slow
looks spread over many, and no answer before frames agree. Pure of cameras, clocks and threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.devices.decode_evidence import Trust
from shop.devices.decoded import Decoded, Found

if TYPE_CHECKING:
    from shop.devices.decode_stages import Pass
    from shop.devices.decoded import Picture

AGREEING_FRAMES = 2
AFTER_ANOTHER = 2  # more frames for a second number just after a first: it may be its blur
_PROVES_ITSELF = frozenset({"QR", "DataMatrix"})  # their error correction leaves no doubt
_SHORT = frozenset({"EAN-8"})
WINDOW = 1.0  # seconds within which frames must agree
SILENCE = 1.5  # seconds out of sight after which the same code counts as shown again


@dataclass(slots=True)
class _Sight:
    frames: set[int]
    trust: Trust
    last: float


class LiveDecoder:
    """Give it every frame with its time; it answers once per code shown."""

    def __init__(self, known: Callable[[int], bool] | None = None) -> None:
        self._known = known
        self._frame = 0
        self._slow_turn = 0
        self._sights: dict[tuple[str, str], _Sight] = {}
        self._shown: tuple[str, str] | None = None
        self._shown_at = float("-inf")

    def feed(self, picture: "Picture", t: float) -> Decoded | None:
        from shop.devices.decode_stages import live_fast, live_slow

        if picture.ndim == 3:
            import cv2
            import numpy as np

            picture = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        self._frame += 1
        answer = self._weigh(live_fast(picture), t)
        if answer is not None or self._shown_now(t):
            return answer
        slow = live_slow(picture)
        step = slow[self._slow_turn % len(slow)]
        self._slow_turn += 1
        return self._weigh(step, t)

    def _shown_now(self, t: float) -> bool:
        """The code just answered is still in view: the slow looks can rest."""
        return t - self._shown_at < SILENCE / 3

    def _weigh(self, step: "Pass", t: float) -> Decoded | None:
        for item in step.read():
            if item.key == self._shown and t - self._shown_at < SILENCE:
                self._shown_at = t
                continue
            if self._proved(item, step, t):
                self._shown, self._shown_at = item.key, t
                self._sights.clear()
                return self._answer(item, step)
        return None

    def _proved(self, item: Found, step: "Pass", t: float) -> bool:
        """Two frames agree (three on a short code), or error correction or the catalogue tells."""
        self._sights = {k: s for k, s in self._sights.items() if t - s.last <= WINDOW}
        sight = self._sights.setdefault(item.key, _Sight(set(), step.trust, t))
        sight.frames.add(self._frame)
        sight.last, sight.trust = t, min(sight.trust, step.trust)
        if item.gtin is not None and self._known is not None and self._known(item.gtin):
            return True
        if item.symbology in _PROVES_ITSELF:
            return True
        more = 1 if sight.trust is not Trust.AS_SEEN and item.symbology in _SHORT else 0
        if t - self._shown_at < WINDOW:
            more += AFTER_ANOTHER
        rivals = [len(s.frames) for key, s in self._sights.items() if key != item.key]
        return len(sight.frames) >= AGREEING_FRAMES + more + max(rivals, default=0)

    def _answer(self, item: Found, step: "Pass") -> Decoded:
        return Decoded(
            item.symbology,
            item.text,
            item.gtin,
            0.999,
            step.name,
            item.symbology_identifier,
            item.raw,
        )
