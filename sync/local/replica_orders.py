"""Orders as central told them, with this terminal's own unpushed facts folded in.

Local room: SQL, read only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from shop.domain.effects import fold_order
from shop.domain.facts import Recorded
from shop.domain.order import Order
from sync.local.folding import fold
from sync.local.readable import readable

Overlay = Mapping[str, Sequence[Recorded]]
Wanted = Callable[[Order], bool]


def order(c: sqlite3.Connection, code: str, overlay: Overlay) -> Order | None:
    row = c.execute("SELECT body FROM orders WHERE code=?", (code,)).fetchone()
    return folded(readable(row[0], Order) if row else None, overlay.get(code, ()))


def orders(c: sqlite3.Connection, overlay: Overlay, *, open_only: bool) -> list[Order]:
    """By what was promised first."""
    rows = c.execute(
        "SELECT body FROM orders WHERE open >= ? ORDER BY promise", (1 if open_only else 0,)
    )
    return _with_own(_read(rows), overlay, c, lambda o: o.open or not open_only)


def find_orders(c: sqlite3.Connection, text: str, overlay: Overlay) -> list[Order]:
    """All of the words typed must stand in code, name or phone."""
    typed = fold(text).split()
    if not typed:
        return []
    where = " AND ".join("instr(words, ?) > 0" for _ in typed)
    rows = c.execute(
        f"SELECT body FROM orders WHERE {where} ORDER BY open DESC, promise LIMIT 50",  # noqa: S608
        typed,
    )
    return _with_own(_read(rows), overlay, c, lambda o: all(t in _words(o) for t in typed))


def _read(rows: Iterable[tuple[str]]) -> list[Order]:
    return [order for (body,) in rows if (order := readable(body, Order)) is not None]


def _with_own(
    known: Iterable[Order], overlay: Overlay, c: sqlite3.Connection, wanted: Wanted
) -> list[Order]:
    found = {o.order: folded(o, overlay.get(o.order, ())) for o in known}
    for code in overlay:
        if code not in found and not _exists(c, code):
            found[code] = folded(None, overlay[code])  # placed here while the link was down
    return [o for o in found.values() if o is not None and wanted(o)]


def _exists(c: sqlite3.Connection, code: str) -> bool:
    return c.execute("SELECT 1 FROM orders WHERE code=?", (code,)).fetchone() is not None


def folded(order: Order | None, facts: Sequence[Recorded]) -> Order | None:
    """A fact that no longer fits is left to central, which raises the exception for it."""
    for recorded in facts:
        try:
            order = fold_order(
                order,
                recorded.fact,
                entry=recorded.entry,
                at=recorded.recorded_at,
                who=recorded.staff,
            )
        except KeyError:
            continue
    return order


def _words(order: Order) -> str:
    return fold(order_words(order))


def order_words(order: Order) -> str:
    """What an order is found by: its code with and without dash, the name, the phone."""
    digits = "".join(c for c in order.phone if c.isdecimal())
    return f"{order.order} {order.order.replace('-', '')} {order.customer} {digits}"
