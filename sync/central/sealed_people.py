"""Central's key for names that kiosks seal, and opening them. Central room: SQL lives here.

The key is worked out from central's signing key, so that whoever keeps `central.key` safe
keeps this safe too; the table has it for whoever folds.
"""

from __future__ import annotations

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, delete, insert, select

from shop.domain.order import Order
from sync.central import tables
from sync.central.units import plain_text
from sync.protocol.box import PREFIX, opened

_NAME = "box_key"


def keep_box_key(connection: Connection, signing: Ed25519PrivateKey) -> str:
    """Put it where folds find it; gives the public half (hex), which kiosks are told."""
    derived = HKDF(SHA256(), 32, None, b"endcap box key 1").derive(signing.private_bytes_raw())
    private = X25519PrivateKey.from_private_bytes(derived)
    column = tables.meta.c
    had = connection.execute(select(column.value).where(column.name == _NAME)).scalar()
    if had != derived.hex():
        connection.execute(delete(tables.meta).where(column.name == _NAME))
        connection.execute(insert(tables.meta).values(name=_NAME, value=derived.hex()))
    return private.public_key().public_bytes_raw().hex()


def unsealed(connection: Connection, order: Order) -> Order:
    """The order with its shopper's name and phone; blank where this central has not the key."""
    if not (order.customer.startswith(PREFIX) or order.phone.startswith(PREFIX)):
        return order
    column = tables.meta.c
    key = connection.execute(select(column.value).where(column.name == _NAME)).scalar_one()
    return replace(
        order,
        customer=_plain(key, order.customer, order.order),
        phone=_plain(key, order.phone, order.order),
    )


def _plain(key: str, text: str, order: str) -> str:
    try:
        return plain_text(opened(key, text, order) or "")
    except ValueError:
        return ""
