"""Which stores are near each other. Central room."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqlalchemy import Connection

from shop.domain.catalogue import Store
from sync.central import documents
from sync.central.core import Central

NEAR = 10
"""How many neighbours' stock a terminal is told of."""


def nearest(central: Central, store: str) -> tuple[str, ...]:
    with central.database.read() as connection:
        return neighbours(connection, store)


def neighbours(connection: Connection, store: str) -> tuple[str, ...]:
    """The stores whose stock a terminal of `store` is told, its own first."""
    stores = documents.all_of(connection, "store", Store)
    own = next((x for x in stores if x.store == store), None)
    if own is None:
        return (store,)
    return tuple(x.store for x in by_distance(own, stores)[: NEAR + 1])


def by_distance(own: Store, stores: Sequence[Store]) -> list[Store]:
    return sorted(stores, key=lambda x: (x.store != own.store, _apart(own, x), x.store))


def _apart(one: Store, other: Store) -> float:
    """Not a length, but grows with it: the haversine's inner term."""
    latitudes = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    up = latitudes[1] - latitudes[0]
    along = math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(across / 2) ** 2
    return math.sin(up / 2) ** 2 + along
