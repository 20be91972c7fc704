"""Joining Futures without a thread. Actions room: no Qt, no SQL, no HTTP.

A step runs on the thread that ended the Future before it: it must be short.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def ready(value: A) -> Future[A]:
    future: Future[A] = Future()
    future.set_result(value)
    return future


def failed(error: Exception) -> Future[A]:
    future: Future[A] = Future()
    future.set_exception(error)
    return future


def then(first: Future[A], step: Callable[[A], B]) -> Future[B]:
    """The Future of `step` applied to what `first` brings; errors pass through."""
    result: Future[B] = Future()

    def follow(done: Future[A]) -> None:
        try:
            value = step(done.result())
        except Exception as error:
            result.set_exception(error)
        else:
            result.set_result(value)

    first.add_done_callback(follow)
    return result


def then_wait(first: Future[A], step: Callable[[A], Future[B]]) -> Future[B]:
    """Like `then` for a step that itself answers with a Future."""
    return _flat(then(first, step))


def or_else(
    first: Future[A], kind: type[Exception], step: Callable[[Exception], Future[A]]
) -> Future[A]:
    """What `first` brings, or, when it fails with `kind`, what `step` brings."""
    outer: Future[Future[A]] = Future()

    def follow(done: Future[A]) -> None:
        error = done.exception()
        try:
            outer.set_result(step(error) if isinstance(error, kind) else done)
        except Exception as other:
            outer.set_exception(other)

    first.add_done_callback(follow)
    return _flat(outer)


def _flat(outer: Future[Future[A]]) -> Future[A]:
    result: Future[A] = Future()

    def inner_done(done: Future[A]) -> None:
        error = done.exception()
        if error is None:
            result.set_result(done.result())
        else:
            result.set_exception(error)

    def outer_done(done: Future[Future[A]]) -> None:
        error = done.exception()
        if error is None:
            done.result().add_done_callback(inner_done)
        else:
            result.set_exception(error)

    outer.add_done_callback(outer_done)
    return result
