"""JSON by msgspec over the same frozen dataclasses on both ends. Protocol room."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(decimal_format="string")


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def encode(value: object) -> bytes:
    return _encoder.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """Raises msgspec.ValidationError (a ValueError) on anything that is not a `kind`.

    Unknown fields are skipped: a newer peer may say more than we understand.
    """
    key: Any = kind
    try:
        value: T = _decoder(key).decode(data)
    except RecursionError:
        raise msgspec.ValidationError("nested too deep") from None
    return value


def to_builtins(value: object) -> Any:
    return msgspec.to_builtins(value)
