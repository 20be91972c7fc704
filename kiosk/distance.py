"""Room: kiosk. How far another store is, along the great circle."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from shop.domain.catalogue import Store

EARTH_KM = 6371.0


def kilometres(one: Store, other: Store) -> float | None:
    """None where a store's place is not known."""
    if not _placed(one) or not _placed(other):
        return None
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    share = sin(north) ** 2 + sin(east) ** 2 * cos(radians(one.latitude)) * cos(
        radians(other.latitude)
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(share)))


def _placed(store: Store) -> bool:
    return bool(store.latitude or store.longitude)
