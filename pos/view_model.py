"""Room: pos. What every view-model of till and desk has: a notice next to what caused it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from shop.errors import EndcapError, JournalFault
from ui.properties import Property


class NoticeViewModel(QObject):
    """Signals: `noticeChanged` with the words shown next to what caused them; `faulted` with a
    JournalFault, after which nobody may go on working here."""

    noticeChanged = Signal()
    faulted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notice = ("", "", "stop")

    @Property(str, notify=noticeChanged)
    def noticeText(self) -> str:
        return self._notice[0]

    @Property(str, notify=noticeChanged)
    def noticeAdvice(self) -> str:
        return self._notice[1]

    @Property(str, notify=noticeChanged)
    def noticeTone(self) -> str:
        return self._notice[2]

    @Slot()
    def dismissNotice(self) -> None:
        self.notice("")

    def notice(self, text: str, advice: str = "", tone: str = "stop") -> None:
        if (text, advice, tone) != self._notice:
            self._notice = (text, advice, tone)
            self.noticeChanged.emit()

    def refused(self, error: EndcapError) -> None:
        """Say what an error means and what to do about it."""
        from ui.sentences import sentence  # a page of texts that the first frame does not need

        said = sentence(error)
        self.notice(said.text, said.advice)
        if isinstance(error, JournalFault):
            self.faulted.emit(error)
