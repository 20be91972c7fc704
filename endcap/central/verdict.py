"""Tells what checking a central found, and what to do. Command room."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.central.differences import Difference
    from sync.central.verify import Fault
    from sync.central.whole_check import WholeCheck

_SHOWN = 50

_FAULTS = {
    "gap": "entries before it are missing",
    "hash_mismatch": "it is not what its terminal sent: it was changed here",
    "signature_invalid": "its terminal did not sign it",
    "chain_broken": "it does not follow the entry before it",
    "columns_differ": "it is filed under another kind, day or person than it says itself",
    "head_differs": "the chain ends elsewhere than it did: its last entries are missing, or some "
    "were added",
    "key_unreadable": "the terminal's public key cannot be read",
    "chain_unknown": "there are entries of a chain that central has no key or no head of",
    "unreadable": "from here on nothing can be read",
}

_FIGURES = {
    "stock": "stock of {} on hand",
    "held": "stock of {} held for orders",
    "purchase": "receipt and order of the purchase in entry {}",
    "returned": "pieces taken back of {}",
    "refunded": "minor units given back for {}",
    "reserved": "pieces agreed to be taken back of {}",
    "order_code": "the code of order {}",
    "order_store": "the store of order {}",
    "order_state": "the state of order {}",
    "order_phone": "the phone number of order {} (the same in both places)",
    "order_slip": "the pickup slip of order {}",
    "order_total": "the total of order {}",
    "order_paid": "how order {} is paid",
    "order_place": "order {} is picked up where its slip says",
    "order_goods": "order {} has the goods of its slip",
    "order_facts": "entries about order {}",
    "order_picked": "picked of order {}",
    "order_short": "short of order {}",
    "order_handed_over": "handed over of order {}",
    "order_returned": "returned of order {}",
    "order_missing": "order {}",
    "hold": "pieces held for order {}",
    "hold_state": "goods are held for order {}",
    "hold_goods": "store and goods held for order {}",
    "hold_until": "goods are held for order {} as long as it waits",
    "hold_line": "the hold for order {}, which has no such line",
    "hold_order": "the hold for order {}, which does not exist",
    "hold_missing": "the hold for order {}",
}

_TO_DO = (
    "what to do: keep this database as it is and find out who or what changed it. Take your last "
    "backup that `endcap central verify` finds sound and restore it into another place: "
    "terminals then send again what it lacks. See docs/administrator/backup.md."
)


def tell(found: WholeCheck) -> bool:
    """Prints figures and faults; says whether all of it is sound."""
    lines = [f"the file central.db is damaged: {line}" for line in found.file]
    lines += _some([_fault(fault) for fault in found.ledger.faults])
    lines += [_difference(one) for one in found.folds.differences]
    more = found.folds.wrong - len(found.folds.differences)
    for line in [*lines, *([f"and {more} figures more"] if more else [])]:
        print(line, file=sys.stderr)
    verdict = "sound" if found.ledger.sound else "NOT SOUND"
    print(f"{found.ledger.entries} entries in {found.ledger.chains} chains: {verdict}")
    folds = found.folds
    agree = "agree with the ledger" if folds.sound else f"{folds.wrong} DIFFER from the ledger"
    print(
        f"{folds.stock} stock figures, {folds.orders} orders, {folds.holds} holds, "
        f"{folds.purchases} purchases, {folds.returned} returned lines: {agree}"
    )
    if folds.unknown_opening:
        print(f"{folds.unknown_opening} stock figures are older than their opening was kept")
    if not found.sound:
        print(_TO_DO, file=sys.stderr)
    return found.sound


def _fault(fault: Fault) -> str:
    held = " (held: central kept what it got, and it counts nowhere)" if fault.held else ""
    vouched = " (those after it are signed and name it; an exception tells of it)"
    words = f"{_FAULTS[fault.code]}{held}{vouched if fault.vouched else ''} [{fault.code}]"
    if not fault.terminal:
        return f"the list of chains: {words}"
    branch = f" branch {fault.branch}" if fault.branch else ""
    entry = f" entry {fault.seq}" if fault.seq else ""
    return f"{fault.terminal} epoch {fault.epoch}{branch}{entry}: {words}"


def _difference(found: Difference) -> str:
    if found.kind == "unreadable":
        return f"{found.name} cannot be read"
    has, makes = (said or "nothing" for said in (found.stored, found.expected))
    return f"{_FIGURES[found.kind].format(found.name)}: central has {has}, it should be {makes}"


def _some(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], f"and {more} entries more"] if more > 0 else lines
