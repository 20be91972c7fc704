"""A kiosk with the demo chain in a real replica; central and the clock are the sample's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.sample_services import SampleCentral, SampleClock, SampleDesk, sample_services
from kiosk.sample_shop import sample_replica
from kiosk.services import Services
from kiosk.viewmodels.enrol import EnrolViewModel
from kiosk.viewmodels.kiosk import KioskViewModel
from kiosk.viewmodels.parts import Parts, make_parts
from kiosk.viewmodels.scan import CameraImages, ScanViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.staff import StaffViewModel
from kiosk.viewmodels.visit import VisitViewModel
from shop.settings import KioskSettings
from sync.local.replica import LocalReplica
from ui.bridge import Bridge
from ui.grab import wait
from ui.startup import UiApp


@dataclass
class Kiosk:
    """Every view-model, no window."""

    vm: KioskViewModel
    parts: Parts
    session: Session
    bridge: Bridge
    services: Services
    desk: SampleDesk
    clock: SampleClock
    central: SampleCentral

    def work(self) -> None:
        """Until the worker has answered everything asked so far."""
        done: list[None] = []
        self.session.ask(lambda: None, done.append)
        while not done:
            wait(0.005)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replica")
    sample_replica(folder).close()
    return folder


@pytest.fixture
def replica(built: Path, tmp_path: Path) -> Iterator[LocalReplica]:
    folder = tmp_path / "replica"
    shutil.copytree(built, folder)
    opened = LocalReplica(folder)
    yield opened
    opened.close()


@pytest.fixture
def kiosk(ui_app: UiApp, replica: LocalReplica) -> Iterator[Kiosk]:
    bridge, clock, central = Bridge(), SampleClock(), SampleCentral()
    session = Session(bridge)
    visit = VisitViewModel(clock, KioskSettings(), ui_app.host)
    enrol = EnrolViewModel(session, "http://central", lambda url, code: None)
    staff = StaffViewModel(session, clock, "2468", lambda: lambda pin, told: pin == told)
    parts = make_parts(session, ScanViewModel(bridge, CameraImages(), None), visit, enrol, staff)
    vm = KioskViewModel(session, parts, ui_app.host, "en")
    services, desk = sample_services(replica, clock, central)
    session.attach(services)
    vm.opened()
    made = Kiosk(vm, parts, session, bridge, services, desk, clock, central)
    made.work()
    yield made
    vm.startOver()
    session.close()
    bridge.close()
