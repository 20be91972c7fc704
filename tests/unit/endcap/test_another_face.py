"""A face started on the folder of another kind of terminal: words, and nothing of it is opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from endcap.demo.processes import Processes
from shop.errors import JournalFault
from sync.local.clock import SystemClock
from sync.terminal import enrol, open_terminal
from tests.fakes.tiny_central import TinyCentral
from ui.robot_client import RobotClient
from ui.sentences import sentence

SAID = (
    "This folder belongs to terminal T1, which is of another kind. "
    "Start it by: endcap till. Or give this one a folder of its own."
)


@pytest.fixture(scope="module")
def central() -> Iterator[TinyCentral]:
    with TinyCentral() as central:
        yield central


@pytest.fixture
def till(tmp_path: Path, central: TinyCentral) -> Path:
    enrol(tmp_path / "till", central.url, "GOODCODE", "till")
    return tmp_path / "till"


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("face", "place", "words"), [("desk", "stoppedText", "text"), ("kiosk", "trouble", "advice")]
)
@pytest.mark.parametrize("code", ["", "GOODCODE2"])
def test_screen_and_command_line_say_whose_folder_it_is(
    face: str, place: str, words: str, code: str, till: Path, tmp_path: Path
) -> None:
    """A desk sold as the till it stood on; a kiosk in the aisle held the till's people."""
    before = listing(till)
    processes = Processes(tmp_path / "logs", {"QT_QPA_PLATFORM": "offscreen"})
    with tempfile.TemporaryDirectory() as short:
        socket = f"{short}/robot"
        more = ["--enrol", code] if code else []
        try:
            processes.start(face, [face, "--data", str(till), "--robot", socket, *more])
            with RobotClient(socket, connect_timeout=60) as robot:
                robot.do("look", name=place, timeout=60)
                assert robot.do("read", name=place, property=words) == SAID
            code_given = processes.stop(face)
        finally:
            processes.close()
    assert code_given == 2
    told = processes.log_tail(face)
    assert f"endcap {face}: {till} is the folder of the till T1" in told
    assert "start it by `endcap till`" in told
    assert listing(till) == before


def test_neither_opening_nor_enrolling_goes_on(till: Path, central: TinyCentral) -> None:
    before = listing(till)
    with pytest.raises(JournalFault, match="folder_of_another_face"):
        open_terminal(till, clock=SystemClock(), face="kiosk")
    with pytest.raises(JournalFault, match="folder_of_another_face") as caught:
        enrol(till, central.url, "GOODCODE", "desk")
    assert listing(till) == before
    said = sentence(caught.value)
    assert f"{said.text} {said.advice}" == SAID
    open_terminal(till, clock=SystemClock(), face="till").close()
