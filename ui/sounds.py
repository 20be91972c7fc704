"""Room: ui. A short sound when something needs a person; silent where no player exists.

The sound is made here once and played by the system's own player in a child process, so a
missing sound card never reaches the screen. Sound only accompanies what the screen shows.
"""

from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path

RATE = 22_050
PLAYERS = (("paplay",), ("pw-play",), ("aplay", "-q"))
# Note frequencies in Hz and lengths in seconds.
TUNES = {
    "order": ((659.3, 0.11), (987.8, 0.24)),
    "attention": ((523.3, 0.12), (392.0, 0.22)),
}


def tone(name: str) -> bytes:
    """The tune as a WAV file: soft attack, soft end."""
    samples: list[int] = []
    for pitch, length in TUNES[name]:
        count = int(RATE * length)
        for at in range(count):
            swell = min(1.0, at / (RATE * 0.008)) * (1 - at / count) ** 1.4
            samples.append(int(9000 * swell * math.sin(2 * math.pi * pitch * at / RATE)))
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return stream.getvalue()


@cache
def player() -> tuple[str, ...] | None:
    return next((command for command in PLAYERS if shutil.which(command[0])), None)


class Sounds:
    """Plays one tune at a time; `play` never waits and never fails."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command or player()
        self._folder = tempfile.TemporaryDirectory(prefix="endcap-sounds-")
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, name: str = "order") -> bool:
        """True when a player was started."""
        if self._command is None or (self._playing and self._playing.poll() is None):
            return False
        path = Path(self._folder.name) / f"{name}.wav"
        if not path.exists():
            path.write_bytes(tone(name))
        quiet = subprocess.DEVNULL
        try:
            self._playing = subprocess.Popen(
                [*self._command, str(path)], stdin=quiet, stdout=quiet, stderr=quiet
            )
        except OSError:
            return False
        return True

    def close(self) -> None:
        if self._playing is not None:
            self._playing.terminate()
            self._playing.wait()
        self._folder.cleanup()
