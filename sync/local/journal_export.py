"""A journal's entries as the text of an export, in one of four formats. Local room: read only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shop.domain.entry import SealedEntry
from shop.domain.facts import Recorded
from shop.errors import JournalFault
from shop.exports.csv_text import csv_text
from shop.exports.json_text import json_text
from shop.exports.poslog import poslog_text
from shop.exports.selection import Selection
from sync.local.identity import Identity, read_identity
from sync.local.journal_inspect import Inspection
from sync.protocol.entry_body import read_envelope, read_recorded

if TYPE_CHECKING:
    from sync.local.journal_pages import PagedJournal

FORMAT = "endcap-journal-1"
ENDINGS = {"jsonl": ".jsonl", "json": ".json", "csv": ".csv", "poslog": ".xml"}


class JournalExport:
    """`entries` counts what was written, `unread` what a newer version of Endcap wrote: only
    "json" and "jsonl" can carry that; `broken` what nobody can read: only "jsonl" has that. All
    are right once `pieces` is used up."""

    def __init__(
        self, journal: Inspection | PagedJournal, folder: Path, selection: Selection
    ) -> None:
        self._journal = journal
        self._selection = selection
        self._identity = _identity(folder)
        self.entries = 0
        self.unread = 0
        self.broken = 0

    @property
    def terminal(self) -> str:
        """ "" when the folder does not tell."""
        return self._identity.terminal if self._identity else ""

    def pieces(self, kind: str, *, bom: bool = False) -> Iterator[str]:
        """`kind` is a key of ENDINGS. "jsonl" is the whole journal, whatever was selected."""
        store = self._identity.store if self._identity else ""
        match kind:
            case "csv":
                return csv_text(self._recorded(), bom=bom)
            case "poslog":
                return poslog_text(self._recorded(), store)
            case "json":
                return json_text(self._sealed(), self.terminal, store)
            case _:
                return self._lines()

    def _recorded(self) -> Iterator[Recorded]:
        for numbered in self._journal.entries():
            try:
                recorded = read_recorded(numbered.sealed.body, numbered.sealed.hash)
            except ValueError:
                self._leave_out(numbered.sealed.body)
                continue
            if self._selection.wants(recorded):
                self.entries += 1
                yield recorded

    def _leave_out(self, body: str) -> None:
        try:
            read_envelope(body)
        except ValueError:
            self.broken += 1
        else:
            self.unread += 1

    def _sealed(self) -> Iterator[SealedEntry]:
        for numbered in self._journal.entries():
            try:
                envelope = read_envelope(numbered.sealed.body)
            except ValueError:
                self.broken += 1
                continue
            if self._selection.takes(envelope.kind, envelope.day):
                self.entries += 1
                yield numbered.sealed

    def _lines(self) -> Iterator[str]:
        """The verifiable one: docs/journal-export.md has the layout."""
        head = self._journal.promised()
        keys = [{"epoch": x.epoch, "public_key": x.public_key} for x in self._journal.epochs()]
        at = {"epoch": head.epoch, "seq": head.seq, "hash": head.hash}
        header: dict[str, object] = {"format": FORMAT, "terminal": self.terminal}
        header |= {"keys": keys, "head": at}
        if anchors := self._journal.anchors():
            header["pruned"] = [{"body": x.body, "signature": x.signature} for x in anchors]
        yield _line(header)
        for entry in self._journal.entries():
            self.entries += 1
            place: dict[str, object] = {"epoch": entry.epoch, "seq": entry.seq}
            yield _line(place | _seal(entry.sealed))
        for sealed in self._journal.kept_aside():
            self.entries += 1
            yield _line({"aside": True} | _seal(sealed))


def _seal(sealed: SealedEntry) -> dict[str, object]:
    return {"hash": sealed.hash, "signature": sealed.signature, "body": sealed.body}


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, separators=(",", ":")) + "\n"


def _identity(folder: Path) -> Identity | None:
    try:
        return read_identity(folder)
    except JournalFault:
        return None
