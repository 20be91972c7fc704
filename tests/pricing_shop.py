"""A small shop for pricing tests: lines, circumstances and random promotions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from shop.domain.goods import Goods
from shop.domain.pricing import (
    LineInput,
    ManualDiscount,
    ManualKind,
    PricedDocument,
    PricedLine,
    PricingContext,
    PromotionIndex,
    TaxBook,
    TaxRounding,
    price,
)
from shop.domain.promotions import (
    Benefit,
    BenefitKind,
    BundlePart,
    Pick,
    Promotion,
    PromotionKind,
    Same,
    Stacking,
    Tier,
)
from shop.domain.tax import Tax

NOON = datetime(2026, 11, 21, 12)  # a Saturday
TAXES = TaxBook(
    {
        "standard": (Tax("V20", "VAT", Decimal(20)),),
        "reduced": (Tax("V5", "VAT", Decimal("5.5")),),
        "added": (Tax("S8", "Sales tax", Decimal("8.875"), included=False),),
    }
)


def line(line_id: str, unit_price: str, quantity: str = "1", **more: Any) -> LineInput:
    """The SKU is the line's id unless given."""
    more.setdefault("sku", line_id)
    return LineInput(line_id, quantity=Decimal(quantity), unit_price=Decimal(unit_price), **more)


def here(**more: Any) -> PricingContext:
    return PricingContext(**{"currency": "EUR", "at": NOON, **more})


def deal(identity: str, kind: PromotionKind, **more: Any) -> Promotion:
    """`value`, `min_spend` and `max_amount` may be given as text."""
    for field in ("value", "min_spend", "min_quantity", "max_amount"):
        if isinstance(more.get(field), str):
            more[field] = Decimal(more[field])
    return Promotion(identity, kind, {"en": f"Deal {identity}"}, **more)


def off(percent: str) -> Benefit:
    return Benefit(BenefitKind.PERCENT, Decimal(percent))


def at_price(value: str) -> Benefit:
    return Benefit(BenefitKind.FIXED_PRICE, Decimal(value))


def priced(
    lines: Sequence[LineInput],
    *promotions: Promotion,
    context: PricingContext | None = None,
    taxes: TaxBook = TAXES,
) -> PricedDocument:
    return price(lines, context or here(), PromotionIndex(promotions), taxes)


def total(document: PricedDocument) -> str:
    return str(document.total.decimal)


def savings(document: PricedDocument) -> dict[str, str]:
    """What each line saved, lines without savings left out."""
    return {
        one.line_id: str(sum((d.amount.decimal for d in one.discounts), Decimal(0)))
        for one in document.lines
        if one.discounts
    }


def told(one: PricedLine | PricedDocument) -> list[tuple[str, str, str]]:
    return [(str(e.kind), e.promotion, e.code) for e in one.explanation]


# ── random shops ──────────────────────────────────────────────────────────────────────────

_SKUS = ("a", "b", "c", "d", "e")
_CATEGORIES = {"a": "tea", "b": "tea", "c": "nuts", "d": "nuts", "e": "soap"}


def _prices() -> st.SearchStrategy[Decimal]:
    return st.integers(1, 3000).map(lambda cents: Decimal(cents).scaleb(-2))


def _quantities() -> st.SearchStrategy[Decimal]:
    pieces = st.integers(1, 7).map(Decimal)
    return st.one_of(
        pieces, pieces, st.integers(1, 2500).map(lambda grams: Decimal(grams).scaleb(-3))
    )


def _discounts() -> st.SearchStrategy[ManualDiscount]:
    return st.builds(
        ManualDiscount,
        st.sampled_from(ManualKind),
        st.integers(0, 1000).map(lambda cents: Decimal(cents).scaleb(-1)),
        st.just("friend"),
        st.booleans(),
    )


@st.composite
def baskets(draw: st.DrawFn, *, manual: bool = True, returns: bool = False) -> list[LineInput]:
    """Prices belong to the SKU, as they do in a shop."""
    prices = {sku: draw(_prices()) for sku in _SKUS}
    lines = []
    for number in range(draw(st.integers(1, 7))):
        sku = draw(st.sampled_from(_SKUS))
        sign = draw(st.sampled_from((1, 1, -1))) if returns else 1
        lines.append(
            LineInput(
                str(number),
                sku,
                draw(_quantities()) * sign,
                prices[sku],
                tax_class=draw(st.sampled_from(("standard", "reduced", "added", ""))),
                categories=(_CATEGORIES[sku],),
                brand="x" if sku in "ac" else "y",
                groups=(_CATEGORIES[sku],),
                discounts=tuple(draw(st.lists(_discounts(), max_size=2))) if manual else (),
                discountable=draw(st.sampled_from((True, True, True, False))),
            )
        )
    return lines


def goods() -> st.SearchStrategy[Goods]:
    return st.one_of(
        st.just(Goods()),
        st.sampled_from(_SKUS).map(lambda sku: Goods(skus=(sku,))),
        st.sampled_from(("tea", "nuts")).map(lambda name: Goods(categories=(name,))),
        st.just(Goods(brands=("x",), except_skus=("c",))),
    )


def benefits() -> st.SearchStrategy[Benefit]:
    value = st.integers(1, 100).map(Decimal)
    return st.builds(Benefit, st.sampled_from(BenefitKind), value)


@st.composite
def promotions(
    draw: st.DrawFn, stackings: Iterable[Stacking] = (Stacking.BEST,), exclusive: bool = False
) -> Promotion:
    caps = st.one_of(st.none(), st.integers(1, 4))
    return Promotion(
        id=draw(st.uuids()).hex[:6],
        kind=draw(st.sampled_from(PromotionKind)),
        goods=draw(goods()),
        value=Decimal(draw(st.integers(0, 1500))).scaleb(-1),
        buy=draw(st.one_of(st.none(), goods())),
        buy_quantity=draw(st.integers(1, 3)),
        get_quantity=draw(st.integers(1, 2)),
        benefit=draw(benefits()),
        same=draw(st.sampled_from(Same)),
        pick=draw(st.sampled_from(Pick)),
        parts=tuple(
            BundlePart(draw(goods()), draw(st.integers(1, 2)))
            for _ in range(draw(st.integers(1, 2)))
        ),
        tiers=tuple(
            Tier(draw(st.integers(1, 5)), draw(benefits()), draw(st.booleans()))
            for _ in range(draw(st.integers(1, 2)))
        ),
        max_units=draw(caps),
        max_units_per_line=draw(caps),
        max_amount=draw(st.one_of(st.none(), _prices())),
        min_spend=draw(st.one_of(st.none(), st.none(), _prices())),
        stacking=draw(st.sampled_from(tuple(stackings))),
        exclusive=exclusive and draw(st.booleans()),
        priority=draw(st.integers(0, 2)),
    )


def contexts() -> st.SearchStrategy[PricingContext]:
    return st.builds(
        lambda rounding, discounts: here(
            tax_rounding=rounding, document_discounts=tuple(discounts)
        ),
        st.sampled_from(TaxRounding),
        st.lists(_discounts(), max_size=1),
    )
