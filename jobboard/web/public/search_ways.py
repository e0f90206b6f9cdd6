"""Ways on where a search finds nothing or little: what to take away, and what that gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import combinations, islice

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import PLACE
from jobboard.domain.text import joined
from jobboard.services.indexing import engine
from jobboard.web.public.addresses import search_url

# Each is a search of its own, and more ways on than this help nobody.
MOST_TRIED = 8
MOST_PAIRS_TRIED = 10
MOST_PAIRS = 3

Less = Callable[[SearchCriteria], SearchCriteria]


@dataclass(frozen=True, slots=True)
class Way:
    """Another search, and how many jobs it gives."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that can be taken away: its name in quotes, and the search without it."""

    name: str
    less: Less


def ways_on(criteria: SearchCriteria, now: datetime) -> list[Way]:
    """Return what gives jobs where ``criteria`` give none: one thing less, or else two.

    Empty only where nothing less than everything has to go.
    """
    parts = list(_parts(criteria))[:MOST_TRIED]
    one_less = _counted(((f"Without {part.name}", part.less(criteria)) for part in parts), now)
    found = list(one_less)
    if found or len(parts) < 2:
        return found
    pairs = (
        (f"Without {one.name} and {other.name}", other.less(one.less(criteria)))
        for one, other in islice(combinations(parts, 2), MOST_PAIRS_TRIED)
    )
    return list(islice(_counted(pairs, now), MOST_PAIRS)) or list(_counted(_alone(criteria), now))


def _counted(tries: Iterable[tuple[str, SearchCriteria]], now: datetime) -> Iterator[Way]:
    """Yield those that give jobs."""
    for label, criteria in tries:
        count = engine().search(criteria, now, per_page=1).total
        if count:
            yield Way(label, count, search_url(criteria))


def _parts(criteria: SearchCriteria) -> Iterator[_Part]:
    """Yield what is asked for, the words first; values of one filter are one part."""
    if criteria.words:
        yield _Part(f"the words “{criteria.words}”", _without("words"))
    names: dict[str, list[str]] = {}
    for chip in criteria.chips():
        name = f"the place “{chip.value}”" if chip.field == PLACE else f"“{chip.label}”"
        names.setdefault(chip.field, []).append(name)
    for field, labels in names.items():
        yield _Part(joined(labels), _without(field))


def _without(field: str) -> Less:
    return lambda criteria: criteria.without(field)


def _alone(criteria: SearchCriteria) -> Iterator[tuple[str, SearchCriteria]]:
    """Yield the words alone and the place alone."""
    fields = list(dict.fromkeys(chip.field for chip in criteria.chips()))
    bare = reduce(lambda less, field: less.without(field), fields, criteria)
    if criteria.words:
        yield f"Only the words “{criteria.words}”", bare
    if criteria.place:
        yield f"All jobs for {criteria.place}", bare.without("words").with_("place", criteria.place)
