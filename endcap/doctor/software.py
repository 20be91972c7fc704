"""Versions, SQLite's build and known bugs, packages that must not meet. Command room."""

from __future__ import annotations

import ctypes.util
import importlib.util
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from endcap.doctor.finding import FAIL, OK, WARN, Finding

WAL_RESET_FIXED = (3, 51, 3)
_NEEDED = ("msgspec", "httpx", "cryptography", "argon2-cffi", "Babel", "SQLAlchemy")
_PACKAGES = "install again with `pip install --require-hashes -r requirements.lock`"


def versions() -> Iterator[Finding]:
    python = platform.python_version()
    endcap = _version("endcap") or "not installed as a package"
    state = OK if sys.version_info >= (3, 11) else FAIL
    yield Finding(
        "versions",
        state,
        f"Endcap {endcap}, Python {python}, {platform.system()} {platform.release()}",
        "" if state == OK else "Endcap needs Python 3.11 or newer",
    )
    missing = [name for name in _NEEDED if not _version(name)]
    if missing:
        yield Finding("packages", FAIL, f"missing: {', '.join(missing)}", _PACKAGES)
    yield from _qt()


def _qt() -> Iterator[Finding]:
    found = _version("PySide6-Essentials")
    if not found:
        yield Finding("Qt", FAIL, "PySide6-Essentials is not installed", _PACKAGES)
        return
    if found.startswith("6.11."):
        yield Finding("Qt", OK, f"PySide6 {found}")
    else:
        said = f"PySide6 {found}: 6.12.0 is known to abort after some 570 signals"
        yield Finding("Qt", FAIL, said, "install PySide6-Essentials 6.11.3 or later, below 6.12")
    if importlib.util.find_spec("PySide6.QtTest"):
        yield Finding("QtTest", OK, "present: shortcuts typed by a scanner reach the screen")
    else:
        yield Finding("QtTest", FAIL, "missing: keys typed after a scan would be lost", _PACKAGES)


def opencv() -> Iterator[Finding]:
    headless = _version("opencv-python-headless")
    full = [name for name in ("opencv-python", "opencv-contrib-python") if _version(name)]
    if full:
        yield Finding(
            "opencv",
            FAIL,
            f"{', '.join(full)} is installed: it carries a second Qt, and the screen can abort",
            f"pip uninstall {' '.join(full)}, then pip install --force-reinstall "
            "opencv-python-headless",
        )
    elif not headless:
        yield Finding("opencv", WARN, "not installed: no camera scanning", _PACKAGES)
    else:
        yield Finding("opencv", OK, f"opencv-python-headless {headless}, alone")
    if ctypes.util.find_library("zbar"):
        yield Finding("zbar", OK, "present: a second opinion on codes")
    else:
        yield Finding("zbar", WARN, "libzbar is missing", "apt install libzbar0")


def sqlite() -> Iterator[Finding]:
    yield sqlite_finding(sqlite3.sqlite_version_info)
    connection = sqlite3.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    lacking = [x for x in ("ENABLE_FTS5", "THREADSAFE=1") if x not in options]
    if lacking:
        said = f"built without {', '.join(lacking)}"
        advice = "use a Python whose SQLite has them: search and the writing thread need them"
        yield Finding("SQLite build", FAIL, said, advice)
    else:
        yield Finding("SQLite build", OK, "FTS5, safe with threads")


def sqlite_finding(found: tuple[int, ...]) -> Finding:
    text = ".".join(map(str, found))
    if found < (3, 37, 0):
        said = f"SQLite {text} does not know STRICT tables"
        return Finding("SQLite", FAIL, said, "use a Python with SQLite 3.37 or newer")
    if found < WAL_RESET_FIXED:
        return Finding(
            "SQLite",
            WARN,
            f"SQLite {text} has the WAL-reset race (fixed in 3.51.3); Endcap writes to each file "
            "through one connection only, which avoids it",
            "let no other program write to Endcap's files; update SQLite when you can",
        )
    return Finding("SQLite", OK, f"SQLite {text}")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
