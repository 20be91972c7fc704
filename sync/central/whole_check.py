"""Everything that can be checked of a central: its file, its ledger, its sums. Central room."""

from __future__ import annotations

from dataclasses import dataclass

from sync.central.damage import file_faults
from sync.central.database import Database
from sync.central.differences import FoldCheck
from sync.central.fold_check import check_folds
from sync.central.verify import Verified, verify_ledger


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """`file` is what SQLite finds wrong with its own pages."""

    file: list[str]
    ledger: Verified
    folds: FoldCheck

    @property
    def sound(self) -> bool:
        return not self.file and self.ledger.sound and self.folds.sound


def check_whole(database: Database) -> WholeCheck:
    return WholeCheck(file_faults(database), verify_ledger(database), check_folds(database))
