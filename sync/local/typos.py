"""Finds the word that was meant. Local room: memory only, made from the vocabulary.

Words are screened by which letters they have (one integer each) before the distance is
worked out, so that 23,000 words take a few milliseconds without a library.
"""

from __future__ import annotations

from collections.abc import Iterable


class Speller:
    """Immutable; made when first needed and again when the vocabulary was replaced."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._by_length: dict[int, list[tuple[int, str, int]]] = {}
        for word, products in vocabulary:
            entry = (_letters(word), word, products)
            self._by_length.setdefault(len(word), []).append(entry)

    def meant(self, word: str) -> str:
        """The nearest known word, the more common one of equals; "" if none is near."""
        most = 1 if len(word) < 6 else 2
        mask = _letters(word)
        best = (most + 1, 0, "")
        for length in range(len(word) - most, len(word) + most + 1):
            for letters, candidate, products in self._by_length.get(length, ()):
                if (letters ^ mask).bit_count() > 2 * most:
                    continue
                far = distance(word, candidate, min(most, best[0]))
                best = min(best, (far, -products, candidate))
        return best[2] if best[0] <= most else ""


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 61)
    return mask


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours; `most` + 1 stands for more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
