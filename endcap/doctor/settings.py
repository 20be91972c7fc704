"""Values in endcap.toml that end or cripple a start. Command room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.doctor.finding import FAIL, OK, Finding

if TYPE_CHECKING:
    from shop.settings import KioskSettings, PrinterSettings, Settings

KEYS = "docs/administrator/settings.md has the keys"


def settings(told: Settings) -> Iterator[Finding]:
    """`told` is a file whose keys and types are right already."""
    wrong = [*_screen(told), *_printer(told.printer), *_kiosk(told.kiosk)]
    yield from wrong or [Finding("settings", OK, "every value can be used")]


def _screen(told: Settings) -> Iterator[Finding]:
    from endcap.commands._face import check_screen, settings_sentence
    from shop.errors import Refusal

    try:
        check_screen(told.screen)
    except Refusal as refused:
        yield Finding("settings", FAIL, settings_sentence(refused), KEYS)


def _printer(told: PrinterSettings) -> Iterator[Finding]:
    from shop.devices.printer_profiles import PROFILES

    if told.target == "none":
        return
    if told.profile not in PROFILES:
        said = f"there is no printer profile {told.profile!r}: nothing would be printed"
        yield Finding("settings", FAIL, said, f"printer.profile is one of {', '.join(PROFILES)}")
    if told.logo and not Path(told.logo).is_file():
        said = f"the picture {told.logo} is not there: nothing would be printed"
        yield Finding("settings", FAIL, said, "bring it back, or correct printer.logo")


def _kiosk(told: KioskSettings) -> Iterator[Finding]:
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError

    if not told.staff_pin:
        return
    try:
        extract_parameters(told.staff_pin)
    except InvalidHashError:
        said = "kiosk.staff_pin is not the hash of a PIN: no PIN ends full screen"
        yield Finding("settings", FAIL, said, "put in what `endcap pin-hash` prints")
