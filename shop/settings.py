"""A terminal's settings: one TOML file, one table that documents every key.

Unknown keys and wrong types fail with the key's name, so a typing error cannot hide.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from shop.errors import Refusal


def _key(default: Any, doc: str, *, least: int | None = None) -> Any:
    return field(default=default, metadata={"doc": doc, "least": least})


@dataclass(frozen=True, slots=True)
class CentralSettings:
    url: str = _key("", "Where central answers; empty: where this terminal was enrolled.")

    @property
    def to_enrol(self) -> str:
        """Whom to ask before enrolment has said more: by default a central on this machine."""
        return self.url or "http://127.0.0.1:8700"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    language: str = _key("en", "Language at start: en, tr, hu, ru, de or ar.")
    full_screen: bool = _key(
        False, "Cover the whole screen; the kiosk's way out is kiosk.staff_pin."
    )
    theme: str = _key("", "A TOML file that overrides theme values; empty for ours.")
    dark: bool = _key(False, "The dark theme, for tills in dim rooms.")
    width: int = _key(0, "Window width in pixels; 0 lets the face choose.")
    height: int = _key(0, "Window height in pixels; 0 lets the face choose.")


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    target: str = _key(
        "none",
        "tcp://ADDRESS:9100, file:PATH, usb:VENDOR:PRODUCT (hex), or none: screen only.",
    )
    profile: str = _key("epson-80", "epson-80, generic-80, generic-58 or qr-58.")
    logo: str = _key("", "A picture to print at the top of receipts.")


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    prefix: str = _key("", "Characters the wedge scanner sends before each code.")
    suffix: str = _key("\r", "Characters the wedge scanner sends after each code.")
    key_gap_ms: int = _key(35, "Longest pause between two keys of one scan, in milliseconds.")
    serial: str = _key("", "Serial scanner's device, for example /dev/ttyACM0.")


@dataclass(frozen=True, slots=True)
class CameraSettings:
    source: str = _key("", "Camera number, a video file, or a folder of pictures; empty for none.")
    frames_per_second: int = _key(15, "How often a frame is looked at.")


@dataclass(frozen=True, slots=True)
class KioskSettings:
    idle_warning_seconds: int = _key(45, "Quiet seconds before the kiosk asks whether you stay.")
    idle_wipe_seconds: int = _key(60, "Quiet seconds before the visit is wiped.")
    staff_pin: str = _key(
        "", "Argon2 hash of the PIN that ends full screen (`endcap pin-hash`); empty: none does."
    )


KEEP_DAYS = 60
"""No terminal keeps its entries for less: so long, any backup of central's will do."""


@dataclass(frozen=True, slots=True)
class JournalSettings:
    keep_days: int = _key(
        KEEP_DAYS,
        "Days for which entries stay on this terminal once a verified backup of central has "
        f"them; {KEEP_DAYS} or more.",
        least=KEEP_DAYS,
    )


@dataclass(frozen=True, slots=True)
class Settings:
    central: CentralSettings = CentralSettings()
    screen: ScreenSettings = ScreenSettings()
    printer: PrinterSettings = PrinterSettings()
    scanner: ScannerSettings = ScannerSettings()
    camera: CameraSettings = CameraSettings()
    kiosk: KioskSettings = KioskSettings()
    journal: JournalSettings = JournalSettings()


def load_settings(path: Path, *, must_exist: bool = False) -> Settings:
    """Read `path`; a missing file gives the defaults. Raises Refusal naming the bad key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if must_exist:
            raise Refusal("settings_unreadable", file=str(path), detail="no such file") from error
        return Settings()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("settings_unreadable", file=str(path), detail=str(error)) from error
    filled: Settings = _fill(Settings, table, "")
    return filled


def documented_keys() -> list[tuple[str, str, str, str]]:
    """Every key as (name, type, default, what it does), for the administrator's table."""
    rows = []
    for section in fields(Settings):
        kind = get_type_hints(Settings)[section.name]
        hints = get_type_hints(kind)
        for key in fields(kind):
            name = f"{section.name}.{key.name}"
            rows.append((name, hints[key.name].__name__, repr(key.default), key.metadata["doc"]))
    return rows


def _fill(kind: Any, table: Mapping[str, Any], prefix: str) -> Any:
    hints = get_type_hints(kind)
    known: dict[str, Field[Any]] = {key.name: key for key in fields(kind)}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise Refusal("setting_unknown", key=prefix + name)
        wanted = hints[name]
        if is_dataclass(wanted):
            if not isinstance(value, dict):
                raise Refusal("setting_type", key=prefix + name, wanted="table")
            value = _fill(wanted, value, f"{prefix}{name}.")
        elif type(value) is not wanted:
            raise Refusal("setting_type", key=prefix + name, wanted=wanted.__name__)
        elif (least := known[name].metadata.get("least")) is not None and value < least:
            raise Refusal("setting_type", key=prefix + name, wanted=f"{least} or more")
        values[name] = value
    assert all(key.default is not MISSING for key in known.values())
    return kind(**values)
