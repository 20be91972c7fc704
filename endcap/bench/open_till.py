"""A till of the bench in its window, its shift open and its basket empty. Command room."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.bench.catalogue import size
from endcap.bench.terminal import CASHIER, make_till

if TYPE_CHECKING:
    from pos.till.app import TillApp
    from pos.till.viewmodels.till import TillViewModel

PATIENCE_S = 60.0


@contextmanager
def open_till() -> Iterator[tuple[TillApp, TillViewModel]]:
    """Offscreen and in software unless the environment says otherwise."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from pos.till.app import TillApp
    from shop.settings import Settings
    from ui.face import FaceOptions
    from ui.startup import start_app

    with tempfile.TemporaryDirectory() as folder:
        make_till(Path(folder), size())
        ui = start_app("endcap-till", profile="till")
        till = TillApp(ui, FaceOptions(Path(folder), Settings()))
        till.start()
        try:
            yield till, _open_shift(till)
        finally:
            ui.stop()


def wait(ready: Callable[[], bool]) -> None:
    """Serve the screen until `ready`; processEvents alone never deletes what is to be deleted."""
    from PySide6.QtCore import QCoreApplication, QEvent

    until = time.perf_counter() + PATIENCE_S
    while not ready():
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.perf_counter() > until:
            raise TimeoutError("the till never became ready")
        time.sleep(0.001)


def _open_shift(till: TillApp) -> TillViewModel:
    wait(lambda: till.vm is not None)
    vm = till.vm
    assert vm is not None
    till.session.who = CASHIER
    vm.shift.open()
    wait(lambda: vm.page == "sell")
    return vm
