"""`endcap doctor`: is this machine fit to sell, and if not, what to do. Command room.

Exit codes: 0 nothing failed, 1 something did (warnings alone do not).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endcap.doctor.finding import Finding

HELP = "look at versions, disk, clock, link, printer, fonts, camera, and say what to do"
_MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="the terminal's or central's folder")
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
    from endcap.doctor import disk, hardware, identity, software
    from endcap.doctor.finding import FAIL, Finding, looked

    findings = looked("versions", software.versions)
    findings += looked("SQLite", software.sqlite)
    findings += looked("opencv", software.opencv)
    findings += looked("fonts", hardware.fonts)
    folder = (data or Path.cwd()).absolute()
    if not folder.is_dir():
        advice = "give the folder that the terminal uses with --data"
        return [*findings, Finding("data", FAIL, f"{folder} is not there", advice)]
    findings += looked("disk sync", lambda: disk.fsync(folder))
    findings += looked("disk space", lambda: disk.free(folder))
    findings += looked("identity", lambda: identity.identity(folder))
    findings += looked("journal", lambda: disk.journal(folder))
    return [*findings, *_configured(folder, central)]


def _configured(folder: Path, central: str) -> list[Finding]:
    from endcap.doctor import hardware, identity, link
    from endcap.doctor.finding import FAIL, Finding, looked
    from shop.errors import JournalFault, Refusal
    from shop.settings import load_settings

    try:
        settings = load_settings(folder / "endcap.toml")
    except Refusal as error:
        from endcap.commands._face import settings_sentence

        advice = "docs/administrator/settings.md has the keys"
        return [Finding("settings", FAIL, settings_sentence(error), advice)]
    try:
        known = identity.read(folder)
    except JournalFault:
        known = None
    findings = []
    if url := central or settings.central.url or (known.central if known else ""):
        findings += looked("central", lambda: link.clock(url))
    if not (folder / "central.db").exists():
        findings += looked("printer", lambda: hardware.printer(settings.printer.target))
        findings += looked("camera", lambda: hardware.camera(settings.camera.source))
    return findings
