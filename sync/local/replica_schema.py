"""The tables of replica.db. Local room: SQL text only.

`product.id` is the popularity rank, 1 the most wanted, given when a snapshot is built; later
products are appended. `sku.id` = product.id * 4096 + position, so a product's SKUs are one
range and no index is needed. Quantities are thousandths, money minor units, `stars` tenths.
`search` stores no text: its words are worked out from the product row (`folding`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SKUS = 4096
"""Room for the SKUs of one product."""

STEPS = (
    """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE product(
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL,
  titles TEXT NOT NULL,
  brand TEXT NOT NULL,
  department TEXT NOT NULL,
  categories TEXT NOT NULL,
  image TEXT NOT NULL,
  name TEXT NOT NULL,
  price INTEGER NOT NULL,
  currency TEXT NOT NULL,
  price_from INTEGER NOT NULL,
  stars INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  available INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX product_key ON product(product);
CREATE INDEX product_department ON product(department);
CREATE TABLE detail(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE sku(
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  price INTEGER NOT NULL,
  currency TEXT NOT NULL,
  unit TEXT NOT NULL,
  tax_class TEXT NOT NULL,
  options TEXT NOT NULL,
  place TEXT NOT NULL,
  image TEXT NOT NULL,
  gtins TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX sku_key ON sku(sku);
CREATE TABLE barcode(gtin INTEGER PRIMARY KEY, sku INTEGER NOT NULL) STRICT;
CREATE TABLE stock(
  sku TEXT NOT NULL,
  store TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  held INTEGER NOT NULL,
  safety INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  PRIMARY KEY(sku, store)
) STRICT, WITHOUT ROWID;
CREATE TABLE review(
  review TEXT PRIMARY KEY,
  product TEXT NOT NULL,
  stars INTEGER NOT NULL,
  written TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX review_product ON review(product, written);
CREATE TABLE orders(
  code TEXT PRIMARY KEY,
  open INTEGER NOT NULL,
  promise TEXT NOT NULL,
  words TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_open ON orders(open, promise);
CREATE TABLE returned(
  key TEXT PRIMARY KEY,
  receipt TEXT NOT NULL,
  of_order TEXT NOT NULL,
  line_id TEXT NOT NULL,
  quantity INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX returned_receipt ON returned(receipt);
CREATE INDEX returned_order ON returned(of_order);
CREATE TABLE thing(
  topic TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(topic, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE brand(
  department TEXT NOT NULL,
  brand TEXT NOT NULL,
  products INTEGER NOT NULL,
  PRIMARY KEY(department, brand)
) STRICT, WITHOUT ROWID;
CREATE TABLE vocabulary(word TEXT PRIMARY KEY, products INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  words, content='', detail=none, columnsize=0, prefix='1 2 3 4',
  tokenize='unicode61 remove_diacritics 0'
);
""",
)

THINGS = ("department", "store", "settings", "staff", "promotion", "tax", "slip_key")
"""Topics small enough to be kept as rows of JSON and read whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a replica stands in central's history, and whose store's it is."""

    timeline: str
    cursor: int
    as_of: datetime | None
    store: str


NOWHERE = Standing("", 0, None, "")
