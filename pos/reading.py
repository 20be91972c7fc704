"""Room: pos. What a scanned or typed code is, by the rules of the store's country."""

from __future__ import annotations

from pos.session import Session
from shop.domain.codes import Reading, ScannedCode, read_code


def read(session: Session, code: ScannedCode) -> Reading:
    """The shop's own price and weight labels differ from country to country; before the store
    is known there are none."""
    if session.ready:
        from shop.actions.scan_item import read_here

        try:
            return read_here(session.services.replica, code)
        except LookupError:
            pass
    return read_code(code)
