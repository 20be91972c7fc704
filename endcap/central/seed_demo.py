"""`endcap central seed-demo`: our own demo chain, ready to sell. Command room."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "load the demo chain: catalogue, stores, staff, promotions, reviews, stock, orders"
DEMO = Path(__file__).resolve().parents[2] / "assets" / "demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="folder", type=Path, default=DEMO, help="the chain's folder")


def run(args: argparse.Namespace) -> int:
    from endcap.central.opening import opened
    from sync.central.demo_seed import seed

    if not (args.folder / "chain.json").exists():
        print(f"endcap: no demo chain in {args.folder}", file=sys.stderr)
        return 1
    with opened(args.data, args.database_url, make=True) as central:
        done = seed(central, args.folder, lambda part: print(f"seeding {part} …", flush=True))
    print(
        f"{done.documents} documents, {done.stock} stock figures and {done.orders} orders are new"
    )
    return 0
