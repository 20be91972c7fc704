"""Room: pos. The basket on the counter and the one field that fills it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot

from pos import words
from pos.session import Session
from pos.till.counter import Counter
from pos.till.entry import Typed, read_typed
from pos.till.lines import line_rows
from pos.till.viewmodels.rows import LineRow, ResultRow
from pos.view_model import NoticeViewModel
from shop.actions.add_item import BasketChange, add_item
from shop.actions.begin_sale import begin_sale
from shop.actions.park_basket import ParkBasket, Parked, Resumed
from shop.actions.scan_item import (
    BadgeScanned,
    CodeRefused,
    CouponScanned,
    ItemScanned,
    LineRefused,
    ScanResult,
    SlipNotTaken,
    SlipScanned,
    UnknownCode,
)
from shop.actions.set_quantity import set_quantity
from shop.actions.void_line import void_line
from shop.domain.basket import Basket
from shop.domain.catalogue import Item, item_of
from shop.domain.codes import ScannedCode
from shop.domain.pricing import PricedDocument
from shop.domain.slip_check import SlipRefused, VerifiedSlip
from shop.errors import EndcapError, Refusal
from shop.ports import Filters, Hit, Replica
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import tr
from ui.models import RowModel
from ui.pictures import picture_url
from ui.properties import Property
from ui.reasons import reason_text

QML_IMPORT_NAME = "Endcap.Till"
QML_IMPORT_MAJOR_VERSION = 1
RESULTS = 30
QUICK_KEYS = 24


@dataclass(frozen=True, slots=True)
class _Found:
    """Answers carry what was asked, so that a late one never shows over a newer word."""

    text: str
    rows: tuple[ResultRow, ...]
    total: int


def new_basket() -> Basket:
    return Basket(secrets.token_hex(16))


@QmlElement
@QmlUncreatable("made by app.py")
class BasketViewModel(NoticeViewModel):
    """Signals: `changed` with lines or totals, `resultsChanged` with the search,
    `entryCleared` when the field must forget what it holds."""

    changed = Signal()
    resultsChanged = Signal()
    entryCleared = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._counter: Counter | None = None
        self._park: ParkBasket | None = None
        self._basket = new_basket()
        self._document: PricedDocument | None = None
        self._lines = RowModel(LineRow, "lineId", self)
        self._results = RowModel(ResultRow, "sku", self)
        self._quick = RowModel(ResultRow, "sku", self)
        self._selected = -1
        self._result_index = 0
        self._searching = self._entered = ""
        self._searched = self._moving = False
        self._total = 0
        self._times: Decimal | None = None
        self._parked: tuple[Parked, ...] = ()
        self._frozen = False
        # Where a scan or a typed word goes while another panel is in front of the basket.
        self.on_slip: Callable[[VerifiedSlip], None] = lambda _: None
        self.on_slip_refused: Callable[[SlipRefused], None] = self.say_slip
        self.on_badge: Callable[[str], None] = lambda _: None
        self.on_panel: Callable[[str], None] = lambda _: None

    def attach(self, counter: Counter) -> None:
        self._counter = counter
        services = counter.services
        self._park = ParkBasket(services.journal, services.replica, services.clock)
        self._parked = self._park.parked()
        self.refresh()

    def refresh(self) -> None:
        """Catalogue, promotions or language have changed."""
        if self._counter is None:
            return
        self._quick.update(_quick_rows(self._counter.services.replica))
        self._reprice()

    # -- what the screen shows -------------------------------------------------------------

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        return self._lines

    @Property(QObject, constant=True)
    def results(self) -> QObject:
        return self._results

    @Property(QObject, constant=True)
    def quickKeys(self) -> QObject:
        return self._quick

    @Property(int, notify=changed)
    def selected(self) -> int:
        return self._selected

    @Property(int, notify=changed)
    def pieces(self) -> int:
        return int(self._basket.pieces)

    @Property(str, notify=changed)
    def itemsText(self) -> str:
        return tr("%n items", n=int(self._basket.pieces))

    @Property(str, notify=changed)
    def savedText(self) -> str:
        if self._document is None or not self._document.saved:
            return ""
        return tr("Saves {amount}", amount=words.money(self._document.saved))

    @Property(str, notify=changed)
    def totalText(self) -> str:
        return words.money(self._document.total) if self._document else ""

    @Property(str, notify=changed)
    def parkedText(self) -> str:
        if not self._parked:
            return ""
        return tr("%n parked baskets", n=len(self._parked))

    @Property(str, notify=changed)
    def entryHint(self) -> str:
        if self._times is not None:
            return tr("{count} × the next article", count=words.quantity(self._times))
        return tr("Scan, search or type")

    @Property(int, notify=resultsChanged)
    def resultIndex(self) -> int:
        return self._result_index

    @Property(bool, notify=resultsChanged)
    def searched(self) -> bool:
        return self._searched

    @Property(str, notify=resultsChanged)
    def resultsText(self) -> str:
        if not self._searched:
            return tr("Searching…")
        return tr("%n articles found", n=self._total)

    @property
    def basket(self) -> Basket:
        return self._basket

    @property
    def document(self) -> PricedDocument | None:
        return self._document

    # -- the field -------------------------------------------------------------------------

    @Slot(str)
    def type(self, text: str) -> None:
        """Search as the cashier types; an empty field goes back to the keys."""
        typed = read_typed(text)
        if typed.searchable:
            self._search(typed.text)
        elif not typed.text:
            self._searching = self._entered = ""
            self.on_panel("keys")

    @Slot(str)
    def submit(self, text: str) -> None:
        typed = read_typed(text)
        if typed.is_code:
            self.scan(ScannedCode(typed.text, None, "keyboard"), typed.quantity)
        elif typed.text:
            self._times = typed.quantity or self._times
            self._enter(typed)
        elif typed.quantity is not None:
            self._set_times(typed)
        self.entryCleared.emit()

    def _enter(self, typed: Typed) -> None:
        """Takes what was found for these words, when it has been found: never an older find."""
        if not typed.searchable:
            self.scan(ScannedCode(typed.text, None, "keyboard"))
            return
        if self._searching != typed.text:
            self._search(typed.text)
        if self._searched:
            self._take_found()
        else:
            self._entered = typed.text

    def _take_found(self) -> None:
        self._entered = ""
        if self._results.rows:
            self.takeResult(self._result_index)
        else:
            self.scan(ScannedCode(self._searching, None, "keyboard"))

    def scan(self, code: ScannedCode, quantity: Decimal | None = None) -> None:
        """Goods go into the basket; anything else says what it is."""
        if self._counter is None:
            return
        self.dismissNotice()
        times = quantity or self._times
        self._take(self._counter.scan(self._basket, code, times or Decimal(1)), times)

    def _take(self, result: ScanResult, times: Decimal | None) -> None:
        match result:
            case ItemScanned(item=item, measured=False) if item.unit != "pcs" and times is None:
                self._ask_weight(item)
            case ItemScanned(basket=basket, line_id=line_id):
                self._try(lambda: BasketChange(basket, line_id))
                self.on_panel("keys")
            case SlipScanned(slip=slip):
                self.on_slip(slip)
            case SlipNotTaken(refused=refused):
                self.on_slip_refused(refused)
            case BadgeScanned(text=text):
                self.on_badge(text)
            case CouponScanned(text=text):
                self.notice(tr("Coupon {code} is not known here", code=text), tone="warn")
            case UnknownCode(text=text):
                self.notice(
                    tr("{code} is not in the catalogue", code=text),
                    tr("Search for the article by name, or ask the desk to add it."),
                )
            case CodeRefused(refused=refused):
                self.refused(Refusal(f"code_{refused.code.value}", detail=refused.detail))
            case LineRefused(error=error):
                self.refused(error)

    @Slot(int)
    def moveResult(self, by: int) -> None:
        if self._results.rows:
            last = len(self._results.rows) - 1
            self._result_index = max(0, min(last, self._result_index + by))
            self.resultsChanged.emit()

    @Slot(int)
    def takeResult(self, index: int) -> None:
        if 0 <= index < len(self._results.rows):
            self.addSku(self._results.rows[index].sku)
            self.entryCleared.emit()

    @Slot(str)
    def addSku(self, sku: str) -> None:
        item = self._counter.services.replica.item(sku) if self._counter else None
        if item is None:
            return
        if item.unit != "pcs" and self._times is None:
            self._ask_weight(item)
            return
        self._try(lambda: add_item(self._basket, item, self._times or Decimal(1)))
        self.on_panel("keys")

    def say_slip(self, refused: SlipRefused) -> None:
        self.refused(Refusal(f"slip_{refused.fault.value}"))

    def _ask_weight(self, item: Item) -> None:
        self.notice(
            tr("{article} is sold by weight", article=words.title(item.titles)),
            tr("Type the weight and a star first, such as 0.450*, then choose it again."),
            "warn",
        )

    # -- the lines -------------------------------------------------------------------------

    @Slot(int)
    def select(self, index: int) -> None:
        self._selected = -1 if index == self._selected else index
        self.changed.emit()

    @Slot(int)
    def moveSelection(self, by: int) -> None:
        if self._lines.rows:
            self._selected = max(0, min(len(self._lines.rows) - 1, self._selected + by))
            self.changed.emit()

    @Slot(int)
    def changeQuantity(self, by: int) -> None:
        line_id = self._selected_line()
        if line_id is None:
            return
        quantity = self._basket.line(line_id).quantity + by
        if quantity <= 0:
            self.voidSelected()
        else:
            self._try(lambda: set_quantity(self._basket, line_id, quantity))

    @Slot()
    def askQuantity(self) -> None:
        """What was typed before the key is the line's new quantity."""
        line_id = self._selected_line()
        times = self._times
        if line_id is None:
            return
        if times is None:
            self.notice(
                tr("How many?"), tr("Type the number and a star, such as 3*, then F2."), "info"
            )
            return
        self._try(lambda: set_quantity(self._basket, line_id, times))

    @Slot()
    def voidSelected(self) -> None:
        line_id = self._selected_line()
        if line_id is not None:
            self._try(lambda: void_line(self._basket, line_id, self._session.who))

    @Slot()
    def voidAll(self) -> None:
        if self._basket.lines and not self._frozen:
            self.clear()
            self.notice(tr("The sale was voided. Nothing was taken."), tone="warn")

    @Slot()
    def explainSelected(self) -> None:
        line_id = self._selected_line()
        if line_id is None or self._document is None:
            return
        line = next(x for x in self._document.lines if x.line_id == line_id)
        said = [reason_text(x, self._document.currency) for x in line.explanation]
        told = [text for text in dict.fromkeys(said) if text]
        self.notice(tr("Why this price"), "\n".join(told), "info")

    # -- parking ---------------------------------------------------------------------------

    @Slot()
    def park(self) -> None:
        basket = self._basket
        if self._park is None or not basket.lines or self._frozen or self._moving:
            return
        try:
            parking = self._park.park(basket)
        except Refusal as error:
            self.refused(error)
            return
        self._moving = True
        self.clear()  # at once: what is scanned while the disk works is the next basket's
        self._session.worker.hop(
            parking, self._parked_now, lambda error: self._not_parked(basket, error)
        )

    @Slot()
    def resume(self) -> None:
        """The one parked last comes back first."""
        if self._park is None or not self._parked or self._basket.lines or self._moving:
            return
        resuming = self._park.resume(self._parked[-1].basket)
        self._moving = True
        self._session.worker.hop(resuming, self._resumed, self._not_moved)

    def _parked_now(self, _: Parked) -> None:
        self._moving = False
        self._read_parked()
        self.notice(tr("Parked. It waits on the empty basket's screen."), tone="good")
        self.changed.emit()

    def _not_parked(self, basket: Basket, error: EndcapError) -> None:
        self._put_before(basket)
        self._not_moved(error)

    def _not_moved(self, error: EndcapError) -> None:
        self._moving = False
        self.refused(error)

    def _put_before(self, basket: Basket) -> None:
        """`basket` goes on; what was scanned meanwhile comes after it."""
        for line in self._basket.lines:
            basket, _ = basket.add(line.item, line.quantity)
        self._basket, self._selected = basket, len(basket.lines) - 1
        self._reprice()

    def _resumed(self, resumed: Resumed) -> None:
        self._moving = False
        self._read_parked()
        self._put_before(resumed.basket)
        if resumed.missing:
            self.notice(tr("No longer sold: {skus}", skus=", ".join(resumed.missing)), tone="warn")

    def _read_parked(self) -> None:
        self._parked = self._park.parked() if self._park else ()

    # -- inside ----------------------------------------------------------------------------

    def freeze(self, frozen: bool) -> None:
        """While its sale is being written the basket must stay what was paid for."""
        self._frozen = frozen

    def clear(self) -> None:
        """A new basket for the next person."""
        self._basket, self._selected, self._times = new_basket(), -1, None
        self._frozen = False
        self.dismissNotice()
        self._reprice()
        self.entryCleared.emit()

    def _selected_line(self) -> str | None:
        rows = self._lines.rows
        return rows[self._selected].lineId if 0 <= self._selected < len(rows) else None

    def _try(self, change: Callable[[], BasketChange]) -> None:
        if self._frozen:
            return
        try:
            begin_sale(self._session.services.journal, self._basket)
            self._change(change())
        except EndcapError as error:
            self.refused(error)

    def _change(self, change: BasketChange) -> None:
        self._basket, self._times = change.basket, None
        self.dismissNotice()
        self._reprice(change.line_id)

    def _reprice(self, select: str = "") -> None:
        """One signal a change: a scan must be on the screen with the next frame."""
        if self._counter is None:
            return
        self._document = self._counter.price(self._basket)
        self._lines.update(line_rows(self._basket, self._document))
        if select:
            at = self._lines.index_of(select)
            self._selected = at if at >= 0 else len(self._lines.rows) - 1
        self.changed.emit()

    def _set_times(self, typed: Typed) -> None:
        self._times = typed.quantity
        self.changed.emit()

    def _search(self, text: str) -> None:
        if self._counter is None:
            return
        self._searching, self._searched, self._entered = text, False, ""
        self.on_panel("results")
        self.resultsChanged.emit()
        replica = self._counter.services.replica
        self._session.worker.ask(lambda: _find(replica, text), self._found)

    def _found(self, found: _Found) -> None:
        if found.text != self._searching:
            return
        self._results.update(found.rows)
        self._result_index, self._searched, self._total = 0, True, found.total
        self.resultsChanged.emit()
        if self._entered == found.text:
            self._take_found()


