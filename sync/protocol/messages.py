"""Every message between a terminal and central. Frozen dataclasses; `codec` writes them.

Protocol room: imports nothing but shop.domain. Fields are only ever added, with defaults.
Paths are in `paths`; errors travel as RFC 9457 problem documents (`Problem`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.domain.catalogue import StockFigure
from shop.domain.entry import Head, SealedEntry
from shop.domain.money import Money
from shop.domain.order import Order

PROTOCOL = 1
PROBLEM = "urn:endcap:problem:"
"""What the type of each of central's problem documents begins with: others' are not believed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457; `code` and `data` feed EndcapError on the terminal."""

    type: str
    title: str
    status: int
    code: str = ""
    detail: str = ""
    data: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FormerKey:
    """The key of an epoch that stands in the asking terminal's journal; `key_id` 0: unknown."""

    epoch: int
    public_key: str
    key_id: int = 0


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """`code` is the one-time code; `public_key` 64 hex digits made on the device.

    `terminal`, `former` and `store` are what a folder that was enrolled before knows of itself:
    a central restored from an older backup may have forgotten it.
    """

    code: str
    public_key: str
    face: str
    version: str
    protocol: int = PROTOCOL
    terminal: str = ""
    former: tuple[FormerKey, ...] = ()
    store: str = ""


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """`key_id` names the terminal's public key on slips. `signature` (hex) is of `central_key`
    over `sync.protocol.ticket.enrol_proof`."""

    terminal: str
    store: str
    epoch: int
    key_id: int
    timeline: str
    name: str
    central_key: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class HeldHead:
    """A backup that was verified holds one branch up to `head`. `signature` (hex) is central's
    over `shop.domain.entry.held_bytes`."""

    head: Head
    signature: str


@dataclass(frozen=True, slots=True)
class Handshake:
    """Where central stands with this terminal; the upload cursor is `head`, nothing else.

    `heads` lists every branch central holds for the terminal, newest epoch last; `held` those
    of which a verified backup of this timeline holds something: only that may be pruned (R3).
    `terminal` is who asked: an answer that names somebody else went astray. `wanted` are entries
    of which central has a damaged copy only, by the hash it came with: send them again.
    """

    timeline: str
    head: Head
    heads: tuple[Head, ...]
    cursor: int
    now: datetime
    forked: bool = False
    held: tuple[HeldHead, ...] = ()
    terminal: str = ""
    wanted: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Contiguous entries of one epoch, oldest first. In central's answers `after` is the
    number before the first: a branch may begin later than was asked."""

    epoch: int
    entries: tuple[SealedEntry, ...]
    after: int = 0


@dataclass(frozen=True, slots=True)
class HeldNote:
    """An entry stored raw but not folded, and why."""

    entry: str
    code: str


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """`outcome`: "accepted" | "gap" (send from head.seq + 1) | "fork".

    `cursor` is the feed position that already contains these entries' effects. `terminal` is
    whose they are.
    """

    outcome: str
    timeline: str
    head: Head
    cursor: int
    held: tuple[HeldNote, ...] = ()
    terminal: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the feed: the whole new value of (topic, key) as JSON text, or None: gone.

    Topics and the value's type: product Product · department Department · review Review ·
    stock StockFigure · store Store · settings StoreSettings · staff StaffMember ·
    promotion Promotion · tax tuple[Tax, ...] · order Order · slip_key SlipKey ·
    returned ReturnedTotal. Keys are the value's own id; for stock "store/sku", for tax the tax
    class, for slip_key the key id in decimal, for returned "entry/tag/line", "receipt/number/line"
    or "order/code/line". `store` is None for everybody.
    """

    cursor: int
    topic: str
    key: str
    value: str | None
    store: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnedTotal:
    """How much of one line of a receipt or order has been taken back so far; with an `entry_tag`
    of the one purchase that it names, and of those beside that name the receipt alone."""

    receipt: str
    order: str
    line_id: str
    quantity: Decimal
    entry_tag: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """`snapshot_needed` means the cursor is unknown or too old: take a new snapshot.

    `after`, `terminal` and `store` are the question's: JSON for all has one address, and a proxy
    may give the answer to another's. Older centrals do not say.
    """

    timeline: str
    cursor: int
    now: datetime
    changes: tuple[Change, ...] = ()
    more: bool = False
    snapshot_needed: bool = False
    after: int | None = None
    terminal: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """`sha256` and `size` are of the zstd file, `raw_sha256` and `raw_size` of the database.

    `audience` is whom it was made for: a "kiosk" is told of no people, "staff" are.
    """

    timeline: str
    cursor: int
    name: str
    sha256: str
    size: int
    raw_sha256: str
    raw_size: int
    built_at: datetime
    audience: str = ""


@dataclass(frozen=True, slots=True)
class StockQuestion:
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StockAnswer:
    figures: tuple[StockFigure, ...]


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """`order` makes the request idempotent: the same code again gives the same answer.

    `hold` is taken over by the order, if `fence` is its last (`sync.protocol.hold_messages`).
    """

    order: str
    store: str
    customer: str
    phone: str
    language: str
    paid: str
    lines: tuple[tuple[str, Decimal], ...]
    channel: str = "kiosk"
    email: str = ""
    hold: str = ""
    fence: int = 0


@dataclass(frozen=True, slots=True)
class PlaceOrderAnswer:
    order: Order
    slip: str


@dataclass(frozen=True, slots=True)
class OrderStatusAnswer:
    """How an order stands: without its shopper's name and phone, its slip and its history."""

    order: Order


@dataclass(frozen=True, slots=True)
class AuthoriseReturn:
    """Exactly one of `receipt` and `order`; the same `authorisation` again is the same ask.
    `entry_tag` tells two purchases of one receipt number apart."""

    authorisation: str
    receipt: str
    order: str
    lines: tuple[tuple[str, Decimal], ...]
    entry_tag: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseLineMessage:
    line_id: str
    sku: str
    title: str
    quantity: Decimal
    total: Money
    returned: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PurchaseAnswer:
    """`entry_tag` is of the entry that sold it, "" when it was asked for by its order."""

    receipt: str
    order: str
    sold_at: datetime
    store: str
    lines: tuple[PurchaseLineMessage, ...]
    tenders: tuple[tuple[str, Money], ...]
    entry_tag: str = ""


@dataclass(frozen=True, slots=True)
class MissingEntries:
    """Entries `first` … `last` of an epoch that the terminal has pruned and central lacks."""

    epoch: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TerminalStatus:
    """What a terminal tells of its health; lowest priority, never queued.

    `printer` is a PrinterState's code and `journal` a Journal's trouble; sizes are in bytes.
    Older terminals leave out what stands last.
    """

    version: str
    waiting: int
    oldest: datetime | None
    clock: datetime
    printer: str = ""
    disk_free: int = 0
    disk_total: int = 0
    journal: str = ""
    missing: tuple[MissingEntries, ...] = ()
