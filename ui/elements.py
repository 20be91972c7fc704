"""Room: ui. A typed face for the decorators that register view-models with QML."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    Kind = TypeVar("Kind", bound=type)

    # PySide's stub says a class where a decorator is meant.
    def QmlUncreatable(reason: str) -> Callable[[Kind], Kind]: ...

else:
    from PySide6.QtQml import QmlUncreatable

__all__ = ["QmlElement", "QmlUncreatable"]
