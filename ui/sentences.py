"""Room: ui. Turns an error's code and data into what a person reads: what happened, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from shop.errors import (
    Conflict,
    DeviceFault,
    EndcapError,
    JournalFault,
    LinkDown,
    Refusal,
    WorldFault,
)
from ui.i18n import tr_marked
from ui.sentence_texts import BY_CODE, BY_FAMILY, UNEXPECTED

FAMILIES = (JournalFault, LinkDown, DeviceFault, WorldFault, Conflict, Refusal)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` says what happened, `advice` what to do; `code` is for the log and for help."""

    text: str
    advice: str
    code: str


class _Data(dict[str, object]):
    """Data of an error; a hole nobody filled stays quiet instead of failing the sentence."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(error: BaseException) -> Sentence:
    """Words in the language in use. Anything but an EndcapError is our bug and says so."""
    if not isinstance(error, EndcapError):
        return _spoken(UNEXPECTED, type(error).__name__, _Data())
    words = BY_CODE.get(error.code) or BY_FAMILY[_family(error)]
    return _spoken(words, error.code, _Data({**error.data, "code": error.code}))


def _family(error: EndcapError) -> str:
    found = next((family for family in FAMILIES if isinstance(error, family)), Refusal)
    return found.__name__


def _spoken(words: tuple[str, str], code: str, data: _Data) -> Sentence:
    text, advice = (tr_marked(part).format_map(data) for part in words)
    return Sentence(text, advice, code)
