"""A replica in memory: central's word as a test tells it. Contract: tests/contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from shop.domain.catalogue import (
    Department,
    Item,
    Product,
    Review,
    StockFigure,
    Store,
    item_of,
    text_in,
)
from shop.domain.effects import fold_order, order_of, stock_deltas
from shop.domain.facts import OrderPlaced, Recorded
from shop.domain.money import Money
from shop.domain.order import Order
from shop.domain.pricing import PromotionIndex, TaxBook
from shop.domain.promotions import Promotion
from shop.domain.returns import PurchaseName
from shop.domain.slip_keys import SlipKey
from shop.domain.staff import StaffMember
from shop.ports import Filters, Hit, ReplicaState, SearchPage, StoreSettings


class FakeReplica:
    """Fill it by its plain lists and dicts; `fold` is what the pending facts do."""

    def __init__(self, settings: StoreSettings, products: Sequence[Product] = ()) -> None:
        self.store_settings = settings
        self.products = {product.product: product for product in products}
        self.people: list[StaffMember] = []
        self.kept_orders: dict[str, Order] = {}
        self.figures: dict[tuple[str, str], StockFigure] = {}
        self.keys: dict[int, SlipKey] = {}
        self.told_returns: dict[PurchaseName, dict[str, Decimal]] = {}
        self.tax_book = TaxBook({})
        self.offers: list[Promotion] = []
        self.kept_reviews: list[Review] = []
        self.kept_departments: list[Department] = []
        self.other_stores: list[Store] = []
        self.replica_state = ReplicaState("timeline-1", 1, None, len(products))

    def fold(self, recorded: Recorded) -> None:
        """A listener for FakeJournal: our own facts count at once."""
        code = order_of(recorded.fact)
        order = self.kept_orders.get(code)
        if code and (order is not None or isinstance(recorded.fact, OrderPlaced)):
            self.kept_orders[code] = fold_order(
                order,
                recorded.fact,
                entry=recorded.entry,
                at=recorded.recorded_at,
                who=recorded.staff,
            )
        here = self.store_settings.store.store
        for delta in stock_deltas(recorded.fact):
            figure = self.figures.get((here, delta.sku))
            if figure is not None:
                self.figures[here, delta.sku] = replace(
                    figure,
                    on_hand=figure.on_hand + delta.quantity,
                    held=figure.held + delta.held,
                )

    def find(self, gtin: int) -> Item | None:
        for product in self.products.values():
            for sku in product.skus:
                if gtin in sku.gtins:
                    return item_of(product, sku)
        return None

    def item(self, sku: str) -> Item | None:
        for product in self.products.values():
            for one in product.skus:
                if one.sku == sku:
                    return item_of(product, one)
        return None

    def product(self, product: str) -> Product | None:
        return self.products.get(product)

    def product_of(self, sku: str) -> str | None:
        found = self.item(sku)
        return found.product if found else None

    def search(self, text: str, filters: Filters, sort: str, offset: int, limit: int) -> SearchPage:
        words = text.casefold().split()
        found = [
            product.product
            for product in self.products.values()
            if all(word in text_in(product.titles, "en").casefold() for word in words)
        ]
        return SearchPage(tuple(self.hits(found[offset : offset + limit])), len(found))

    def suggestions(self, text: str, limit: int) -> Sequence[str]:
        return [text_in(x.titles, "en") for x in self.products.values()][:limit]

    def brands(self, department: str) -> Sequence[str]:
        return sorted({x.brand for x in self.products.values() if x.department == department})

    def departments(self) -> Sequence[Department]:
        return self.kept_departments

    def popular(self, limit: int) -> Sequence[Hit]:
        return self.hits(list(self.products)[:limit])

    def hits(self, products: Sequence[str]) -> Sequence[Hit]:
        return [self._hit(self.products[code]) for code in products if code in self.products]

    def _hit(self, product: Product) -> Hit:
        return Hit(
            product=product.product,
            titles=product.titles,
            brand=product.brand,
            department=product.department,
            image=product.image,
            price=min((x.price for x in product.skus), key=lambda money: money.minor),
            price_from=len({x.price for x in product.skus}) > 1,
            rating_average=product.rating.average,
            rating_count=product.rating.count,
            available=Decimal(0),
        )

    def reviews(
        self, product: str, sort: str, stars: int, offset: int, limit: int
    ) -> Sequence[Review]:
        found = [x for x in self.kept_reviews if x.product == product]
        return [x for x in found if not stars or x.stars == stars][offset : offset + limit]

    def stock(self, sku: str) -> Mapping[str, StockFigure]:
        return {store: figure for (store, of), figure in self.figures.items() if of == sku}

    def stores(self) -> Sequence[Store]:
        return [self.store_settings.store, *self.other_stores]

    def settings(self) -> StoreSettings:
        return self.store_settings

    def promotions(self) -> Sequence[Promotion]:
        return self.offers

    def pricing(self) -> tuple[PromotionIndex, TaxBook]:
        return PromotionIndex(self.offers), self.tax_book

    def staff(self) -> Sequence[StaffMember]:
        return self.people

    def order(self, order: str) -> Order | None:
        return self.kept_orders.get(order)

    def orders(self, open_only: bool = True) -> Sequence[Order]:
        return [x for x in self.kept_orders.values() if x.open or not open_only]

    def find_orders(self, text: str) -> Sequence[Order]:
        wanted = text.casefold()
        return [
            x
            for x in self.kept_orders.values()
            if wanted in f"{x.order} {x.customer} {x.phone}".casefold()
        ]

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        found: dict[str, Decimal] = {}
        for name, lines in self.told_returns.items():
            tags = {name.entry_tag, of.entry_tag}
            same = (name.receipt, name.order) == (of.receipt, of.order)
            if same and (len(tags) == 1 or "" in tags):
                for line, quantity in lines.items():
                    found[line] = found.get(line, Decimal(0)) + quantity
        return found

    def slip_key(self, key_id: int) -> SlipKey | None:
        return self.keys.get(key_id)

    def state(self) -> ReplicaState:
        return self.replica_state


def figure(store: str, sku: str, on_hand: int, replica: FakeReplica) -> None:
    """Tell `replica` how many there are."""
    known = StockFigure(
        store, sku, Decimal(on_hand), Decimal(0), datetime(2026, 11, 21, tzinfo=UTC)
    )
    replica.figures[store, sku] = known


def eur(minor: int) -> Money:
    return Money(minor, "EUR")
