"""Room: kiosk. Whom an order is for: a name to call out, a number to call. Gone with the visit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import contact
from ui.elements import QmlElement, QmlUncreatable
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by app.py")
class WhoViewModel(QObject):
    """Signals: `changed` with what is typed or what is wrong with it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = self._phone = ""
        self._name_error = self._phone_error = ""

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._name

    @Property(str, notify=changed)
    def phone(self) -> str:
        return self._phone

    @Property(str, notify=changed)
    def nameError(self) -> str:
        return self._name_error

    @Property(str, notify=changed)
    def phoneError(self) -> str:
        return self._phone_error

    @Slot(str)
    def setName(self, text: str) -> None:
        self._name, self._name_error = text, ""
        self.changed.emit()

    @Slot(str)
    def setPhone(self, text: str) -> None:
        self._phone, self._phone_error = text, ""
        self.changed.emit()

    def check(self) -> bool:
        """Say what is wrong beside each field; True when an order can be made of them."""
        self._name_error = contact.name_error(self._name)
        self._phone_error = contact.phone_error(self._phone)
        self.changed.emit()
        return not self._name_error and not self._phone_error

    def wipe(self) -> None:
        self._name = self._phone = self._name_error = self._phone_error = ""
        self.changed.emit()
