"""Room: ui. Finds and compiles the gettext catalogs; no Qt here, Babel only when one is stale."""

from __future__ import annotations

import gettext
import os
import tempfile
from functools import cache
from pathlib import Path

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


def compile_catalog(language: str) -> Path:
    """Write the .mo if it is older than its .po; atomic, so two processes may race."""
    source, target = po_path(language), mo_path(language)
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return target
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalog = read_po(stream, locale=language)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as stream:
        write_mo(stream, catalog)
    os.replace(draft, target)
    return target


@cache
def catalog(language: str) -> gettext.NullTranslations:
    """The catalog of a language; source English when there is none."""
    if not po_path(language).exists():
        return gettext.NullTranslations()
    with compile_catalog(language).open("rb") as stream:
        return gettext.GNUTranslations(stream)
