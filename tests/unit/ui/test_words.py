"""Texts: translation, plurals, sentences of errors, and that no catalog has a hole."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop.errors import JournalFault, LinkDown, Refusal
from ui import i18n, translations
from ui.catalogs import LANGUAGES
from ui.host import keyboard_layout
from ui.sentence_texts import BY_CODE, BY_FAMILY
from ui.sentences import sentence

ALPHABETS = {
    "en": string.ascii_lowercase,
    "de": string.ascii_lowercase + "äöüß",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "hu": string.ascii_lowercase.replace("q", "").replace("w", "") + "áéíóöőúüű",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ar": "ءآأإابةتثجحخدذرزسشصضطظعغفقكلمنهويىئؤ".replace("آ", ""),
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


def test_every_text_of_the_kit_has_words_in_every_language() -> None:
    ours = [one for one in translations.problems() if "(ui/" in one]
    assert ours == []


def test_the_translator_answers_in_the_language_in_use() -> None:
    i18n.set_language("de")
    assert i18n.tr("Ready") == "Bereit"
    assert i18n.tr("no such text at all") == "no such text at all"


def test_counted_texts_follow_each_languages_plurals() -> None:
    assert [i18n.tr("%n days", n=n) for n in (1, 2)] == ["1 day", "2 days"]
    i18n.set_language("ru")
    assert [i18n.tr("%n days", n=n) for n in (1, 2, 5)] == ["1 день", "2 дня", "5 дней"]


def test_holes_are_filled_by_name() -> None:
    assert i18n.tr("as of {time}", time="14:02") == "as of 14:02"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language"):
        i18n.set_language("xx")


def test_a_wrong_placeholder_is_noticed() -> None:
    item = translations.Found("Take %1 of %2", False, "x")
    assert translations._holes_match(item, ("Nimm %1 von %2",))
    assert not translations._holes_match(item, ("Nimm %1",))
    counted = translations.Found("%n items", True, "x")
    assert translations._holes_match(counted, ("ein Artikel", "%n Artikel"))
    assert not translations._holes_match(counted, ("%1 Artikel",))


def test_qml_texts_are_found_with_their_plurals(tmp_path: Path) -> None:
    found = translations.texts()
    assert found["Quantity %1"].where == "ui/qml/Endcap/Ui/QuantityStepper.qml"
    assert found["%n days"].plural


def test_an_error_says_what_happened_and_what_to_do() -> None:
    said = sentence(Refusal("return_too_many", line="1", left="2"))
    assert (said.text, said.advice) == ("Only 2 of this may still come back.", "Choose fewer.")


def test_an_unknown_code_speaks_for_its_family() -> None:
    assert "stopped selling" in sentence(JournalFault("never_seen")).text
    assert "never_seen" in sentence(JournalFault("never_seen")).advice
    assert "Central" in sentence(LinkDown("never_seen")).text


def test_our_own_bugs_say_so() -> None:
    assert sentence(ZeroDivisionError()).text == "Something went wrong on our side."


def test_data_that_is_missing_does_not_break_a_sentence() -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        for code in BY_CODE:
            said = sentence(Refusal(code))
            assert said.text
            assert said.advice
            assert "{" not in said.text + said.advice


def test_no_sentence_blames_or_shouts() -> None:
    for words in [*BY_CODE.values(), *BY_FAMILY.values()]:
        for part in words:
            assert "!" not in part
            assert part.rstrip().endswith((".", "}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_has_every_letter_of_the_language(language: str) -> None:
    layout = keyboard_layout(language)
    keys = {key for row in layout["lower"] for key in row}
    assert set(ALPHABETS[language]) <= keys
    assert set("0123456789") <= keys
    assert [len(row) for row in layout["lower"]] == [len(row) for row in layout["upper"]]
    assert max(len(row) for row in layout["lower"]) <= 12
