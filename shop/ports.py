"""What the actions need from outside, as Protocols. Only an `app.py` picks who plays them.

Anything that waits for a disk, the network or a device answers with a Future, so that a
screen never does. Futures may complete on any thread; screens hop through `ui.bridge`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from shop.domain.catalogue import Department, Item, Product, Review, StockFigure, Store
from shop.domain.facts import Fact, Numbering, Recorded
from shop.domain.money import Money
from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from shop.domain.order import Order, Paid
from shop.domain.pricing import PromotionIndex
from shop.domain.promotions import Promotion
from shop.domain.returns import PurchaseName
from shop.domain.slip_keys import SlipKey
from shop.domain.staff import StaffMember
from shop.domain.tax import TaxBook


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC; it may jump, so it never orders anything."""
        ...

    def monotonic(self) -> float:
        """Seconds; for deadlines only."""
        ...


# -- the journal ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JournalState:
    """`waiting` entries are beyond central's last answer; `oldest` is when the first was made."""

    epoch: int
    seq: int
    hash: str
    waiting: int
    oldest: datetime | None


class Journal(Protocol):
    def record(self, build: Callable[[Numbering], Fact], *, staff: str) -> Future[Recorded]:
        """Make one fact durable: one transaction, one fsync. `build` runs on the writer thread
        in its turn: it may read this journal, and may raise, which leaves nothing behind.
        Raises JournalFault in the Future."""
        ...

    def fact(self, entry: str) -> Recorded | None: ...

    def by_receipt(self, receipt: str) -> Recorded | None:
        """The sale, return or hand-over that printed this receipt number on this terminal."""
        ...

    def of_shift(self, shift: str) -> Sequence[Recorded]:
        """All facts from the shift's opening on, in order."""
        ...

    def open_shift(self) -> Recorded | None:
        """The last ShiftOpened without its ShiftClosed."""
        ...

    def last_shift_number(self) -> int: ...

    def recent(self, kinds: Sequence[str], limit: int) -> Sequence[Recorded]:
        """Newest first."""
        ...

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        """Quantities this terminal itself took back, by line id."""
        ...

    def state(self) -> JournalState: ...

    @property
    def trouble(self) -> str:
        """What people must be told: "", "disk_full" (finish what has begun) or "stopped"."""
        ...

    def put_note(self, key: str, text: str) -> Future[None]:
        """Small durable working state that is not a fact (parked basket, confirmed sale)."""
        ...

    def note(self, key: str) -> str | None: ...


# -- the replica ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    department: str = ""
    brands: tuple[str, ...] = ()
    min_price: Money | None = None
    max_price: Money | None = None
    min_stars: int = 0
    in_stock: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One product tile. `available` is of this store; `price` the lowest SKU's."""

    product: str
    titles: Mapping[str, str]
    brand: str
    department: str
    image: str
    price: Money
    price_from: bool
    rating_average: Decimal
    rating_count: int
    available: Decimal


@dataclass(frozen=True, slots=True)
class SearchPage:
    hits: tuple[Hit, ...]
    total: int
    exact_total: bool = True
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """`as_of` is central's time of the last change or heartbeat applied; None = never filled."""

    timeline: str
    cursor: int
    as_of: datetime | None
    products: int


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What this store's terminals must know to sell."""

    store: Store
    chain: str
    currency: str
    country: str
    languages: tuple[str, ...]
    tax_rounding: str = "line"
    day_cutoff_hour: int = 3
    offline_return_limit: Money | None = None
    offline_returns_per_day: int = 5
    return_days: int = 30
    receipt_footer: Mapping[str, str] | None = None
    legal: tuple[str, ...] = ()


