"""Sales and returns as RetailTransactions of a POSLog. Exports room: pure."""

from __future__ import annotations

from itertools import count

from shop.domain.facts import (
    CashMoved,
    Condition,
    Fact,
    HandedOver,
    Return,
    ReturnedLine,
    Sale,
    ShiftClosed,
    ShiftOpened,
    SoldItem,
)
from shop.domain.money import Money
from shop.domain.pricing import AppliedDiscount, LineTax, PricedLine
from shop.domain.tax import TaxKind
from shop.domain.tender import Tender, TenderKind
from shop.exports.cells import figure, name
from shop.exports.poslog_xml import element, money, text

_TENDER = {TenderKind.CASH: "Cash"}
_DISPOSAL = {
    Condition.PUT_BACK: "ReturnToStock",
    Condition.DAMAGED: "Destroy",
    Condition.VENDOR: "ReturnToVendor",
}


def currency_of(fact: Fact) -> str:
    match fact:
        case Sale(rounding=of) | HandedOver(sale=Sale(rounding=of)) | Return(rounding=of):
            return of.currency
        case ShiftOpened(float_=of) | ShiftClosed(expected=of) | CashMoved(amount=of):
            return of.currency
        case _:
            return ""


def sale_body(sale: Sale) -> str:
    document = sale.document
    priced = {line.line_id: line for line in document.lines}
    lines = [_sale_line(item, priced.get(item.line_id)) for item in sale.items]
    totals = [
        _total("TransactionNetAmount", document.net),
        _total("TransactionTaxAmount", document.tax),
        _total("TransactionGrandAmount", document.total),
        _total("TransactionTotalSavings", document.saved),
    ]
    return _retail(lines + _settled(sale.rounding, sale.tenders), totals)


def return_body(back: Return) -> str:
    lines = [_return_line(line, back) for line in back.lines]
    paid = Money(-sum(line.refund.minor for line in back.lines), back.rounding.currency)
    return _retail(
        lines + _settled(back.rounding, back.refunds), [_total("TransactionGrandAmount", paid)]
    )


def _retail(lines: list[str], totals: list[str]) -> str:
    numbered = (
        element("LineItem", text("SequenceNumber", str(at)), line)
        for at, line in zip(count(1), lines, strict=False)
    )
    return element("RetailTransaction", *numbered, *totals)


def _total(kind: str, value: Money) -> str:
    return money("Total", value, TotalType=kind)


def _sale_line(item: SoldItem, priced: PricedLine | None) -> str:
    goods = [text("ItemID", item.sku), text("Description", item.title)]
    quantity = text("Quantity", figure(item.quantity), UnitOfMeasureCode=item.unit)
    if priced is None:
        return element("Sale", *goods, money("ExtendedAmount", item.total), quantity)
    off = sum((x.amount for x in priced.discounts), Money.zero(item.total.currency))
    return element(
        "Sale",
        *goods,
        text("RegularSalesUnitPrice", figure(priced.unit_price), Currency=item.total.currency),
        money("ExtendedAmount", item.total),
        money("ExtendedDiscountAmount", off),
        quantity,
        *(_modifier(at, x) for at, x in enumerate(priced.discounts, 1)),
        *(_tax(at, x) for at, x in enumerate(priced.taxes, 1)),
        money("ec:ListAmount", priced.list_total),
        ItemType="Stock",
    )


def _modifier(at: int, given: AppliedDiscount) -> str:
    return element(
        "RetailPriceModifier",
        text("SequenceNumber", str(at)),
        money("Amount", given.amount, Action="Subtract"),
        text("PromotionID", given.promotion),
        text("ReasonCode", given.reason),
        text("Description", name(given.name)),
    )


def _tax(at: int, tax: LineTax) -> str:
    rate = "Percent" if tax.kind is TaxKind.PERCENT else "ec:PerUnit"
    included = "true" if tax.included else "false"
    return element(
        "Tax",
        text("SequenceNumber", str(at)),
        money("TaxableAmount", tax.base, TaxIncludedInTaxableAmountFlag="false"),
        money("Amount", tax.amount),
        text(rate, figure(tax.rate)),
        text("TaxGroupID", tax.code),
        text("ec:Name", tax.name),
        TaxType="Sales",
        TypeCode="Sale",
        **{"ec:includedInPrice": included},
    )


def _return_line(line: ReturnedLine, back: Return) -> str:
    link = element("ec:Of", receipt=back.receipt_returned, order=back.order, line=line.line_id)
    return element(
        "Return",
        text("ItemID", line.sku),
        text("Description", line.title),
        money("ExtendedAmount", line.refund),
        text("Quantity", figure(line.quantity)),
        element("Disposal", Method=_DISPOSAL[line.condition]),
        element("TransactionLink", link, ReasonCode="Return"),
        text("ReasonCode", line.reason),
        ItemType="Stock",
    )


def _settled(rounding: Money, tenders: tuple[Tender, ...]) -> list[str]:
    lines = []
    if rounding:
        way = "Up" if rounding.minor > 0 else "Down"
        lines.append(money("Rounding", abs(rounding), RoundingDirection=way))
    return lines + [_tender(tender) for tender in tenders]


def _tender(tender: Tender) -> str:
    """`Amount` is what was handed over, `TenderChange` what came back of it."""
    change = money("Amount", abs(tender.change))
    return element(
        "Tender",
        money("Amount", abs(tender.given)),
        element("TenderChange", change, TenderType="Cash") if tender.change else "",
        text("ec:Reference", tender.reference),
        TenderType=_TENDER.get(tender.kind, f"ec:{tender.kind.value}"),
        TypeCode="Sale" if tender.amount.minor >= 0 else "Refund",
    )
