"""Room: kiosk. The root view-model: which screen is on, the way back, and the end of a visit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.scenes import scene_urls
from kiosk.viewmodels.enrol import EnrolViewModel
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.link import LinkViewModel
from kiosk.viewmodels.order import OrderViewModel
from kiosk.viewmodels.parts import Parts
from kiosk.viewmodels.product import ProductViewModel
from kiosk.viewmodels.scan import ScanViewModel
from kiosk.viewmodels.scanning import Scanning, Seen, unknown_words
from kiosk.viewmodels.search import SearchViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.slip import SlipViewModel
from kiosk.viewmodels.staff import StaffViewModel
from kiosk.viewmodels.status import StatusViewModel
from kiosk.viewmodels.visit import VisitViewModel
from shop.domain.order import Order
from shop.domain.readings import ScannedCode
from ui import i18n
from ui.elements import QmlElement, QmlUncreatable
from ui.host import Host
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
QUIET = frozenset({"attract", "enrol", "trouble"})


@dataclass(frozen=True, slots=True)
class Step:
    """A screen on the way here; `what` is the product or SKU it shows."""

    screen: str
    what: str = ""


@QmlElement
@QmlUncreatable("made by app.py")
class KioskViewModel(QObject):
    """Signals: `moved` with the screen or the open sheet; `readyChanged` when the shop is open."""

    moved = Signal()
    readyChanged = Signal()

    def __init__(
        self,
        session: Session,
        parts: Parts,
        host: Host,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._parts, self._host = session, parts, host
        self._language = language
        self._trail = [Step("attract")]
        self._sheet, self._trouble = "", ""
        self._unknown = Seen("")
        self._scanning = Scanning(session)
        parts.adopt(self)
        parts.visit.wiped.connect(self._wipe)
        parts.scan.scanned.connect(self.scan_code)
        parts.order.placed.connect(self._show_slip)
        parts.status.unknown.connect(self._order_unknown)
        parts.staff.entered.connect(self.closeSheet)
        host.languageChanged.connect(self.refresh)

    # --- what QML asks --------------------------------------------------------------
    @Property(str, notify=moved)
    def screen(self) -> str:
        return self._trail[-1].screen

    @Property("QStringList", notify=moved)
    def trail(self) -> list[str]:
        """Every screen that is still alive beneath the present one."""
        return [step.screen for step in self._trail]

    @Property(str, notify=moved)
    def sheet(self) -> str:
        return self._sheet

    @Property(bool, notify=moved)
    def canGoBack(self) -> bool:
        return len(self._trail) > 1

    @Property(str, notify=moved)
    def unknownCode(self) -> str:
        """What was scanned, to read out to somebody; not for slips, which nobody can read."""
        return self._unknown.text if self._unknown.kind == "code" else ""

    @Property(str, notify=moved)
    def unknownTitle(self) -> str:
        return unknown_words(self._unknown)[0]

    @Property(str, notify=moved)
    def unknownText(self) -> str:
        return unknown_words(self._unknown)[1]

    @Property(str, notify=moved)
    def trouble(self) -> str:
        """Why the kiosk cannot serve, for the staff; "" while it can."""
        return self._trouble

    @Property(bool, notify=readyChanged)
    def ready(self) -> bool:
        return self._session.ready

    @Property(str, notify=readyChanged)
    def chain(self) -> str:
        return self._session.services.replica.settings().chain if self._session.ready else ""

    @Property(str, notify=readyChanged)
    def store(self) -> str:
        if not self._session.ready:
            return ""
        return self._session.services.replica.settings().store.name

    @Property(int, constant=True)
    def sceneCount(self) -> int:
        return len(scene_urls(False))

    @Slot(int, bool, result=str)
    def scene(self, at: int, wide: bool) -> str:
        """A full-bleed picture of the attract screen, for this shape of screen."""
        scenes = scene_urls(wide)
        return scenes[at % len(scenes)] if scenes else ""

    @Property(HomeViewModel, constant=True)
    def home(self) -> HomeViewModel:
        return self._parts.home

    @Property(SearchViewModel, constant=True)
    def search(self) -> SearchViewModel:
        return self._parts.search

    @Property(ProductViewModel, constant=True)
    def product(self) -> ProductViewModel:
        return self._parts.product

    @Property(OrderViewModel, constant=True)
    def order(self) -> OrderViewModel:
        return self._parts.order

    @Property(SlipViewModel, constant=True)
    def slip(self) -> SlipViewModel:
        return self._parts.slip

    @Property(StatusViewModel, constant=True)
    def status(self) -> StatusViewModel:
        return self._parts.status

    @Property(ScanViewModel, constant=True)
    def scan(self) -> ScanViewModel:
        return self._parts.scan

    @Property(LinkViewModel, constant=True)
    def link(self) -> LinkViewModel:
        return self._parts.link

    @Property(VisitViewModel, constant=True)
    def visit(self) -> VisitViewModel:
        return self._parts.visit

    @Property(StaffViewModel, constant=True)
    def staff(self) -> StaffViewModel:
        return self._parts.staff

    @Property(EnrolViewModel, constant=True)
    def enrol(self) -> EnrolViewModel:
        return self._parts.enrol

    # --- what a shopper does --------------------------------------------------------
    @Slot()
    def start(self) -> None:
        """The first touch of a visit."""
        if self._session.ready and self.screen == "attract":
            self._begin()
            self._go([Step("home")])

    @Slot()
    def goHome(self) -> None:
        self._parts.search.wipe()
        self._go([Step("home")])

    @Slot()
    def goBack(self) -> None:
        if self.screen == "order" and self._parts.order.back():
            return
        if len(self._trail) > 1:
            self._go(self._trail[:-1])
            if self.screen == "product":
                self._parts.product.open(*self._trail[-1].what.split("\n"))

    @Slot()
    def openSearch(self) -> None:
        self._parts.search.start()
        self._push(Step("results"))

    @Slot(str)
    def openDepartment(self, department: str) -> None:
        self._parts.search.browse(department)
        self._push(Step("results"))

    @Slot(str)
    def openProduct(self, product: str) -> None:
        self._begin()
        self._show_product(product)

    @Slot()
    def openOrder(self) -> None:
        if self._parts.order.begin(self._parts.product.sku):
            self._push(Step("order"))

    @Slot()
    def searchInstead(self) -> None:
        """From the page of an unknown code."""
        self._trail = [Step("home")]
        self.openSearch()

    @Slot(str)
    def openSheet(self, name: str) -> None:
        self._sheet = name
        self._parts.visit.touch()
        if name == "scan":
            self._parts.scan.start()
        self.moved.emit()

    @Slot()
    def askStaff(self) -> None:
        """The hidden corner was held. Left alone, the sheet goes with the visit."""
        if not self._parts.staff.available or self._parts.order.sending:
            return
        if self._session.ready:
            self._begin()
        self._parts.staff.wipe()
        self.openSheet("staff")

    @Slot()
    def closeSheet(self) -> None:
        if self._sheet == "scan":
            self._parts.scan.stop()
        self._sheet = ""
        self.moved.emit()

    @Slot()
    def startOver(self) -> None:
        """Done, or somebody else's turn: forget everything now; never while an order is sent."""
        if not self._parts.order.sending:
            self._parts.visit.end()

    # --- what the scanner and the shop do -------------------------------------------
    def scan_code(self, code: ScannedCode) -> None:
        if self._trail[-1].screen == "enrol":
            self._parts.enrol.scanned(code.text)
        if not self._session.ready or self._parts.order.sending:
            return
        self._begin()
        seen = self._scanning(code)
        self.closeSheet()
        if seen.order is not None:
            self.show_order(seen.order)
        elif seen.ask:
            self._parts.status.ask(seen.ask)
            self._go([Step("home"), Step("status")])
        elif seen.sku and self._show_product(seen.product, seen.sku):
            return
        else:
            self._unknown = seen
            self._push(Step("unknown"))

    def show_order(self, order: Order) -> None:
        self._parts.status.show(order)
        self._go([Step("home"), Step("status")])

    def _order_unknown(self) -> None:
        """Central does not know the order of a slip that is genuine."""
        self._unknown = Seen("", kind="void")
        self._go([Step("home"), Step("unknown")])

    def opened(self) -> None:
        """The terminal is open: read what every screen needs."""
        self._trail = [Step("attract")]
        self.readyChanged.emit()
        self.refresh()
        self.moved.emit()

    def show_enrolment(self) -> None:
        self._go([Step("enrol")])

    def show_trouble(self, words: str) -> None:
        self._trouble = words
        self._go([Step("trouble")])

    def refresh(self) -> None:
        """Another language, or news from central."""
        if self._session.ready:
            self._parts.refresh(self.screen)
            self.moved.emit()

    # --- within ---------------------------------------------------------------------
    def _begin(self) -> None:
        if not self._parts.visit.active:
            self._parts.visit.begin()
        self._parts.visit.touch()

    def _show_product(self, product: str, sku: str = "") -> bool:
        if not self._parts.product.open(product, sku):
            return False
        self._push(Step("product", f"{product}\n{sku}"))
        return True

    def _show_slip(self) -> None:
        self._go([Step("slip")])
        self._parts.order.wipe()
        self._parts.product.wipe()

    def _push(self, step: Step) -> None:
        base = [Step("home")] if self.screen in QUIET else self._trail
        if base[-1].screen == step.screen and step.screen != "product":
            base = base[:-1]
        self._go([*base, step])

    def _go(self, trail: list[Step]) -> None:
        self._trail = trail
        if self._sheet:
            self.closeSheet()
        self.moved.emit()

    def _wipe(self) -> None:
        """Nothing of the shopper stays: screens, texts, choices, look and language."""
        self._unknown = Seen("")
        self._parts.wipe()
        self._go([Step("attract")])
        host = self._host
        host.textScale, host.highContrast, host.lowReach = 1.0, False, False
        if i18n.current() != self._language:
            i18n.set_language(self._language)
