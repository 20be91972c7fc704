"""JSON by msgspec over the same frozen dataclasses on both ends. Protocol room."""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(decimal_format="string")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_making = threading.Lock()


def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Made once for the whole process.

    WORKAROUND: msgspec 0.22 marks a type as known before it knows its fields. Another thread
    that decodes it, or a type with it inside, at that moment reads nothing and the process dies.
    """
    made = _decoders.get(kind)
    if made is None:
        with _making:
            made = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    return made


def encode(value: object) -> bytes:
    return _encoder.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """Raises msgspec.ValidationError (a ValueError) on anything that is not a `kind`.

    Unknown fields are skipped: a newer peer may say more than we understand.
    """
    try:
        value: T = decoder(kind).decode(data)
    except RecursionError:
        raise msgspec.ValidationError("nested too deep") from None
    return value


def convert(value: object, kind: type[T]) -> T:
    """The same from what is built of lists and dicts already."""
    decoder(kind)
    return msgspec.convert(value, kind)


def to_builtins(value: object) -> Any:
    return msgspec.to_builtins(value)
