"""What is wrong with a journal, and what to do, in plain words. Command room: pure."""

from __future__ import annotations

from shop.errors import JournalFault

_WORDS = {
    "journal_missing": (
        "there is no journal in this folder",
        "give the folder that holds journal.db",
    ),
    "head_missing": (
        "journal.head, which says how far the journal must reach, is not there",
        "copy journal.head beside journal.db; without it a lost end cannot be seen",
    ),
    "head_damaged": (
        "journal.head is damaged",
        "sell on another till, enrol an empty folder as a new terminal, and keep this one",
    ),
    "journal_damaged": (
        "the database file is damaged",
        "sell on another till, enrol an empty folder as a new terminal, and keep this one: "
        "central has what was sent",
    ),
    "journal_lost_entries": (
        "the journal is shorter than journal.head says, or is another journal: entries are missing",
        "if this is a copy, copy journal.db-wal too; else sell on another till, enrol an empty "
        "folder as a new terminal, and keep this one",
    ),
    "chain_gap": ("an entry is missing inside the journal", "somebody or something removed it"),
    "chain_broken": ("an entry was changed after it was made", "find out who had access"),
    "signature_wrong": ("an entry is not signed by this terminal", "find out who had access"),
    "columns_wrong": ("an index row does not say what its entry says", "find out who had access"),
    "body_unreadable": ("an entry is not written as entries are", "find out who had access"),
    "terminal_wrong": ("an entry is of another terminal", "find out who had access"),
    "id_twice": ("two entries have one id", "find out who had access"),
    "aside_wrong": (
        "an entry of another branch, kept beside the chain, is not genuine",
        "the chain itself is sound; find out who had access, and compare with central",
    ),
    "epoch_without_key": ("an epoch does not begin with its enrolment", "entries were removed"),
    "file_of_another_version": (
        "this journal belongs to another version of Endcap",
        "use the version that the terminal runs",
    ),
}


def explained(fault: JournalFault) -> str:
    """Two or three lines: what, where, what to do."""
    what, then = _WORDS.get(fault.code, (fault.code.replace("_", " "), "keep this folder as it is"))
    where = ", ".join(f"{key} {value}" for key, value in fault.data.items())
    return "\n".join(
        line for line in (what, where and f"  {where}", f"  what to do: {then}") if line
    )
