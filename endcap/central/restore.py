"""`endcap central restore FILE`: bring a backup back, check it, begin anew. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.central.backup_age import Younger
    from sync.central.core import Central

HELP = "bring a backup back into an empty place, on a new timeline, and check it"
_SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `endcap central backup` made")
    parser.add_argument(
        "--lose-pruned",
        action="store_true",
        help="also a backup so old that terminals may have pruned what it lacks",
    )


def run(args: argparse.Namespace) -> int:
    from endcap.central.verdict import tell
    from sync.central import revocations
    from sync.central.backup_file import restore_file
    from sync.central.whole_check import check_whole

    if not _young_enough(args):
        return 1
    had_list = bool(revocations.listed(args.data))
    central = restore_file(args.file, args.data, args.database_url)
    try:
        print(f"restored, on the new timeline {central.timeline}; now it is checked", flush=True)
        sound = tell(check_whole(central.database))
        _who_may_call(central, args.data, had_list)
    finally:
        central.close()
    print("start central again: terminals will send what the backup lacks")
    print("orders from the web shop since the backup must come from the web shop again")
    return 0 if sound else 1


def _who_may_call(central: Central, folder: Path, had_list: bool) -> None:
    """A backup does not know who was shut out, or let in, after it was made."""
    from endcap.central import api_key, terminals
    from sync.central import api_keys, fleet, revocations

    print("these terminals and API keys may call again, as when the backup was made:")
    for terminal in fleet.listed(central):
        print(f"  {terminals.shown(terminal)}")
    for key in api_keys.listed(central):
        print(f"  {api_key.shown(key)}")
    noted = f"{revocations.NAME} in {folder}"
    if had_list:
        print(f"what {noted} says is revoked here too")
    else:
        print(
            f"there is no {noted}: what was revoked since is let in again. Copy that file from the "
            "old data folder before central starts, or revoke again (`endcap central terminals "
            "revoke`, `endcap central api-key revoke`)"
        )
    print(
        "made since and unknown here: terminals (give each a code by `endcap central enrol-code "
        "--terminal`) and API keys (make them again)"
    )


def _young_enough(args: argparse.Namespace) -> bool:
    """Says in numbers what is older than what terminals keep, and stops unless told not to."""
    from shop.settings import KEEP_DAYS
    from sync.central import backup_age
    from sync.central.backup_file import read_manifest
    from sync.central.core import utc_now

    manifest, now = read_manifest(args.file), utc_now()
    days = backup_age.age(manifest, now).days
    ago = f"{days} days ago" if days >= 0 else "which is in the future by this machine's clock"
    print(f"{args.file}: made {manifest.made_at}, {ago}, {manifest.entries} entries")
    if (other := backup_age.younger(args.file, manifest)) is not None:
        _compare(other)
    if not backup_age.may_be_too_old(manifest, now):
        return True
    print(
        f"Terminals keep their entries for {KEEP_DAYS} days at least. What they pruned since this\n"
        f"backup was made, {days} days ago, it may lack, and they cannot send it again.",
        file=sys.stderr,
    )
    if args.lose_pruned:
        return True
    print(
        f"endcap: nothing was done. Restore a backup younger than {KEEP_DAYS} days. If there is\n"
        "  none, say --lose-pruned: every terminal then tells which of its entries are missing.",
        file=sys.stderr,
    )
    return False


def _compare(other: Younger) -> None:
    when = other.made_at.isoformat(timespec="minutes")
    print(f"{other.path} is younger ({when}) and holds {other.entries} entries more:")
    for lack in other.lacks[:_SHOWN]:
        branch = f" branch {lack.branch}" if lack.branch else ""
        where = f"{lack.terminal} epoch {lack.epoch}{branch}"
        print(f"  {where}: up to entry {lack.has} instead of {lack.seq}")
    if len(other.lacks) > _SHOWN:
        print(f"  and {len(other.lacks) - _SHOWN} chains more")
