"""Who this terminal is, as central told at enrolment. Local room: one small file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shop.errors import JournalFault
from sync.local.files import write_durably
from sync.protocol.codec import decode, encode

NAME = "terminal.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """`public_key` (hex) is of the key that signs this epoch; `key_id` names it on slips.

    `central_key` (hex) is central's: no other is believed when this terminal enrols again.
    `code` is the SHA-256 of the one-time code that made it so, "" where that was not kept.
    """

    terminal: str
    store: str
    epoch: int
    key_id: int
    name: str
    face: str
    public_key: str
    central: str
    central_key: str = ""
    code: str = ""


def read_identity(folder: Path) -> Identity | None:
    """None before enrolment."""
    try:
        data = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise JournalFault("identity_unreadable", path=str(folder / NAME)) from error
    try:
        return decode(data, Identity)
    except ValueError as error:
        raise JournalFault("identity_damaged", path=str(folder / NAME)) from error


def of_face(identity: Identity | None, face: str) -> Identity | None:
    """As it is; raises JournalFault when it is of another kind of terminal. A kiosk must not hold
    a till's people, nor a till what a kiosk ordered; `face` "" is any."""
    if identity is not None and face not in ("", identity.face):
        raise JournalFault("folder_of_another_face", terminal=identity.terminal, face=identity.face)
    return identity


def write_identity(folder: Path, identity: Identity) -> None:
    write_durably(folder / NAME, encode(identity))
