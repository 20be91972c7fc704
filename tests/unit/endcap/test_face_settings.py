"""What a face is started with: the settings file, then the command line; mistakes in one line."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from endcap.cli import main
from endcap.commands._face import add_face_arguments, face_options
from ui.face import FaceOptions


def options(tmp_path: Path, *words: str) -> FaceOptions:
    parser = argparse.ArgumentParser()
    add_face_arguments(parser, "till")
    return face_options(parser.parse_args(["--data", str(tmp_path), *words]))


@pytest.mark.parametrize("face", ["kiosk", "till", "desk"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[screen]\nfullscreen = true", "no setting screen.fullscreen; do you mean screen.full_"),
        ("[garden]\nx = 1", "there is no setting garden; `endcap settings` lists all"),
        ("[screen]\nwidth = '9'", "the setting screen.width must be a whole number"),
        ("[journal]\nkeep_days = 30", "the setting journal.keep_days must be 60 or more"),
        ("screen = 3", "the setting screen must be a section"),
        ("[screen", "cannot read"),
        ("[screen]\ntheme = '/nowhere.toml'", "cannot read /nowhere.toml"),
        ("[screen]\nlanguage = 'xx'", "there is no language 'xx'; there are: en, de, tr, hu, ru"),
    ],
)
def test_a_mistake_is_one_sentence(
    face: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "endcap.toml").write_text(text)
    assert main([face, "--data", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"endcap {face}: ")
    assert said in told
    assert told.count("\n") == 1


def test_a_settings_file_that_is_named_must_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "other.toml")
    assert main(["till", "--data", str(tmp_path), "--settings", missing]) == 2
    assert capsys.readouterr().err == f"endcap till: cannot read {missing}: no such file\n"


@pytest.mark.parametrize("face", ["kiosk", "till", "desk"])
def test_a_start_that_cannot_be_is_one_sentence(
    face: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of these was a traceback, or Qt's own abort."""
    words = [face, "--data", str(tmp_path)]
    nowhere = str(tmp_path / "no" / "x.sock")
    (tmp_path / "mine").write_text("kept")
    for more, said in (
        (["--language", "xx"], "there is no language 'xx'"),
        (["--robot", nowhere], f"cannot listen on {nowhere}: No such file or directory"),
        (["--robot", str(tmp_path / "mine")], "Address already in use"),
        (["--robot", str(tmp_path / ("x" * 120))], "AF_UNIX path too long"),
    ):
        assert main([*words, *more]) == 2
        told = capsys.readouterr().err
        assert said in told
        assert (told.startswith(f"endcap {face}: "), told.count("\n")) == (True, 1)
    assert (tmp_path / "mine").read_text() == "kept"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(words) == 2
    assert "there is no screen here" in capsys.readouterr().err


def test_centrals_address_is_the_enrolled_one_unless_it_is_said(tmp_path: Path) -> None:
    told = options(tmp_path).settings.central
    assert (told.url, told.to_enrol) == ("", "http://127.0.0.1:8700")
    (tmp_path / "endcap.toml").write_text('[central]\nurl = "http://central:1"')
    told = options(tmp_path).settings.central
    assert (told.url, told.to_enrol) == ("http://central:1", "http://central:1")
    assert options(tmp_path, "--central", "http://other:2").settings.central.url == "http://other:2"
