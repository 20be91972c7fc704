"""A store's theme file: right values pass, anything else is named and refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shop.errors import Refusal
from ui.startup import QML_FOLDER
from ui.theme import COLOURS, SIZES, read_theme


def test_the_names_are_those_of_the_theme() -> None:
    text = (QML_FOLDER / "Endcap" / "Ui" / "Theme.qml").read_text("utf-8")
    assert frozenset(re.findall(r'pick\("(\w+)"', text)) == COLOURS
    assert frozenset(re.findall(r'size\("(\w+)"', text)) | {"radius"} == SIZES


def test_values_are_read(tmp_path: Path) -> None:
    file = tmp_path / "theme.toml"
    file.write_text('accent = "#005EA8"\nradius = 4\n[departments]\ntools = "#DDE6EC"\n', "utf-8")
    assert read_theme(str(file)) == {
        "accent": "#005EA8",
        "radius": 4,
        "departments": {"tools": "#DDE6EC"},
    }
    assert read_theme("") == {}


@pytest.mark.parametrize(
    ("line", "code", "key"),
    [
        ('acent = "#005EA8"', "setting_unknown", "theme.acent"),
        ('accent = "blue"', "setting_type", "theme.accent"),
        ("accent = 7", "setting_type", "theme.accent"),
        ("radius = -1", "setting_type", "theme.radius"),
        ("fontBody = true", "setting_type", "theme.fontBody"),
        ("family = 3", "setting_type", "theme.family"),
        ('departments = "x"', "setting_unknown", "theme.departments"),
        ('[departments]\ntools = "x"', "setting_type", "theme.departments.tools"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, code: str, key: str) -> None:
    file = tmp_path / "theme.toml"
    file.write_text(line, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_theme(str(file))
    assert (refused.value.code, refused.value.data["key"]) == (code, key)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "theme.toml"
    with pytest.raises(Refusal, match="settings_unreadable"):
        read_theme(str(file))
    file.write_text("= nonsense", "utf-8")
    with pytest.raises(Refusal, match="settings_unreadable"):
        read_theme(str(file))
