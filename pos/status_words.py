"""Room: pos. How this terminal is, line by line: what is so, and what to do about it.

Loaded when somebody touches the line's state, not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pos import words
from pos.front_words import DetailRow
from pos.front_words import link as link_words
from shop.ports import LinkState, PrinterState, Replica, StoreSettings
from shop.version import VERSION
from ui import formats
from ui.i18n import mark, tr, tr_marked

# why the line is down, or what central has against us: (what is so, what to do)
LINK: dict[str, tuple[str, str]] = {
    "forked": (
        mark("Two machines record under the name of this terminal."),
        mark(
            "Sell on. When nothing is waiting any more, it must be enrolled again: "
            "ask whoever runs central."
        ),
    ),
    "terminal_revoked": (
        mark("Central has taken this terminal out of service."),
        mark("What was sold here still arrives. Use another terminal; a new code brings it back."),
    ),
    "epoch_old": (
        mark("Another machine goes on under this terminal's name."),
        mark("Use that one, or enrol this one with a new code."),
    ),
    "auth_unknown": (
        mark("Central does not know this terminal; it may have been restored from a backup."),
        mark("Sell on: nothing is lost. It needs a new code for its own name."),
    ),
    "central_lacks_entries": (
        mark("Central was restored, and lacks records that this terminal no longer keeps."),
        mark("Work goes on here. Whoever runs central finds them in the terminal's archive."),
    ),
    "auth_clock": (
        mark("The clock of this terminal is wrong."),
        mark("Set its date and time, then try again."),
    ),
    "unreachable": (
        mark("Central does not answer."),
        mark("Work goes on here. If it stays so, check the cable and the network."),
    ),
    "not_central": (
        mark("Something else answers in central's place: a hotel page, or a proxy."),
        mark("Work goes on here. Have the network checked."),
    ),
    "central_busy": (
        mark("Central has too much to do."),
        mark("Work goes on here. It is asked again by itself."),
    ),
    "central_broken": (
        mark("Central reports a fault of its own."),
        mark("Work goes on here. Tell whoever runs central."),
    ),
    "central_confused": (
        mark("Central and this terminal do not understand each other."),
        mark("Work goes on here. Tell whoever runs central."),
    ),
    "replica_unwritten": (
        mark("This disk does not take what central says."),
        mark("Work goes on here with the prices it has. Is the disk full? Then free some space."),
    ),
    "replica_unreadable": (
        mark("Goods and prices on this disk are damaged."),
        mark("They come again from central by themselves."),
    ),
    "snapshot_useless": (
        mark("Goods and prices from central do not arrive whole."),
        mark("Work goes on here. Tell whoever runs central."),
    ),
    "snapshot_newer": (
        mark("Goods and prices from central are for a newer version."),
        mark("Work goes on here with the prices it has. Update this terminal."),
    ),
    "own_fault": (
        mark("A part of this program failed and was started again."),
        mark("Work goes on here. If it stays so, call support."),
    ),
}
LINK["epoch_unknown"] = LINK["auth_unknown"]
LINK["snapshot_damaged"] = LINK["snapshot_not_resumable"] = LINK["snapshot_useless"]
_WAIT = frozenset({"", "starting", "stopped"})


def rows(
    link: LinkState | None,
    printer: PrinterState | None,
    journal: str,
    replica: Replica,
    now: datetime,
) -> list[DetailRow]:
    """`journal` is the Journal's trouble."""
    try:
        settings = replica.settings()
    except LookupError:
        settings = None
    found = [_link(link, settings, now), _prices(replica, settings, now), _journal(journal)]
    found += list(_clock_and_held(link))
    if printer is not None and printer.code != "none":
        found.append(_printer(printer))
    found.append(DetailRow("version", tr("Version"), VERSION, "", "good"))
    return found


def _link(link: LinkState | None, settings: StoreSettings | None, now: datetime) -> DetailRow:
    if link is None:
        return DetailRow("link", tr("Central"), tr("Connecting…"), "", "good")
    waiting = ""
    if link.waiting:
        minutes = int((now - link.oldest).total_seconds() // 60) if link.oldest else 0
        age = formats.duration(max(0, minutes))
        waiting = tr("%n records wait to be sent, the oldest {age}.", n=link.waiting, age=age)
    said = LINK.get(link.trouble)
    if said is not None:
        text, advice = tr_marked(said[0]), tr_marked(said[1])
    elif link.trouble not in _WAIT and link.online:
        text = tr("Central refuses this terminal ({code}).", code=link.trouble)
        advice = tr("Work goes on here. Tell whoever runs central.")
    else:
        text, advice = link_words(link, settings), ""
    tone = "warn" if not link.online else "stop" if link.trouble else "good"
    return DetailRow("link", tr("Central"), " ".join(x for x in (text, waiting) if x), advice, tone)


def _prices(replica: Replica, settings: StoreSettings | None, now: datetime) -> DetailRow:
    told = replica.state().as_of
    if told is None:
        return DetailRow("prices", tr("Goods and prices"), tr("not here yet"), "", "warn")
    text = formats.as_of(words.local(told, settings), words.local(now, settings))
    return DetailRow("prices", tr("Goods and prices"), text, "", "good")


def _journal(trouble: str) -> DetailRow:
    label = tr("Records on this disk")
    if trouble == "disk_full":
        text = tr("The disk is full: no new sale can begin here.")
        advice = tr("Free some space: it goes on by itself.")
        return DetailRow("journal", label, text, advice, "stop")
    if trouble:
        text = tr("This terminal cannot record safely.")
        advice = tr("Use another terminal and call support. Leave its folder as it is.")
        return DetailRow("journal", label, text, advice, "stop")
    return DetailRow("journal", label, tr("complete"), "", "good")


def _clock_and_held(link: LinkState | None) -> Iterator[DetailRow]:
    off = link.clock_off if link is not None else 0
    if off:
        said = formats.duration(abs(off) // 60)
        ahead, behind = (
            tr("{off} ahead of central's", off=said),
            tr("{off} behind central's", off=said),
        )
        text = ahead if off > 0 else behind
        advice = tr("Set its date and time. Sales stay in order all the same.")
        yield DetailRow("clock", tr("Clock"), text, advice, "warn")
    if link is not None and link.held:
        text = tr("Central keeps %n records that it cannot count yet.", n=link.held)
        advice = tr("A manager finds them at the desk, under what is to settle.")
        yield DetailRow("held", tr("Held records"), text, advice, "warn")


def _printer(state: PrinterState) -> DetailRow:
    text, advice = {
        "ok": (tr("works"), ""),
        "waiting": (tr("has work to do"), ""),
        "paper_out": (tr("paper is out"), tr("Put in a new roll.")),
        "cover_open": (tr("cover is open"), tr("Close the cover.")),
        "offline": (tr("does not answer"), tr("Check its power and cable.")),
    }.get(state.code, (tr("wrong settings"), tr("Have the printer's settings corrected.")))
    tone = "good" if state.code in ("ok", "waiting") else "warn"
    return DetailRow("printer", tr("Printer"), text, advice, tone)
