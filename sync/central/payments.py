"""Card payments as rows, and those nobody has accounted for. Central room: SQL lives here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, or_, select, update

from shop.domain.facts import PaymentState
from sync.central import bulk, exceptions, tables
from sync.central.core import Central
from sync.central.exceptions import Raised
from sync.central.payment_steps import (
    IN_DOUBT,
    NO_SALE,
    OPEN_ENDS,
    Payment,
    Step,
    moved,
    raised,
    shown,
)
from sync.central.units import micros

PATIENCE = timedelta(minutes=15)
"""How long an intent may stay without an end before somebody must look."""
_ROW = tables.payment.c
_FIELDS = tuple(field.name for field in fields(Payment))
_COLUMNS = (*_FIELDS, "told_at", "listed")
_TAIL = "ON CONFLICT (payment) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _COLUMNS if name != "payment"
)


def write(connection: Connection, steps: Sequence[Step], now: datetime) -> list[Raised]:
    """Take the steps, in their order; what a later fact resolved is settled and says by what."""
    if not steps:
        return []
    names = sorted({step.payment for step in steps})
    query = select(*(_ROW[name] for name in _FIELDS)).where(_ROW.payment.in_(names))
    rows = connection.execute(query.order_by(_ROW.payment).with_for_update())
    payments = {row.payment: Payment(*row) for row in rows}
    found: list[Raised] = []
    ends: dict[str, str] = {}
    for step in steps:
        step_to = moved(payments.get(step.payment), step)
        payments[step.payment] = step_to.payment
        found += step_to.raised
        if step_to.resolved:
            ends[step.payment] = step_to.resolved
    at = micros(now)
    changed = [(*_safe(payments[name]), at, False) for name in names]
    bulk.insert(connection, tables.payment, _COLUMNS, changed, _TAIL)
    mended = [x for x in found if x.subject in ends and x.cause in OPEN_ENDS]
    exceptions.record(connection, mended, now)  # doubt and end in one batch: both stay to be seen
    for name, how in sorted(ends.items()):
        for cause in OPEN_ENDS:
            exceptions.settle_by_central(connection, cause, [name], how, now)
    return [x for x in found if x not in mended]


def _safe(payment: Payment) -> tuple[object, ...]:
    values = dict(zip(_FIELDS, astuple(payment), strict=True))
    return tuple((values | {"reference": shown(payment.reference)}).values())


def list_overdue(central: Central, now: datetime) -> int:
    """Intents that were asked and never ended, captures that no sale stands on."""
    old = and_(_ROW.told_at < micros(now - PATIENCE), _ROW.listed.is_(False))
    asked = _ROW.state == PaymentState.ASKED.value
    unsold = and_(_ROW.state == PaymentState.CAPTURED.value, _ROW.sold == "")
    query = select(*(_ROW[name] for name in _FIELDS)).where(old, or_(asked, unsold)).limit(200)
    with central.database.read() as connection:
        if connection.execute(query.limit(1)).first() is None:
            return 0
    with central.database.write() as connection:
        rows = connection.execute(query.order_by(_ROW.payment).with_for_update()).all()
        late = [Payment(*row) for row in rows]
        causes = [IN_DOUBT if x.state == PaymentState.ASKED else NO_SALE for x in late]
        found = [raised(cause, x) for cause, x in zip(causes, late, strict=True)]
        exceptions.record(connection, found, central.now())
        names = [x.payment for x in late]
        connection.execute(
            update(tables.payment).where(_ROW.payment.in_(names)).values(listed=True)
        )
    return len(late)