class Replica(Protocol):
    """Central's word on this terminal. Reads are quick and may come from any thread."""

    def find(self, gtin: int) -> Item | None: ...
    def item(self, sku: str) -> Item | None: ...
    def product(self, product: str) -> Product | None: ...
    def product_of(self, sku: str) -> str | None: ...
    def search(self, text: str, filters: Filters, sort: str, offset: int, limit: int) -> SearchPage:
        """`sort`: "relevance" | "price" | "-price" | "rating" | "name"."""
        ...

    def suggestions(self, text: str, limit: int) -> Sequence[str]: ...
    def brands(self, department: str) -> Sequence[str]: ...
    def departments(self) -> Sequence[Department]: ...
    def popular(self, limit: int) -> Sequence[Hit]: ...
    def hits(self, products: Sequence[str]) -> Sequence[Hit]: ...
    def reviews(
        self, product: str, sort: str, stars: int, offset: int, limit: int
    ) -> Sequence[Review]:
        """`sort`: "newest" | "best" | "worst"; `stars` 0 = all."""
        ...

    def stock(self, sku: str) -> Mapping[str, StockFigure]:
        """By store; this store's figure already counts this terminal's own unpushed facts."""
        ...

    def stores(self) -> Sequence[Store]:
        """This store first, then by distance."""
        ...

    def settings(self) -> StoreSettings: ...
    def promotions(self) -> Sequence[Promotion]: ...
    def pricing(self) -> tuple[PromotionIndex, TaxBook]:
        """Ready to price with; cached until promotions or taxes change."""
        ...

    def staff(self) -> Sequence[StaffMember]: ...
    def order(self, order: str) -> Order | None:
        """Central's row with this terminal's own unpushed facts folded in."""
        ...

    def orders(self, open_only: bool = True) -> Sequence[Order]: ...
    def find_orders(self, text: str) -> Sequence[Order]:
        """By code, name or phone."""
        ...

    def returned(self, of: PurchaseName) -> Mapping[str, Decimal]:
        """Quantities anybody took back, by line id, as far as central has told."""
        ...

    def slip_key(self, key_id: int) -> SlipKey | None:
        """The manifest's row to verify a slip with."""
        ...

    def state(self) -> ReplicaState: ...


# -- central, live -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A shopper's wish; `order` is made on the terminal so that asking twice is asking once."""

    order: str
    store: str
    customer: str
    phone: str
    language: str
    paid: Paid
    lines: tuple[tuple[str, Decimal], ...]
    channel: str = "kiosk"
    email: str = ""


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    order: Order
    slip: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """What central knows of a receipt or order: enough to take any of it back. `entry_tag` tells
    it from another with the same receipt number."""

    receipt: str
    order: str
    sold_at: datetime
    store: str
    lines: tuple[PurchaseLine, ...]
    tenders: tuple[tuple[str, Money], ...]
    entry_tag: str = ""

    @property
    def name(self) -> PurchaseName:
        """An order's goods go by its code, even when a till receipt led to it."""
        if self.order:
            return PurchaseName(order=self.order)
        return PurchaseName(self.receipt, entry_tag=self.entry_tag)


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    line_id: str
    sku: str
    title: str
    quantity: Decimal
    total: Money
    returned: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """Ask central for the lines and quantities of a receipt or order, all or none."""

    authorisation: str
    receipt: str
    order: str
    lines: tuple[tuple[str, Decimal], ...]
    entry_tag: str = ""


class Central(Protocol):
    """Live requests: each Future ends within seconds with an answer, Conflict or LinkDown."""

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]: ...
    def order_status(self, order: str) -> Future[Order]:
        """How an order stands, without name, phone and slip. Conflict("order_unknown")."""
        ...

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        """Conflict("receipt_ambiguous") when it does not say which of several is meant."""
        ...

    def authorise_return(self, request: ReturnRequest) -> Future[None]: ...
    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]: ...
    def watch(self, skus: Sequence[str]) -> None:
        """These SKUs are on screen: send their figures as they change."""
        ...


class Office(Protocol):
    """What only central knows of this store; each Future ends as `Central`'s do."""

    def exceptions(
        self, *, wanted: str = "open", cause: str = "", skip: int = 0, limit: int = 100
    ) -> Future[ExceptionPage]:
        """`wanted`: "open" | "settled"; `cause` "" means every cause."""
        ...

    def settle(self, found: StoreException, *, staff: str, note: str) -> Future[StoreException]:
        """Conflict: exception_settled (who, at), exception_changed, exception_unknown,
        not_allowed."""
        ...

    def terminals(self) -> Future[StoreHealth]: ...


@dataclass(frozen=True, slots=True)
class LinkState:
    """What the status line says. `since` is when the present state began.

    `trouble` is why it is down, or what central has against this terminal. `clock_off` is in
    seconds, positive when our clock is ahead of central's, 0 while that does not matter; `held`
    counts what central kept since the start but could not use.
    """

    online: bool
    since: datetime
    waiting: int
    oldest: datetime | None
    trouble: str = ""
    clock_off: int = 0
    held: int = 0


# -- devices -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrinterState:
    """`code` is "ok", "waiting" (spooling), "offline", "paper_out", "cover_open" or "none"."""

    code: str
    queued: int = 0


class Printer(Protocol):
    """Takes ready bytes, never blocks, never loses a job while the process lives."""

    def print(self, job: bytes, *, name: str) -> None: ...
    def open_drawer(self) -> None: ...
    def state(self) -> PrinterState: ...


class Signer(Protocol):
    """This terminal's signing key."""

    @property
    def key_id(self) -> int: ...

    def sign(self, message: bytes) -> bytes: ...


class PinCheck(Protocol):
    """Slow by design (Argon2id): call it off the screen's thread."""

    def __call__(self, pin: str, pin_hash: str) -> bool: ...
