"""Whether a journal is sound, for words that go on when it is not. Command room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.journal.words import explained
from shop.errors import JournalFault

if TYPE_CHECKING:
    from sync.local.journal_inspect import Inspection


def unsound(journal: Inspection) -> JournalFault | None:
    """As `endcap journal verify` sees it; None for a sound one."""
    try:
        journal.check()
    except JournalFault as fault:
        return fault
    return None


def warn(folder: Path, fault: JournalFault, why: str) -> None:
    print(f"endcap: {folder}: {why}{explained(fault)}", file=sys.stderr)
