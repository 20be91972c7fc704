"""Central's tables, the same on SQLite and PostgreSQL. Central room: SQL lives here.

Times are whole microseconds since 1970 (UTC), quantities whole thousandths, money minor units.
Every row that belongs to a store carries its store, so that one database can be split by it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=null, autoincrement=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


# -- what this central is ------------------------------------------------------------------

meta = Table("meta", metadata, _text("name", key=True), _text("value"))

# One row per counter. "feed" is locked last in every writing transaction, so that cursors
# have no gaps and stand in the order of commits.
counter = Table("counter", metadata, _text("name", key=True), _number("value"))

api_key = Table(
    "api_key",
    metadata,
    _text("key_hash", key=True),
    _text("name"),
    _text("role"),
    _number("created_at"),
    _number("revoked_at", null=True),
)

# -- terminals -----------------------------------------------------------------------------

terminal = Table(
    "terminal",
    metadata,
    _text("terminal", key=True),
    _text("store"),
    _text("face"),
    _text("name"),
    _number("epoch"),
    _flag("forked"),
    _number("enrolled_at"),
    _number("revoked_at", null=True),
    _number("seen_at", null=True),
    _text("status", null=True),
)

terminal_key = Table(
    "terminal_key",
    metadata,
    _text("terminal", key=True),
    _number("epoch", key=True),
    _number("key_id"),
    _text("public_key"),
    _text("store"),
    _number("created_at"),
    Index("ux_terminal_key_key_id", "key_id", unique=True),
)

enrol_code = Table(
    "enrol_code",
    metadata,
    _text("code_hash", key=True),
    _text("store"),
    _text("face"),
    _text("name"),
    _text("terminal"),
    _number("expires_at"),
    _number("used_at", null=True),
    _text("public_key", null=True),
)

# -- the ledger ----------------------------------------------------------------------------

ledger = Table(
    "ledger",
    metadata,
    _text("entry", key=True),
    _text("terminal"),
    _number("epoch"),
    _number("branch"),
    _number("seq"),
    _text("kind"),
    _text("store"),
    _text("day"),
    _text("staff"),
    _number("received_at"),
    _text("hash"),
    _text("signature"),
    Column("body", LargeBinary, nullable=False),
    _text("held", null=True),
    Index("ux_ledger_chain", "terminal", "epoch", "branch", "seq", unique=True),
)

# `inspected` is how far the inspector has read it, null before its first look; `backed` how far
# a verified backup of this timeline holds it, null when none does.
branch = Table(
    "branch",
    metadata,
    _text("terminal", key=True),
    _number("epoch", key=True),
    _number("branch", key=True),
    _number("seq"),
    _text("hash"),
    _number("from_seq"),
    _number("inspected", null=True),
    _number("backed", null=True),
)

# A row is what a person must settle: what happened, how we know, and who settled it.
exception = Table(
    "exception",
    metadata,
    _text("cause", key=True),
    _text("subject", key=True),
    _text("store"),
    _text("terminal"),
    _text("entry"),
    _text("waits_for"),
    _text("evidence"),
    _text("state"),
    _number("raised_at"),
    _number("settled_at", null=True),
    _text("settled_by", null=True),
    _text("note", null=True),
    Index("ix_exception_state_store", "state", "store"),
    Index("ix_exception_waits_for", "waits_for"),
)

# Every time somebody settled one; an exception that opened again has several.
settlement = Table(
    "settlement",
    metadata,
    _text("cause", key=True),
    _text("subject", key=True),
    _number("at", key=True),
    _text("by"),
    _text("note"),
)

# -- folds ---------------------------------------------------------------------------------

# `opening` is what central itself began with: on hand = opening + the ledger's deltas. It is
# unknown (null) for figures from before it was kept. `safety_own`: not the store's default.
stock = Table(
    "stock",
    metadata,
    _text("store", key=True),
    _text("sku", key=True),
    _number("on_hand"),
    _number("held"),
    _number("safety"),
    _number("as_of"),
    _number("opening", null=True),
    Column("safety_own", Boolean, nullable=True),
    Index("ix_stock_sku", "sku"),
)

# `orders`, because ORDER is SQL's own word.
orders = Table(
    "orders",
    metadata,
    _text("order", key=True),
    _text("store"),
    _text("state"),
    _text("phone"),
    _number("placed_at"),
    _number("expires_at"),
    _text("request_hash"),
    _text("value"),
    Index("ix_orders_store_state", "store", "state"),
)

hold = Table(
    "hold",
    metadata,
    _text("order", key=True),
    _text("line_id", key=True),
    _text("store"),
    _text("sku"),
    _number("quantity"),
    _text("state"),
    _number("expires_at"),
    _number("ended_at", null=True),
    Index("ix_hold_state_expires_at", "state", "expires_at"),
)

# Goods reserved for a while before there is an order. `granted` is the fence of the first grant,
# `fence` of the last extension; `expires_at` counts lease time (`sync.central.steady`).
lease = Table(
    "lease",
    metadata,
    _number("granted", key=True),
    _text("hold"),
    _number("fence"),
    _text("owner"),
    _text("store"),
    _text("lines"),
    _text("state"),
    _text("request"),
    _number("granted_at"),
    _number("expires_at"),
    _number("ended_at", null=True),
    _text("ended_for"),
    Index("ix_lease_hold", "hold"),
    Index("ix_lease_state_expires_at", "state", "expires_at"),
)

# Safety stock of a store's SKUs that have no figure of their own.
safety_default = Table("safety_default", metadata, _text("store", key=True), _number("quantity"))

# Card payments by the till's own id; `listed` when it was told to people that it has no end.
payment = Table(
    "payment",
    metadata,
    _text("payment", key=True),
    _text("store"),
    _text("terminal"),
    _text("state"),
    _number("amount"),
    _text("currency"),
    _text("reference"),
    _text("sold"),
    _text("entry"),
    _number("told_at"),
    _flag("listed"),
    Index("ix_payment_state_told_at", "state", "told_at"),
)

# What a purchase is called; all else is in its entry. Keyed by entry: after a fork two sales may
# carry one receipt number, and both count.
_HAS_ORDER = text("\"order\" <> ''")
purchase = Table(
    "purchase",
    metadata,
    _text("entry", key=True),
    _text("receipt"),
    _text("order"),
    Index("ix_purchase_receipt", "receipt"),
    Index("ix_purchase_order", "order", sqlite_where=_HAS_ORDER, postgresql_where=_HAS_ORDER),
)

# `scope` is "r:RECEIPT" or "o:ORDER"; `reserved` is authorised live and not yet journalled.
returned = Table(
    "returned",
    metadata,
    _text("scope", key=True),
    _text("line_id", key=True),
    _number("quantity"),
    _number("refund"),
    _number("reserved"),
)

authorisation = Table(
    "authorisation",
    metadata,
    _text("authorisation", key=True),
    _text("scope"),
    _text("terminal"),
    _text("lines"),
    _number("expires_at"),
    _text("state"),
)

# -- central's word ------------------------------------------------------------------------

document = Table(
    "document",
    metadata,
    _text("topic", key=True),
    _text("key", key=True),
    _text("store", null=True),
    _text("value"),
    Index("ix_document_store", "store"),
)

sku = Table(
    "sku",
    metadata,
    _text("sku", key=True),
    _text("product"),
    Index("ix_sku_product", "product"),
)

barcode = Table("barcode", metadata, _number("gtin", key=True), _text("sku"))

review_of = Table(
    "review_of",
    metadata,
    _text("review", key=True),
    _text("product"),
    Column("stars", Integer, nullable=False),
    Index("ix_review_of_product", "product"),
)

feed = Table(
    "feed",
    metadata,
    _number("cursor", key=True),
    _text("topic"),
    _text("key"),
    _text("store", null=True),
    _text("value", null=True),
    _number("at"),
)

snapshot = Table(
    "snapshot",
    metadata,
    _text("name", key=True),
    _text("store"),
    _text("timeline"),
    _number("cursor"),
    _text("info"),
    _number("built_at"),
    Index("ix_snapshot_store_cursor", "store", "cursor"),
)
