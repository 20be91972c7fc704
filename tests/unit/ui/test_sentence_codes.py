"""Every code that the shop raises has its own sentence; a family's general words are a fallback."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop.devices.transports import COVER_OPEN, OFFLINE, PAPER_OUT
from shop.domain.order import OPEN_STATES, OrderState
from shop.domain.readings import Refusal as CodeRefusal
from shop.domain.slip_codec import SlipFault
from ui.sentence_texts import BY_CODE

ROOT = Path(__file__).resolve().parents[3]
RAISED = {
    "Refusal",
    "Conflict",
    "WorldFault",
    "JournalFault",
    "LinkDown",
    "DeviceFault",
    "ReceiptIncomplete",
    "UnknownTaxClass",
    "UnknownCurrency",
    "Denied",
}
ROOMS = ("shop", "sync", "pos", "ui")


def _codes(room: str) -> Iterator[tuple[str, str]]:
    """(code, where) of every call whose code stands in the source."""
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            code = node.args[0]
            if name in RAISED and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_the_sources_are_really_searched() -> None:
    found = {code for room in ROOMS for code, _ in _codes(room)}
    assert {"no_open_shift", "journal_damaged", "link_down", "return_exceeds_sold"} <= found


@pytest.mark.parametrize("room", ROOMS)
def test_every_raised_code_has_a_sentence(room: str) -> None:
    assert [f"{code} ({where})" for code, where in _codes(room) if code not in BY_CODE] == []


def test_every_reason_to_refuse_a_scan_has_a_sentence() -> None:
    wanted = {f"code_{one.value}" for one in CodeRefusal} | {f"slip_{one}" for one in SlipFault}
    assert wanted - BY_CODE.keys() == set()


def test_every_way_an_order_ends_has_a_sentence() -> None:
    ended = set(OrderState) - OPEN_STATES - {OrderState.HANDED_OVER}
    wanted = {f"order_{one}" for one in ended} | {"order_already_handed_over"}
    assert wanted - BY_CODE.keys() == set()


def test_every_state_of_a_printer_that_stops_it_has_a_sentence() -> None:
    assert {OFFLINE, PAPER_OUT, COVER_OPEN} <= BY_CODE.keys()
