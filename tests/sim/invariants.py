"""The invariants after heal and drain, each worked out anew from what the book knows.

Nothing of sync.central is used: rows are read by plain SQL (`ledger`), and effects are summed
by rules of their own, from the distinct entries that stand in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.sim import money_rules, stock_rules, sync_rules
from tests.sim.ledger import Ledger
from tests.sim.world import World


def check(world: World) -> None:
    """Raises Broken with the number of the first invariant that does not hold."""
    ledger = Ledger(world)
    for rule in RULES:
        rule(world, ledger)


RULES: tuple[Callable[[World, Ledger], None], ...] = (
    sync_rules.i2_every_surviving_entry_is_in_the_ledger,
    sync_rules.i12_nothing_is_lost_unless_both_ends_lost_it,
    money_rules.i3_each_id_has_its_effect_once,
    sync_rules.i4_chains_are_whole,
    sync_rules.i5_forks_are_flagged_and_only_forks,
    stock_rules.i6_stock_is_the_sum_of_its_deltas,
    money_rules.i7_no_excess_refund_without_an_exception,
    stock_rules.i8_orders_are_handed_over_once,
    money_rules.i9_z_reports_sum_their_day,
    sync_rules.i13_no_number_twice_outside_a_fork,
    sync_rules.i14_held_entries_stay_whole_and_stop_nobody,
    sync_rules.i16_entries_read_back_bit_exact,
    sync_rules.i17_clocks_change_no_order,
    sync_rules.i20_queues_are_empty_and_replicas_agree,
    sync_rules.r4_terminals_hold_all_of_their_own,
)
"""I1, I11 and I18 are checked at every instant, by the book and the world."""
