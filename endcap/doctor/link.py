"""Does central answer, and how far apart are the clocks? Command room."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from endcap.doctor.finding import FAIL, OK, WARN, Finding

_PATIENCE = 5.0


def clock(url: str) -> Iterator[Finding]:
    asked = time.time()
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=_PATIENCE) as answer:  # noqa: S310
            date, kind = answer.headers.get("Date", ""), answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        yield Finding("central", WARN, f"{url} answered {error.code}", "look at central itself")
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        advice = "check cable, address and that central runs; selling goes on without it"
        yield Finding("central", WARN, f"{url} does not answer: {reason}", advice)
        return
    if kind != "application/json":
        advice = "a hotel-style log-in page or a proxy stands in between: log in, or go around it"
        yield Finding("central", FAIL, f"{url} is answered by something else ({kind})", advice)
        return
    took = time.time() - asked
    yield Finding("central", OK, f"{url} answers in {took * 1000:.0f} ms")
    # The Date header is cut to the second; the middle of the request is the fairest guess.
    theirs = parsedate_to_datetime(date).timestamp() + 0.5 if date else 0.0
    if theirs:
        yield offset_finding(asked + took / 2 - theirs)


def offset_finding(seconds: float) -> Finding:
    """Requests reckon with the difference; receipts and Z reports carry the clock as it is."""
    way = "ahead of" if seconds > 0 else "behind"
    said = f"this clock is {abs(seconds):.0f} s {way} central's"
    figures: dict[str, float | int | str] = {"offset_s": round(seconds, 1)}
    if abs(seconds) > 240:
        advice = "set the clock (timedatectl set-ntp true): receipts carry a wrong time"
        return Finding("clock", FAIL, said, advice, figures)
    if abs(seconds) > 30:
        return Finding(
            "clock", WARN, said, "switch on time sync (timedatectl set-ntp true)", figures
        )
    return Finding("clock", OK, said, "", figures)
