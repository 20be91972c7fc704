"""`python -m tests.sim --seed N` tells one seed's story; `--count` runs on from there."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from tests.sim.bugs import BUGS, planted
from tests.sim.play import Tally, play, story

_EVERY = 500


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
    tally = Tally()
    for seed in seeds:
        played = play(seed)
        tally.add(played)
        if not quiet:
            print(story(played), end="")
        elif played.broken:
            print(f"seed {seed}: {played.broken}", flush=True)
        if quiet and tally.seeds % _EVERY == 0:
            print(f"up to seed {seed}: {tally.line()}", file=sys.stderr, flush=True)
    if quiet:
        print(tally.line())
        print(", ".join(f"{kind} {count}" for kind, count in tally.faults.most_common()))
    if tally.found and quiet:
        print("python -m tests.sim --seed N tells a seed's story")
    return 1 if tally.found else 0


raise SystemExit(main())
