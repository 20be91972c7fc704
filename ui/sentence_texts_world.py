"""Room: ui. What failed around a person: set-up, journal, devices. Data only."""

from __future__ import annotations

from ui.i18n import mark

CALL = mark("Use another till and call support. Code: {code}")
_CANNOT_RECORD = (
    mark("This terminal cannot record safely, so it has stopped selling."),
    mark("Finished sales are kept. Use another till and call support. Code: {code}"),
)
_DAMAGED = (mark("The journal of this terminal is damaged, so it has stopped selling."), CALL)
_LOST = (
    mark("A part of this terminal's journal is missing, so it has stopped selling."),
    CALL,
)
NOT_KNOWN = (mark("This terminal cannot prove who it is."), CALL)
_SETUP: dict[str, tuple[str, str]] = {
    "already_open": (
        mark("Another program uses this terminal's files."),
        mark("Close the other window and start again."),
    ),
    "disk_full": (
        mark("The disk is full, so nothing more can be recorded."),
        mark("Free some space, then start again."),
    ),
    "new_sale_disk_full": (
        mark("The disk is full: no new sale can begin here."),
        mark("A sale that has begun can be finished. Free some space or use another till."),
    ),
    "settings_unreadable": (
        mark("The settings in {file} cannot be read."),
        mark("Correct the file and start again."),
    ),
    "setting_unknown": (
        mark("There is no setting called {key}."),
        mark("Correct the settings and start again."),
    ),
    "setting_type": (
        mark("The setting {key} has the wrong kind of value."),
        mark("It must be: {wanted}"),
    ),
    "export_full": (
        mark("There is not enough room in {path} for the file."),
        mark("Nothing was left there. Take another stick, or fewer days."),
    ),
    "export_unwritable": (
        mark("The file could not be written to {path}."),
        mark("Is the stick still in, and may it be written to? Choose a place and try again."),
    ),
    "cancelled": (
        mark("Stopped. Nothing has changed."),
        mark("Start again when it suits you."),
    ),
    "file_is_newer": (
        mark("A newer version has written this terminal's files."),
        mark("Update this terminal, then start again."),
    ),
    "file_of_another_version": (
        mark("This file is of another version of the program."),
        mark("Use the version that wrote it."),
    ),
    "folder_holds_a_journal": (
        mark("This folder holds a journal, but not whose it is."),
        mark("Use an empty folder, or call support."),
    ),
    "folder_of_another_face": (
        mark("This folder belongs to terminal {terminal}, which is of another kind."),
        mark("Start it by: endcap {face}. Or give this one a folder of its own."),
    ),
    "folder_of_another_terminal": (
        mark("This folder belongs to terminal {terminal}."),
        mark("Ask head office for a code for this terminal."),
    ),
    "receipt_incomplete": (
        mark("A receipt here would lack what the law asks for: {missing}"),
        mark("Ask head office to complete the store's settings."),
    ),
    "tax_class_unknown": (
        mark("No tax rate is known for this article."),
        mark("Ask head office to complete the store's settings."),
    ),
    "currency_unknown": (
        mark("The currency {currency} is not known."),
        mark("Ask head office to complete the store's settings."),
    ),
}

_REPLICA: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("replica_unreadable", "row_unreadable"),
        (
            mark("Goods and prices on this disk are damaged."),
            mark("They come again from central by themselves."),
        ),
    ),
    "replica_unwritten": (
        mark("This disk does not take what central says."),
        mark("Work goes on here with the prices it has. Is the disk full? Then free some space."),
    ),
    "snapshot_useless": (
        mark("Goods and prices from central do not arrive whole."),
        mark("Work goes on here. Tell whoever runs central."),
    ),
    "snapshot_newer": (
        mark("Goods and prices from central are for a newer version."),
        mark("Work goes on here with the prices it has. Update this terminal."),
    ),
}

_JOURNAL: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "journal_write_failed",
            "journal_stopped",
            "journal_unwritable",
            "journal_not_durable",
            "checkpoint_busy",
        ),
        _CANNOT_RECORD,
    ),
    **dict.fromkeys(
        (
            "journal_damaged",
            "chain_gap",
            "chain_broken",
            "signature_wrong",
            "columns_wrong",
            "head_damaged",
            "epoch_without_key",
            "epoch_fell",
            "journal_of_another_key",
            "journal_schema_wrong",
            "adopted_entry_does_not_follow",
            "aside_wrong",
            "body_unreadable",
            "id_twice",
            "terminal_wrong",
        ),
        _DAMAGED,
    ),
    **dict.fromkeys(("journal_lost_entries", "journal_missing", "head_missing"), _LOST),
    **dict.fromkeys(
        (
            "key_missing",
            "identity_unreadable",
            "identity_damaged",
            "journal_of_another_terminal",
        ),
        NOT_KNOWN,
    ),
    "journal_closed": (mark("This terminal is closing."), mark("Start it again.")),
}

_DEVICES: dict[str, tuple[str, str]] = {
    "offline": (
        mark("The printer does not answer."),
        mark("Check its power and cable, then print again."),
    ),
    "paper_out": (
        mark("The printer is out of paper."),
        mark("Put in a new roll, then print again."),
    ),
    "cover_open": (
        mark("The printer's cover is open."),
        mark("Close it, then print again."),
    ),
    "printer_profile_unknown": (
        mark("There is no printer called {name}."),
        mark("It must be one of: {known}"),
    ),
    "printer_target_unknown": (
        mark("There is no printer at {target}."),
        mark("Correct the settings and start again."),
    ),
}

WORLD = {**_SETUP, **_JOURNAL, **_REPLICA, **_DEVICES}
