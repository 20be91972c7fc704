"""`endcap doctor`: is this machine fit to sell, and if not, what to do. Command room.

Exit codes: 0 nothing failed, 1 something did (warnings alone do not).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endcap.doctor.finding import Finding
    from shop.settings import Settings

HELP = "look at versions, disk, clock, link, printer, fonts, camera, and say what to do"
_MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    told = "the terminal's or central's folder; without it, only the machine is looked at"
    parser.add_argument("--data", type=Path, help=told)
    parser.add_argument("--central", default="", help="central's URL, over the terminal's own")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    findings = examine(args.data, args.central)
    if args.json:
        from sync.protocol.codec import encode

        print(encode(findings).decode())
    else:
        for one in findings:
            print(f"{_MARKS[one.state]}  {one.name}: {one.said}")
            if one.advice:
                print(f"      what to do: {one.advice}")
    return int(any(one.state == "fail" for one in findings))


def examine(data: Path | None, central: str = "") -> list[Finding]:
    from endcap.doctor import hardware, link, software
    from endcap.doctor.finding import FAIL, WARN, Finding, looked

    findings = looked("versions", software.versions)
    findings += looked("SQLite", software.sqlite)
    findings += looked("opencv", software.opencv)
    findings += looked("fonts", hardware.fonts)
    if data is None:
        said = "no folder was given: disk, journal, settings and devices were not looked at"
        findings += [Finding("data", WARN, said, "give the terminal's or central's with --data")]
        return [*findings, *(looked("central", lambda: link.clock(central)) if central else ())]
    folder = data.absolute()
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        advice = "give the folder that the terminal uses with --data"
        return [*findings, Finding("data", FAIL, f"{folder} {what}", advice)]
    return [*findings, *_kept(folder), *_configured(folder, central)]


def _kept(folder: Path) -> list[Finding]:
    from endcap.doctor import disk, files, identity
    from endcap.doctor.finding import looked

    findings = looked("disk sync", lambda: disk.fsync(folder))
    findings += looked("disk space", lambda: disk.free(folder))
    findings += looked("identity", lambda: identity.identity(folder))
    findings += looked("journal", lambda: files.journal(folder))
    return [*findings, *looked("replica", lambda: files.replica(folder))]


def _configured(folder: Path, central: str) -> list[Finding]:
    from endcap.doctor.finding import FAIL, Finding
    from endcap.doctor.settings import KEYS
    from shop.errors import Refusal
    from shop.settings import load_settings

    try:
        settings = load_settings(folder / "endcap.toml")
    except Refusal as error:
        from endcap.commands._face import settings_sentence

        return [Finding("settings", FAIL, settings_sentence(error), KEYS)]
    return [*_link(folder, central or settings.central.url), *_devices(folder, settings)]


def _link(folder: Path, told: str) -> list[Finding]:
    from endcap.doctor import identity, link
    from endcap.doctor.finding import OK, looked
    from endcap.doctor.standing import standing
    from shop.errors import JournalFault

    try:
        known = identity.read(folder)
    except JournalFault:
        known = None
    url = told or (known.central if known else "")
    findings = looked("central", lambda: link.clock(url)) if url else []
    if known is not None and any(one.name == "central" and one.state == OK for one in findings):
        findings += looked("standing", lambda: standing(folder, known, url))
    return findings


def _devices(folder: Path, settings: Settings) -> list[Finding]:
    """Central has none."""
    from endcap.doctor import hardware
    from endcap.doctor.files import is_central
    from endcap.doctor.finding import looked
    from endcap.doctor.settings import settings as values

    if is_central(folder):
        return []
    findings = looked("settings", lambda: values(settings))
    findings += looked("printer", lambda: hardware.printer(settings.printer.target))
    findings += looked("scanner", lambda: hardware.scanner(settings.scanner.serial))
    return [*findings, *looked("camera", lambda: hardware.camera(settings.camera.source))]
