"""Room: shop/devices. What a picture decoder returns; imports no decoder."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from shop.domain.codes import ScannedCode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture: TypeAlias = NDArray[np.uint8]  # (height, width) grey, or (height, width, 3) BGR

LINEAR_RETAIL = frozenset({"EAN-13", "EAN-8", "UPC-A", "UPC-E"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """One code read from a picture.

    `text` is what stands under the code (GS1 data with its identifiers in brackets), `raw` what a
    hand scanner would send (GS1 separators kept). `confidence` is the share of such answers that
    were right on photographs which the cascade had not seen, by stage and evidence.
    """

    symbology: str
    text: str
    gtin: int | None
    confidence: float
    stage: str
    symbology_identifier: str
    raw: str

    def as_scan(self, source: str) -> ScannedCode:
        return ScannedCode(self.raw, self.symbology_identifier, source)


@dataclass(frozen=True, slots=True)
class Found:
    """What one pass of one library says it saw, before anyone believes it."""

    symbology: str
    text: str
    gtin: int | None
    symbology_identifier: str
    raw: str
    reader: str

    @property
    def key(self) -> tuple[str, str]:
        """Two passes agree when they name the same product, or else the same text."""
        return ("gtin", str(self.gtin)) if self.gtin is not None else ("text", self.text)
