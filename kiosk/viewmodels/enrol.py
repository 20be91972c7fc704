"""Room: kiosk. A terminal's first start: which central, and the one-time code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.viewmodels.session import Session
from shop.errors import EndcapError, LinkDown
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
Enrol = Callable[[str, str], None]
"""(URL, code): blocks until enrolled, or raises EndcapError."""


@QmlElement
@QmlUncreatable("made by app.py")
class EnrolViewModel(QObject):
    """Signals: `changed` with a field or the answer; `enrolled` when central took the code."""

    changed = Signal()
    enrolled = Signal()

    def __init__(
        self, session: Session, url: str, enrol: Enrol, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._url, self._enrol = session, url, enrol
        self._busy = False
        self._url_error = self._code_error = ""

    @Property(str, notify=changed)
    def url(self) -> str:
        return self._url

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def urlError(self) -> str:
        return self._url_error

    @Property(str, notify=changed)
    def codeError(self) -> str:
        return self._code_error

    @Slot(str, str)
    def submit(self, url: str, code: str) -> None:
        if self._busy:
            return
        self._url, typed = url.strip(), code.strip().upper()
        fine = self._url.startswith(("http://", "https://"))
        self._url_error = "" if fine else tr("An address starts with http:// or https://.")
        self._code_error = "" if typed else tr("Type the code from the console.")
        if fine and typed:
            self._busy = True
            self._session.ask(lambda: self._enrol(self._url, typed), self._done, self.refused)
        self.changed.emit()

    def scanned(self, text: str) -> None:
        """The QR code that central drew: it says where central is, too."""
        self.submit(self._url, text)

    def _done(self, _: None) -> None:
        self._busy = False
        self.changed.emit()
        self.enrolled.emit()

    def refused(self, error: EndcapError) -> None:
        """Also called when a code given on the command line was not taken."""
        self._busy = False
        if isinstance(error, LinkDown):
            self._url_error = tr("Nobody answers at this address. Check the cable and the address.")
        else:
            self._code_error = tr(
                "This code was not taken: each works once, for 15 minutes. Make a new one."
            )
        self.changed.emit()
