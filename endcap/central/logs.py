"""What central writes about itself: lines for people or JSON for programs. Command room.

No personal data: an error is told by its kind and place, never by its words, which may quote
a name or a phone number; what still looks like a card number, an address or a phone is hidden.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import IO, Any

import structlog

Event = MutableMapping[str, Any]

_CARD = re.compile(r"(?<![\w])\d(?:[ -]?\d){12,18}(?![\w])")
_MAIL = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"\+\d(?:[ ()/-]?\d){6,}")
_SHOWN_FRAMES = 12


def configure(style: str, *, requests: bool = False, stream: IO[str] | None = None) -> None:
    """`style` is "json" or "plain"; `requests` adds a line for each request answered."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if style == "json":
        last.append(structlog.processors.JSONRenderer())
    else:
        last.append(_plain)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared, error_without_words, hidden],
        processors=last,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("endcap").setLevel(logging.INFO)
    logging.getLogger("endcap.requests").setLevel(logging.INFO if requests else logging.WARNING)


def error_without_words(_logger: Any, _name: str, event: Event) -> Event:
    """Kind and stack of the error; its message and its causes' messages stay out."""
    record = event.get("_record")
    info = event.pop("exc_info", None) or getattr(record, "exc_info", None)
    if record is not None:
        record.exc_info = record.exc_text = None
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[1] is not None:
        event["error"] = _kinds(info[1])
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(info[2])[-_SHOWN_FRAMES:]
        ]
    return event


def _kinds(error: BaseException) -> str:
    """ "OperationalError < SerializationFailure": what it was raised from is told too."""
    kinds: list[str] = []
    one: BaseException | None = error
    while one is not None and len(kinds) < 5:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    return " < ".join(kinds)


def hidden(_logger: Any, _name: str, event: Event) -> Event:
    """The last net: nothing should reach it."""
    for key, value in event.items():
        if isinstance(value, str) and key not in ("timestamp", "level", "logger"):
            event[key] = _scrubbed(value)
    return event


def _scrubbed(text: str) -> str:
    text = _CARD.sub(lambda found: "[number]" if _luhn(found[0]) else found[0], text)
    return _PHONE.sub("[phone]", _MAIL.sub("[mail]", text))


def _luhn(text: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed([int(x) for x in text if x.isdigit()])):
        total += digit if place % 2 == 0 else sum(divmod(digit * 2, 10))
    return total % 10 == 0


def _plain(_logger: Any, _name: str, event: Event) -> str:
    moment, level = str(event.pop("timestamp"))[:19], str(event.pop("level"))
    name, said = event.pop("logger"), event.pop("event")
    more = " ".join(f"{key}={value}" for key, value in event.items() if key != "at")
    frames = "".join(f"\n    {frame}" for frame in event.get("at", ()))
    return f"{moment} {level:<7} {name}: {said} {more}".rstrip() + frames
