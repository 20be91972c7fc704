"""What is wrong with a journal, and what to do, in plain words. Command room: pure.

The advice is that of docs/administrator/README.md, "When a till has stopped".
"""

from __future__ import annotations

from shop.errors import JournalFault

_ANEW = (
    "sell on another till, copy this folder as it is, and enrol an empty folder as a new terminal"
)
_COPIED = "if this is a copy made while the terminal ran, copy again, journal.head first; else "
_CHANGED = f"{_ANEW}; check disk and memory, and who had access to this machine"

_WORDS = {
    "journal_missing": (
        "there is no journal in this folder",
        "give the folder that holds journal.db",
    ),
    "head_missing": (
        "journal.head, which says how far the journal must reach, is not there",
        "bring journal.head back from this terminal's own folder: without it a lost end cannot be "
        f"seen; else {_ANEW}",
    ),
    "head_damaged": ("journal.head is damaged", _COPIED + _CHANGED),
    "journal_damaged": ("the database file is damaged", _COPIED + _CHANGED),
    "journal_lost_entries": (
        "the journal is shorter than journal.head says, or is another journal: entries are missing",
        f"{_COPIED}{_ANEW}",
    ),
    "chain_gap": ("an entry is missing inside the journal", _COPIED + _CHANGED),
    "chain_broken": ("an entry was changed after it was made", _CHANGED),
    "signature_wrong": ("an entry is not signed by this terminal", _CHANGED),
    "columns_wrong": ("an index row does not say what its entry says", _CHANGED),
    "journal_schema_wrong": (
        "the journal's tables are not as they were made: somebody added or changed something",
        _CHANGED,
    ),
    "body_unreadable": ("an entry is not written as entries are", _CHANGED),
    "terminal_wrong": ("an entry is of another terminal", _CHANGED),
    "id_twice": ("two entries have one id", _CHANGED),
    "aside_wrong": (
        "an entry of another branch, kept beside the chain, is not genuine",
        "the chain itself is sound, and selling may go on; compare that entry with central's, and "
        "check disk and memory, and who had access to this machine",
    ),
    "epoch_without_key": ("an epoch does not begin with its enrolment", _CHANGED),
    "file_of_another_version": (
        "this journal belongs to another version of Endcap",
        "use the version that the terminal runs",
    ),
}
CODES = frozenset(_WORDS)


def explained(fault: JournalFault) -> str:
    """Two or three lines: what, where, what to do."""
    what, then = _WORDS.get(fault.code, (fault.code.replace("_", " "), "keep this folder as it is"))
    where = ", ".join(f"{_NAMES.get(key, key)} {value}" for key, value in fault.data.items())
    return "\n".join(
        line for line in (what, where and f"  {where}", f"  what to do: {then}") if line
    )


_NAMES = {"seq": "entry", "journal": "the journal ends at", "head": "journal.head says"}
