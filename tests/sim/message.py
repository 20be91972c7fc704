"""The wire between a terminal and central, cut into steps: asked, arrived, answered, heard.

The agent's coroutines run as they are; where they would wait for the network they hand out an
`Asked`, and whoever schedules decides what becomes of it.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from sync.agent.wire import NoAnswer, Refused
from sync.protocol import paths
from sync.protocol.codec import decode, encode
from sync.protocol.messages import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as bytes; `body` is empty for a GET."""

    path: str
    query: tuple[tuple[str, str | int], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answered:
    """`refused` when the bytes are a problem document, `broken` when it is none of ours (500)."""

    body: bytes
    refused: bool = False
    broken: bool = False


class _Await:
    __slots__ = ("_asked",)

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def __await__(self) -> Generator[Asked, Answered, Answered]:
        return (yield self._asked)


class StepWire:
    """Plays `sync.agent.wire.Wire`. A lost request or answer is thrown in as NoAnswer."""

    async def get(self, path: str, kind: type[T], deadline: float = 0, **query: str | int) -> T:
        return await self._ask(Asked(path, tuple(query.items())), kind)

    async def get_packed(self, path: str, kind: type[T], **query: str | int) -> T:
        return await self.get(path, kind, 0, **query)

    async def post(self, path: str, message: object, kind: type[T], deadline: float = 0) -> T:
        return await self._ask(Asked(path, (), encode(message)), kind)

    async def post_packed(self, path: str, message: object, kind: type[T]) -> T:
        return await self.post(path, message, kind)

    async def _ask(self, asked: Asked, kind: type[T]) -> T:
        answer = await _Await(asked)
        if answer.refused:
            raise Refused(decode(answer.body, Problem))
        return decode(answer.body, kind)


async def fetch(wire: Any, folder: Any) -> Any:
    """Plays `fetch_snapshot`: one step, for its own downloads have tests of their own."""
    answer: Answered = await _Await(Asked(paths.SNAPSHOT))
    if answer.refused:
        raise Refused(decode(answer.body, Problem))
    from tests.sim.replica import read_snapshot

    return read_snapshot(answer.body)


class Job:
    """A coroutine of the agent on its way; `asked` is what it waits for."""

    def __init__(self, work: Coroutine[Any, Any, Any]) -> None:
        self._work = work
        self.asked: Asked | None = None
        self.result: object = None
        self.done = False

    def start(self) -> None:
        self._step(lambda: self._work.send(None))

    def answer(self, answer: Answered) -> None:
        self._step(lambda: self._work.send(answer))

    def lose(self, *, busy: bool = False) -> None:
        lost = NoAnswer("unreachable")  # a new one: what is thrown keeps all it passed through
        trouble = NoAnswer("central_busy", busy=True, after=30.0) if busy else lost
        self._step(lambda: self._work.throw(trouble))

    def kill(self) -> None:
        self._work.close()
        self.done = True

    def _step(self, go: Any) -> None:
        self.asked = None
        try:
            self.asked = go()
        except StopIteration as end:
            self.result, self.done = end.value, True
        except BaseException:
            self.done = True
            raise


def is_upload(asked: Asked) -> bool:
    return asked.path == paths.JOURNAL and bool(asked.body)


def told(asked: Asked, answer: Answered) -> str:
    if answer.refused:
        return answer.body.decode()[-120:]
    if is_upload(asked):
        return answer.body.decode()[:190]
    if asked.path == paths.HANDSHAKE:
        return answer.body.decode()[:30]
    return ""
