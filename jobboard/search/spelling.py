"""The nearest known word to one that no listing holds.

Known words are unstemmed; a word that stands in hardly any listing is likelier a slip of
an employer's pen than what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from jobboard.domain import vocabulary
from jobboard.domain.phrases import GROUPS, words_of
from jobboard.domain.slips import slips_between

SHORTEST = 4
"""Shorter words are too near to each other to guess."""

LONG = 7
_ONE_IN = 1000


def slips_allowed(word: str) -> int:
    """How many letters may be wrong: 0 for words that are not guessed at."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def least_listings(documents: int) -> int:
    """In how many listings a word must stand to be suggested."""
    return max(1, -(-documents // _ONE_IN))


def nearest(
    word: str, known: Iterable[str], listings: Callable[[str], int], documents: int
) -> str | None:
    """The known word with the fewest slips, then of the trade, then in most listings.

    ``listings`` tells in how many of the ``documents`` a word stands, and is asked about as
    few words as possible.
    """
    limit, least = slips_allowed(word), least_listings(documents)
    by_slips: dict[int, list[str]] = {}
    for other in known if limit else ():
        by_slips.setdefault(slips_between(word, other, limit), []).append(other)
    for slips in range(limit + 1):
        counted = [
            (other not in trade_words(), -listings(other), other)
            for other in by_slips.get(slips, ())
        ]
        near = [found for found in counted if -found[1] >= least]
        if near:
            return min(near)[2]
    return None


@cache
def trade_words() -> frozenset[str]:
    """The longer words of the terms' names."""
    return frozenset(
        word
        for group in GROUPS
        for term in vocabulary.terms(group)
        for text in (term.label, *term.synonyms)
        for word in words_of(text)
        if len(word) >= SHORTEST
    )
