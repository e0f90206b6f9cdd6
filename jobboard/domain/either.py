"""Words of a search joined by "or": what stands beside it is one wish, not two.

"Full or part time" says "time" once and means it twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from jobboard.domain import phrases
from jobboard.domain.phrases import ROLES, Found

OR = "or"
_JOINING = frozenset({OR, "and"})


def shared(free: Sequence[str], found: Found) -> Found:
    """The phrase with the word before "or" if that shares its ending: "full or part time".

    ``free`` are the words of the search, empty where something else is read.
    """
    first = found.start - 2
    if found.length < 2 or first < 0 or free[first + 1] not in _JOINING or not free[first]:
        return found
    ending = free[found.start + 1 : found.start + found.length]
    groups = {sense.group for sense in found.senses if sense.same}.difference(ROLES)
    other = phrases.asked().of([free[first], *ending])
    senses = tuple(sense for sense in other if sense.same and sense.group in groups)
    if not senses:
        return found
    both = (*senses, *(sense for sense in found.senses if sense.same))
    return Found(first, found.length + 2, tuple(dict.fromkeys(both)))


def joins(words: Sequence[str]) -> bool:
    """Whether these words between two others are an "or"."""
    return OR in words and set(words) <= _JOINING
