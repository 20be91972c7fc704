"""Room: the sounds of Endcap, made of sine waves. `python assets/sounds/synthesise.py` makes them.

Standard library only; nothing recorded, nothing borrowed.
"""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Note:
    """A struck note: when it starts and how long it rings (seconds), pitch (Hz), loudness 0..1."""

    start: float
    length: float
    pitch: float
    loud: float = 0.5


def bell(phase: float, age: float) -> float:
    """Bright at the stroke, then only the root."""
    tail = math.exp(-age * 9)
    return (
        math.sin(phase)
        + 0.45 * tail * math.sin(2.756 * phase)
        + 0.2 * tail * tail * math.sin(5.404 * phase)
    ) / 1.4


def pure(phase: float, age: float) -> float:
    return math.sin(phase)


def wood(phase: float, age: float) -> float:
    """Odd overtones: hollow, unmistakably not the chime."""
    return (math.sin(phase) + 0.33 * math.sin(3 * phase) + 0.12 * math.sin(5 * phase)) / 1.3


Voice = Callable[[float, float], float]


def render(notes: Sequence[Note], voice: Voice, fall: float) -> bytes:
    """16-bit mono samples; `fall` is how quickly a note dies away."""
    count = int(RATE * max(n.start + n.length for n in notes))
    mixed = [0.0] * count
    for note in notes:
        first = int(note.start * RATE)
        span = int(note.length * RATE)
        for i in range(min(span, count - first)):
            age = i / RATE
            # Both ends fade within 4 ms: a cut wave clicks in a small speaker.
            edge = min(1.0, i / (RATE * 0.004), (span - i) / (RATE * 0.004))
            level = note.loud * edge * math.exp(-age * fall)
            mixed[first + i] += level * voice(math.tau * note.pitch * age, age)
    clipped = (round(max(-1.0, min(1.0, s)) * 32_000) for s in mixed)
    return b"".join(struct.pack("<h", s) for s in clipped)


SOUNDS: dict[str, bytes] = {
    "new-order": render(
        (Note(0.0, 0.9, 659.3, 0.42), Note(0.14, 0.9, 830.6, 0.42), Note(0.28, 1.1, 987.8, 0.46)),
        bell,
        4.5,
    ),
    "scan": render((Note(0.0, 0.075, 1_975.5, 0.5),), pure, 6.0),
    "error": render((Note(0.0, 0.16, 311.1, 0.55), Note(0.2, 0.26, 233.1, 0.6)), wood, 5.0),
    "done": render((Note(0.0, 0.3, 783.99, 0.36), Note(0.1, 0.45, 1_174.7, 0.36)), bell, 7.0),
}


def main() -> None:
    for name, samples in SOUNDS.items():
        with wave.open(str(HERE / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples)


if __name__ == "__main__":
    main()
