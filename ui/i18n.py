"""Room: ui. The language now in use, for Python (`tr`) and QML (`qsTr`) alike.

Both are made from the gettext catalogs of assets/translations; the key is the English text.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from ui.catalogs import LANGUAGES, RIGHT_TO_LEFT, catalog, compile_catalog


class Language(QObject):
    """Signals: `changed` after every text source answers in the new language."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = "en"


@cache
def language() -> Language:
    return Language()


def current() -> str:
    return language().code


def is_right_to_left(code: str | None = None) -> bool:
    return (code or current()) in RIGHT_TO_LEFT


def lookup(text: str, n: int = -1) -> str:
    if not text:
        return ""
    words = catalog(language().code)
    return words.gettext(text) if n < 0 else words.ngettext(text, text, n)


def tr(text: str, /, *, n: int = -1, **params: object) -> str:
    """`text` in the language in use; `{name}` filled from params, `%n` from n (with plurals)."""
    return tr_marked(text, n=n, **params)


def mark(text: str) -> str:
    """Marks a text for extraction where it is only stored; translate it later with `tr_marked`."""
    return text


def tr_marked(text: str, /, *, n: int = -1, **params: object) -> str:
    """Translate a text that was marked elsewhere."""
    found = lookup(text, n)
    if n >= 0:
        found = found.replace("%n", str(n))
    return found.format(**params) if params else found


def set_language(code: str) -> None:
    """Switch every text source; unknown codes are a bug of the caller."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    language().code = code
    QLocale.setDefault(QLocale(code))
    app = QCoreApplication.instance()
    if isinstance(app, QGuiApplication):
        right = Qt.LayoutDirection.RightToLeft
        app.setLayoutDirection(right if is_right_to_left(code) else Qt.LayoutDirection.LeftToRight)
    language().changed.emit()


class QmlWords(QObject):
    """Gives qsTr() the words of the language in use, as long as it lives.

    WORKAROUND: every QTranslator made in Python, even Qt's own class, takes the interpreter
    lock when asked, and QML's loader thread asks while the GUI thread holds that lock and
    waits for it. An engine of our own makes a translator that Python never sees.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = QQmlApplicationEngine(self)
        self._rooted = False
        language().changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        words = compile_catalog(current())
        if not self._rooted:
            self._rooted = True
            url = QUrl.fromLocalFile(str(words.with_name("Words.qml")))
            self._engine.loadData(b"import QtQml\nQtObject {}", url)
        self._engine.setUiLanguage(current())
