"""A till that sells and prunes in turn, to be killed: `python -m tests.faults.pruner FOLDER HELD`.

Prints the entry id of each sale once it is durable, as `tests.faults.writer` does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sync.local import pruning
from tests.fakes.pruning import order
from tests.fakes.terminals import reopen, sold

BATCH = 3


def main() -> None:
    folder, held = Path(sys.argv[1]), int(sys.argv[2])
    pruning.BATCH = BATCH
    journal = reopen(folder)
    os.write(1, b"ready\n")
    asked = order(journal, held)
    while True:
        said = journal.record(sold(), staff="ann").result().entry
        os.write(1, f"{said}\n".encode())
        if not journal.prune(asked).result():
            break
    journal.close()


if __name__ == "__main__":
    main()
