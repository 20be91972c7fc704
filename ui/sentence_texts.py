"""Room: ui. What each error code means to a person: (what happened, what to do). Data only."""

from __future__ import annotations

from ui.i18n import mark
from ui.sentence_texts_central import CENTRAL
from ui.sentence_texts_scan import SCANNED
from ui.sentence_texts_world import WORLD

UNEXPECTED = (
    mark("Something went wrong on our side."),
    mark("Nothing you finished is lost. Please try again."),
)

BY_FAMILY: dict[str, tuple[str, str]] = {
    "Refusal": (mark("That is not possible right now."), mark("Nothing has changed.")),
    "Conflict": (
        mark("This has just changed elsewhere."),
        mark("Look at the new figures and try again."),
    ),
    "WorldFault": (
        mark("Something this terminal needs is not working."),
        mark("Please call the manager. Code: {code}"),
    ),
    "JournalFault": (
        mark("This terminal cannot record safely, so it has stopped selling."),
        mark("Finished sales are kept. Use another till and call support. Code: {code}"),
    ),
    "LinkDown": (
        mark("Central does not answer right now."),
        mark("Selling, handing over and returns go on. Try this again later."),
    ),
    "DeviceFault": (
        mark("A device does not answer."),
        mark("Check its power and cable, then try again."),
    ),
}

_BASKET: dict[str, tuple[str, str]] = {
    "basket_empty": (mark("The basket is empty."), mark("Scan or search something first.")),
    "code_unknown": (
        mark("No product has the code {text}."),
        mark("Scan again, or search by name."),
    ),
    "sku_unknown": (mark("This product is not in the catalogue."), mark("Search by name.")),
    "line_unknown": (mark("This line is no longer there."), mark("Choose another line.")),
    "line_twice": (mark("The same line was chosen twice."), mark("Choose each line once.")),
    "nothing_typed": (mark("Nothing was typed."), mark("Type a code, a name or an amount.")),
    "quantity_zero": (mark("The quantity is zero."), mark("To remove the line, void it.")),
    "quantity_not_whole": (
        mark("This is sold by the piece."),
        mark("Type a whole number."),
    ),
    "quantity_out_of_range": (
        mark("That is too many for one line."),
        mark("Check the number you typed."),
    ),
    "label_currency": (
        mark("The price on this label is in {label}, not in {currency}."),
        mark("Search by name."),
    ),
    "label_price": (
        mark("The price on this label cannot be right."),
        mark("Have the article labelled again."),
    ),
    "price_outdated": (
        mark("Prices have changed while you were looking."),
        mark("Look at the new total and confirm again."),
    ),
    "out_of_stock": (
        mark("Not enough pieces are left."),
        mark("Take fewer, or choose another store."),
    ),
    "too_many_parked": (
        mark("There are already {most} parked baskets."),
        mark("Take one up before you park another."),
    ),
    "parked_unknown": (
        mark("This parked basket is gone."),
        mark("Somebody has taken it up already."),
    ),
}

_MONEY: dict[str, tuple[str, str]] = {
    "amount_not_a_number": (mark("This is not an amount."), mark("Type digits only.")),
    "amount_not_positive": (
        mark("The amount must be more than zero."),
        mark("Type it again."),
    ),
    "amount_too_fine": (
        mark("This amount has too many decimal places."),
        mark("Type it again."),
    ),
    "amount_not_zero": (
        mark("Something is still to be paid."),
        mark("Take the rest, or void the tender."),
    ),
    "not_paid": (mark("The sale is not fully paid."), mark("Take the rest first.")),
    "nothing_due": (mark("There is nothing left to pay."), mark("Finish the sale.")),
    "no_tender": (mark("No means of payment was chosen."), mark("Choose cash or card.")),
    "tenders_unknown": (
        mark("How this sale was paid is not known here."),
        mark("Refund when the link is back, or ask the manager."),
    ),
    "count_negative": (mark("A count cannot be below zero."), mark("Count again.")),
    "no_open_shift": (mark("No shift is open."), mark("Open a shift to sell.")),
    "shift_is_open": (
        mark("A shift is already open on this till."),
        mark("Close it before you open another."),
    ),
}

_PEOPLE: dict[str, tuple[str, str]] = {
    "not_allowed": (
        mark("You may not do this on your own."),
        mark("Ask a manager to sign in."),
    ),
    "approval_needed": (
        mark("This needs a second person: a manager."),
        mark("Ask for approval by PIN."),
    ),
    "approver_is_self": (
        mark("Nobody approves their own work, managers included."),
        mark("Ask another manager to enter a PIN here."),
    ),
    "pin_wrong": (mark("This PIN is not right."), mark("Type it again.")),
    "name_missing": (mark("A name is missing."), mark("Type who will pick this up.")),
    "phone_invalid": (
        mark("This phone number cannot be right."),
        mark("Type it with all its digits."),
    ),
    "reason_missing": (mark("A reason is missing."), mark("Choose why.")),
    "reason_unknown": (mark("This reason is not in use."), mark("Choose another.")),
    "stars_out_of_range": (mark("Reviews have one to five stars."), mark("Choose again.")),
    "review_malformed": (mark("This review cannot be taken."), mark("Shorten it and try again.")),
    "code_used": (
        mark("This enrolment code was used already."),
        mark("Ask head office for a new one."),
    ),
    "code_wrong_or_old": (
        mark("This enrolment code is wrong or too old."),
        mark("Check it, or ask head office for a new one."),
    ),
    "code_for_other_face": (
        mark("This code is for another kind of terminal."),
        mark("Ask head office for the right one."),
    ),
    "terminal_unknown": (
        mark("Central does not know this terminal."),
        mark("Enrol it again with a new code."),
    ),
}

