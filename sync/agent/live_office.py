"""A manager's questions to central as `shop.ports.Office`. Agent room."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from shop.domain.office import ExceptionPage, StoreException, StoreHealth
from sync.agent.context import Context
from sync.protocol import paths
from sync.protocol.office_messages import SettleException

_DEADLINE = 8.0

Start = Callable[[Callable[[Context], Coroutine[Any, Any, Any]]], Future[Any]]


class LiveOffice:
    """Safe from any thread; `start` runs a question on the agent's loop."""

    def __init__(self, start: Start) -> None:
        self._start = start

    def exceptions(
        self, *, wanted: str = "open", cause: str = "", skip: int = 0, limit: int = 100
    ) -> Future[ExceptionPage]:
        query: dict[str, str | int] = {"wanted": wanted, "skip": skip, "limit": limit}
        if cause:
            query["cause"] = cause

        async def ask(context: Context) -> ExceptionPage:
            return await context.wire.get(paths.EXCEPTIONS, ExceptionPage, _DEADLINE, **query)

        return self._start(ask)

    def settle(self, found: StoreException, *, staff: str, note: str) -> Future[StoreException]:
        message = SettleException(found.cause, found.subject, found.mark, staff, note)

        async def ask(context: Context) -> StoreException:
            return await context.wire.post(paths.SETTLE, message, StoreException, _DEADLINE)

        return self._start(ask)

    def terminals(self) -> Future[StoreHealth]:
        async def ask(context: Context) -> StoreHealth:
            return await context.wire.get(paths.TERMINALS, StoreHealth, _DEADLINE)

        return self._start(ask)
