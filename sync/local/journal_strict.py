"""What `endcap journal verify` looks at beyond what an opening does: that every body is plain JSON
of the kind docs/journal-export.md tells, and that what is kept aside is genuine too.

Local room: pure. Whoever checks an export without Endcap must come to the same verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shop.domain.entry import SealedEntry, body_hash
from shop.domain.facts import Enrolled
from shop.errors import JournalFault
from sync.local.chain import signed_by

_TEXTS = ("terminal", "kind", "day", "at", "staff")
_NUMBERS = ("epoch", "seq", "schema")
_ID, _HASH = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_AT = re.compile(rf"\d{{4}}-\d\d-\d\dT{_CLOCK}:[0-5]\d(\.\d{{1,6}})?(Z|[+-]{_CLOCK})", re.ASCII)
_LARGEST = 2**53


def read_strictly(body: str) -> dict[str, Any]:
    """Raises ValueError for anything that another reader of JSON might take for something else."""
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_never)
        body.encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(found, dict) or "payload" not in found:
        raise ValueError("not an entry")
    if any(type(found.get(name)) is not str for name in _TEXTS):
        raise ValueError("a text is missing")
    if any(not _counts(found.get(name)) for name in _NUMBERS):
        raise ValueError("a number is missing")
    if not _ID.fullmatch(str(found.get("id"))) or not _HASH.fullmatch(str(found.get("prev"))):
        raise ValueError("id or prev is malformed")
    if not _AT.fullmatch(found["at"]):
        raise ValueError("at is malformed")
    date.fromisoformat(found["at"][:10])
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands twice")
    return found


def _never(name: str) -> None:
    raise ValueError(name)


def _counts(value: object) -> bool:
    return type(value) is int and 0 <= value < _LARGEST


class StrictWalk:
    """Entries of a chain that `journal_verify` found whole, one by one; then those kept aside."""

    def __init__(self) -> None:
        self._terminal: str | None = None
        self._ids: set[str] = set()
        self._hashes: set[str] = set()
        self._prev = ""
        self._epoch = 0

    def step(self, epoch: int, seq: int, sealed: SealedEntry, prev: str) -> None:
        """`prev` is the hash it must follow."""
        try:
            body = read_strictly(sealed.body)
        except ValueError as error:
            raise JournalFault("body_unreadable", epoch=epoch, seq=seq, why=str(error)) from error
        if (body["epoch"], body["seq"], body["prev"]) != (epoch, seq, prev):
            raise JournalFault("chain_broken", epoch=epoch, seq=seq)
        if body["terminal"] != (self._terminal or body["terminal"]):
            raise JournalFault("terminal_wrong", epoch=epoch, seq=seq, terminal=body["terminal"])
        if body["id"] in self._ids:
            raise JournalFault("id_twice", epoch=epoch, seq=seq)
        self._terminal = body["terminal"]
        self._ids.add(body["id"])
        self._hashes.add(sealed.hash)

    def aside(self, entries: Iterable[SealedEntry], keys: Mapping[int, str]) -> None:
        """`keys` are the chain's own, by epoch; other epochs begin beside it, too."""
        rows = [(sealed, self._read_aside(sealed)) for sealed in entries]
        known: dict[int, set[str]] = {epoch: {key} for epoch, key in keys.items()}
        for _, body in rows:
            if body["kind"] == Enrolled.KIND and body["epoch"] not in keys:
                known.setdefault(body["epoch"], set()).add(_key_named(body))
        for sealed, body in rows:
            candidates = known.get(body["epoch"], set())
            if not any(signed_by(key, sealed) for key in candidates):
                raise JournalFault("aside_wrong", hash=sealed.hash, why="its signature")

    def _read_aside(self, sealed: SealedEntry) -> dict[str, Any]:
        try:
            body = read_strictly(sealed.body)
        except ValueError as error:
            raise JournalFault("aside_wrong", hash=sealed.hash, why=str(error)) from error
        if body_hash(sealed.body) != sealed.hash:
            raise JournalFault("aside_wrong", hash=sealed.hash, why="its hash")
        if body["terminal"] != (self._terminal or body["terminal"]):
            raise JournalFault("aside_wrong", hash=sealed.hash, why="another terminal's")
        if sealed.hash in self._hashes:
            raise JournalFault("aside_wrong", hash=sealed.hash, why="it is on the chain, too")
        self._hashes.add(sealed.hash)
        return body


def _key_named(body: dict[str, Any]) -> str:
    payload = body["payload"]
    key = payload.get("public_key") if isinstance(payload, dict) else None
    return key if isinstance(key, str) and _HASH.fullmatch(key) else ""
