"""Each planted bug is caught within so many seeds; without one, the same seeds are sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sim import workload
from tests.sim.book import Broken
from tests.sim.bugs import BUGS, planted
from tests.sim.months import LONG, settle
from tests.sim.play import play
from tests.sim.test_found import (
    calm,
    sell,
    sync,
    terminal_record,
)
from tests.sim.test_found import (
    test_a_damaged_copy_makes_way_for_what_was_sold as a_damaged_copy,
)
from tests.sim.test_found import (
    test_a_lost_clone_s_branch_is_given_back_by_who_kept_it as a_lost_clone_s_branch,
)
from tests.sim.test_found import (
    test_two_purchases_of_one_number_have_two_accounts as two_accounts,
)


def two_months_without_a_verified_backup() -> None:
    world = calm()
    till = world.terminals[0]
    sell(world, till)
    terminal_record(world, till, workload.close_shift(till.journal))
    till.shift = ""
    sell(world, till)
    sync(world, till)
    settle(world, till)
    world.back_up()
    world.at += LONG
    settle(world, till)


WITHIN = 200
RARE = dict.fromkeys(("feed_cursor_outlives_a_restore", "accept_a_gap", "answer_the_revoked"), 600)
"""These need two faults one after the other."""
STORIES: dict[str, Callable[[], None]] = {
    "one_account_for_a_number": two_accounts,
    "keep_branches_to_oneself": a_lost_clone_s_branch,
    "believe_a_damaged_copy": a_damaged_copy,
    "never_ask_again": a_damaged_copy,
    "vouch_without_a_backup": two_months_without_a_verified_backup,
}
"""These need three, or one that no storm makes: each is caught by its story."""


def first_caught(name: str, within: int) -> tuple[int, str]:
    with planted(name):
        for seed in range(within):
            broken = play(seed).broken
            if broken:
                return seed, broken
    return -1, ""


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_rare_bug_is_caught_by_its_story(name: str) -> None:
    STORIES[name]()
    with planted(name), pytest.raises((Broken, AssertionError)):
        STORIES[name]()


@pytest.mark.parametrize("name", sorted(BUGS.keys() - STORIES.keys()))
def test_a_planted_bug_is_caught(name: str) -> None:
    seed, broken = first_caught(name, RARE.get(name, WITHIN))
    assert seed >= 0, f"{name} lives through {RARE.get(name, WITHIN)} seeds"
    assert play(seed).broken == "", f"seed {seed} is broken without {name} too"
    print(f"{name}: seed {seed}: {broken}")


def test_there_are_enough_of_them() -> None:
    assert len(BUGS) >= 10
