"""Room: pos. A manager's words: what an exception is, and what to do.

Codes that this version does not know keep central's own English.
"""

from __future__ import annotations

from ui.i18n import mark, tr, tr_marked

# cause: (in a few words, what happened)
CAUSES: dict[str, tuple[str, str]] = {
    "oversell": (
        mark("Sold more than there was"),
        mark("By the books more of this left the shelf, or is promised, than there is."),
    ),
    "excess_refund": (
        mark("More came back than was sold"),
        mark("More of this receipt or order was taken back, or paid out, than was bought."),
    ),
    "purchase_missing": (
        mark("Refund of an unknown sale"),
        mark("Goods came back on a receipt whose sale central does not have."),
    ),
    "handed_over_twice": (
        mark("Order handed over twice"),
        mark("The goods of this order left the store more than once."),
    ),
    "handed_over_ended_order": (
        mark("Ended order handed over"),
        mark("This order was handed over after it had been cancelled or had run out."),
    ),
    "order_elsewhere": (
        mark("Order changed by another store"),
        mark("A terminal of another store recorded this about an order of this store. It counts."),
    ),
    "order_payment_unproven": (
        mark("Order without proof of payment"),
        mark("A terminal took this order as paid online, and no terminal can take such a payment."),
    ),
    "fork": (
        mark("A terminal exists twice"),
        mark("Two machines have recorded under the name of one terminal. All sales of both count."),
    ),
    "entries_missing": (
        mark("Central lacks records of a terminal"),
        mark(
            "Central was restored from an old backup. The terminal had deleted these records,"
            " and nobody has them any more."
        ),
    ),
    "held": (
        mark("Record not understood"),
        mark("Central keeps this record of a terminal but cannot count it yet."),
    ),
    "sums_differ": (
        mark("A sale does not add up"),
        mark("The parts of this sale do not make its total."),
    ),
    "price_differs": (
        mark("Another price than the catalogue's"),
        mark("Priced again as the catalogue stood then, this sale comes to another total."),
    ),
    "z_differs": (
        mark("Z report does not match"),
        mark("The Z report of this shift does not say what its records add up to."),
    ),
    "late_after_z": (
        mark("Recorded after the Z report"),
        mark("This belongs to a shift whose Z report was printed without it."),
    ),
    "shift_closed_twice": (
        mark("Shift closed twice"),
        mark(
            "This shift was closed on two machines that use one name. What they recorded before"
            " they parted is in both Z reports."
        ),
    ),
    "signature_invalid": (
        mark("Damaged signature"),
        mark("This record counts, but its own signature is damaged."),
    ),
    "payment_in_doubt": (
        mark("Card payment in doubt"),
        mark("Nobody knows whether this card was charged."),
    ),
    "payment_captured_twice": (
        mark("Card charged twice"),
        mark("There is one sale and two charges for it."),
    ),
    "payment_without_sale": (
        mark("Card charged without a sale"),
        mark("The card was charged, and no sale stands for it."),
    ),
    "payment_sold_twice": (
        mark("One card payment, two sales"),
        mark("Two sales stand on one charge of a card."),
    ),
    "payment_reversed_after_sale": (
        mark("Card payment taken back"),
        mark("The goods left, and the money went back to the card."),
    ),
}

