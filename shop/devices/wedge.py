"""Room: shop/devices. Keyboard-wedge scanners: which keystrokes are a scan and which a person's.

A pure state machine: keys and times in, verdicts out. No Qt, no clock, no thread.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from shop.domain.codes import GS, MAX_LENGTH, Refusal, Refused, ScannedCode


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """How one scanner is set up. Times in seconds.

    `prefix` is the text it sends before each code ("" when none); any character of `suffix` ends a
    code. `max_gap` is the longest pause between two keys of one code: scanners send within 15 ms,
    the fastest typists need 50. `separator` stands for the GS1 separator on scanners which cannot
    send it. Fewer than `min_length` fast keys are typing.
    """

    device: str = "wedge"
    prefix: str = ""
    suffix: str = "\r\n\t"
    max_gap: float = 0.035
    min_length: int = 4
    separator: str = GS
    suffix_required: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """One key press. `command` = with Ctrl, Alt or Meta, or a key that makes no character."""

    char: str
    t: float
    command: bool = False
    repeat: bool = False
    native: object = field(default=None, compare=False)  # what the adapter needs to play it again


class Verdict(Enum):
    PASS = auto()  # a person's: let it through now
    HOLD = auto()  # not known yet: swallowed until `tick` or a later key decides
    SWALLOW = auto()  # a scanner's: never seen by anyone


@dataclass(frozen=True, slots=True)
class Event:
    """What a key led to. `release`: held keys that were typing after all, to be played in order."""

    verdict: Verdict
    release: tuple[Key, ...] = ()
    scanned: ScannedCode | None = None
    refused: Refused | None = None


_CODES_PER_SECOND = 12  # a person with a fast scanner reaches four
_BURST_IS_SCANNER = 3  # fast keys in a row after which a command key cannot be a person's


class WedgeDecoder:
    """Feed every key press, and `tick` once `max_gap` has passed without one."""

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        self.settings = settings or WedgeSettings()
        self._held: list[Key] = []
        self._last = float("-inf")
        self._trouble: Refused | None = None  # the burst is refused: swallow until it pauses
        self._ends: list[float] = []  # when the codes of the last second ended
        self._after_code = False  # a code has just ended: keys at scanner speed are not typing

    @property
    def waiting(self) -> bool:
        """Keys are held, or a refused burst has not paused yet: `tick` is needed."""
        return bool(self._held) or self._trouble is not None

    def feed(self, key: Key) -> Event:
        fast = 0 <= key.t - self._last <= self.settings.max_gap
        ended = Event(Verdict.HOLD) if fast else self._pause()
        self._last = key.t
        if not fast:
            self._after_code = False
        step = self._take(key, fast)
        return Event(
            step.verdict,
            ended.release + step.release,
            step.scanned or ended.scanned,
            step.refused or ended.refused,
        )

    def tick(self, t: float) -> Event:
        """Nothing was pressed up to `t`: decide what is still open."""
        if t - self._last <= self.settings.max_gap:
            return Event(Verdict.HOLD)
        self._after_code = False
        return self._pause()

    def _take(self, key: Key, fast: bool) -> Event:
        if self._trouble is not None:
            return Event(Verdict.SWALLOW)
        if key.repeat:  # a key held down repeats at scanner speed, but no scanner repeats keys
            return Event(Verdict.PASS, self._drop_held())
        if key.char and key.char in self.settings.suffix and not key.command:
            return self._suffix(key, fast)
        if self._after_code and fast:
            return self._refuse(Refused(Refusal.COLLISION, "keys right after the end of a code"))
        self._held.append(key)
        return self._check_burst()

    def _check_burst(self) -> Event:
        if len(self._held) > MAX_LENGTH + len(self.settings.prefix):
            return self._refuse(Refused(Refusal.TOO_LONG, f"more than {MAX_LENGTH} characters"))
        bad = next((key for key in self._held if not self._is_code_key(key)), None)
        if bad is not None and (len(self._held) > _BURST_IS_SCANNER or self._command_in_burst()):
            return self._refuse(self._why_not(bad))
        return Event(Verdict.HOLD)

    def _command_in_burst(self) -> bool:
        """No hand presses a shortcut and another key within one gap; a hostile code does."""
        return len(self._held) > 1 and any(
            key.command and not self._is_code_key(key) for key in self._held
        )

    def _suffix(self, key: Key, fast: bool) -> Event:
        if self._after_code and fast and not self._held:
            return Event(Verdict.SWALLOW)  # the second half of CR LF
        prefix = self.settings.prefix
        if len(self._held) < max(self.settings.min_length, len(prefix) + 1):
            self._held.append(key)  # Enter after fast typing: goes the way of the typing
            return self._check_burst()
        if self._is_storm(key.t):
            return self._refuse(Refused(Refusal.STORM, f"over {_CODES_PER_SECOND} codes a second"))
        return self._finish(Verdict.SWALLOW)

    def _is_storm(self, t: float) -> bool:
        self._ends = [*(end for end in self._ends if t - end < 1.0), t]
        return len(self._ends) > _CODES_PER_SECOND

    def _finish(self, verdict: Verdict) -> Event:
        keys, self._held = self._held, []
        bad = next((key for key in keys if not self._is_code_key(key)), None)
        self._after_code = True
        if bad is not None:
            return Event(verdict, refused=self._why_not(bad))
        text = "".join(GS if k.char == self.settings.separator else k.char for k in keys)
        prefix = self.settings.prefix
        if prefix:
            if not text.startswith(prefix):
                return Event(verdict, refused=Refused(Refusal.HALF_CODE, "no prefix", text))
            text = text[len(prefix) :]
            if prefix in text:
                return Event(verdict, refused=Refused(Refusal.COLLISION, "two prefixes", text))
        return Event(verdict, scanned=ScannedCode(text, None, self.settings.device))

    def _pause(self) -> Event:
        """The burst is over without a suffix."""
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            return Event(Verdict.SWALLOW, refused=trouble)
        if len(self._held) < max(self.settings.min_length, _BURST_IS_SCANNER + 1):
            return Event(Verdict.HOLD, self._drop_held())
        if not self.settings.suffix_required:
            return self._finish(Verdict.HOLD)
        text = "".join(key.char for key in self._held)
        self._held = []
        return Event(Verdict.SWALLOW, refused=Refused(Refusal.HALF_CODE, "no end of code", text))

    def _refuse(self, why: Refused) -> Event:
        self._held, self._trouble = [], why
        return Event(Verdict.SWALLOW)

    def _drop_held(self) -> tuple[Key, ...]:
        held, self._held = tuple(self._held), []
        return held

    def _is_code_key(self, key: Key) -> bool:
        if key.char == GS or (key.char and key.char == self.settings.separator):
            return True
        if key.char and key.char in self.settings.prefix:
            return not key.command or key.char < " "
        return not key.command and len(key.char) == 1 and key.char.isprintable()

    def _why_not(self, key: Key) -> Refused:
        if key.command:
            return Refused(Refusal.MODIFIER, "a command key inside a code")
        return Refused(Refusal.CONTROL_CHARACTER, f"U+{ord(key.char[:1] or chr(0)):04X}")
