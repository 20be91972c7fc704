"""Central starting on an older database, killed before a statement of its migration:
`python -m tests.faults.migrator FOLDER URL N`. Prints how many statements there were."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from sync.central.core import open_central


def main() -> None:
    folder, url, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    said = 0

    def before(*_: Any) -> None:
        nonlocal said
        said += 1
        if said == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", before)
    open_central(folder, url).close()
    print(said)


if __name__ == "__main__":
    main()
