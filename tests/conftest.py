"""What holds for every test: warnings fail, threads end, Qt draws offscreen.

Importable without Qt: tests of rooms without a screen never load it.
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.scheduling import HeavyFirst, rank

if TYPE_CHECKING:
    from xdist.remote import Producer

    from ui.startup import UiApp

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ENDCAP_TEST_PLATFORM", "offscreen")
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["LANG"] = "C.UTF-8"

THREAD_GRACE_S = 3.0
QT_FIXTURES = {"ui_app", "qapp", "qtbot", "qapp_cls"}
GARBAGE = 200_000  # objects made since the last collection
WHOLE = 25  # every so many collections go through the whole heap
_COLLECTIONS = itertools.count()

# Machines are shared and slow at times: no unit test is a timing test.
settings.register_profile("endcap", deadline=None)
settings.load_profile("endcap")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "allow_warnings(reason): this test provokes log warnings on purpose"
    )


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> HeavyFirst:
    return HeavyFirst(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.path))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_logged_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A record at WARNING or above, Qt's and QML's included, fails the test that caused it."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    if collector.records and request.node.get_closest_marker("allow_warnings") is None:
        said = "\n".join(f"{one.name}: {one.getMessage()}" for one in collector.records)
        pytest.fail(f"logged at WARNING or above:\n{said}", pytrace=False)


@pytest.fixture(autouse=True)
def collect_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where Qt is loaded, garbage is collected between tests and on this thread only.

    A dead cycle of QObjects that a server's thread happens to collect ends the process.
    """
    yield
    if "PySide6.QtCore" not in sys.modules:
        return
    gc.disable()
    uses_qt = not QT_FIXTURES.isdisjoint(request.fixturenames)
    if uses_qt or sum(gc.get_count()) > GARBAGE:
        _collect(next(_COLLECTIONS))


def _collect(turn: int) -> None:
    """What outlives a collection is not looked at again until many turns later: modules and
    caches are most of the heap."""
    if turn % WHOLE == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A language that one test chose is not the next one's."""
    yield
    if (i18n := sys.modules.get("ui.i18n")) is not None and i18n.current() != "en":
        i18n.set_language("en")


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A thread that a test started must end with it."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + THREAD_GRACE_S
    while True:
        left = [one for one in threading.enumerate() if one not in before and one.is_alive()]
        if not left:
            return
        if time.monotonic() > until:
            pytest.fail(f"threads left behind: {[one.name for one in left]}", pytrace=False)
        time.sleep(0.02)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """A line for the end of the run: how much was tried, and what was found."""
    return lambda line: record_property("tried", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Also when the tests ran in other processes."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    lines = [
        f"{one.location[0].rpartition('/')[2]}: {value}"
        for one in reports
        for name, value in getattr(one, "user_properties", ())
        if name == "tried"
    ]
    if lines:
        terminalreporter.section("tried and found")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """pytest-qt makes this application: no Widgets here."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.fixture
def ui_app() -> Iterator[UiApp]:
    """A started face without a screen of its own: engine, Host and kit; English, no motion."""
    from ui import i18n
    from ui.startup import start_app

    started = start_app("endcap-test")
    started.host.reducedMotion = True
    yield started
    started.stop()
    i18n.set_language("en")
    assert not started.qml_warnings
