"""Every error the shop raises on purpose; `ui.sentences` turns codes into words.

EndcapError                     carries a `code` and `data`, never a sentence
 ├── Refusal                    the person asked for something that cannot be done now
 ├── Conflict                   central said no to a live request (taken, spent, changed)
 └── WorldFault                 the world's fault: tell the person what to do
      ├── JournalFault          the journal cannot be trusted or written: stop selling
      ├── ReplicaFault          what central said cannot be read or kept here just now
      ├── LinkDown              central did not answer in time
      └── DeviceFault           printer, drawer, scanner or camera

Anything else that escapes is our bug and is reported as one.
"""

from __future__ import annotations


class EndcapError(Exception):
    """An error with a stable code and plain data to build a sentence from."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.data.items())
        return f"{self.code}({details})"


class Refusal(EndcapError):
    """What was asked cannot be done as things stand; nothing has changed."""


class Conflict(EndcapError):
    """Central refused a live request; nothing has changed."""


class WorldFault(EndcapError):
    """Something outside the program failed; the code says what to do about it."""


class JournalFault(WorldFault):
    """The journal cannot be written or no longer matches its head: selling stops."""


class ReplicaFault(WorldFault):
    """The replica cannot be read or written: central tells it again, and work goes on."""


class LinkDown(WorldFault):
    """Central could not be reached within the deadline; the answer is unknown."""


class DeviceFault(WorldFault):
    """A device did not do what it was told."""
