"""Room: kiosk. Every screen in every state, for `endcap shots` and for eyes.

`states()` gives (name, bring): `bring` takes a `Studio` from the attract screen to that state
by doing what a shopper, the scanner or central would do.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta

from kiosk.sample_shop import NOON, sample_order
from kiosk.studio import SETTLE_S, Studio, studio
from shop.actions.place_order import OrderDone
from shop.domain.order import OrderState
from shop.domain.readings import ScannedCode
from shop.errors import Conflict, EndcapError
from shop.ports import LinkState
from ui.grab import wait

__all__ = ["Bring", "Studio", "states", "studio"]

Bring = Callable[[Studio], None]


def states() -> list[tuple[str, Bring]]:
    return [
        ("attract", lambda studio: None),
        ("home", _home),
        ("department", lambda studio: _browse(studio, "home")),
        ("typing", lambda studio: _search(studio, "co")),
        ("filters", _filters),
        ("nothing-found", lambda studio: _search(studio, "xylophone strings")),
        ("misspelt", lambda studio: _search(studio, "choclate")),
        ("product", lambda studio: _product(studio, "stoneware-mug")),
        ("product-variants", lambda studio: _product(studio, "tee")),
        ("product-offer", lambda studio: _product(studio, "coffee-beans")),
        ("product-out", _product_out),
        ("product-extreme", lambda studio: _product(studio, "extreme")),
        ("product-bare", lambda studio: _product(studio, "bare")),
        ("reviews", _reviews),
        ("details", _details),
        ("why", lambda studio: _sheet(studio, "coffee-beans", "why")),
        ("map", lambda studio: _sheet(studio, "stoneware-mug", "map")),
        ("zoom", lambda studio: _sheet(studio, "stoneware-mug", "zoom")),
        ("scan", _scan),
        ("unknown", lambda studio: _scanned(studio, "5012345678900")),
        ("language", lambda studio: _over(studio, "language")),
        ("help", lambda studio: _over(studio, "help")),
        ("order-where", _where),
        ("order-who", _who),
        ("order-who-wrong", _who_wrong),
        ("order-confirm", _confirm),
        ("order-sending", _sending),
        ("order-refused", _refused),
        ("slip", _slip),
        ("status-picking", lambda studio: _status(studio, OrderState.PICKING)),
        ("status-ready", lambda studio: _status(studio, OrderState.READY)),
        ("idle", _idle),
        ("offline-product", _offline_product),
        ("offline-order", _offline_order),
        ("enrol", _enrol),
        ("trouble", _trouble),
    ]


def _home(studio: Studio) -> None:
    studio.kiosk.vm.start()
    wait(SETTLE_S)


def _browse(studio: Studio, department: str) -> None:
    _home(studio)
    studio.kiosk.vm.openDepartment(department)
    wait(SETTLE_S)


def _search(studio: Studio, text: str) -> None:
    _home(studio)
    studio.kiosk.vm.openSearch()
    studio.kiosk.vm.search.setText(text)
    wait(SETTLE_S)


def _filters(studio: Studio) -> None:
    _browse(studio, "clothing")
    studio.kiosk.vm.search.filters.toggleInStock()
    studio.kiosk.vm.openSheet("filter")
    wait(SETTLE_S)


def _product(studio: Studio, product: str) -> None:
    _home(studio)
    studio.kiosk.vm.openProduct(product)
    wait(SETTLE_S)


def _product_out(studio: Studio) -> None:
    """The first product that this store has none of."""
    replica = studio.kiosk.session.services.replica
    gone = next(hit.product for hit in replica.popular(500) if hit.available <= 0)
    _product(studio, gone)


def _reviews(studio: Studio) -> None:
    _product(studio, "coffee-beans")
    studio.scroll("productScroll", 1500)


def _details(studio: Studio) -> None:
    _product(studio, "stoneware-mug")
    studio.press("tab_details")
    studio.scroll("productScroll", 1500)


def _sheet(studio: Studio, product: str, sheet: str) -> None:
    _product(studio, product)
    studio.kiosk.vm.openSheet(sheet)
    wait(SETTLE_S)


def _over(studio: Studio, sheet: str) -> None:
    _home(studio)
    studio.kiosk.vm.openSheet(sheet)
    wait(SETTLE_S)


def _scan(studio: Studio) -> None:
    _over(studio, "scan")
    wait(1.2)


def _scanned(studio: Studio, text: str) -> None:
    studio.kiosk.vm.scan_code(ScannedCode(text))
    wait(SETTLE_S)


def _where(studio: Studio) -> None:
    _product(studio, "coffee-beans")
    studio.kiosk.vm.openOrder()
    wait(SETTLE_S)


def _who(studio: Studio) -> None:
    _where(studio)
    studio.kiosk.vm.order.setQuantity(2)
    studio.kiosk.vm.order.next()
    wait(SETTLE_S)


def _who_wrong(studio: Studio) -> None:
    _who(studio)
    studio.kiosk.vm.order.who.setPhone("12ab")
    studio.kiosk.vm.order.next()
    wait(SETTLE_S)


def _confirm(studio: Studio) -> None:
    _who(studio)
    order = studio.kiosk.vm.order
    order.who.setName("Aoife Ní Dhomhnaill")
    order.who.setPhone("+353 20 910 0142")
    order.next()
    wait(SETTLE_S)


def _sending(studio: Studio) -> None:
    studio.desk.answer = Future()
    _confirm(studio)
    studio.kiosk.vm.order.next()
    wait(SETTLE_S)


def _refused(studio: Studio) -> None:
    studio.desk.answer = _failed(Conflict("out_of_stock"))
    _confirm(studio)
    studio.kiosk.vm.order.next()
    wait(SETTLE_S)


def _failed(error: EndcapError) -> Future[OrderDone]:
    future: Future[OrderDone] = Future()
    future.set_exception(error)
    return future


def _slip(studio: Studio) -> None:
    _confirm(studio)
    studio.kiosk.vm.order.next()
    wait(SETTLE_S)


def _status(studio: Studio, state: OrderState) -> None:
    _home(studio)
    order = replace(sample_order(), state=state, promise_at=NOON + timedelta(hours=2))
    studio.kiosk.vm.show_order(order)
    wait(SETTLE_S)


def _idle(studio: Studio) -> None:
    _product(studio, "stoneware-mug")
    studio.clock.passed += 49 * studio.kiosk.vm.visit.patience
    studio.kiosk.vm.visit.tick()
    wait(SETTLE_S)


def _offline(studio: Studio) -> None:
    since = NOON - timedelta(minutes=34)
    studio.kiosk.vm.link.show(LinkState(False, since, 3, since))
    wait(SETTLE_S)


def _offline_product(studio: Studio) -> None:
    _product(studio, "coffee-beans")
    _offline(studio)


def _offline_order(studio: Studio) -> None:
    _where(studio)
    _offline(studio)


def _enrol(studio: Studio) -> None:
    studio.kiosk.vm.show_enrolment()
    wait(SETTLE_S)


def _trouble(studio: Studio) -> None:
    studio.kiosk.vm.show_trouble("JOURNAL · disk full")
    wait(SETTLE_S)
