"""Who this terminal is, and whether it still has its own key. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.doctor.finding import FAIL, OK, Finding

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync.local.identity import Identity

_BACK = "bring {file} back from this terminal's own folder; else enrol an empty folder"
_KEYS = ("device.key", "device.key.fresh")


def identity(folder: Path) -> Iterator[Finding]:
    from shop.errors import JournalFault

    try:
        known = read(folder)
    except JournalFault as fault:
        if fault.code == "identity_damaged":
            advice = _BACK.format(file="terminal.json")
            yield Finding("identity", FAIL, "terminal.json is damaged", advice)
        else:
            advice = "run this as the user who runs Endcap; if that is so, check the disk"
            yield Finding("identity", FAIL, "terminal.json cannot be read", advice)
        return
    if known is None:
        if (folder / "journal.db").exists():
            advice = _BACK.format(file="terminal.json")
            said = "terminal.json is missing: a journal is here, but not whose it is"
            yield Finding("identity", FAIL, said, advice)
        return
    if own_key(folder, known.public_key) is None:
        there = [name for name in _KEYS if (folder / name).exists()]
        said = f"the private key of {known.terminal} is missing"
        if there:
            said = f"{there[0]} is not the private key of {known.terminal}, epoch {known.epoch}"
        said += ": it cannot sign what it sells"
        yield Finding("identity", FAIL, said, _BACK.format(file="device.key"))
        return
    said = f"{known.face} {known.terminal} ({known.name}) of store {known.store}"
    yield Finding("identity", OK, f"{said}, epoch {known.epoch}", "", {"epoch": known.epoch})


def read(folder: Path) -> Identity | None:
    """Raises JournalFault for one that cannot be read."""
    from sync.local.identity import read_identity

    return read_identity(folder)


def own_key(folder: Path, public_key: str) -> Ed25519PrivateKey | None:
    """Looks only: opening the terminal would also put a fresh key in its place."""
    from sync.local.keys import find_key

    found = find_key(folder, public_key)
    return found[1] if found is not None else None
