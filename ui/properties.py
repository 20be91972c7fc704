"""Room: ui. A typed face for Qt properties, so view-models pass mypy strict.

Read-only: `@Property(str, notify=changed) def name(self) -> str`. With a setter:
`name = Property(str, _name, _set_name, notify=changed)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from PySide6.QtCore import Signal

    T = TypeVar("T")
    R = TypeVar("R")

    class Property(Generic[T]):
        def __init__(
            self,
            kind: object,
            fget: Callable[[Any], T] = ...,
            fset: Callable[[Any, T], None] = ...,
            *,
            notify: Signal = ...,
            constant: bool = False,
        ) -> None: ...
        def __call__(self, fget: Callable[[Any], R]) -> Property[R]: ...
        def __get__(self, instance: object, owner: type | None = None) -> T: ...
        def __set__(self, instance: object, value: T) -> None: ...

else:
    from PySide6.QtCore import Property

__all__ = ["Property"]
