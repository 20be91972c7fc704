"""Room: ui. A short sound when something needs a person; silent where no player exists.

Played by the system's own player in a child process, so a missing sound card never reaches
the screen. Sound only accompanies what the screen shows. The files are ours: assets/sounds.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "sounds"
PLAYERS = (("paplay",), ("pw-play",), ("aplay", "-q"))
FILES = {"order": "new-order.wav", "done": "done.wav", "error": "error.wav", "scan": "scan.wav"}


@cache
def player() -> tuple[str, ...] | None:
    return next((command for command in PLAYERS if shutil.which(command[0])), None)


class Sounds:
    """Plays one sound at a time; `play` never waits and never fails."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command or player()
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, name: str = "order") -> bool:
        """True when a player was started; a sound still playing is not interrupted."""
        if self._command is None or (self._playing and self._playing.poll() is None):
            return False
        quiet = subprocess.DEVNULL
        command = [*self._command, str(FOLDER / FILES[name])]
        try:
            self._playing = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        except OSError:
            return False
        return True

    def close(self) -> None:
        if self._playing is not None:
            self._playing.terminate()
            self._playing.wait()
