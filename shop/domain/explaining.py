"""Says of every deal what it did, nearly did or did not do. Domain room: standard library only.

Every word is a code with params; see `shop.domain.sentences` for what the codes mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shop.domain.circumstances import coupon_used
from shop.domain.discounts import amount_text, minor_text, plain
from shop.domain.line_state import LineState
from shop.domain.nearly import missing
from shop.domain.offers import Offer, Shortfall
from shop.domain.priced import Explanation, ExplanationKind, Params
from shop.domain.pricing_input import PricingContext
from shop.domain.promotion_index import Deal
from shop.domain.promotions import Promotion, PromotionKind, Stacking

_OUT_OF_DATE = ("not_yet", "over")
NOT_DISCOUNTABLE = Explanation(ExplanationKind.NOT, "", "not_discountable")


@dataclass(slots=True)
class Story:
    """Explanations by the line's place, and those that concern the whole document."""

    lines: dict[int, list[Explanation]] = field(default_factory=dict)
    document: list[Explanation] = field(default_factory=list)

    def tell(self, offer: Offer, states: Iterable[LineState], explanation: Explanation) -> None:
        if offer.deal.everywhere:
            self.document.append(explanation)
            return
        lines = self.lines
        for state in states:
            lines.setdefault(state.at, []).append(explanation)


def applied_reason(deal: Deal, context: PricingContext) -> tuple[str, Params]:
    """Why a discount was given: the code is the promotion's kind."""
    promotion, currency = deal.promotion, context.currency
    reason = deal.reasons.get(currency)
    if reason is None:
        reason = deal.reasons[currency] = str(promotion.kind), _params(promotion, currency)
    if promotion.coupon:
        return reason[0], {**reason[1], "coupon": coupon_used(promotion, context)}
    return reason


def _params(promotion: Promotion, currency: str) -> Params:
    match promotion.kind:
        case PromotionKind.PERCENT:
            return {"percent": plain(promotion.value)}
        case PromotionKind.AMOUNT | PromotionKind.AMOUNT_ACROSS | PromotionKind.FIXED_PRICE:
            return {"amount": amount_text(promotion.value, currency)}
        case PromotionKind.BUY_X_GET_Y:
            return {"buy": str(promotion.buy_quantity), "get": str(promotion.get_quantity)}
        case _:
            return {}


def tell_story(offers: Sequence[Offer], context: PricingContext) -> Story:
    """After the deals are settled: what did not apply, and what nearly did."""
    story = Story()
    for offer in offers:
        if offer.hindered is not None:
            code, params = offer.hindered
            if code not in _OUT_OF_DATE:
                story.tell(offer, offer.lines, _explained(offer, False, code, params))
        elif offer.shortfall is not None:
            _tell_shortfall(story, offer, offer.shortfall, context)
        else:
            _tell_outcome(story, offer, context)
    return story


def _tell_shortfall(story: Story, offer: Offer, short: Shortfall, context: PricingContext) -> None:
    promotion, lack = offer.deal.promotion, short.wanted - short.reached
    if short.money:
        code, params = "spend_more", {"amount": amount_text(lack, context.currency)}
    else:
        code, params = "buy_more", {"units": plain(lack)}
    if promotion.kind is PromotionKind.AMOUNT_ACROSS:
        params["save"] = amount_text(promotion.value, context.currency)
    near = short.reached * 2 >= short.wanted
    story.tell(offer, offer.lines, _explained(offer, near, code, params))


def _tell_outcome(story: Story, offer: Offer, context: PricingContext) -> None:
    need = None if offer.deal.by_line else missing(offer)
    if need is not None:
        near = need.near and not _rivalled(offer)
        params = {"units": str(need.units)}
        if near and need.save:
            params["save"] = minor_text(need.save, context.currency)
        story.tell(offer, offer.lines, _explained(offer, near, need.code, params))
    elif offer.deal.by_line or not _won(offer):
        _tell_losses(story, offer)


def _rivalled(offer: Offer) -> bool:
    """Whether other deals already save on the goods: then more of them may change nothing."""
    for line in offer.roles[0]:
        for saving in line.savings:
            deal = saving.deal
            if deal is not offer.deal and deal.promotion.stacking is not Stacking.STACK:
                return True
    return False


def _won(offer: Offer) -> bool:
    deal = offer.deal
    for line in offer.roles[0]:
        for saving in line.savings:
            if saving.deal is deal:
                return True
    return False


def _tell_losses(story: Story, offer: Offer) -> None:
    """On each line that the deal could have served: who did instead."""
    deal, lines = offer.deal, story.lines
    for state in offer.roles[0]:
        winners = [saving.deal for saving in state.savings]
        if not winners:
            told = _explained(offer, False, "no_saving", {})
        elif deal not in winners:
            params = {"promotion": " ".join([winner.promotion.id for winner in winners])}
            told = _explained(offer, False, "other_better", params)
        else:
            continue
        lines.setdefault(state.at, []).append(told)


def _explained(offer: Offer, near: bool, code: str, params: Params) -> Explanation:
    kind = ExplanationKind.NEARLY if near else ExplanationKind.NOT
    promotion = offer.deal.promotion
    return Explanation(kind, promotion.id, code, params, promotion.name)
