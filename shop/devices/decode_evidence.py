"""Room: shop/devices. When to believe a reading: a wrong answer at a till is worse than none.

Pure bookkeeping over what the passes saw; imports no decoder.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import Protocol

from shop.devices.decoded import Decoded, Found


class Trust(IntEnum):
    """How much a pass has changed the picture it read."""

    AS_SEEN = 0  # the picture as it came: what a bare library would answer
    CLEANED = 1  # scaled, sharpened, straightened: agreement or a catalogue hit is needed
    GUESSED = 2  # fitted or strongly changed: agreement and a good check digit are needed


class Weighed(Protocol):
    """What `Evidence` needs to know of a pass."""

    @property
    def name(self) -> str: ...

    @property
    def trust(self) -> Trust: ...


# Reed-Solomon error correction over the whole text: one reading is proof.
_SELF_PROVING = frozenset({"QR", "DataMatrix", "Aztec", "PDF417", "MicroQRCode"})
# So short that parts of other codes and of pictures look like them: never on one library's word.
_SHORT = frozenset({"UPC-E", "EAN-8"})
_VOTES = 2
_SHORT_VOTES = 3
_UNCHECKED = frozenset({"ITF", "Codabar", "Code39"})
_WEAK = _SHORT | {"ITF", "Codabar", "Code39", "Code93", "DataBar-Limited"}
_RETAIL = frozenset({"EAN-13", "UPC-A", "EAN-8", "UPC-E"})
_CONFIDENCE = {Trust.AS_SEEN: 0.995, Trust.CLEANED: 0.98, Trust.GUESSED: 0.95}


def _has_its_check_digit(item: Found) -> bool:
    return bool(item.text) and (item.symbology not in _RETAIL or item.gtin is not None)


class Evidence:
    """All readings of one picture so far, and the first answer that they prove."""

    def __init__(self, known: Callable[[int], bool] | None = None, *, live: bool = False) -> None:
        self._known = known
        self._live = live
        self._seen: dict[tuple[str, str], dict[tuple[str, str], Trust]] = {}

    def weigh(self, step: Weighed, found: list[Found]) -> Decoded | None:
        """Add what one pass saw; the answer, when there is enough for one."""
        fit = [item for item in found if _has_its_check_digit(item)]
        for item in fit:
            self._seen.setdefault(item.key, {})[step.name, item.reader] = step.trust
        believed = [item for item in fit if self._believe(step, item)]
        if not believed:
            return None
        best = max(believed, key=self._merit)
        return self._answer(best, step)

    def last_word(self) -> Decoded | None:
        """No pass is left: what was seen without proof is not an answer."""
        return None

    def _believe(self, step: Weighed, item: Found) -> bool:
        votes = self._seen[item.key]
        if item.symbology in _SELF_PROVING:
            # zbar guesses the alphabet of other scripts, and often wrongly.
            return item.reader != "zbar" or item.text.isascii()
        if item.gtin is not None and self._known is not None and self._known(item.gtin):
            return True
        if step.trust is Trust.AS_SEEN and item.symbology not in _SHORT:
            # zbar alone takes half of an interleaved code for a whole one.
            return item.symbology not in _UNCHECKED or self._seen_by(item, "zxing")
        lead = len(votes) - self._rival_votes(item)
        if item.symbology in _SHORT:
            both_libraries = len({reader for _, reader in votes}) > 1
            return lead >= (1 if both_libraries else _SHORT_VOTES)
        return lead >= _VOTES

    def _seen_by(self, item: Found, reader: str) -> bool:
        return any(name == reader for _, name in self._seen[item.key])

    def _rival_votes(self, item: Found) -> int:
        """The most votes for another number. QR and other texts beside a product are no rivals."""
        kind = item.key[0]
        others = [len(v) for key, v in self._seen.items() if key != item.key and key[0] == kind]
        return max(others, default=0)

    def _merit(self, item: Found) -> tuple[bool, bool, bool]:
        known = item.gtin is not None and self._known is not None and self._known(item.gtin)
        return (known, item.gtin is not None, item.symbology not in _WEAK)

    def _answer(self, item: Found, step: Weighed) -> Decoded:
        confidence = _CONFIDENCE[step.trust]
        if item.symbology in _WEAK:
            confidence -= 0.03
        if item.symbology in _SELF_PROVING:
            confidence = 0.999
        return Decoded(
            item.symbology,
            item.text,
            item.gtin,
            round(confidence, 3),
            step.name,
            item.symbology_identifier,
            item.raw,
        )
