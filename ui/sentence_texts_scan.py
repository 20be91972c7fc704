"""Room: ui. What a refused code or slip means to a person: (what happened, what to do). Data only.

`code_…` are the answers of shop.domain.readings.Refusal, `slip_…` those of SlipFault.
"""

from __future__ import annotations

from ui.i18n import mark

_MISREAD = (
    mark("The code was not read properly."),
    mark("Scan it again, or type the digits below it."),
)
_FAULTY = (
    mark("The code on this label is faulty."),
    mark("Scan another code of the article, or search by name."),
)
_NO_ARTICLE = (
    mark("This code names no article."),
    mark("Scan the article's own barcode."),
)

CODES: dict[str, tuple[str, str]] = {
    "code_empty": (mark("The scanner read nothing."), mark("Scan it again.")),
    "code_too_long": (
        mark("This code is too long to be an article."),
        mark("Scan the article's own barcode."),
    ),
    "code_control_character": _MISREAD,
    "code_character": _MISREAD,
    "code_length": _MISREAD,
    "code_half_code": _MISREAD,
    "code_check_digit": (
        mark("The digits of this code do not fit together."),
        mark("Check what you typed, or scan the code."),
    ),
    "code_unknown_ai": _FAULTY,
    "code_bad_value": _FAULTY,
    "code_ai_conflict": _FAULTY,
    "code_ai_missing": _FAULTY,
    "code_no_product": _NO_ARTICLE,
    "code_not_a_link": _NO_ARTICLE,
    "code_symbology": (
        mark("This kind of code is not used here."),
        mark("Scan the article's own barcode."),
    ),
    "code_storm": (
        mark("The scanner sent too much at once."),
        mark("Wait a moment, then scan again."),
    ),
    "code_modifier": (
        mark("A key was held down while scanning."),
        mark("Let go of the keyboard and scan again."),
    ),
    "code_collision": (
        mark("Two codes came at the same time."),
        mark("Scan one after the other."),
    ),
}

SLIPS: dict[str, tuple[str, str]] = {
    "slip_not_a_slip": (
        mark("This is not one of our slips."),
        mark("Scan the code on the receipt or the pickup slip."),
    ),
    "slip_damaged": (
        mark("The code of this slip is damaged."),
        mark("Scan it again, or type the number on it."),
    ),
    "slip_too_new": (
        mark("This slip comes from a newer version of the program."),
        mark("Type the number on it, and have this terminal updated."),
    ),
    "slip_unknown_key": (
        mark("It is not known here who signed this slip."),
        mark("Type the number on it when the link is back."),
    ),
    "slip_key_not_allowed": (
        mark("Whoever signed this slip may no longer do so."),
        mark("Ask a manager before you accept it."),
    ),
    "slip_forged": (
        mark("This slip is not genuine."),
        mark("Do not accept it; call a manager."),
    ),
    "slip_expired": (
        mark("This slip is past its time."),
        mark("Type the number on it, or ask a manager."),
    ),
    "slip_not_yet": (
        mark("This slip is not valid yet."),
        mark("Check the date and time of this terminal."),
    ),
    "slip_other_store": (
        mark("This slip belongs to another store."),
        mark("It can be used only there."),
    ),
}

SCANNED = {**CODES, **SLIPS}
