"""Starts a till and ends as soon as the sign-in screen with its names is painted. For B5."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(folder: Path) -> int:
    from pos.till.app import TillApp
    from shop.settings import Settings
    from ui.face import FaceOptions
    from ui.startup import start_app

    ui = start_app("endcap-till", profile="till")
    till = TillApp(ui, FaceOptions(folder, Settings()))

    def painted() -> None:
        if till.front.signIn.people:
            os._exit(0)  # what comes after the first frame is not measured

    till.window.frameSwapped.connect(painted)
    till.start()
    return ui.run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
