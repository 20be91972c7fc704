"""Live requests to central as `shop.ports.Central`. Agent room.

Each Future ends within seconds: an answer, Conflict (central said no) or LinkDown (unknown).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from typing import Any, TypeVar
from urllib.parse import quote

from shop.domain.catalogue import StockFigure
from shop.domain.order import Order
from shop.domain.returns import PurchaseName
from shop.errors import LinkDown
from shop.ports import OrderRequest, PlacedOrder, Purchase, PurchaseLine, ReturnRequest
from sync.agent.context import Context
from sync.agent.live_office import LiveOffice
from sync.agent.stream import with_own
from sync.agent.wire import NoAnswer, Refused, as_conflict
from sync.protocol import paths
from sync.protocol.messages import (
    AuthoriseReturn,
    OrderStatusAnswer,
    PlaceOrder,
    PlaceOrderAnswer,
    PurchaseAnswer,
    StockAnswer,
    StockQuestion,
)

T = TypeVar("T")
_QUICK = 3.0
_SLOW = 8.0

Running = Callable[[], tuple[asyncio.AbstractEventLoop, Context] | None]


class LiveCentral:
    """Safe from any thread; `running` gives the agent's loop while there is one."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self.office = LiveOffice(self._start)

    def place_order(self, request: OrderRequest) -> Future[PlacedOrder]:
        message = PlaceOrder(
            order=request.order,
            store=request.store,
            customer=request.customer,
            phone=request.phone,
            language=request.language,
            paid=request.paid.value,
            lines=request.lines,
            channel=request.channel,
            email=request.email,
        )

        async def ask(context: Context) -> PlacedOrder:
            answer = await context.wire.post(paths.ORDERS, message, PlaceOrderAnswer, _SLOW)
            context.pull.set()
            return PlacedOrder(answer.order, answer.slip)

        return self._start(ask)

    def order_status(self, order: str) -> Future[Order]:
        path = paths.ORDER_STATUS.format(order=quote(order, safe=""))

        async def ask(context: Context) -> Order:
            return (await context.wire.get(path, OrderStatusAnswer, _QUICK)).order

        return self._start(ask)

    def purchase(self, wanted: PurchaseName) -> Future[Purchase]:
        query = {name: text for name, text in asdict(wanted).items() if text}

        async def ask(context: Context) -> Purchase:
            answer = await context.wire.get(paths.PURCHASE, PurchaseAnswer, _QUICK, **query)
            return _purchase(answer)

        return self._start(ask)

    def authorise_return(self, request: ReturnRequest) -> Future[None]:
        message = AuthoriseReturn(
            request.authorisation,
            request.receipt,
            request.order,
            request.lines,
            request.entry_tag,
        )

        async def ask(context: Context) -> None:
            await context.wire.send(paths.RETURNS, message)

        return self._start(ask)

    def stock(self, skus: Sequence[str]) -> Future[Sequence[StockFigure]]:
        question = StockQuestion(tuple(skus))

        async def ask(context: Context) -> Sequence[StockFigure]:
            answer = await context.wire.post(paths.STOCK, question, StockAnswer, _QUICK)
            pending, store = context.journal.pending, context.replica.store()
            return tuple(with_own(figure, pending, store) for figure in answer.figures)

        return self._start(ask)

    def watch(self, skus: Sequence[str]) -> None:
        wanted = tuple(dict.fromkeys(skus))
        running = self._running()
        if running is None:
            return
        loop, context = running

        def change() -> None:
            if context.watched != wanted:
                context.watched = wanted
                context.watch.set()

        loop.call_soon_threadsafe(change)

    def _start(self, ask: Callable[[Context], Coroutine[Any, Any, T]]) -> Future[T]:
        running = self._running()
        if running is None:
            failed: Future[T] = Future()
            failed.set_exception(LinkDown("link_down", trouble="stopped"))
            return failed
        loop, context = running
        return asyncio.run_coroutine_threadsafe(_told(context, ask), loop)


async def _told(context: Context, ask: Callable[[Context], Coroutine[Any, Any, T]]) -> T:
    try:
        answer = await ask(context)
    except NoAnswer as error:
        context.missed(error)
        raise LinkDown("link_down", trouble=error.trouble) from error
    except Refused as refused:
        context.heard()
        raise as_conflict(refused) from None
    except asyncio.CancelledError:
        raise LinkDown("link_down", trouble="stopped") from None
    context.heard()
    return answer


def _purchase(answer: PurchaseAnswer) -> Purchase:
    return Purchase(
        receipt=answer.receipt,
        order=answer.order,
        sold_at=answer.sold_at,
        store=answer.store,
        lines=tuple(
            PurchaseLine(
                line_id=line.line_id,
                sku=line.sku,
                title=line.title,
                quantity=line.quantity,
                total=line.total,
                returned=line.returned,
            )
            for line in answer.lines
        ),
        tenders=answer.tenders,
        entry_tag=answer.entry_tag,
    )
