"""Whether journal and replica are there and sound. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from endcap.doctor.finding import FAIL, OK, WARN, Finding

_LEFT = ("terminal.json", "journal.head", "journal.db-wal")
_ANEW = (
    "stop the terminal, delete replica.db, replica.db-wal and replica.db-shm, and start it with "
    "the link up: it downloads a new one"
)


def journal(folder: Path) -> Iterator[Finding]:
    if not (folder / "journal.db").exists():
        yield from _no_journal(folder)
        return
    from endcap.journal.words import explained
    from shop.errors import JournalFault
    from sync.local.journal_inspect import inspected

    try:
        with inspected(folder) as found:
            head = found.check()
    except JournalFault as fault:
        what, *where, advice = explained(fault).splitlines()
        said = f"{what} ({where[0].strip()})" if where else what
        yield Finding("journal", FAIL, said, advice.strip().removeprefix("what to do: "))
        return
    said = f"sound up to entry {head.seq} of epoch {head.epoch}"
    yield Finding("journal", OK, said, "", {"epoch": head.epoch, "seq": head.seq})


def _no_journal(folder: Path) -> Iterator[Finding]:
    """Once a terminal is enrolled it has one, and cannot start without."""
    left = [name for name in _LEFT if (folder / name).exists()]
    if left:
        advice = (
            "bring journal.db back from this terminal's own folder; else keep this folder, and "
            "enrol an empty one as a new terminal: central has what was sent"
        )
        yield Finding("journal", FAIL, f"journal.db is missing, beside {left[0]}", advice)
    elif not is_central(folder):
        said = f"{folder} is no terminal's folder and not central's, or nobody enrolled it yet"
        advice = "give the right folder with --data, or enrol this one"
        yield Finding("journal", WARN, said, advice)


def is_central(folder: Path) -> bool:
    """With PostgreSQL, central's folder has no database."""
    central = any((folder / name).exists() for name in ("central.db", "central.key"))
    return central and not (folder / "terminal.json").exists()


def replica(folder: Path) -> Iterator[Finding]:
    from sync.local.replica_check import look_at_replica

    if not (folder / "terminal.json").exists():
        return
    match look_at_replica(folder):
        case "missing":
            said, advice = "nothing from central yet", "start the terminal with the link up"
            yield Finding("replica", WARN, said, advice)
        case "damaged":
            yield Finding("replica", FAIL, "replica.db, central's word, is damaged", _ANEW)
        case "newer":
            said = "replica.db was written by a newer Endcap"
            yield Finding("replica", FAIL, said, "use the version that this terminal ran")
        case standing:
            if standing.as_of is None:
                said, advice = "nothing from central yet", "start the terminal with the link up"
                yield Finding("replica", WARN, said, advice)
                return
            said = f"sound; central's word of {standing.as_of:%Y-%m-%d %H:%M} UTC"
            yield Finding("replica", OK, said)
