"""Whether a promotion holds here and now, and if not, why. Domain room: standard library only."""

from __future__ import annotations

from datetime import datetime

from shop.domain.priced import Params
from shop.domain.pricing_input import PricingContext
from shop.domain.promotions import Hours, Promotion

Hindrance = tuple[str, Params]
"""A reason code with its params."""


def hindrance(promotion: Promotion, context: PricingContext) -> Hindrance | None:
    """The first circumstance that keeps the promotion from holding; None when it holds."""
    at = context.at
    if promotion.valid_from is not None and at < _local(promotion.valid_from, at):
        return "not_yet", {"from": promotion.valid_from.isoformat()}
    if promotion.valid_to is not None and at > _local(promotion.valid_to, at):
        return "over", {"to": promotion.valid_to.isoformat()}
    if promotion.weekdays and at.isoweekday() not in promotion.weekdays:
        return "other_weekday", {"weekdays": " ".join(map(str, promotion.weekdays))}
    if promotion.hours and not any(hours.cover(at.time()) for hours in promotion.hours):
        return "other_hours", {"hours": " ".join(map(_hours_text, promotion.hours))}
    if promotion.channels and context.channel not in promotion.channels:
        return "other_channel", {"channels": " ".join(promotion.channels)}
    if promotion.stores and context.store not in promotion.stores:
        return "other_store", {}
    if promotion.customer_groups and context.customer_groups.isdisjoint(promotion.customer_groups):
        return "other_customer_group", {"groups": " ".join(promotion.customer_groups)}
    if promotion.coupon and not coupon_used(promotion, context):
        return "coupon_missing", {}
    return None


def coupon_used(promotion: Promotion, context: PricingContext) -> str:
    """The shown code that opens the promotion, or ""; of several the first by alphabet."""
    if promotion.coupon in context.coupons and not promotion.coupon_single_use:
        return promotion.coupon
    if promotion.coupon and promotion.coupon_single_use:
        series = f"{promotion.coupon}-"
        return min((code for code in context.coupons if code.startswith(series)), default="")
    return ""


def _local(moment: datetime, at: datetime) -> datetime:
    """Store-local times usually carry no zone; where only one of the two does, it is dropped."""
    if (moment.tzinfo is None) == (at.tzinfo is None):
        return moment
    return moment.replace(tzinfo=at.tzinfo)


def _hours_text(hours: Hours) -> str:
    return f"{hours.start.isoformat('minutes')}-{hours.end.isoformat('minutes')}"
