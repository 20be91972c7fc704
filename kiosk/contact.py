"""Room: kiosk. Whether a name and a telephone number can be used; said kindly when not."""

from __future__ import annotations

from ui.i18n import tr

PHONE_MARKS = frozenset(" -()./+")
NAME_MOST = 80


def name_error(name: str) -> str:
    letters = sum(letter.isalpha() for letter in name)
    if not letters:
        return tr("Please type a name, so we know whom the order is for.")
    return tr("Please shorten the name.") if len(name.strip()) > NAME_MOST else ""


def phone_error(phone: str) -> str:
    text = phone.strip()
    digits = sum(letter.isdigit() for letter in text)
    if not text:
        return tr("Please type a phone number, so we can tell you when it is ready.")
    if any(not letter.isdigit() and letter not in PHONE_MARKS for letter in text):
        return tr("A phone number has digits only, and perhaps a + in front.")
    if "+" in text[1:] or digits < 6:
        return tr("This number looks too short.")
    return tr("This number looks too long.") if digits > 15 else ""


def plain_phone(phone: str) -> str:
    """As dialled: "+353 20 910-0142" → "+353209100142"; Arabic digits become ours."""
    text = phone.strip()
    digits = "".join(str(int(letter)) for letter in text if letter.isdigit())
    return f"+{digits}" if text.startswith("+") else digits
