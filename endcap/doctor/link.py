"""Does central answer, and how far apart are the clocks? Command room."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from endcap.doctor.finding import FAIL, OK, WARN, Finding

_PATIENCE = 5.0
_MOST = 10_000
_BETWEEN = "if a log-in page or a proxy stands in between, log in, or go around it"


class _Stay(urllib.request.HTTPRedirectHandler):
    """As the agent: it goes nowhere else, and asks no proxy of this machine's."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_ASKER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def clock(url: str) -> Iterator[Finding]:
    asked = time.time()
    try:
        with _ASKER.open(f"{url.rstrip('/')}/health", timeout=_PATIENCE) as answer:
            date, text = answer.headers.get("Date", ""), answer.read(_MOST)
            kind = answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        yield _refused(url, error)
        return
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        reason = getattr(reason, "strerror", "") or reason
        advice = "check cable, address and that central runs; selling goes on without it"
        yield Finding("central", WARN, f"{url} does not answer: {reason}", advice)
        return
    if not _is_health(text):
        advice = f"check the address; {_BETWEEN}"
        yield Finding("central", FAIL, f"{url} is answered by something else ({kind})", advice)
        return
    took = time.time() - asked
    yield Finding("central", OK, f"{url} answers in {took * 1000:.0f} ms")
    # The Date header is cut to the second; the middle of the request is the fairest guess.
    theirs = parsedate_to_datetime(date).timestamp() + 0.5 if date else 0.0
    if theirs:
        yield offset_finding(asked + took / 2 - theirs)


def _refused(url: str, error: urllib.error.HTTPError) -> Finding:
    if error.code >= 500 or error.code == 429:
        return Finding("central", WARN, f"{url} answered {error.code}", "look at central itself")
    if onwards := error.headers.get("Location", ""):
        advice = f"if that is central, use its address; {_BETWEEN}"
        return Finding("central", FAIL, f"{url} sends on to {onwards}", advice)
    advice = f"check the address; {_BETWEEN}"
    return Finding("central", FAIL, f"{url} answered {error.code}: that is not central", advice)


def _is_health(text: bytes) -> bool:
    """As central answers at /health; anybody may answer with some JSON."""
    try:
        said = json.loads(text)
    except ValueError:
        return False
    return isinstance(said, dict) and {"status", "version", "database"} <= said.keys()


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
