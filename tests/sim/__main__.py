"""`python -m tests.sim --seed N` tells one seed's story; `--count` runs on from there."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from contextlib import ExitStack

from tests.sim.bugs import BUGS, planted
from tests.sim.play import play


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sim", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=1, help="how many seeds")
    parser.add_argument("--bug", choices=sorted(BUGS), help="with this bug planted")
    parser.add_argument("--quiet", action="store_true", help="figures and failures only")
    args = parser.parse_args()
    with ExitStack() as stack:
        if args.bug:
            stack.enter_context(planted(args.bug))
        return run(range(args.seed, args.seed + args.count), quiet=args.quiet)


def run(seeds: range, *, quiet: bool) -> int:
    broken, entries, faults = 0, 0, Counter[str]()
    begun = time.process_time()
    for seed in seeds:
        played = play(seed)
        broken += bool(played.broken)
        entries += len(played.world.book.made)
        faults.update(played.world.faults)
        if not quiet:
            print(f"seed {seed}", *played.world.story, sep="\n")
        if played.broken or not quiet:
            print(f"seed {seed}: {played.broken or 'all invariants hold'}")
    if quiet:
        took = time.process_time() - begun
        print(f"{len(seeds)} seeds, {broken} broken, {entries} entries, {took:.1f} s CPU")
        print(", ".join(f"{kind} {count}" for kind, count in faults.most_common()))
    return 1 if broken else 0


raise SystemExit(main())
