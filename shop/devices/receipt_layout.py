"""A receipt as rows of paper, in one language. Devices room; no hardware here."""

from __future__ import annotations

from collections.abc import Iterator

from shop.devices import paper
from shop.devices.paper import Paper, PaperRow
from shop.devices.receipt_formats import amount, full_amount, moment, number, quantity, rate
from shop.devices.receipt_words import RIGHT_TO_LEFT, Words, reason, receipt_words, say
from shop.domain.catalogue import text_in
from shop.domain.receipt import Receipt, ReceiptKind, ReceiptLine
from shop.domain.receipt_of import per_unit
from shop.domain.tender import Tender

_TITLES = {
    ReceiptKind.SALE: "receipt",
    ReceiptKind.RETURN: "return_receipt",
    ReceiptKind.HAND_OVER: "hand_over_receipt",
}


def receipt_paper(receipt: Receipt, language: str) -> Paper:
    words = receipt_words(language)
    rows = (
        *_head(receipt, words, language),
        *(row for line in receipt.lines for row in _line(line, words, language)),
        paper.RULE,
        *_sums(receipt, words, language),
        *_taxes(receipt, words, language),
        *_foot(receipt, words, language),
    )
    return Paper(rows, mirrored=language in RIGHT_TO_LEFT)


def _head(receipt: Receipt, words: Words, language: str) -> Iterator[PaperRow]:
    head = receipt.head
    yield paper.LOGO
    if head.chain:
        yield paper.center(head.chain, strong=True, large=True)
    for line in (head.store, *head.address, head.phone, *head.legal):
        if line and line != head.chain:
            yield paper.center(line)
    yield paper.SPACE
    if receipt.copy:
        yield paper.center(say(words, "copy", n=receipt.copy), strong=True, large=True)
    yield paper.pair(say(words, _TITLES[receipt.kind]), moment(receipt.at, language), strong=True)
    yield paper.pair(f"{say(words, 'number')} {receipt.number}", "")
    till = say(words, "terminal", terminal=receipt.terminal)
    yield paper.pair(till, "")
    if receipt.cashier:
        yield paper.text(say(words, "served_by", name=receipt.cashier))
    if receipt.order:
        yield paper.text(say(words, "order", code=receipt.order), strong=True)
    if receipt.receipt_returned:
        yield paper.text(say(words, "of_receipt", number=receipt.receipt_returned))
    yield paper.RULE


def _line(line: ReceiptLine, words: Words, language: str) -> Iterator[PaperRow]:
    count = quantity(line.quantity, line.unit, language)
    title = line.title if per_unit(line) or count == "1" else f"{count} × {line.title}"
    yield paper.pair(title, amount(line.list_total, language))
    if per_unit(line) and line.unit_price is not None:
        digits = max(2, -int(line.unit_price.normalize().as_tuple().exponent))
        digits = 0 if line.list_total.decimal.as_tuple().exponent == 0 else digits
        yield paper.text(f"   {count} × {number(line.unit_price, language, digits)}")
    for discount in line.discounts:
        name = text_in(discount.name, language) or say(words, "discount")
        yield paper.pair(f"   {name}", amount(-discount.amount, language))
    if line.note:
        yield paper.text(f"   {reason(words, line.note)}")


def _sums(receipt: Receipt, words: Words, language: str) -> Iterator[PaperRow]:
    back = receipt.kind is ReceiptKind.RETURN
    total = -receipt.total if back else receipt.total
    label = say(words, "refund" if back else "total")
    yield paper.pair(label, full_amount(total, language), strong=True, large=True)
    if receipt.saved.minor:
        yield paper.pair(say(words, "saved"), amount(receipt.saved, language))
    if receipt.rounding.minor:
        yield paper.pair(say(words, "rounding"), amount(receipt.rounding, language))
        pay = -receipt.to_pay if back else receipt.to_pay
        yield paper.pair(say(words, "to_pay"), amount(pay, language), strong=True)
    if receipt.kind is ReceiptKind.HAND_OVER:
        yield paper.text(say(words, "paid_before"))
    for tender in receipt.tenders:
        yield paper.pair(*_tender(tender, words, language))
    if receipt.change.minor:
        yield paper.pair(say(words, "change"), amount(receipt.change, language), strong=True)


def _tender(tender: Tender, words: Words, language: str) -> tuple[str, str]:
    if tender.amount.minor < 0:
        return say(words, f"refund_{tender.kind.value}"), amount(-tender.amount, language)
    return say(words, f"tender_{tender.kind.value}"), amount(tender.given, language)


def _taxes(receipt: Receipt, words: Words, language: str) -> Iterator[PaperRow]:
    if not receipt.taxes:
        return
    yield paper.RULE
    for tax in receipt.taxes:
        name = f"{tax.name} {rate(tax.rate, language)}" if tax.percent else tax.name
        base = f"{say(words, 'tax_base')} {amount(tax.base, language)}"
        yield paper.pair(f"{name}  {base}", amount(tax.amount, language))


def _foot(receipt: Receipt, words: Words, language: str) -> Iterator[PaperRow]:
    yield paper.RULE
    if receipt.slip:
        yield paper.qr(receipt.slip)
    if receipt.return_days:
        yield paper.center(say(words, "returns_policy", days=receipt.return_days))
    yield paper.center(text_in(receipt.head.footer, language) or say(words, "thanks"))
    yield paper.SPACE
    yield paper.barcode(receipt.number)
    yield paper.center(receipt.number)
    if receipt.journal:
        yield paper.center(receipt.journal)
