"""X and Z reports and pickup slips as rows of paper. Devices room; no hardware here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from shop.devices import paper
from shop.devices.paper import Paper, PaperRow
from shop.devices.receipt_formats import amount, full_amount, moment, quantity
from shop.devices.receipt_words import RIGHT_TO_LEFT, Words, receipt_words, say
from shop.domain.catalogue import text_in
from shop.domain.facts import ShiftClosed, Stretch
from shop.domain.order import Order, Paid
from shop.domain.receipt import Letterhead
from shop.domain.shift import ShiftTotals


def report_paper(
    head: Letterhead,
    totals: ShiftTotals,
    shift: str,
    waiting: Sequence[int],
    at: datetime,
    language: str,
    closed: ShiftClosed | None = None,
    before: Sequence[Stretch] = (),
) -> Paper:
    """X without `closed`, Z with it. `at` is local; waiting entries are listed, never hidden, and
    `before` are those that wait in earlier epochs."""
    words = receipt_words(language)
    rows = (
        *_head(head, shift, at, closed, words, language),
        *_totals(totals, words, language),
        *(_closed(closed, words, language) if closed else ()),
        *_waiting(waiting, before, words),
    )
    return Paper(rows, mirrored=language in RIGHT_TO_LEFT)


def _head(
    head: Letterhead,
    shift: str,
    at: datetime,
    closed: ShiftClosed | None,
    words: Words,
    language: str,
) -> Iterator[PaperRow]:
    title = say(words, "z_report", n=closed.number) if closed else say(words, "x_report")
    yield paper.center(title, strong=True, large=True)
    yield paper.center(head.store or head.chain)
    for line in head.legal:
        yield paper.center(line)
    yield paper.pair(say(words, "shift"), shift)
    yield paper.text(moment(at, language))
    yield paper.RULE


def _totals(totals: ShiftTotals, words: Words, language: str) -> Iterator[PaperRow]:
    rows = (
        (say(words, "sales", n=totals.sales), totals.gross),
        *((f"   {name}", tax) for name, tax in totals.taxes),
        (say(words, "returns", n=totals.returns), totals.refunded),
        (say(words, "rounding"), totals.rounding),
    )
    for label, money in rows:
        yield paper.pair(label, amount(money, language))
    yield paper.pair(say(words, "hand_overs"), str(totals.hand_overs))
    yield paper.pair(say(words, "no_sales"), str(totals.no_sales))
    yield paper.RULE
    drawer = (
        ("float", totals.float_),
        ("cash_sales", totals.cash_sales),
        ("cash_refunds", -totals.cash_refunds),
        ("moved_in", totals.moved_in),
        ("moved_out", -totals.moved_out),
    )
    for key, money in drawer:
        yield paper.pair(say(words, key), amount(money, language))
    yield paper.pair(say(words, "expected"), full_amount(totals.expected, language), strong=True)


def _closed(closed: ShiftClosed, words: Words, language: str) -> Iterator[PaperRow]:
    variance = closed.counted - closed.expected
    yield paper.pair(say(words, "counted"), full_amount(closed.counted, language), strong=True)
    yield paper.pair(say(words, "variance"), amount(variance, language), strong=True)
    yield paper.RULE
    for first, last in _entries(closed):
        yield paper.text(say(words, "entries", first=first, last=last))
    yield paper.text(closed.head[:32])


def _entries(closed: ShiftClosed) -> Iterator[tuple[str, str]]:
    """From and to; with the epoch's number as well once there are several: 1/2 to 1/38."""
    for x in closed.stretches:
        yield f"{x.epoch}/{x.first}", f"{x.epoch}/{x.last}"
    if not closed.stretches:
        yield str(closed.first_seq), str(closed.last_seq)


def _waiting(waiting: Sequence[int], before: Sequence[Stretch], words: Words) -> Iterator[PaperRow]:
    yield paper.RULE
    earlier = [f"{x.epoch}/{x.first}-{x.last}" for x in before]
    listed = ", ".join([*earlier, *([ranges(waiting)] if waiting else [])])
    if listed:
        yield paper.text(say(words, "waiting", list=listed))
    else:
        yield paper.text(say(words, "all_sent"))


def ranges(numbers: Sequence[int]) -> str:
    """Every number is named, runs as "12-15"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)


def pickup_paper(head: Letterhead, order: Order, promise: datetime, language: str) -> Paper:
    """The slip a shopper takes along; `promise` is local time."""
    words = receipt_words(language)
    return Paper(tuple(_pickup(head, order, promise, words, language)), language in RIGHT_TO_LEFT)


def _pickup(
    head: Letterhead, order: Order, promise: datetime, words: Words, language: str
) -> Iterator[PaperRow]:
    yield paper.LOGO
    yield paper.center(head.store or head.chain, strong=True)
    for part in head.address:
        yield paper.center(part)
    yield paper.SPACE
    yield paper.center(say(words, "pickup_slip"))
    yield paper.center(order.order, strong=True, large=True)
    yield paper.center(say(words, "ready_from", time=moment(promise, language)))
    yield paper.RULE
    for line in order.lines:
        count = quantity(line.quantity, "pcs", language)
        title = f"{count} × {text_in(line.titles, language)}"
        yield paper.pair(title, amount(line.total, language))
    yield paper.RULE
    label = "pay_at_till" if order.paid is Paid.AT_TILL else "tender_online"
    yield paper.pair(say(words, label), full_amount(order.total, language), strong=True)
    if order.slip:
        yield paper.qr(order.slip)
    yield paper.center(say(words, "pickup_show"))
