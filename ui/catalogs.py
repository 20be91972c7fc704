"""Room: ui. Finds and compiles the gettext catalogs; no Qt here, Babel only when one is stale."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ui.qm import qm_bytes

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGES: dict[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "tr": "Türkçe",
    "hu": "Magyar",
    "ru": "Русский",
    "ar": "العربية",
}
RIGHT_TO_LEFT = frozenset({"ar"})
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "translations"


def po_path(language: str) -> Path:
    return FOLDER / f"{language}.po"


def mo_path(language: str) -> Path:
    """Beside the .po in a checkout; in the user's cache when the installation is read-only."""
    if os.access(FOLDER, os.W_OK):
        return FOLDER / f"{language}.mo"
    from platformdirs import user_cache_path

    return user_cache_path("endcap") / "translations" / f"{language}.mo"


def qm_path(language: str) -> Path:
    """Where a QQmlApplicationEngine looks for the words of a root file in `mo_path`'s folder."""
    return mo_path(language).parent / "i18n" / f"qml_{language}.qm"


def compile_catalog(language: str) -> Path:
    """Write the .mo (for Python) and the .qm (for Qt) if they are older than their .po."""
    source, target = po_path(language), mo_path(language)
    written = (qm_path(language), target)
    if all(_is_newer(one, source) for one in written):
        return target
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        found = read_po(stream, locale=language)
    said = [
        (str(_source(one)), _forms(one.string))
        for one in found
        if one.id and all(_forms(one.string))
    ]
    mo = io.BytesIO()
    write_mo(mo, found)
    _replace(qm_path(language), qm_bytes(language, said))
    _replace(target, mo.getvalue())
    return target


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(string: object) -> tuple[str, ...]:
    """A message's translations, one per plural form; an untranslated one is one empty form."""
    if isinstance(string, str):
        return (string,)
    return tuple(string) if isinstance(string, (tuple, list)) and string else ("",)


def _is_newer(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _replace(target: Path, data: bytes) -> None:
    """Atomic, so two faces starting at once may race."""
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(draft).replace(target)


@cache
def catalog(language: str) -> gettext.NullTranslations:
    """The catalog of a language; source English when there is none."""
    if not po_path(language).exists():
        return gettext.NullTranslations()
    with compile_catalog(language).open("rb") as stream:
        return gettext.GNUTranslations(stream)
