"""How a mistake is planted into the product, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from tests.sim.template import template

Plant = Callable[[ExitStack], None]
BUGS: dict[str, Plant] = {}


def bug(plant: Plant) -> Plant:
    BUGS[plant.__name__] = plant
    return plant


@contextmanager
def planted(name: str) -> Iterator[None]:
    template()  # the shop itself is built by sound code
    with ExitStack() as stack:
        BUGS[name](stack)
        yield


def swap(stack: ExitStack, where: Any, name: str, wrong: Any) -> None:
    stack.enter_context(mock.patch.object(where, name, wrong))
