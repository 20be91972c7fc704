"""Room: kiosk. The view-models of all screens, made together, refreshed and wiped together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from kiosk.viewmodels.enrol import EnrolViewModel
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.link import LinkViewModel
from kiosk.viewmodels.order import OrderViewModel
from kiosk.viewmodels.product import ProductViewModel
from kiosk.viewmodels.reviews import ReviewsViewModel
from kiosk.viewmodels.scan import ScanViewModel
from kiosk.viewmodels.search import SearchViewModel
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.slip import SlipViewModel
from kiosk.viewmodels.staff import StaffViewModel
from kiosk.viewmodels.status import StatusViewModel
from kiosk.viewmodels.stock import StockViewModel
from kiosk.viewmodels.visit import VisitViewModel


@dataclass(frozen=True)
class Parts:
    home: HomeViewModel
    search: SearchViewModel
    product: ProductViewModel
    order: OrderViewModel
    slip: SlipViewModel
    status: StatusViewModel
    scan: ScanViewModel
    link: LinkViewModel
    visit: VisitViewModel
    enrol: EnrolViewModel
    staff: StaffViewModel

    def adopt(self, parent: QObject) -> None:
        """One owner, so that QML never deletes one and all end together."""
        for part in self._all():
            part.setParent(parent)
        self.product.stock.setParent(parent)
        self.product.reviews.setParent(parent)

    def refresh(self, screen: str) -> None:
        self.home.refresh()
        self.link.refresh()
        self.search.refresh()
        self.product.refresh()
        self.order.refresh()
        self.slip.refresh()
        if screen == "status":
            self.status.refresh()

    def wipe(self) -> None:
        self.search.wipe()
        self.order.wipe()
        self.product.wipe()
        self.slip.wipe()
        self.status.wipe()
        self.staff.wipe()
        self.scan.stop()

    def _all(self) -> tuple[QObject, ...]:
        return (
            self.home,
            self.search,
            self.product,
            self.order,
            self.slip,
            self.status,
            self.scan,
            self.link,
            self.visit,
            self.enrol,
            self.staff,
        )


def make_parts(
    session: Session,
    scan: ScanViewModel,
    visit: VisitViewModel,
    enrol: EnrolViewModel,
    staff: StaffViewModel,
) -> Parts:
    link = LinkViewModel(session)
    stock = StockViewModel(session, link)
    slip = SlipViewModel(session)
    return Parts(
        home=HomeViewModel(session),
        search=SearchViewModel(session),
        product=ProductViewModel(session, stock, ReviewsViewModel(session)),
        order=OrderViewModel(session, stock, link, visit, slip),
        slip=slip,
        status=StatusViewModel(session),
        scan=scan,
        link=link,
        visit=visit,
        enrol=enrol,
        staff=staff,
    )
