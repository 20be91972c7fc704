"""What every face is started with: its folder, its settings and who drives it. Room: ui."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shop.settings import Settings


@dataclass(frozen=True, slots=True)
class FaceOptions:
    """`data` is the terminal's own folder (journal, replica, key, spool).

    `enrol_code` enrols on the first start without asking; without one a new terminal shows
    the enrolment screen. `robot` is a Unix socket path on which `ui.robot` takes commands.
    """

    data: Path
    settings: Settings
    enrol_code: str = ""
    robot: str = ""
