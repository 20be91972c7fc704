"""What pricing remembers of a basket, so that one more line costs only that line.

Domain room: standard library only. A basket on screen keeps one memory; without one, or
after any change of circumstances, everything is worked out afresh, to the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shop.domain.assembling import FinishedLine
from shop.domain.line_state import Coins, LineState, line_state
from shop.domain.pricing_input import LineInput, PricingContext, TaxRounding
from shop.domain.promotion_index import PromotionIndex
from shop.domain.settling import Islands, LineOutcome, Settled
from shop.domain.tax import TaxBook

Circumstances = tuple[PricingContext, PromotionIndex, TaxBook]


@dataclass(slots=True, eq=False)
class PricingMemory:
    """Not to be shared between threads."""

    _circumstances: Circumstances | None = None
    islands: Islands = field(default_factory=dict)
    _states: dict[str, LineState] = field(default_factory=dict)
    _finished: dict[str, tuple[LineState, LineOutcome | None, FinishedLine]] = field(
        default_factory=dict
    )

    def open(self, context: PricingContext, promotions: PromotionIndex, taxes: TaxBook) -> None:
        """Forgets everything unless only the time of day has moved on."""
        if self._circumstances is not None:
            before, index, book = self._circumstances
            if (
                index is promotions
                and book is taxes
                and before.at.date() == context.at.date()
                and replace(before, at=context.at) == context
            ):
                return
        self._circumstances = (context, promotions, taxes)
        self.islands = {}
        self._states = {}
        self._finished = {}

    def states(self, lines: Sequence[LineInput], coins: Coins) -> list[LineState]:
        """One per line; a line that is as it was keeps its state."""
        found = []
        for at, line in enumerate(lines):
            state = self._states.pop(line.line_id, None)
            if state is None or (state.line is not line and state.line != line):
                state = line_state(at, line, coins)
            state.at = at
            found.append(state)
        self._states = {state.line.line_id: state for state in found}
        return found

    def finished(
        self, state: LineState, settled: Settled, context: PricingContext
    ) -> FinishedLine | None:
        """What the line came to, if nothing that it depends on has changed."""
        if context.tax_rounding is TaxRounding.DOCUMENT or context.document_discounts:
            return None
        known = self._finished.get(state.line.line_id)
        if known is None or known[0] is not state or known[1] is not settled.lines.get(state.at):
            return None
        return known[2]

    def keep(
        self, states: Sequence[LineState], settled: Settled, finished: Sequence[FinishedLine]
    ) -> None:
        self._finished = {
            state.line.line_id: (state, settled.lines.get(state.at), line)
            for state, line in zip(states, finished, strict=True)
        }
