"""The entries as one JSON document, each body as it was signed. Exports room: pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from shop.domain.entry import SealedEntry

FORMAT = "endcap-entries-1"


def json_text(entries: Iterable[SealedEntry], terminal: str, store: str) -> Iterator[str]:
    """A body is JSON already; it goes in byte for byte, beside its hash and signature."""
    head = {"format": FORMAT, "terminal": terminal, "store": store}
    yield json.dumps(head)[:-1] + ', "entries": ['
    before = "\n"
    for sealed in entries:
        yield (
            f'{before}{{"hash": "{sealed.hash}", "signature": "{sealed.signature}",'
            f' "entry": {sealed.body}}}'
        )
        before = ",\n"
    yield "\n]}\n"