def _find(replica: Replica, text: str) -> _Found:
    page = replica.search(text, Filters(), "relevance", 0, RESULTS)
    return _Found(text, tuple(_result_rows(replica, page.hits)), page.total)


def _result_rows(replica: Replica, hits: Sequence[Hit]) -> list[ResultRow]:
    """Every SKU of a product that was found: a till sells sizes, not pages."""
    here = replica.settings().store.store
    rows = []
    for hit in hits:
        product = replica.product(hit.product)
        for sku in product.skus if product else ():
            assert product is not None
            figure = replica.stock(sku.sku).get(here)
            rows.append(_row(item_of(product, sku), figure.available if figure else Decimal(0)))
    return rows


def _row(item: Item, available: Decimal) -> ResultRow:
    return ResultRow(
        sku=item.sku,
        title=words.title(item.titles),
        detail=words.joined((item.brand, words.options(item.options))),
        price=words.amount(item.price),
        stock=words.quantity(available),
        stockTone="good" if available > 0 else "stop",
        image=picture_url(item.image),
        department=item.department,
    )


def _quick_rows(replica: Replica) -> list[ResultRow]:
    """What sells most, one key a product."""
    rows: dict[str, ResultRow] = {}
    for hit in replica.popular(QUICK_KEYS):
        product = replica.product(hit.product)
        if product is not None and product.skus:
            sku = product.skus[0]
            rows[sku.sku] = _row(item_of(product, sku), hit.available)
    return list(rows.values())
