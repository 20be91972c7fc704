"""Room: ui. What central refuses, and what stops a backup of it or a restore. Data only."""

from __future__ import annotations

from ui.i18n import mark
from ui.sentence_texts_world import NOT_KNOWN

_REFUSED = (
    mark("Central did not take this request."),
    mark("Try again. If it stays so, call support. Code: {code}"),
)
_CENTRAL_AWAY = (
    mark("Central does not answer right now."),
    mark("Selling, handing over and returns go on. Try this again later."),
)

_ANSWERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("link_down", "central_busy", "snapshot_building"), _CENTRAL_AWAY),
    **dict.fromkeys(
        (
            "refused",
            "request_malformed",
            "not_found",
            "no_such_api_key",
            "method_not_allowed",
            "internal_error",
            "batch_empty",
            "batch_too_long",
            "key_malformed",
            "face_unknown",
            "paid_unknown",
            "paid_not_allowed",
            "channel_not_allowed",
            "terminal_other_face",
            "terminal_elsewhere",
            "terminal_shift_open",
            "order_code_malformed",
            "auth_malformed",
            "auth_missing",
            "auth_replayed",
        ),
        _REFUSED,
    ),
    "auth_clock": (
        mark("The clock of this terminal is wrong."),
        mark("Set its date and time, then try again."),
    ),
    "auth_signature": NOT_KNOWN,
    **dict.fromkeys(
        ("api_key_missing", "api_key_unknown", "api_key_not_allowed"),
        (mark("This key may not do that."), mark("Ask head office for another key.")),
    ),
    "terminal_revoked": (
        mark("This terminal was taken out of service."),
        mark("Ask head office; a new code brings it back."),
    ),
    "epoch_old": (
        mark("This terminal was enrolled again in another place."),
        mark("Use the other one, or enrol this one with a new code."),
    ),
    "auth_unknown": (
        mark("Central does not know this terminal."),
        mark("Enrol it again with a new code."),
    ),
    "epoch_unknown": (
        mark("Central does not know this terminal."),
        mark("Enrol it again with a new code."),
    ),
    "too_many_tries": (
        mark("There were too many tries."),
        mark("Wait a few minutes, then try again."),
    ),
    "exception_changed": (
        mark("There is something new about this."),
        mark("Look at it again, then settle it."),
    ),
    "exception_unknown": (
        mark("This is no longer on the list."),
        mark("Nothing is left to do."),
    ),
    "exception_settled": (
        mark("{who} has settled this already."),
        mark("Nothing is left to do."),
    ),
    "face_not_allowed": (
        mark("This kind of terminal may not see that."),
        mark("Use a till or the desk."),
    ),
    **dict.fromkeys(
        ("lease_lost", "hold_ended"),
        (
            mark("What was held for this order is free again, and somebody took it."),
            mark("Take fewer, or choose another store."),
        ),
    ),
    **dict.fromkeys(
        ("hold_taken", "hold_elsewhere"),
        (
            mark("What was held is not for this order."),
            mark("Begin the order again."),
        ),
    ),
    "address_malformed": (
        mark("This is no address of a central: {address}"),
        mark("Give one like https://central.example:8400."),
    ),
    "store_unknown": (mark("This store is not known."), mark("Choose another store.")),
    "product_unknown": (mark("This product is not in the catalogue."), mark("Search by name.")),
}

_BACKUPS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("restore_folder_in_use", "restore_folder_left_over"),
        (
            mark("This folder already holds the data of a central: {folder}"),
            mark("Restore into an empty folder."),
        ),
    ),
    "backup_exists": (
        mark("There is already a file here: {path}"),
        mark("Choose another name."),
    ),
    **dict.fromkeys(
        ("backup_missing", "backup_is_a_folder"),
        (mark("There is no backup here: {path}"), mark("Check its name.")),
    ),
    **dict.fromkeys(
        ("backup_damaged", "backup_of_damage"),
        (mark("This backup is damaged: {path}"), mark("Use another one.")),
    ),
    "verify_lacks_room": (
        mark("There is not enough room in {path} for the file."),
        mark("Free some space, then start again."),
    ),
    "backup_of_another_version": (
        mark("This backup is of another version of the program."),
        mark("Use the version that wrote it."),
    ),
    "backup_not_of_rows": (
        mark("This backup fits no other kind of database: {path}"),
        mark("Make one with --portable, or restore into a folder."),
    ),
    **dict.fromkeys(
        ("backup_of_another_timeline", "backup_of_another_history"),
        (
            mark("This backup is not of what central has now."),
            mark("Make a new backup."),
        ),
    ),
    "backup_lacks_key": (
        mark("This backup holds no key of central's: {path}"),
        mark("Use another one."),
    ),
    **dict.fromkeys(
        ("central_key_differs", "restore_folder_other_key"),
        (
            mark("The key in this folder is another central's."),
            mark("Choose the folder of this central, or an empty one to restore into."),
        ),
    ),
    **dict.fromkeys(
        (
            "central_missing",
            "central_empty",
            "central_without_database",
            "database_without_central",
            "database_damaged",
            "database_url_wrong",
            "data_not_a_folder",
            "folder_of_a_terminal",
            "central_key_missing",
            "central_key_damaged",
        ),
        (mark("There is no central here: {folder}"), mark("Check the folder.")),
    ),
    **dict.fromkeys(
        ("database_of_another_version", "database_newer"),
        (
            mark("This database is of another version of the program."),
            mark("Update both, then try again."),
        ),
    ),
    "restore_database_in_use": (
        mark("This database already holds the data of a central."),
        mark("Restore into an empty one."),
    ),
}

CENTRAL = {**_ANSWERS, **_BACKUPS}
