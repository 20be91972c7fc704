"""Every control in every look draws without a word from Qt, and the house's QML is lint-free."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui import qmllint
from ui.catalogs import LANGUAGES
from ui.gallery import PARTS
from ui.grab import Camera, Look
from ui.icons import icon_names
from ui.startup import QML_FOLDER

GALLERY = QML_FOLDER / "gallery" / "Gallery.qml"
ICON = re.compile(r'\b(?:iconName|departmentIcon): "([a-z][a-z-]*)"|Icon \{\s*name: "([a-z-]+)"')


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_gallery_in_every_language(part: str, tmp_path: Path) -> None:
    with Camera() as camera:
        seen = set()
        for language in LANGUAGES:
            look = Look(540, 960, language=language, dark=language == "tr", text_scale=1.3)
            out = camera.shoot(GALLERY, tmp_path / f"{language}.png", look, {"part": part})
            assert not QImage(str(out)).isNull()
            seen.add(out.read_bytes())
        assert camera.ui.qml_warnings == []
    assert len(seen) >= 3, "Arabic, the dark theme and English look alike"


def test_every_icon_that_a_screen_names_is_drawn() -> None:
    drawn = icon_names()
    wanted = {
        (path.name, found[1] or found[2])
        for path in qmllint.qml_files()
        for found in ICON.finditer(path.read_text("utf-8"))
    }
    missing = {(file, name) for file, name in wanted if name not in drawn}
    assert missing == set()


def test_the_kit_is_lint_free() -> None:
    kit = [path for path in qmllint.qml_files() if "ui/qml" in path.as_posix()]
    assert len(kit) > 40
    assert qmllint.lint(kit) == 0
