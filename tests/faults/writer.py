"""A till that sells for ever and says so, to be killed: `python -m tests.faults.writer FOLDER`.

Prints the entry id of each sale after it is durable, as a receipt printer would, or "fault
CODE" when the journal refused it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from shop.errors import JournalFault
from tests.fakes.terminals import reopen, sold


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    journal = reopen(folder)
    os.write(1, b"ready\n")
    for _ in range(count):
        try:
            said = journal.record(sold(), staff="ann").result().entry
        except JournalFault as fault:
            said = f"fault {fault.code}"
        os.write(1, f"{said}\n".encode())
    journal.close()


if __name__ == "__main__":
    main()
