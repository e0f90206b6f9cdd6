"""The known words of a segment, made to find those a few slips away from a misspelled one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LETTERS = 32

Letters = NDArray[np.uint32]
Slips = NDArray[np.int8]


class _Group(NamedTuple):
    """Words of one length: one row of letters each, and one bit for every letter that occurs."""

    words: list[str]
    letters: Letters
    occurring: Letters


class KnownWords:
    """Words by length, compared all at once."""

    def __init__(self, words: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = {}
        for word in words:
            by_length.setdefault(len(word), []).append(word)
        self._groups = {length: _group(found) for length, found in by_length.items()}

    def near(self, word: str, slips: int) -> list[str]:
        """The words at most so many slips away, as ``slips.slips_between`` counts them."""
        found = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            group = self._groups.get(length)
            if group is not None:
                found += _near(group, word, slips)
        return found


def _group(words: list[str]) -> _Group:
    letters = np.array([[ord(letter) for letter in word] for word in words], np.uint32)
    return _Group(words, letters, np.bitwise_or.reduce(_bits(letters), axis=1, initial=0))


def _bits(letters: Letters) -> Letters:
    return np.left_shift(np.uint32(1), letters % _LETTERS, dtype=np.uint32)


def _near(group: _Group, word: str, slips: int) -> list[str]:
    asked = np.array([ord(letter) for letter in word], np.uint32)
    others = np.bitwise_count(group.occurring ^ np.bitwise_or.reduce(_bits(asked), initial=0))
    # A slip changes at most two of the letters that occur: this rules most words out.
    likely = np.flatnonzero(others <= 2 * slips)
    close = _slips(asked, group.letters[likely].T, slips) <= slips
    return [group.words[at] for at in likely[close]]


def _slips(asked: Letters, words: Letters, limit: int) -> Slips:
    """Slips between one word and many of one length (a column each), exact up to ``limit``.

    The recurrence of ``slips.slips_between``, a row after the other, on the diagonal band
    that can stay within the limit.
    """
    length, count = words.shape
    too_many = np.int8(limit + 1)
    before: list[Slips] = []
    row = [np.full(count, min(at, too_many), np.int8) for at in range(length + 1)]
    for i, letter in enumerate(asked, start=1):
        earlier, before = before, row
        row = [np.full(count, too_many, np.int8)] * (length + 1)
        if i <= limit:
            row[0] = np.full(count, i, np.int8)
        for j in range(max(1, i - limit), min(length, i + limit) + 1):
            added = np.minimum(row[j - 1], before[j]) + 1
            best = np.minimum(added, before[j - 1] + (words[j - 1] != letter))
            if i > 1 and j > 1:
                swapped = (words[j - 2] == letter) & (words[j - 1] == asked[i - 2])
                best = np.where(swapped, np.minimum(best, earlier[j - 2] + 1), best)
            row[j] = np.minimum(best, too_many).astype(np.int8)
    return row[length]
