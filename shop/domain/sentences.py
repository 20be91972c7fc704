"""The codes of priced documents in English, for commands and logs. Standard library only.

Screens have their own words in the person's language, keyed by the same codes.
"""

from __future__ import annotations

from shop.domain.priced import Explanation, Params

REASONS = {
    "percent": "{percent} % off",
    "amount": "{amount} off each",
    "fixed_price": "special price {amount} each",
    "amount_across": "{amount} off together",
    "buy_x_get_y": "buy {buy}, get {get}",
    "bundle": "cheaper together",
    "tiers": "more for less",
    "manual_percent": "{percent} % off by hand ({reason})",
    "manual_amount": "{amount} off by hand ({reason})",
    "buy_more": "buy {units} more",
    "get_more": "take {units} more",
    "complete_bundle": "{units} more complete the set",
    "spend_more": "spend {amount} more",
    "not_discountable": "these goods bear no promotions",
    "not_yet": "starts {from}",
    "over": "ended {to}",
    "other_weekday": "only on weekdays {weekdays} (1 is Monday)",
    "other_hours": "only {hours}",
    "other_channel": "only through {channels}",
    "other_store": "not in this store",
    "other_customer_group": "only for {groups}",
    "coupon_missing": "needs a coupon",
    "other_better": "{promotion} saves more",
    "no_saving": "would save nothing here",
}


def reason_text(code: str, params: Params) -> str:
    """One reason in words; an unknown code of a newer version stands as it is."""
    template = REASONS.get(code)
    if template is None:
        return f"{code} {' '.join(f'{key}={params[key]}' for key in sorted(params))}".rstrip()
    text = template.format_map(params)
    if params.get("save"):
        text = f"{text} and save {params['save']}"
    if params.get("coupon"):
        text = f"{text} (coupon {params['coupon']})"
    return text


def explanation_text(explanation: Explanation) -> str:
    """As in: not: Tea week – only 17:00-19:00."""
    name = explanation.name.get("en") or explanation.promotion
    reason = reason_text(explanation.code, explanation.params)
    return f"{explanation.kind}: {name} – {reason}" if name else f"{explanation.kind}: {reason}"
