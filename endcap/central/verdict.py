"""Tells what checking a ledger found. Command room."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.central.fold_check import FoldCheck
    from sync.central.verify import Verified


def tell(found: Verified, folds: FoldCheck) -> bool:
    """Prints figures and faults; says whether all of it is sound."""
    for fault in found.faults:
        where = f"{fault.terminal} epoch {fault.epoch} branch {fault.branch} entry {fault.seq}"
        print(f"{where}: {fault.code}{' (held)' if fault.held else ''}", file=sys.stderr)
    for line in folds.differences:
        print(line, file=sys.stderr)
    if folds.wrong > len(folds.differences):
        print(f"and {folds.wrong - len(folds.differences)} more", file=sys.stderr)
    verdict = "sound" if found.sound else "NOT SOUND"
    print(f"{found.entries} entries in {found.chains} chains: {verdict}")
    agree = "agree with the ledger" if folds.sound else f"{folds.wrong} DIFFER from the ledger"
    print(
        f"{folds.stock} stock figures, {folds.orders} orders, {folds.holds} holds, "
        f"{folds.purchases} purchase lines, {folds.returned} returned lines: {agree}"
    )
    if folds.unknown_opening:
        print(f"{folds.unknown_opening} stock figures are older than their opening was kept")
    return found.sound and folds.sound
