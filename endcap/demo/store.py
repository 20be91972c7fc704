"""A whole store on this machine: central, cable, printer, kiosk, till and desk. Command room."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from endcap.demo.cable import Cable
from endcap.demo.fake_printer import FakePrinter
from endcap.demo.processes import Processes, free_port, wait_for_port
from sync.local.clock import ENVIRONMENT, FileClock, SystemClock, set_file_clock
from sync.local.identity import NAME as IDENTITY
from ui.robot_client import RobotClient

STORE = "dub-quay"
ADMIN_KEY = "admin.key"


@dataclass(frozen=True, slots=True)
class FacePlan:
    """`name` is the process and folder; several tills may run side by side."""

    name: str
    face: str
    title: str
    size: str
    language: str = "en"


FACES = (
    FacePlan("kiosk", "kiosk", "Kiosk 1", "1080x1920"),
    FacePlan("desk", "desk", "Desk", "1280x800"),
    FacePlan("till", "till", "Till 1", "1280x800"),
)


class DemoStore:
    """Everything in one folder. `offscreen` plays without a display, driven by robots."""

    def __init__(
        self,
        folder: Path,
        *,
        offscreen: bool,
        database_url: str = "",
        wall: datetime | None = None,
        pictures: Path | None = None,
    ) -> None:
        self.folder = folder
        self._database_url = database_url
        self._offscreen = offscreen
        self._pictures = pictures
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = folder / "clock.json"
        environment = {"PYTHONUNBUFFERED": "1"}
        if wall is not None:
            set_file_clock(self.clock, wall)
            environment[ENVIRONMENT] = str(self.clock)
        if offscreen:
            environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        self.processes = Processes(folder / "logs", environment)
        self.port = free_port()
        self.cable = Cable(("127.0.0.1", self.port))
        self.printer = FakePrinter(folder=folder / "printed")
        self.robots: dict[str, RobotClient] = {}
        self._faces: list[str] = []

    # -- starting and stopping -------------------------------------------------------------

    def start_central(self) -> None:
        """Seeds the demo chain on the first start, then serves it."""
        if not (self.central_folder / ADMIN_KEY).exists():
            self.processes.run(["central", "seed-demo", *self._central_data()])
        serve = ["central", "serve", *self._central_data(), "--port", str(self.port)]
        self.processes.start("central", serve)
        wait_for_port(self.port, self.processes)
        self.cable.start()

    def start_face(self, plan: FacePlan, *, enrol: bool = True, code: str = "") -> None:
        """`enrol` False leaves a new terminal at its enrolment screen; `code` is one to enrol by,
        also anew."""
        folder = self.face_folder(plan.name)
        folder.mkdir(parents=True, exist_ok=True)
        self._write_settings(folder, plan)
        arguments = [plan.face, "--data", str(folder), "--central", self.cable.url]
        arguments += ["--size", plan.size, "--language", plan.language]
        if code:
            arguments += ["--enrol", code]
        elif enrol and not (folder / IDENTITY).exists():
            arguments += ["--enrol", self.enrol_code(plan)]
        if self._offscreen:
            arguments += ["--robot", str(self._socket(plan.name))]
        self.processes.start(plan.name, arguments)
        self._faces.append(plan.name)
        if self._offscreen:
            self.robots[plan.name] = RobotClient(str(self._socket(plan.name)))

    def enrol_code(self, plan: FacePlan) -> str:
        wish = {"store": STORE, "face": plan.face, "name": plan.title, "terminal": ""}
        return str(self.ask("/v1/admin/enrol-codes", wish)["code"])

    def kill_face(self, name: str) -> None:
        """As when the plug of the terminal itself is pulled."""
        self.robots.pop(name).close()
        self.processes.kill(name)

    def stop_faces(self) -> None:
        """Politely, so that what is on disk is all there is."""
        for robot in self.robots.values():
            robot.close()
        self.robots.clear()
        for name in reversed(self._faces):
            self.processes.stop(name)

    def close(self) -> None:
        for robot in self.robots.values():
            robot.close()
        self.processes.close()
        self.cable.close()
        self.printer.close()

    def __enter__(self) -> DemoStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- asking central, past the cable ----------------------------------------------------

    def ask(self, path: str, body: object = None) -> Any:
        """With the administrator's key, straight to central whatever the cable does."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data,
            {"Authorization": f"Bearer {self._admin_key()}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - loopback
            text = answer.read()
        return json.loads(text) if text else None

    def now(self) -> datetime:
        """As the processes of the store read it."""
        return FileClock(self.clock).now() if self.clock.exists() else SystemClock().now()

    def set_time(self, wall: datetime) -> None:
        """It is now `wall` for every process of the store."""
        set_file_clock(self.clock, wall.astimezone(UTC))

    # -- where things are ------------------------------------------------------------------

    @property
    def central_folder(self) -> Path:
        return self.folder / "central"

    def face_folder(self, name: str) -> Path:
        return self.folder / name

    def _socket(self, name: str) -> Path:
        return self.folder / f"{name}.sock"

    def _central_data(self) -> list[str]:
        data = ["--data", str(self.central_folder)]
        return [*data, "--database-url", self._database_url] if self._database_url else data

    def _admin_key(self) -> str:
        return (self.central_folder / ADMIN_KEY).read_text(encoding="utf-8").strip()

    def _write_settings(self, folder: Path, plan: FacePlan) -> None:
        """A terminal's own file, as an administrator would write it."""
        lines = ["[printer]", f'target = "tcp://127.0.0.1:{self.printer.port}"']
        if plan.face == "kiosk" and self._pictures is not None:
            lines = ["[camera]", f'source = "{self._pictures}"']
        elif plan.face == "kiosk":
            lines = []
        (folder / "endcap.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
