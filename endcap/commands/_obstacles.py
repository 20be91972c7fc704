"""What keeps a face from starting, each as one sentence. Command room: looks, changes nothing."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import sys
from pathlib import Path


def no_screen() -> str:
    """Qt would abort the process."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        return "there is no screen here: start it in a desktop session (DISPLAY is not set)"
    return ""


def no_socket(path: str) -> str:
    """Whether the robot can listen there, by trying."""
    if not path:
        return ""
    with contextlib.suppress(OSError):
        if stat.S_ISSOCK(os.stat(path).st_mode):
            return ""  # left over: the robot replaces it
    with socket.socket(socket.AF_UNIX) as tried:
        try:
            tried.bind(path)
        except OSError as error:
            return f"cannot listen on {path}: {error.strerror or error}"
    os.unlink(path)
    return ""


def another_face(folder: Path, face: str) -> str:
    """A folder that is another kind of terminal's; the face's own screen says it, too. By plain
    JSON: what reads it properly costs imports that the first frame would wait for."""
    try:
        known = json.loads((folder / "terminal.json").read_bytes())
        owner, terminal, name = (str(known[key]) for key in ("face", "terminal", "name"))
    except (OSError, ValueError, LookupError, TypeError):
        return ""  # nobody's yet; or opening it says what is wrong
    if owner == face:
        return ""
    return (
        f"{folder} is the folder of the {owner} {terminal} ({name}): start it by `endcap {owner}`,"
        f" or give this {face} a folder of its own with --data"
    )