# central's suggestion codes: what to do, step by step
ADVICE: dict[str, tuple[str, ...]] = {
    "oversell": (
        mark("Count the shelf and the bins."),
        mark("Have the stock set to what is there."),
        mark("Call shoppers whose orders must wait."),
    ),
    "excess_refund": (
        mark("Compare the receipts of the returns."),
        mark("Was it one purchase? Recover the difference, or write it off."),
    ),
    "purchase_missing": (
        mark("Has the selling terminal anything left to send? Then wait: this settles itself."),
        mark("Was that terminal restored or replaced? Keep the receipt with the day's books."),
    ),
    "handed_over_twice": (
        mark("Ask who fetched the order each time."),
        mark("Count what is left of the goods."),
    ),
    "handed_over_ended_order": (
        mark("Check that the order was paid."),
        mark("If it had been refunded, ask for the money again."),
    ),
    "order_elsewhere": (
        mark("Ask the other store why."),
        mark("Put the order right: place it again, or call the shopper."),
    ),
    "order_payment_unproven": (
        mark("Look for the payment before the goods are handed over."),
        mark("If there is none, have the order paid at the till, or cancel it."),
    ),
    "fork": (
        mark("Find both machines. Wait until neither has anything left to send."),
        mark("Ask for new codes: one machine keeps the name, the other becomes a new terminal."),
    ),
    "entries_missing": (
        mark("Ask whoever runs central for a younger backup: it brings them back."),
        mark("If there is none, enrol the terminal anew with a code for it."),
    ),
    "sums_differ": (
        mark("Compare with the printed receipt; pay back whoever paid too much."),
        mark("Tell support the terminal's version."),
    ),
    "price_differs": (
        mark("Compare the receipt with the shelf label; pay back whoever paid too much."),
    ),
    "z_differs": (
        mark("Count the drawer by central's figures, and keep both papers."),
        mark("Tell support which terminal and shift it was."),
    ),
    "late_after_z": (
        mark("Add it to the day's books as a supplement."),
        mark("The printed Z report stays as it is."),
        mark("Is the shift still open on a copy? Wait: with its Z report this settles itself."),
    ),
    "shift_closed_twice": (
        mark("Add up the Z reports, and take off what is counted more than once."),
        mark("Take off as well what was booked before as a supplement."),
        mark("The books of this shift then say the figures given above."),
    ),
    "signature_invalid": (mark("Have the terminal's journal and its disk checked."),),
    "payment_in_doubt": (
        mark("Look the payment up at the card processor by its reference."),
        mark("Let the till ask the payment terminal again, or pay the money back."),
    ),
    "payment_captured_twice": (
        mark("Look both charges up at the card processor and pay one back."),
    ),
    "payment_sold_twice": (mark("Find the second shopper's payment, or write the sale off."),),
    "payment_reversed_after_sale": (mark("Ask the shopper to pay, or write the sale off."),),
    "payment_without_sale": (mark("Pay the charge back, or enter the sale again."),),
    "held": (mark("Tell support the reason given above."),),
    "held.order_unknown": (
        mark("Its order has not arrived yet. Wait: it then settles itself."),
        mark("If the order was lost, place it again."),
    ),
    "held.line_unknown": (mark("Look at the order by hand: it lacks a line named here."),),
    "held.kind_unknown": (mark("A newer terminal made it. Have central updated."),),
    "held.hash_mismatch": (
        mark("It was changed on its way. Have the terminal's journal checked."),
    ),
    "held.signature_invalid": (
        mark(
            "It is not signed by this terminal. Have its journal checked; if in doubt, "
            "have its access ended."
        ),
    ),
    "held.chain_broken": (
        mark("Records before it are missing. Have the terminal's journal checked."),
    ),
    "held.id_reused": (mark("Its number belongs to another record. Tell support."),),
}

