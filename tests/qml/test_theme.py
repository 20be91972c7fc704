"""The theme: every pair of colours is readable, sizes follow the person, a store may override."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from ui.startup import UiApp

PAIRS = [
    *itertools.product(
        ("ink", "ink2", "accent", "good", "warn", "stop"), ("canvas", "surface", "raised")
    ),
    ("ink", "neutralTint"), ("ink2", "neutralTint"), ("ink", "sunken"), ("ink2", "sunken"),
    ("ink", "goodTint"), ("ink", "warnTint"), ("ink", "stopTint"),
    ("good", "goodTint"), ("warn", "warnTint"), ("stop", "stopTint"), ("accent", "accentTint"),
    ("accentInk", "accent"), ("stateInk", "good"), ("stateInk", "warn"), ("stateInk", "stop"),
    ("inverseInk", "inverse"),
]  # fmt: skip
LARGE_OR_DRAWN = [
    ("ink3", "canvas"), ("ink3", "surface"), ("star", "surface"), ("star", "canvas"),
    ("lineStrong", "surface"), ("lineStrong", "canvas"), ("focus", "canvas"), ("focus", "surface"),
]  # fmt: skip


def theme(ui: UiApp) -> QObject:
    found: Any = ui.engine.singletonInstance("Endcap.Ui", "Theme")
    assert isinstance(found, QObject)
    return found


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("high", [False, True])
def test_every_text_is_readable_on_its_ground(ui_app: UiApp, dark: bool, high: bool) -> None:
    ui_app.host.dark, ui_app.host.highContrast = dark, high
    look = theme(ui_app)
    wanted = 7.0 if high else 4.5
    poor = {
        (text, ground): round(found, 2)
        for text, ground in PAIRS
        if (found := contrast(look.property(text), look.property(ground))) < wanted
    }
    poor |= {
        (text, ground): round(found, 2)
        for text, ground in LARGE_OR_DRAWN
        if (found := contrast(look.property(text), look.property(ground))) < 3
    }
    assert poor == {}


def test_no_token_is_taken_for_a_signal_handler() -> None:
    """QML reads `onSomething:` as a handler; a token of such a name would stay black."""
    kit = Path(__file__).resolve().parents[2] / "ui" / "qml"
    for path in kit.rglob("*.qml"):
        for line in path.read_text("utf-8").splitlines():
            words = line.split()
            if "property" in words[:2] and ":" in line:
                name = line.split(":")[0].split()[-1]
                assert not (name[:2] == "on" and name[2:3].isupper()), f"{path.name}: {name}"


def test_profiles_and_text_scale_set_the_sizes(ui_app: UiApp) -> None:
    look = theme(ui_app)
    ui_app.host.profile = "kiosk"
    assert (look.property("fontBody"), look.property("target")) == (26, 64)
    ui_app.host.profile = "till"
    assert (look.property("fontBody"), look.property("target")) == (17, 48)
    ui_app.host.textScale = 2.0
    assert look.property("fontBody") == 34
    assert look.property("control") >= 68
    ui_app.host.textScale = 9.0
    assert ui_app.host.textScale == 2.0


def test_a_store_overrides_tokens_but_not_high_contrast(ui_app: UiApp) -> None:
    look = theme(ui_app)
    ui_app.host.theme = {"accent": "#004488", "radius": 4, "departments": {"tools": "#CCDDEE"}}
    assert look.property("accent").name() == "#004488"
    assert look.property("radius") == 4
    ui_app.host.highContrast = True
    assert look.property("accent").name() == "#8f2400"


def test_reduced_motion_stops_all_motion(ui_app: UiApp) -> None:
    look = theme(ui_app)
    assert look.property("page") == 0
    ui_app.host.reducedMotion = False
    assert look.property("page") == 180
