"""One line of the doctor's report. Command room: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

OK, WARN, FAIL = "ok", "warn", "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` says what to do and is "" only when `state` is ok."""

    name: str
    state: str
    said: str
    advice: str = ""
    figures: dict[str, float | int | str] = field(default_factory=dict)


Look = Callable[[], Iterator[Finding]]


def looked(name: str, look: Look) -> list[Finding]:
    """A check that itself fails is a finding, not the end of the report."""
    try:
        return list(look())
    except OSError as error:
        said = f"{error.filename or 'something'} cannot be used: {error.strerror or error}"
        advice = "run this as the user who runs Endcap; if that is so, check the disk"
        return [Finding(name, FAIL, said, advice)]
    except Exception as error:
        said = f"could not be checked: {type(error).__name__}: {error}"
        return [Finding(name, WARN, said, "report this line to whoever looks after Endcap")]
