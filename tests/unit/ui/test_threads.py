"""The bridge to the GUI thread, the garbage guard, and PySide's reference counts."""

from __future__ import annotations

import gc
import sys
import threading
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.gc_guard import GcGuard
from ui.models import RowModel


@dataclass(frozen=True, slots=True)
class Ping:
    id: int


@dataclass(frozen=True, slots=True)
class LoudPing(Ping):
    pass


def test_messages_arrive_in_order_on_the_gui_thread(qtbot: QtBot) -> None:
    bridge = Bridge()
    seen: list[tuple[int, bool]] = []
    here = threading.get_ident()
    bridge.on(Ping, lambda ping: seen.append((ping.id, threading.get_ident() == here)))
    worker = threading.Thread(target=_post_many, args=(bridge, 200))
    worker.start()
    worker.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 200)
    assert seen == [(at, True) for at in range(200)]


def test_a_handler_hears_its_kind_and_what_is_made_of_it(qtbot: QtBot) -> None:
    bridge = Bridge()
    seen: list[object] = []
    bridge.on(Ping, seen.append)
    bridge.post("something else")
    bridge.post(LoudPing(2))
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen == [LoudPing(2)]


def test_a_closed_bridge_delivers_nothing_more(qtbot: QtBot) -> None:
    bridge = Bridge()
    seen: list[object] = []
    bridge.on(Ping, seen.append)
    bridge.post(Ping(1))
    bridge.close()
    bridge.post(Ping(2))
    qtbot.wait(20)
    assert seen == []


def test_garbage_waits_for_the_gui_thread(qtbot: QtBot) -> None:
    gc.enable()  # the tests keep their own guard; here it is the one under test that counts
    guard = GcGuard()
    collected_on: set[int] = set()

    def remember(phase: str, info: dict[str, int]) -> None:
        collected_on.add(threading.get_ident())

    guard.start()
    gc.callbacks.append(remember)
    try:
        worker = threading.Thread(target=_make_cycles)
        worker.start()
        worker.join()
        assert not gc.isenabled()
        assert collected_on == set()
        assert guard.check() > 0
        assert collected_on == {threading.get_ident()}
    finally:
        gc.callbacks.remove(remember)
        guard.stop()
    assert gc.isenabled()


def _make_cycles() -> None:
    for _ in range(3000):
        knot: list[object] = []
        knot.append(knot)


class Emitter(QObject):
    happened = Signal(object, bool)

    @Slot(object, bool)
    def hear(self, value: object, flag: bool) -> None:
        assert flag


@pytest.mark.usefixtures("qapp")
def test_emitting_and_modelling_keep_none_and_true_alive() -> None:
    """PySide6 6.12 on Python 3.11 loses a reference per emit until the interpreter aborts."""
    emitter = Emitter()
    emitter.happened.connect(emitter.hear)
    model: RowModel[Ping] = RowModel(Ping)
    watched = (None, True, False)
    _churn(emitter, model, 50)
    before = [sys.getrefcount(one) for one in watched]
    _churn(emitter, model, 1000)
    after = [sys.getrefcount(one) for one in watched]
    drift = [abs(new - old) for old, new in zip(before, after, strict=True)]
    assert max(drift) < 100, drift


def _churn(emitter: Emitter, model: RowModel[Ping], times: int) -> None:
    for at in range(times):
        emitter.happened.emit(None, True)
        model.update([Ping(at), Ping(at + 1)])
        model.data(model.index(9), 0)
        model.beginResetModel()
        model.endResetModel()


def _post_many(bridge: Bridge, count: int) -> None:
    for at in range(count):
        bridge.post(Ping(at))
