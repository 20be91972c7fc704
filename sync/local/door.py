"""Who may sign in here, read before the terminal is open. Local room: two files, read only.

A sign-in screen needs a dozen names; opening the journal and the replica takes longer than
drawing it. So this reads by plain JSON and SQL, checks nothing and never writes: what it
cannot read it leaves empty, and opening the terminal then says what is wrong.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shop.domain.staff import Role, StaffMember

# Their own rooms cost imports that this one exists to save.
IDENTITY, REPLICA = "terminal.json", "replica.db"
_THINGS = "SELECT body FROM thing WHERE topic=? ORDER BY key"


@dataclass(frozen=True, slots=True)
class Door:
    """What stands on the sign-in screen. Names only: a PIN is checked by the open terminal."""

    terminal: str = ""
    store: str = ""
    people: tuple[StaffMember, ...] = ()


def read_door(folder: Path) -> Door | None:
    """None when nobody has enrolled this terminal."""
    try:
        identity = json.loads((folder / IDENTITY).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return Door()
    name = str(identity.get("name") or identity.get("terminal", ""))
    try:
        settings, staff = _read(folder / REPLICA)
        store = settings[0]["store"] if settings else {}
        here = str(store.get("store", ""))
        people = tuple(_member(x) for x in staff if not x.get("stores") or here in x["stores"])
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError):
        return Door(name)
    return Door(name, str(store.get("name", "")), people)


def _read(path: Path) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        settings, staff = (
            [json.loads(body) for (body,) in connection.execute(_THINGS, (topic,))]
            for topic in ("settings", "staff")
        )
        return settings, staff
    finally:
        connection.close()


def _member(body: Mapping[str, Any]) -> StaffMember:
    return StaffMember(body["staff"], body["name"], Role(body["role"]))
