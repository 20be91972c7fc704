"""The robot's hand is a real one: events through the window, from another thread's script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.qml.screen import Screen
from ui.grab import wait
from ui.robot import Robot
from ui.robot_client import RobotClient, RobotError
from ui.startup import UiApp

BODY = """
    title: "till"
    ColumnLayout {
        width: parent.width
        Field { objectName: "scan"; focus: true; Layout.fillWidth: true
                onSubmitted: text => { hear(text); clear(); } }
        PrimaryButton { objectName: "pay"; text: "Pay"; enabled: false; onClicked: hear("pay") }
        KeyButton { objectName: "void"; text: "Void"; sequence: "F3"; onClicked: pay.start() }
    }
    Timer { id: pay; interval: 120
            onTriggered: { hear("enabled"); window.findPay().enabled = true } }
    id: window
    function findPay() { return window.page.children[0].children[1]; }
    ListView {
        objectName: "list"
        y: 300; width: 400; height: 200; model: 40
        delegate: QuietButton { required property int index; objectName: "row"; height: 60
                                text: "Row " + index; onClicked: hear(index) }
    }
"""


@pytest.fixture
def robot(ui_app: UiApp, tmp_path: Path) -> Iterator[tuple[Screen, str]]:
    screen = Screen(ui_app, tmp_path, BODY)
    hand = Robot(ui_app, str(tmp_path / "robot.sock"), {"clock": lambda time: f"set {time}"})
    hand.start()
    yield screen, str(tmp_path / "robot.sock")
    hand.stop()


def script(path: str, work: Callable[[RobotClient], Any]) -> Any:
    """Run a client on another thread while Qt works here."""
    answers: list[Any] = []

    def run() -> None:
        with RobotClient(path) as client:
            try:
                answers.append(work(client))
            except RobotError as error:
                answers.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        wait(0.01)
    return answers[0]


def test_scan_wait_click_key_and_read(robot: tuple[Screen, str], tmp_path: Path) -> None:
    screen, path = robot

    def work(client: RobotClient) -> Any:
        client.do("scan", text="4006381333931")
        client.do("key", key="F3")
        client.do("click", name="pay", timeout=3)
        client.do("click", name="scan")
        client.do("type", text="Çay")
        client.do("key", key="Return")
        client.do("touch", name="row", text="^Row 2$")
        client.do("grab", path=str(tmp_path / "shot.png"))
        assert client.do("read", name="pay", property="text") == "Pay"
        assert "void" in client.do("names")
        assert client.do("clock", time="12:00") == "set 12:00"
        return client.do("look", name="pay")

    found = script(path, work)
    assert not isinstance(found, RobotError), found
    assert found["text"] == "Pay"
    assert screen.heard == ["4006381333931", "enabled", "pay", "Çay", 2]
    assert (tmp_path / "shot.png").stat().st_size > 1000


def test_a_finger_scrolls_the_list(robot: tuple[Screen, str]) -> None:
    screen, path = robot
    script(path, lambda client: client.do("drag", name="list", dy=-120))
    wait(0.1)
    assert screen.item("list").property("contentY") > 40


def test_settings_and_size_change_from_outside(robot: tuple[Screen, str]) -> None:
    screen, path = robot

    def work(client: RobotClient) -> None:
        client.do("resize", width=640, height=500)
        client.do("language", code="de")
        client.do("set", name="textScale", value=1.5)

    assert script(path, work) is None
    wait(0.05)
    assert (screen.window.width(), screen.window.height()) == (640, 500)
    assert screen.ui.host.language == "de"
    assert screen.ui.host.textScale == 1.5


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"command": "click", "name": "nowhere", "timeout": 0.1}, "not visible"),
        ({"command": "click", "name": "pay", "timeout": 0.1}, "not enabled"),
        ({"command": "explode"}, "no command"),
        ({"command": "_window"}, "no command"),
        ({"command": "set", "name": "nothing", "value": 1}, "no setting"),
    ],
)
def test_what_cannot_be_done_is_said(
    robot: tuple[Screen, str], order: dict[str, Any], words: str
) -> None:
    answer = script(robot[1], lambda client: client.do(**order))
    assert isinstance(answer, RobotError)
    assert words in str(answer)


def test_nobody_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RobotError, match="nobody answers"):
        RobotClient(str(tmp_path / "none.sock"), connect_timeout=0.1)
