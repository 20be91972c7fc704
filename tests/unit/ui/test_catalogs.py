"""The tools that keep the catalogs whole, and where compiled words are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ui import catalogs, translations


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty translations folder instead of the house's."""
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources say two things: one plain, one counted."""
    found = [
        translations.Found("Ready", False, "ui/a.qml"),
        translations.Found("%n days", True, "ui/b.py"),
    ]
    monkeypatch.setattr(translations, "texts", lambda: {one.text: one for one in found})


@pytest.mark.usefixtures("one_text")
def test_add_then_fill_then_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["add"]) == 0
    assert translations.main(["check"]) == 1
    assert "de: no words for 'Ready' (ui/a.qml)" in capsys.readouterr().out
    for language in catalogs.LANGUAGES:
        catalog = translations.read(language)
        for message in catalog:
            if message.id:
                plural = isinstance(message.id, tuple)
                message.string = ("%n d",) * catalog.num_plurals if plural else "Bereit"
        translations.write(language, catalog)
    assert translations.main(["check"]) == 0
    assert translations.main(["add"]) == 0
    assert "0 new" in capsys.readouterr().out
    assert translations.main(["compile"]) == 0
    assert (folder / "de.mo").exists()
    assert (folder / "i18n" / "qml_de.qm").exists()


@pytest.mark.usefixtures("one_text")
def test_english_keeps_only_what_it_counts(folder: Path) -> None:
    translations.main(["add"])
    english = [message.id for message in translations.read("en") if message.id]
    assert english == [("%n days", "%n days")]


def test_extract_lists_texts_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["extract"]) == 0
    assert "ui/formats.py\tn\t'%n days'" in capsys.readouterr().out


def test_a_wrong_command_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main([]) == 2
    assert "extract|add|check|compile" in capsys.readouterr().out


def test_a_text_that_is_not_plain_is_refused() -> None:
    with pytest.raises(SystemExit, match="plain text"):
        list(translations.texts_of_python("tr(name)", "bad.py"))


def test_words_are_compiled_again_only_after_a_change(folder: Path) -> None:
    po = folder / "de.po"
    po.write_text('msgid ""\nmsgstr ""\n\nmsgid "Ready"\nmsgstr "Bereit"\n', "utf-8")
    first = catalogs.compile_catalog("de").stat().st_mtime_ns
    assert catalogs.compile_catalog("de").stat().st_mtime_ns == first
    later = first + 2_000_000_000
    os.utime(po, ns=(later, later))
    assert catalogs.compile_catalog("de").stat().st_mtime_ns > first


def test_a_read_only_installation_compiles_into_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path / "absent")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert catalogs.mo_path("de").is_relative_to(tmp_path / "cache")
    assert catalogs.qm_path("de").name == "qml_de.qm"
