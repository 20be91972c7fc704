"""`endcap central keys`: the list of public keys, for checking without central. Command room."""

from __future__ import annotations

import argparse
import json
import sys

HELP = "print the public keys of central and all terminals, for packaging/verify_journal.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    from endcap.central.words import told
    from shop.domain.slip_keys import SlipKey
    from shop.errors import Refusal
    from sync.central import documents
    from sync.central.reading import reading

    try:
        with reading(args.data, args.database_url) as database, database.read() as connection:
            keys = documents.all_of(connection, "slip_key", SlipKey)
    except Refusal as refused:
        print(f"endcap: {told(refused)}", file=sys.stderr)
        return 1
    rows = [
        {
            "key_id": key.key_id,
            "terminal": key.terminal,
            "store": key.store,
            "public_key": key.public_key,
            "kinds": list(key.kinds),
            "valid_until_seq": key.valid_until_seq,
        }
        for key in sorted(keys, key=lambda key: key.key_id)
    ]
    print(json.dumps({"format": "endcap-keys-1", "keys": rows}, indent=1))
    return 0
