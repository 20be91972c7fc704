"""What to do about each cause of an exception, in plain words. Central room: pure.

The codes are part of the API: screens translate by them. A code is never given a new meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

SUGGESTIONS = {
    "oversell": "Count the shelf and adjust the stock; call shoppers whose orders must wait.",
    "excess_refund": "Compare the receipts of both refunds; if it was one purchase, recover the "
    "difference or write it off.",
    "purchase_missing": "Goods were taken back on a receipt whose sale central does not have. If "
    "the terminal that sold them has anything left to send, it settles itself when that comes. If "
    "that was restored or replaced, the sale is lost: keep the slip with the day's books.",
    "handed_over_twice": "Ask who fetched the order each time; adjust the stock by a count.",
    "handed_over_ended_order": "Check that the order was paid; if it was refunded, ask for the "
    "money again.",
    "order_elsewhere": "A terminal of another store recorded this about the store's order. It "
    "counts. Ask that store why, and put the order right: place it again, or call the shopper.",
    "order_payment_unproven": "A terminal took this order as paid online, which no terminal can. "
    "Look for the payment before the goods are handed over; if there is none, have it paid.",
    "fork": "Two machines use one identity. Enrol one of them as a new terminal and the other "
    "anew (enrol-code --terminal).",
    "entries_missing": "Central was restored from a backup older than what its terminals keep, and "
    "this one has pruned what is missing. Restore a younger backup; if there is none, enrol the "
    "terminal anew (enrol-code --terminal).",
    "sums_differ": "The parts of this sale do not make its total. Compare with the printed "
    "receipt, refund the shopper if they paid too much, and report the terminal's version.",
    "price_differs": "Priced again by the catalogue of that moment it comes to another total. "
    "Compare with the shelf label; refund the shopper if they paid too much.",
    "z_differs": "The Z report does not say what its entries add up to. Count the drawer by the "
    "ledger's figures and keep both.",
    "late_after_z": "This is in no Z report of its shift: it came after it, or on a copy of the "
    "terminal. Add it to the day's books as a supplement; the Z report stays as it was printed. If "
    "the copy's shift is still open, wait: its Z report settles this.",
    "shift_closed_twice": "A terminal and its copy both closed this shift. Add up the Z reports, "
    "take off what is counted more than once (double_) and what was booked before as a supplement "
    "(added_): the books of the shift then say the figures of books_.",
    "signature_invalid": "The entry counts: a later signature of its terminal covers it. Its own "
    "is damaged: check the terminal with `endcap journal verify`, and its disk.",
    "payment_in_doubt": "Nobody knows whether this card was charged. Look the payment up at the "
    "card processor by its reference; let the till ask the payment terminal again, or refund it.",
    "payment_captured_twice": "One sale, two charges. Look both up at the card processor and "
    "refund one.",
    "payment_without_sale": "The card was charged and no sale stands for it. Refund the charge, "
    "or enter the sale again.",
    "payment_sold_twice": "Two sales stand on one charge. Find the second shopper's payment, or "
    "write the sale off.",
    "payment_reversed_after_sale": "The goods left and the money went back. Ask the shopper to "
    "pay, or write the sale off.",
    "held": "Central could not use this entry. Its bytes are kept; read its code. Once what stood "
    "in its way is mended, `endcap central refold` uses it.",
    "held.order_unknown": "The order has not reached central yet, or was lost in a restore. It "
    "settles itself when the order comes; else place the order again.",
    "held.line_unknown": "The entry names a line, or other goods for it, that its order has not. "
    "Look at the order by hand.",
    "held.kind_unknown": "A newer terminal made it. Update central, then run `endcap central "
    "refold`.",
    "held.hash_mismatch": "Somebody or something changed the entry on its way. Check the terminal "
    "with `endcap journal verify`.",
    "held.signature_invalid": "It is not signed by this terminal's key. Check the terminal with "
    "`endcap journal verify`, and revoke it if in doubt.",
    "held.chain_broken": "Entries before it are missing or changed. Check the terminal with "
    "`endcap journal verify`.",
    "held.id_reused": "Its id belongs to another entry. Report it: no terminal of ours does that.",
}


CAUSES = frozenset(code.partition(".")[0] for code in SUGGESTIONS)


def suggestion_code(cause: str, evidence: Mapping[str, str]) -> str:
    """A key of SUGGESTIONS; "" for a cause of a newer version."""
    finer = f"{cause}.{evidence.get('code', '')}"
    if finer in SUGGESTIONS:
        return finer
    return cause if cause in SUGGESTIONS else ""


def suggestion(cause: str, evidence: Mapping[str, str]) -> str:
    """English; "" for a cause of a newer version."""
    return SUGGESTIONS.get(suggestion_code(cause, evidence), "")
