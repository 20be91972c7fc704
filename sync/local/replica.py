"""replica.db as `shop.ports.Replica`: central's word on this terminal. Local room.

Reads borrow a connection each and may come from any thread. The file is disposable: a
damaged one is thrown away and a new snapshot asked for (`damaged`).
"""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from shop.domain.catalogue import Department, Item, Product, Review, StockFigure, Store
from shop.domain.order import Order
from shop.domain.pricing import PromotionIndex
from shop.domain.promotions import Promotion
from shop.domain.returns import PurchaseName
from shop.domain.slip_keys import SlipKey
from shop.domain.staff import StaffMember
from shop.domain.tax import Tax, TaxBook
from shop.errors import ReplicaFault
from shop.ports import Filters, Hit, ReplicaState, SearchPage, StoreSettings
from sync.local import replica_catalogue as catalogue
from sync.local import replica_orders
from sync.local.connections import ReaderPool
from sync.local.folding import words
from sync.local.pending import Pending
from sync.local.readable import readable
from sync.local.replica_file import (
    NAME,
    check_snapshot,
    damaging,
    open_replica,
    remove_replica,
    remove_wal,
)
from sync.local.replica_rows import Touched
from sync.local.replica_schema import NOWHERE, Standing
from sync.local.replica_writer import read_standing
from sync.local.search import Query, hits_by_key, search
from sync.local.search_match import completions
from sync.local.typos import Speller
from sync.protocol.messages import Change

__all__ = ["NAME", "LocalReplica", "remove_replica"]
T = TypeVar("T")


