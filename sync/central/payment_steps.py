"""What a fact says of a card payment, and where the payment stands then. Central room: pure.

Every intent ends captured and sold, declined or reversed, or is listed in doubt (I10). Nobody
here ever sees a card number; what looks like one is not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from shop.domain.facts import Fact, HandedOver, PaymentState, PaymentTold, Sale
from shop.domain.tender import TenderKind
from sync.central.exceptions import Raised
from sync.central.units import minor_units, plain_text

SOLD = "sold"
IN_DOUBT, TWICE = "payment_in_doubt", "payment_captured_twice"
NO_SALE, SOLD_TWICE = "payment_without_sale", "payment_sold_twice"
GIVEN_BACK = "payment_reversed_after_sale"
OPEN_ENDS = (IN_DOUBT, NO_SALE)
"""Causes that a later fact may resolve."""
_DIGITS = re.compile(r"[0-9]+(?:[ -]?[0-9]+)*")
_CARD = range(13, 20)
"""How many digits a card number has."""


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is a PaymentState's value or SOLD; then `receipt` is the sale's."""

    payment: str
    state: str
    entry: str
    terminal: str
    store: str
    amount: int
    currency: str
    reference: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """`sold` is the receipt of the sale that stands on it, "" without one."""

    payment: str
    store: str
    terminal: str
    state: str
    amount: int
    currency: str
    reference: str
    sold: str
    entry: str


@dataclass(frozen=True, slots=True)
class Moved:
    """`resolved` says how the payment ended, for the record; "" when it has not."""

    payment: Payment
    raised: tuple[Raised, ...] = ()
    resolved: str = ""


def steps_of(fact: Fact, entry: str, terminal: str, store: str) -> list[Step]:
    if isinstance(fact, PaymentTold):
        plain_text(fact.payment + fact.reference)
        amount = minor_units(fact.amount.minor)
        told = (fact.payment, fact.state.value, entry, terminal, store, amount)
        return [Step(*told, fact.amount.currency, fact.reference)]
    sale = fact.sale if isinstance(fact, HandedOver) else fact
    if not isinstance(sale, Sale):
        return []
    return [
        Step(
            plain_text(x.reference),
            SOLD,
            entry,
            terminal,
            store,
            x.amount.minor,
            x.amount.currency,
            receipt=sale.receipt,
        )
        for x in sale.tenders
        if x.kind is TenderKind.CARD and x.reference
    ]


def moved(before: Payment | None, step: Step) -> Moved:
    if before is None:
        before = Payment(
            step.payment,
            step.store,
            step.terminal,
            PaymentState.ASKED.value,
            step.amount,
            step.currency,
            step.reference,
            "",
            step.entry,
        )
    return _sold(before, step) if step.state == SOLD else _told(before, step)


def _sold(before: Payment, step: Step) -> Moved:
    if before.sold and before.sold != step.receipt:
        return Moved(before, (raised(SOLD_TWICE, before, step, second=step.receipt),))
    after = replace(before, sold=step.receipt)
    match before.state:
        case PaymentState.DECLINED | PaymentState.REVERSED:
            return Moved(after, (raised(GIVEN_BACK, after, step),))
        case PaymentState.IN_DOUBT:
            return Moved(after)  # a sale proves no capture
    after = replace(after, state=PaymentState.CAPTURED.value)
    return Moved(after, resolved=f"captured and sold: receipt {step.receipt}")


def _told(before: Payment, step: Step) -> Moved:
    after = replace(
        before, state=step.state, reference=step.reference or before.reference, entry=step.entry
    )
    match step.state:
        case PaymentState.ASKED:
            return Moved(before)  # it comes first, or says nothing new
        case PaymentState.IN_DOUBT:
            return Moved(after, (raised(IN_DOUBT, after, step),))
        case PaymentState.CAPTURED if _another(before, step):
            twice = raised(TWICE, before, step, second=shown(step.reference))
            return Moved(before, (twice,))
        case PaymentState.CAPTURED if before.sold:
            return Moved(after, resolved=f"captured and sold: receipt {before.sold}")
        case PaymentState.DECLINED | PaymentState.REVERSED if before.sold:
            return Moved(after, (raised(GIVEN_BACK, after, step),))
        case PaymentState.DECLINED | PaymentState.REVERSED:
            return Moved(after, resolved=f"{step.state} at {step.terminal}: entry {step.entry}")
    return Moved(after)


def _another(before: Payment, step: Step) -> bool:
    was = before.state == PaymentState.CAPTURED
    return was and bool(step.reference) and step.reference != before.reference


def raised(cause: str, payment: Payment, step: Step | None = None, **more: str) -> Raised:
    evidence = {
        "amount": str(payment.amount),
        "currency": payment.currency,
        "state": payment.state,
        "reference": shown(payment.reference),
        "receipt": payment.sold,
        **more,
    }
    who = (step.terminal, step.entry) if step is not None else (payment.terminal, payment.entry)
    return Raised(cause, payment.payment, payment.store, evidence, *who)


def shown(reference: str) -> str:
    """The last net: what could be a card number is never written anywhere."""
    return _DIGITS.sub(lambda found: "(hidden)" if _has_card(found[0]) else found[0], reference)


def _has_card(text: str) -> bool:
    groups = re.split("[ -]", text)
    for start in range(len(groups)):
        run = ""
        for group in groups[start:]:
            run += group
            if len(run) >= _CARD.stop:
                break
            if len(run) in _CARD and _luhn(run):
                return True
    return False


def _luhn(digits: str) -> bool:
    odd = sum(map(int, digits[-1::-2]))
    even = sum(sum(divmod(2 * int(x), 10)) for x in digits[-2::-2])
    return (odd + even) % 10 == 0
