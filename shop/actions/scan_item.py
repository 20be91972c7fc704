"""Scan something: goods go into the basket, anything else says what it is.

Actions room: ports only. The caller keeps the basket it is given back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from shop.actions.read_slip import ReadSlip
from shop.domain.basket import Basket
from shop.domain.catalogue import Item
from shop.domain.codes import (
    BadgeCode,
    CouponCode,
    OtherCode,
    ProductCode,
    Reading,
    Refused,
    ScannedCode,
    SlipCode,
    read_code,
)
from shop.domain.money import BadAmount, Money
from shop.domain.restricted import region_rules
from shop.domain.slip_check import SlipRefused, VerifiedSlip
from shop.errors import Refusal
from shop.ports import Replica


@dataclass(frozen=True, slots=True)
class ItemScanned:
    """`line_id` is the one line that is new or changed; nothing else in the basket moved.
    `measured`: the code itself said how much; goods sold by weight need that or a typed weight.
    """

    basket: Basket
    line_id: str
    item: Item
    new_line: bool
    measured: bool = False


@dataclass(frozen=True, slots=True)
class SlipScanned:
    """Receipt → return, pickup → hand-over, basket → carry on: by `slip.slip.kind`."""

    slip: VerifiedSlip


@dataclass(frozen=True, slots=True)
class SlipNotTaken:
    refused: SlipRefused


@dataclass(frozen=True, slots=True)
class BadgeScanned:
    text: str


@dataclass(frozen=True, slots=True)
class CouponScanned:
    text: str


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Well read, but not in the catalogue. `gtin` is None for a number of the shop's own."""

    text: str
    gtin: int | None


@dataclass(frozen=True, slots=True)
class CodeRefused:
    refused: Refused


@dataclass(frozen=True, slots=True)
class LineRefused:
    """The goods are known, but the line cannot be: `error.code` says why."""

    error: Refusal


ScanResult = (
    ItemScanned
    | SlipScanned
    | SlipNotTaken
    | BadgeScanned
    | CouponScanned
    | UnknownCode
    | CodeRefused
    | LineRefused
)


@dataclass(frozen=True, slots=True)
class ScanItem:
    """`read` None reads by the rules of the store's country for its own price and weight labels."""

    replica: Replica
    read_slip: ReadSlip
    read: Callable[[ScannedCode], Reading] | None = None

    def __call__(
        self, basket: Basket, code: ScannedCode, quantity: Decimal = Decimal(1)
    ) -> ScanResult:
        reading = read_here(self.replica, code) if self.read is None else self.read(code)
        match reading:
            case ProductCode() as product:
                return self._goods(basket, product, code.text, quantity)
            case SlipCode(text=text):
                return self._slip(text)
            case BadgeCode(text=text):
                return BadgeScanned(text)
            case CouponCode(text=text):
                return CouponScanned(text)
            case OtherCode(text=text):
                return self._own_number(basket, text, quantity)
            case Refused() as refused:
                return CodeRefused(refused)

    def _goods(self, basket: Basket, code: ProductCode, text: str, quantity: Decimal) -> ScanResult:
        item = self._find(code)
        if item is None:
            return UnknownCode(text, code.gtin)
        try:
            priced = _priced_by_label(item, code)
        except Refusal as error:
            return LineRefused(error)
        measure = _measure(item, code)
        result = _add(basket, priced, quantity * (measure or 1))
        if isinstance(result, ItemScanned) and measure is not None:
            return replace(result, measured=True)
        return result

    def _find(self, code: ProductCode) -> Item | None:
        for gtin in (code.gtin, *code.alternatives):
            item = self.replica.find(gtin)
            if item is not None:
                return item
        return None

    def _own_number(self, basket: Basket, text: str, quantity: Decimal) -> ScanResult:
        """A SKU printed on the shop's own label."""
        item = self.replica.item(text)
        return UnknownCode(text, None) if item is None else _add(basket, item, quantity)

    def _slip(self, text: str) -> ScanResult:
        answer = self.read_slip(text)
        return SlipScanned(answer) if isinstance(answer, VerifiedSlip) else SlipNotTaken(answer)


def read_here(replica: Replica, code: ScannedCode) -> Reading:
    return read_code(code, region_rules(replica.settings().country))


def _add(basket: Basket, item: Item, quantity: Decimal) -> ScanResult:
    try:
        after, line_id = basket.add(item, quantity)
    except Refusal as error:
        return LineRefused(error)
    return ItemScanned(after, line_id, item, len(after.lines) > len(basket.lines))


def _priced_by_label(item: Item, code: ProductCode) -> Item:
    """A label that carries its price sells one piece at that price."""
    if code.price is None:
        return item
    currency = item.price.currency
    if code.currency not in (None, currency):
        raise Refusal("label_currency", label=code.currency, currency=currency)
    try:
        return replace(item, price=Money.of(code.price, currency), unit="pcs")
    except BadAmount as error:
        raise Refusal("label_price", price=str(code.price), currency=currency) from error


def _measure(item: Item, code: ProductCode) -> Decimal | None:
    if code.weight is not None and item.unit != "pcs":
        return code.weight
    return code.quantity
