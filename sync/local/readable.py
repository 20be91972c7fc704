"""Reads what may be a newer central's. Local room: pure."""

from __future__ import annotations

import logging
from typing import TypeVar

from sync.protocol.codec import decode

T = TypeVar("T")
_LOG = logging.getLogger("endcap.replica")


def readable(body: str, kind: type[T]) -> T | None:
    """None for what it says in a way that we cannot read."""
    try:
        return decode(body, kind)
    except ValueError as error:
        _LOG.info("something in the replica cannot be read: %s", error)
        return None
