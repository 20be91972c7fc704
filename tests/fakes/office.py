"""A manager's side of central as a test tells it: a list, a settling, terminals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from shop.actions.futures import failed, ready
from shop.domain.office import ExceptionPage, StoreException, StoreHealth, TerminalHealth
from shop.errors import Conflict, LinkDown


class FakeOffice:
    """`online` False: LinkDown."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.online = True
        self.rows: list[StoreException] = []
        self.health: list[TerminalHealth] = []
        self.asked = 0

    def raise_one(self, cause: str, subject: str, **evidence: str) -> StoreException:
        found = StoreException(
            cause, subject, "", "", evidence, "open", self._now(), "mark", advice=cause
        )
        self.rows.append(found)
        return found

    def exceptions(
        self, *, wanted: str = "open", cause: str = "", skip: int = 0, limit: int = 100
    ) -> Future[ExceptionPage]:
        self.asked += 1
        if not self.online:
            return failed(LinkDown("link_down"))
        of_state = [x for x in self.rows if x.state == wanted]
        found = [x for x in of_state if cause in ("", x.cause)]
        counts = tuple(sorted(Counter(x.cause for x in of_state).items()))
        waiting = sum(1 for x in self.rows if x.state == "open")
        rows = tuple(found[skip : skip + limit])
        return ready(ExceptionPage(rows, counts, waiting, self._now()))

    def settle(self, found: StoreException, *, staff: str, note: str) -> Future[StoreException]:
        if not self.online:
            return failed(LinkDown("link_down"))
        at = next((n for n, x in enumerate(self.rows) if x.key == found.key), -1)
        if at < 0:
            return failed(Conflict("exception_unknown"))
        had = self.rows[at]
        if had.state != "open":
            return failed(Conflict("exception_settled", who=had.settled_by, at=""))
        if had.mark != found.mark:
            return failed(Conflict("exception_changed"))
        self.rows[at] = replace(
            had, state="settled", settled_by=f"{staff}@T1", settled_at=self._now(), note=note
        )
        return ready(self.rows[at])

    def terminals(self) -> Future[StoreHealth]:
        if not self.online:
            return failed(LinkDown("link_down"))
        return ready(StoreHealth(tuple(self.health), "0.1.0", self._now()))