class LocalReplica:
    """Reads raise ReplicaFault when the file cannot be read."""

    def __init__(self, folder: Path, pending: Pending | None = None) -> None:
        self._path = folder / NAME
        self._pending = Pending() if pending is None else pending
        self._writer, self.damaged = open_replica(self._path)
        self._pool = ReaderPool(self._path, cache_kib=8192)
        self._cache: dict[str, object] = {}
        self._cache_lock = threading.Lock()

    # -- catalogue -------------------------------------------------------------------------

    def find(self, gtin: int) -> Item | None:
        connection = self._pool.take()
        try:
            return catalogue.find(connection, gtin)
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from error
        finally:
            self._pool.give(connection)

    def item(self, sku: str) -> Item | None:
        return self._ask(lambda c: catalogue.item(c, sku))

    def product(self, product: str) -> Product | None:
        return self._ask(lambda c: catalogue.product(c, product))

    def product_of(self, sku: str) -> str | None:
        return self._ask(lambda c: catalogue.product_of(c, sku))

    def search(
        self,
        text: str,
        filters: Filters,
        sort: str,
        offset: int,
        limit: int,
        *,
        patient: bool = False,
    ) -> SearchPage:
        query = Query(text, filters, sort, offset, limit, patient)
        return self._ask(lambda c: search(c, query, lambda: self._own(c), lambda: self._speller(c)))

    def suggestions(self, text: str, limit: int) -> Sequence[str]:
        typed = words(text)
        if not typed:
            return ()
        head, last = typed[:-1], typed[-1]
        found = self._ask(lambda c: completions(c, last, limit))
        return tuple(" ".join((*head, word)) for word in found)

    def brands(self, department: str) -> Sequence[str]:
        return self._ask(lambda c: catalogue.brands(c, department))

    def departments(self) -> Sequence[Department]:
        found = self._things("department", Department)
        return sorted(found, key=lambda d: (d.position, d.department))

    def popular(self, limit: int) -> Sequence[Hit]:
        return self._ask(lambda c: hits_by_key(c, catalogue.popular(c, limit), self._own(c)))

    def hits(self, products: Sequence[str]) -> Sequence[Hit]:
        return self._ask(lambda c: hits_by_key(c, list(products), self._own(c)))

    def reviews(
        self, product: str, sort: str, stars: int, offset: int, limit: int
    ) -> Sequence[Review]:
        return self._ask(lambda c: catalogue.reviews(c, product, sort, stars, offset, limit))

    def stock(self, sku: str) -> Mapping[str, StockFigure]:
        figures = self._ask(lambda c: catalogue.stock(c, sku))
        own = self._pending.deltas().get(sku)
        here = self.store()
        return {
            f.store: f
            if own is None or f.store != here
            else replace(f, on_hand=f.on_hand + own.quantity, held=f.held + own.held)
            for f in figures
        }

    # -- the store -------------------------------------------------------------------------

    def store(self) -> str:
        """The id of the store this replica was made for; "" before the first snapshot."""
        return self._cached("store", lambda: self.standing().store)

    def stores(self) -> Sequence[Store]:
        return self._cached("stores", self._stores)

    def settings(self) -> StoreSettings:
        """Raises LookupError before the first snapshot: there is nothing to sell yet."""
        found = self._things("settings", StoreSettings)
        if not found:
            raise LookupError("no settings yet")
        return found[0]

    def promotions(self) -> Sequence[Promotion]:
        return self._things("promotion", Promotion)

    def pricing(self) -> tuple[PromotionIndex, TaxBook]:
        return self._cached("pricing", self._pricing)

    def staff(self) -> Sequence[StaffMember]:
        return self._things("staff", StaffMember)

    def slip_key(self, key_id: int) -> SlipKey | None:
        body = self._ask(
            lambda c: c.execute(
                "SELECT body FROM thing WHERE topic='slip_key' AND key=?", (str(key_id),)
            ).fetchone()
        )
        return readable(body[0], SlipKey) if body else None

    # -- orders and returns ----------------------------------------------------------------

    def order(self, order: str) -> Order | None:
        own = self._pending.orders()
        return self._ask(lambda c: replica_orders.order(c, order, own))

    def orders(self, open_only: bool = True) -> Sequence[Order]:
        own = self._pending.orders()
        return self._ask(lambda c: replica_orders.orders(c, own, open_only=open_only))

    def find_orders(self, text: str) -> Sequence[Order]:
        own = self._pending.orders()
        return self._ask(lambda c: replica_orders.find_orders(c, text, own))

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        return self._ask(lambda c: catalogue.returned(c, of))

    # -- standing, feed, snapshots ---------------------------------------------------------

    def state(self) -> ReplicaState:
        standing = self.standing()
        products = self._cached("products", self._count)
        return ReplicaState(standing.timeline, standing.cursor, standing.as_of, products)

    def standing(self) -> Standing:
        """Nowhere, when the file cannot tell: then all of it is to be told again."""
        try:
            return self._ask(read_standing)
        except (ReplicaFault, ValueError):
            self.damaged = True
            return NOWHERE

    def apply(
        self, changes: Sequence[Change], standing: Standing, *, passing_over: bool = False
    ) -> Touched:
        """Central's next page and where it leads; one transaction, or ReplicaFault and nothing.
        A row that cannot be read is "row_unreadable", unless it is to be passed over."""
        try:
            touched = self._writer.apply(changes, standing, passing_over=passing_over)
        except sqlite3.Error as error:
            self.damaged = self.damaged or damaging(error)
            raise ReplicaFault("replica_unwritten", detail=str(error)) from error
        self._forget(touched)
        return touched

    def swap(self, snapshot: Path) -> None:
        """Put a verified snapshot file in place; readers wait the few milliseconds. Raises
        ReplicaFault, and what was there stays, when it is none that we can use."""
        check_snapshot(snapshot)
        self._pool.pause()
        try:
            self._writer.close()
            remove_wal(self._path)
            if self._path.is_dir():
                remove_replica(self._path)
            snapshot.replace(self._path)
        except OSError as error:
            raise ReplicaFault("replica_unwritten", detail=str(error)) from error
        finally:
            self._writer, self.damaged = open_replica(self._path)
            self._pool.resume()
        with self._cache_lock:
            self._cache.clear()

    def close(self) -> None:
        self._pool.close()
        self._writer.close()

    # -- helpers ---------------------------------------------------------------------------

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        with self._pool.borrow() as connection:
            try:
                return question(connection)
            except sqlite3.DatabaseError as error:
                raise self._fault(error) from error

    def _fault(self, error: sqlite3.DatabaseError) -> ReplicaFault:
        self.damaged = self.damaged or damaging(error)
        return ReplicaFault("replica_unreadable", detail=str(error)[:200])

    def _things(self, topic: str, kind: type[T]) -> list[T]:
        return self._cached(f"thing.{topic}", lambda: self._read_things(topic, kind))

    def _read_things(self, topic: str, kind: type[T]) -> list[T]:
        rows = self._ask(
            lambda c: c.execute(
                "SELECT body FROM thing WHERE topic=? ORDER BY key", (topic,)
            ).fetchall()
        )
        return [thing for row in rows if (thing := readable(row[0], kind)) is not None]

    def _stores(self) -> list[Store]:
        found = self._things("store", Store)
        here = next((s for s in found if s.store == self.store()), None)
        if here is None:
            return sorted(found, key=lambda s: s.name)
        return sorted(found, key=lambda s: (s.store != here.store, _distance(here, s)))

    def _pricing(self) -> tuple[PromotionIndex, TaxBook]:
        rows = self._ask(
            lambda c: c.execute("SELECT key, body FROM thing WHERE topic='tax'").fetchall()
        )
        read = ((key, readable(body, _TAXES)) for key, body in rows)
        classes = {key: taxes for key, taxes in read if taxes is not None}
        return PromotionIndex(self.promotions()), TaxBook(classes)

    def _count(self) -> int:
        return int(self._ask(lambda c: c.execute("SELECT count(*) FROM product").fetchone())[0])

    def _own(self, c: sqlite3.Connection) -> Mapping[int, Decimal]:
        """What unpushed facts add to products' available figures, by product id."""
        deltas = self._pending.deltas()
        if not deltas:
            return {}
        own: dict[int, Decimal] = {}
        for sku, product in catalogue.products_with(c, list(deltas)[:_OVERLAID]).items():
            delta = deltas[sku]
            own[product] = own.get(product, Decimal(0)) + delta.quantity - delta.held
        return own

    def _speller(self, c: sqlite3.Connection) -> Speller:
        """On the connection already lent: asking for a second one could wait for ever."""
        found = "SELECT word, products FROM vocabulary WHERE products > 0"
        return self._cached("speller", lambda: Speller(c.execute(found)))

    def _cached(self, key: str, make: Callable[[], T]) -> T:
        with self._cache_lock:
            if key in self._cache:
                value: T = self._cache[key]  # type: ignore[assignment]  # put there by `make`
                return value
            before = self._cache
        value = make()
        with self._cache_lock:
            if before is self._cache:
                self._cache[key] = value
        return value

    def _forget(self, touched: Touched) -> None:
        """A fresh dict, so that an answer being worked out now is not kept as new."""
        stale = {f"thing.{topic}" for topic in touched.topics}
        if touched.topics & {"promotion", "tax"}:
            stale.add("pricing")
        if touched.topics & {"store", "settings"}:
            stale |= {"stores", "store"}
        if touched.products:
            stale |= {"products", "speller"}
        with self._cache_lock:
            self._cache = {k: v for k, v in self._cache.items() if k not in stale}


_TAXES = tuple[Tax, ...]
_OVERLAID = 5000


def _distance(one: Store, other: Store) -> float:
    """Great-circle kilometres."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