_RETURNS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("return_exceeds_sold", "return_over_sold"),
        (
            mark("More would come back than was bought."),
            mark("Scan the receipt again and choose fewer."),
        ),
    ),
    "purchase_unknown": (
        mark("Central does not know this purchase."),
        mark("Check the number, or scan the code on the receipt."),
    ),
    "receipt_ambiguous": (
        mark("Several purchases have this receipt number."),
        mark(
            "Scan the code on the receipt, or type the number, a space and the line printed"
            " below it."
        ),
    ),
    "authorisation_taken": (
        mark("This return was already made."),
        mark("Look at the receipts before you pay out again."),
    ),
    "receipt_unknown": (
        mark("This receipt is not known here."),
        mark("Scan the code on the receipt."),
    ),
    "no_receipt": (mark("This has no receipt."), mark("Choose a finished sale.")),
    "no_proof": (mark("This code does not prove a sale."), mark("Scan the receipt's code.")),
    "not_on_receipt": (
        mark("This product is not on the receipt."),
        mark("Check the receipt and the goods."),
    ),
    "return_too_many": (
        mark("Only {left} of this may still come back."),
        mark("Choose fewer."),
    ),
    "return_changed": (
        mark("Something of this receipt came back elsewhere."),
        mark("Scan the receipt again."),
    ),
    "nothing_chosen": (mark("Nothing is chosen."), mark("Choose what comes back.")),
    "scan_the_goods": (
        mark("This must be scanned, not chosen."),
        mark("Scan the goods that come back."),
    ),
    "slip_has_no_lines": (
        mark("This receipt is too long to be checked offline."),
        mark("Try again when the link is back."),
    ),
    "purchase_needs_slip": (
        mark("Without the link this needs the receipt's code."),
        mark("Scan the code on the receipt."),
    ),
}

_ORDERS: dict[str, tuple[str, str]] = {
    "order_unknown": (mark("This order is not known here."), mark("Check its number.")),
    "order_already_handed_over": (
        mark("This order was handed over already."),
        mark("Look at its history."),
    ),
    "order_cancelled": (mark("This order was cancelled."), mark("Look at its history.")),
    "order_expired": (
        mark("This order was not picked up in time."),
        mark("Order the goods again, or sell them here."),
    ),
    "order_code_taken": (
        mark("This order was already placed."),
        mark("Look for it in the queue."),
    ),
    "order_lines_out_of_range": (
        mark("This order has too many lines, or none."),
        mark("Order at most {maximum} different articles."),
    ),
    "order_ended": (mark("This order has already ended."), mark("Look at its history.")),
    "order_other_store": (
        mark("This order belongs to another store."),
        mark("It can be handed over only there."),
    ),
    "order_other_store_offline": (
        mark("Orders for another store need the link."),
        mark("Choose this store, or try again later."),
    ),
    "order_online_payment_offline": (
        mark("Paying now needs the link."),
        mark("Choose to pay in the store."),
    ),
    "order_partly_handed_over": (
        mark("A part of this order was handed over already."),
        mark("Hand over the rest, or take it back."),
    ),
    "order_has_picker": (
        mark("{picker} is already picking this order."),
        mark("Choose another order."),
    ),
    "order_changed": (mark("This order has just changed."), mark("Look at it again.")),
    "hand_over_too_many": (
        mark("Only {left} of this are ready."),
        mark("Hand over fewer."),
    ),
    "nothing_to_hand_over": (
        mark("Nothing of this order is ready."),
        mark("Pick it first."),
    ),
    "not_a_pickup": (
        mark("This code is not for a pickup."),
        mark("Scan the pickup code."),
    ),
    "wrong_item": (
        mark("This product is not in the order."),
        mark("Put it back and scan the right one."),
    ),
    "over_pick": (mark("All of this is picked already."), mark("Put the extra piece back.")),
    "not_picked": (mark("This is not picked yet."), mark("Scan it first.")),
    "not_all_picked": (
        mark("Some items are not picked yet."),
        mark("Scan them, or say that they are missing."),
    ),
    "nothing_picked": (mark("Nothing is picked yet."), mark("Scan the first item.")),
    "nothing_missing": (mark("Nothing of this is missing."), mark("Go on picking.")),
    "bin_invalid": (mark("There is no bin {bin}."), mark("Scan or type the bin's label.")),
}

BY_CODE = {**_BASKET, **_MONEY, **_PEOPLE, **_RETURNS, **_ORDERS, **SCANNED, **WORLD, **CENTRAL}
