"""Room: pos. A terminal that no store knows yet: the address of central and a one-time code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos.view_model import NoticeViewModel
from shop.errors import EndcapError
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property
from ui.worker import Worker

QML_IMPORT_NAME = "Endcap.Pos"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class JoinStoreViewModel(NoticeViewModel):
    """Signals: `changed` while joining. `join` does the work, `joined` goes on from there."""

    changed = Signal()

    def __init__(
        self,
        worker: Worker,
        url: str,
        join: Callable[[str, str], object],
        joined: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._url, self._join, self._joined = worker, url, join, joined
        self._busy = False

    @Property(str, notify=changed)
    def url(self) -> str:
        return self._url

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Slot(str, str)
    def enrol(self, url: str, code: str) -> None:
        if self._busy or not code.strip():
            return
        self._url, self._busy = url.strip(), True
        self.dismissNotice()
        self.changed.emit()
        self._worker.ask(
            lambda: self._join(self._url, code.strip().upper()), self._done, self._failed
        )

    def _done(self, _: object) -> None:
        self._busy = False
        self.changed.emit()
        self._joined()

    def _failed(self, error: EndcapError) -> None:
        self._busy = False
        self.changed.emit()
        self.refused(error)
