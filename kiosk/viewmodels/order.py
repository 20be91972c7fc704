"""Room: kiosk. A pickup order in three steps: where, who, confirm. Forgets all of it on `wipe`."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import contact
from kiosk.order_refusals import told
from kiosk.prices import NOBODYS_BASKET, ShelfPrice, shelf_price
from kiosk.viewmodels import reasons
from kiosk.viewmodels.link import LinkViewModel
from kiosk.viewmodels.pickup import PickupRow, pickup_rows
from kiosk.viewmodels.session import Session
from kiosk.viewmodels.slip import SlipViewModel
from kiosk.viewmodels.stock import StockViewModel
from kiosk.viewmodels.visit import VisitViewModel
from kiosk.viewmodels.who import WhoViewModel
from shop.actions.place_order import OrderDone, OrderWish
from shop.domain.catalogue import Item, text_in
from shop.domain.order_code import new_order_code
from shop.errors import Conflict, EndcapError
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, tr
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
WHERE, WHO, CONFIRM = range(3)
MOST = 99


@QmlElement
@QmlUncreatable("made by app.py")
class OrderViewModel(QObject):
    """Signals: `changed` with any step, choice or answer; `placed` when central or the journal
    has the order."""

    changed = Signal()
    placed = Signal()

    def __init__(
        self,
        session: Session,
        stock: StockViewModel,
        link: LinkViewModel,
        visit: VisitViewModel,
        slip: SlipViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._stock, self._link = session, stock, link
        self._visit, self._slip = visit, slip
        self._stores = RowModel(PickupRow, "store", self)
        self._bill = RowModel(reasons.ReasonRow, "id", self)
        self._who = WhoViewModel(self)
        self._gone: frozenset[str] = frozenset()
        self._forget()
        stock.changed.connect(self._follow)

    def _forget(self) -> None:
        self._item: Item | None = None
        self._price: ShelfPrice | None = None
        self._quantity, self._step, self._code = 1, WHERE, ""
        self._store = ""
        self._who.wipe()
        self._sending = False
        self._refused = self._advice = ""
        self._gone = frozenset()

    # --- where it stands ------------------------------------------------------------
    @Property(int, notify=changed)
    def step(self) -> int:
        return self._step

    @Property("QStringList", notify=changed)
    def steps(self) -> list[str]:
        return [tr("Where"), tr("Who"), tr("Confirm")]

    @Property(bool, notify=changed)
    def sending(self) -> bool:
        return self._sending

    @Property(str, notify=changed)
    def refused(self) -> str:
        """Why it could not be taken, in words; "" while all is well."""
        return self._refused

    @Property(str, notify=changed)
    def advice(self) -> str:
        return self._advice

    @Property(str, notify=changed)
    def caution(self) -> str:
        """Said before trying: what an offline order can and cannot be."""
        if self._link.online:
            return ""
        return tr("Offline: only pickup in this store is possible now, paid at the till.")

    # --- the summary ----------------------------------------------------------------
    @Property(str, notify=changed)
    def product(self) -> str:
        return text_in(self._item.titles, current()) if self._item else ""

    @Property(str, notify=changed)
    def variant(self) -> str:
        if self._item is None:
            return ""
        options = self._item.options
        return ", ".join(text_in(one.values, current()) or one.value for one in options)

    @Property(str, notify=changed)
    def picture(self) -> str:
        return picture_url(self._item.image) if self._item else ""

    @Property(str, notify=changed)
    def department(self) -> str:
        return self._item.department if self._item else ""

    @Property(int, notify=changed)
    def quantity(self) -> int:
        return self._quantity

    @Property(int, notify=changed)
    def mostQuantity(self) -> int:
        """What the best store has; never fewer than one, so that the stepper makes sense."""
        if self._item is None:
            return 1
        rows = self._stores.rows
        best = max((self._stock.at(row.store, self._item.sku) for row in rows), default=Decimal(1))
        return max(1, min(MOST, int(best)))

    @Property(str, notify=changed)
    def total(self) -> str:
        return formats.money(self._price.now) if self._price else ""

    @Property(str, notify=changed)
    def was(self) -> str:
        return formats.money(self._price.was) if self._price and self._price.was else ""

    @Property(RowModel, constant=True)
    def bill(self) -> RowModel[reasons.ReasonRow]:
        return self._bill

    @Property(str, notify=changed)
    def storeName(self) -> str:
        return next((row.name for row in self._stores.rows if row.chosen), "")

    @Property(str, notify=changed)
    def storeAddress(self) -> str:
        return next((row.address for row in self._stores.rows if row.chosen), "")

    @Property(RowModel, constant=True)
    def stores(self) -> RowModel[PickupRow]:
        return self._stores

    @Property(WhoViewModel, constant=True)
    def who(self) -> WhoViewModel:
        return self._who

    # --- the way through ------------------------------------------------------------
    def begin(self, sku: str) -> bool:
        item = self._session.services.replica.item(sku)
        if item is None:
            return False
        self._forget()
        self._item, self._code = item, new_order_code()
        self._refill()
        return True

    @Slot(int)
    def setQuantity(self, quantity: int) -> None:
        if not self._sending:
            self._quantity = max(1, min(self.mostQuantity, quantity))
            self._refill()

    @Slot(str)
    def chooseStore(self, store: str) -> None:
        if not self._sending:
            self._store, self._refused, self._advice = store, "", ""
            self._refill()

    @Slot()
    def next(self) -> None:
        if self._step == WHERE and self._store:
            self._step = WHO
        elif self._step == WHO and self._who.check():
            self._step = CONFIRM
        elif self._step == CONFIRM:
            self._place()
        self.changed.emit()

    @Slot(result=bool)
    def back(self) -> bool:
        """One step back; False at the first, so that the page itself goes back."""
        if self._sending:
            return True
        self._refused = self._advice = ""
        if self._step == WHERE:
            return False
        self._step -= 1
        self.changed.emit()
        return True

    def refresh(self) -> None:
        if self._item is not None:
            self._refill()

    def wipe(self) -> None:
        self._forget()
        self._stores.update([])
        self._bill.update([])
        self.changed.emit()

    # --- within ---------------------------------------------------------------------
    def _follow(self) -> None:
        if self._item is not None and not self._sending:
            self._refill()

    def _refill(self) -> None:
        assert self._item is not None
        rows = pickup_rows(
            self._session, self._stock, self._link, self._item, self._quantity, self._gone
        )
        takers = [row.store for row in rows if row.possible]
        if self._store not in takers:
            # After a refusal the shopper chooses; before it the nearest is a fair guess.
            guess = takers and self._step == WHERE and not self._gone
            self._store = takers[0] if guess else ""
        self._stores.update([row.choose(self._store) for row in rows])
        self._price = shelf_price(self._session.services.price, self._item, Decimal(self._quantity))
        self._bill.update(reasons.rows(self._item, self._price))
        self.changed.emit()

    def _place(self) -> None:
        assert self._item is not None
        if self._sending:
            return
        self._sending, self._refused, self._advice = True, "", ""
        self._visit.hold(True)
        wish = OrderWish(
            basket=NOBODYS_BASKET.add(self._item, Decimal(self._quantity))[0],
            store=self._store,
            customer=self._who.name.strip(),
            phone=contact.plain_phone(self._who.phone),
            language=current(),
            order=self._code,
        )
        try:
            placing = self._session.services.place(wish)
        except EndcapError as error:
            self._failed(error, wish.order)
            return
        self._session.hop(
            placing,
            lambda answer: self._done(answer, wish.order),
            lambda error: self._failed(error, wish.order),
        )

    def _done(self, answer: OrderDone, code: str) -> None:
        """`code` is what was asked for: central may have had to give the order another."""
        if code != self._code:
            return  # the visit it belongs to is over: nobody else may see it
        self._settle()
        self._slip.show(answer)
        self.placed.emit()

    def _failed(self, error: EndcapError, code: str) -> None:
        if code != self._code:
            return
        self._settle()
        refusal = told(error)
        self._refused, self._advice = refusal.text, refusal.advice
        if refusal.store_gone:
            self._gone |= {self._store}
            self._step, self._store, self._code = WHERE, "", new_order_code()
        elif isinstance(error, Conflict) and error.code == "order_code_taken":
            self._code = new_order_code()
        self._refill()

    def _settle(self) -> None:
        self._sending = False
        self._visit.hold(False)
        self.changed.emit()
