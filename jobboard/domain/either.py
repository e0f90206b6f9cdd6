"""Words of a search joined by "or" or "and", of which one stands for both.

"Full or part time" says "time" once and means it twice. What stands beside "or" is one wish,
what stands beside "and" is two.
"""

from __future__ import annotations

from collections.abc import Sequence

from jobboard.domain import phrases
from jobboard.domain.phrases import ROLES, Found, Sense

OR = "or"
AND = "and"
_JOINING = frozenset({OR, AND})


def shared(free: Sequence[str], found: Found) -> Found:
    """The phrase with the word before "or" if that shares its ending: "full or part time".

    ``free`` are the words of the search, empty where something else is read.
    """
    senses = _sharing(free, found, OR)
    if not senses:
        return found
    both = (*senses, *(sense for sense in found.senses if sense.same))
    return Found(found.start - 2, found.length + 2, tuple(dict.fromkeys(both)))


def beside(free: Sequence[str], found: Found) -> Found | None:
    """What the word before "and" means with the ending of the phrase: "inbound and outbound
    calls" are inbound calls, too. It is as long as the words before the phrase."""
    senses = _sharing(free, found, AND)
    return Found(found.start - 2, 2, senses) if senses else None


def _sharing(free: Sequence[str], found: Found, joining: str) -> tuple[Sense, ...]:
    """What the word before the joining one means if the phrase's ending is its own."""
    first = found.start - 2
    if found.length < 2 or first < 0 or free[first + 1] != joining or not free[first]:
        return ()
    ending = free[found.start + 1 : found.start + found.length]
    groups = {sense.group for sense in found.senses if sense.same}.difference(ROLES)
    other = phrases.asked().of([free[first], *ending])
    return tuple(sense for sense in other if sense.same and sense.group in groups)


def joins(words: Sequence[str]) -> bool:
    """Whether these words between two others are an "or"."""
    return OR in words and set(words) <= _JOINING
