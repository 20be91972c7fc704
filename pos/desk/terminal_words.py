"""Room: pos. A manager's words: how a terminal of the store is, and what to do.."""

from __future__ import annotations

from ui.i18n import mark, tr, tr_marked

# a terminal's troubles: (in a few words, what to do in one line)
TROUBLES: dict[str, tuple[str, str]] = {
    "revoked": (
        mark("Taken out of service"),
        mark("A new code from whoever runs central brings it back."),
    ),
    "journal_stopped": (
        mark("Has stopped selling"),
        mark("Sell elsewhere. Keep its folder as it is and have its journal checked."),
    ),
    "forked": (
        mark("Exists twice"),
        mark("Find both machines. When neither has anything left to send, enrol them anew."),
    ),
    "disk_full": (
        mark("Disk full"),
        mark("Free some space: it goes on by itself."),
    ),
    "never_seen": (
        mark("Not heard of yet"),
        mark("Start it, and check that it reaches central."),
    ),
    "silent": (
        mark("Not heard of lately"),
        mark("Is it switched off? Else check its cable. It goes on selling meanwhile."),
    ),
    "waiting": (
        mark("Does not get rid of its records"),
        mark("It reaches central, yet records wait. Have its log looked at."),
    ),
    "held": (
        mark("Central does not understand some of its records"),
        mark('Settle them under "To settle".'),
    ),
    "clock_off": (
        mark("Its clock is wrong"),
        mark("Set its date and time. Sales stay in order all the same."),
    ),
    "disk_low": (mark("Disk nearly full"), mark("Free some space before it stops.")),
    "printer_paper_out": (mark("Printer: paper is out"), mark("Put in a new roll.")),
    "printer_cover_open": (mark("Printer: cover is open"), mark("Close the cover.")),
    "printer_offline": (
        mark("Printer does not answer"),
        mark("Check its power and cable."),
    ),
    "printer_unknown": (
        mark("Printer: wrong settings"),
        mark("Have the printer's settings corrected."),
    ),
    "version_old": (
        mark("Another version than central's"),
        mark("Have it updated."),
    ),
}
STOPS = frozenset({"revoked", "journal_stopped", "forked", "disk_full"})
"""Troubles that are told in red; all others are amber."""


def trouble(code: str) -> tuple[str, str]:
    said = TROUBLES.get(code)
    return (tr_marked(said[0]), tr_marked(said[1])) if said else (code, "")


def face(code: str) -> str:
    return {"kiosk": tr("Kiosk"), "till": tr("Till"), "desk": tr("Desk")}.get(code, code)


def printer(code: str) -> str:
    return {
        "ok": tr("works"),
        "waiting": tr("has work to do"),
        "none": tr("none here"),
        "offline": tr("does not answer"),
        "paper_out": tr("paper is out"),
        "cover_open": tr("cover is open"),
        "unknown": tr("wrong settings"),
    }.get(code, code or tr("not told"))