# keys of the evidence
FACTS: dict[str, str] = {
    "on_hand": mark("There by the books"),
    "held": mark("Promised to orders"),
    "before": mark("There before it was sold"),
    "sold": mark("Sold"),
    "staff": mark("Sold by"),
    "at": mark("Sold at"),
    "heard": mark("Central heard of it at"),
    "returned": mark("Came back"),
    "paid": mark("Paid"),
    "refunded": mark("Paid out"),
    "order": mark("Order number"),
    "did": mark("What was recorded"),
    "by_store": mark("In the store"),
    "by": mark("Recorded by"),
    "receipt": mark("Receipt"),
    "code": mark("Reason"),
    "seq": mark("Record number"),
    "missing": mark("Missing records"),
    "epoch": mark("Enrolment number"),
    "vouched_by": mark("Covered by record"),
    "hash": mark("Fingerprint"),
    "sold_for": mark("Sold for"),
    "worked_out": mark("By the catalogue"),
    "catalogue": mark("Catalogue state"),
    "shift": mark("Shift"),
    "z": mark("Z report"),
    "items": mark("Items"),
    "tenders": mark("Payments"),
    "lines": mark("Lines"),
    "net and tax": mark("Net and tax"),
    "taxes": mark("Taxes"),
    "sales": mark("Number of sales"),
    "returns": mark("Number of returns"),
    "gross": mark("Turnover"),
    "expected": mark("Expected in the drawer"),
    "reference": mark("Reference"),
    "amount": mark("Amount"),
    "records": mark("Number of records"),
    "cash": mark("Added to the drawer"),
    "receipts": mark("Receipts"),
    "first": mark("First record"),
    "last": mark("Last record"),
    "other_z": mark("Other Z reports"),
}
PARTS: dict[str, str] = {
    "double_": mark("Counted more than once: {what}"),
    "added_": mark("Booked before as a supplement: {what}"),
    "books_": mark("For the books: {what}"),
}
"""What a figure is of, by how its key begins; the rest of it is a key of FACTS."""
MONEY = frozenset(
    [
        "paid",
        "refunded",
        "sold_for",
        "worked_out",
        "items",
        "tenders",
        "lines",
        "taxes",
        "gross",
        "expected",
        "amount",
        "cash",
    ]
) | {"net and tax"}
"""Facts in minor units of the store's currency; see `is_money`."""
TIMES = frozenset({"at", "heard"})
"""Facts that are moments, ISO 8601."""
HIDDEN = frozenset(
    {"hash", "catalogue", "epoch", "shift", "z", "other_z", "seq", "first", "last", "vouched_by"}
)
"""For support, not for people: shown last, small."""

HELD: dict[str, str] = {
    "order_unknown": mark("its order is not known"),
    "line_unknown": mark("the order has no such line"),
    "kind_unknown": mark("made by a newer version"),
    "hash_mismatch": mark("changed on its way"),
    "signature_invalid": mark("not signed by this terminal"),
    "chain_broken": mark("records before it are missing"),
    "id_reused": mark("its number is used already"),
}

DID: dict[str, str] = {
    "order_placed": mark("order placed"),
    "pick_started": mark("picking started"),
    "item_picked": mark("goods picked"),
    "line_short": mark("goods reported missing"),
    "order_ready": mark("order made ready"),
    "order_cancelled": mark("order cancelled"),
    "handed_over": mark("goods handed over"),
}
"""Kinds of entries about an order."""


def cause(code: str) -> str:
    return tr_marked(CAUSES[code][0]) if code in CAUSES else code.replace("_", " ").capitalize()


def happened(code: str) -> str:
    return tr_marked(CAUSES[code][1]) if code in CAUSES else ""


def advice(code: str, english: str) -> tuple[str, ...]:
    """Steps by central's code; its own words when this version does not know the code."""
    if code in ADVICE:
        return tuple(tr_marked(step) for step in ADVICE[code])
    return (english,) if english else ()


def fact(key: str) -> str:
    if key.startswith("line "):
        return tr("Line {line}", line=key.removeprefix("line "))
    if key.startswith("z "):
        return tr("Turnover by Z report {number}", number=key.removeprefix("z "))
    part, what = _parted(key)
    if part:
        return tr_marked(PARTS[part], what=fact(what))
    return tr_marked(FACTS[key]) if key in FACTS else key


def is_money(key: str) -> bool:
    return key.startswith(("line ", "z ")) or _parted(key)[1] in MONEY


def _parted(key: str) -> tuple[str, str]:
    part = next((x for x in PARTS if key.startswith(x)), "")
    return part, key.removeprefix(part)


def did(kind: str) -> str:
    return tr_marked(DID[kind]) if kind in DID else kind


def held(code: str) -> str:
    return tr_marked(HELD[code]) if code in HELD else code
