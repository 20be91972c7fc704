"""Room: shop/devices. Bytes from a serial scanner → codes or refusals. Pure: no port, no clock."""

from dataclasses import dataclass

from shop.domain.codes import GS, MAX_LENGTH, Refusal, Refused, ScannedCode

_CODES_PER_SECOND = 12  # a person with a fast scanner reaches four


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How a scanner is set up. `max_gap`: seconds after which a code without its end is a half."""

    device: str = "serial"
    prefix: str = ""
    suffix: str = "\r\n"
    max_gap: float = 0.2
    separator: str = GS


class SerialFramer:
    """Feed what the port gave, with its time; `tick` when it gave nothing for a while."""

    def __init__(self, settings: SerialSettings | None = None) -> None:
        self.settings = settings or SerialSettings()
        self._held = b""
        self._last = float("-inf")
        self._flooded = False
        self._ends: list[float] = []

    def feed(self, data: bytes, t: float) -> list[ScannedCode | Refused]:
        found = self.tick(t)
        self._last = t
        for byte in data:
            answer = self._byte(byte, t)
            if answer is not None:
                found.append(answer)
        return found

    def tick(self, t: float) -> list[ScannedCode | Refused]:
        """A code that stopped half-way, or the end of a flood, is told here."""
        if t - self._last <= self.settings.max_gap:
            return []
        held, self._held = self._held, b""
        if self._flooded:
            self._flooded = False
            return [Refused(Refusal.TOO_LONG, f"more than {MAX_LENGTH} characters")]
        return [Refused(Refusal.HALF_CODE, "no end of code", _text(held))] if held else []

    def _byte(self, byte: int, t: float) -> ScannedCode | Refused | None:
        if chr(byte) in self.settings.suffix:
            held, self._held = self._held, b""
            if self._flooded:
                self._flooded = False
                return Refused(Refusal.TOO_LONG, f"more than {MAX_LENGTH} characters")
            return self._code(_text(held), t) if held else None
        if len(self._held) >= 4 * MAX_LENGTH:  # a character has at most four bytes
            self._flooded, self._held = True, b""
        if not self._flooded:
            self._held += bytes([byte])
        return None

    def _code(self, text: str, t: float) -> ScannedCode | Refused:
        self._ends = [*(end for end in self._ends if t - end < 1.0), t]
        if len(self._ends) > _CODES_PER_SECOND:
            return Refused(Refusal.STORM, f"over {_CODES_PER_SECOND} codes a second")
        text = text.replace(self.settings.separator, GS)
        prefix = self.settings.prefix
        if prefix:
            if not text.startswith(prefix):
                return Refused(Refusal.HALF_CODE, "no prefix", text)
            text = text[len(prefix) :]
            if prefix in text:
                return Refused(Refusal.COLLISION, "two prefixes", text)
        bad = next((c for c in text if c != GS and not c.isprintable()), None)
        if bad is not None:
            return Refused(Refusal.CONTROL_CHARACTER, f"U+{ord(bad):04X}", text)
        if len(text) > MAX_LENGTH:
            return Refused(Refusal.TOO_LONG, f"{len(text)} characters")
        return ScannedCode(text, None, self.settings.device)


def _text(data: bytes) -> str:
    """UTF-8 where it is UTF-8; else Latin-1, which scanners send and which cannot fail."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
