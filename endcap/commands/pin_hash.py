"""`endcap pin-hash`: the hash of a PIN, for the kiosk's settings. Command room."""

from __future__ import annotations

import argparse
import getpass
import sys

HELP = "ask for a PIN and print its hash, for kiosk.staff_pin in the settings"
SHORTEST = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    """From a pipe the PIN is the first line: never an argument, which others can see."""
    del args
    from argon2 import PasswordHasher

    pin = getpass.getpass("PIN: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not pin.isdecimal() or not SHORTEST <= len(pin) <= 12:
        print(f"endcap pin-hash: a PIN has {SHORTEST} to 12 digits", file=sys.stderr)
        return 2
    print(PasswordHasher().hash(pin))
    return 0
