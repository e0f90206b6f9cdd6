"""Ways on where a search finds nothing or little: what to take away, and what that gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations, islice

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import PLACE, understand
from jobboard.domain.text import joined
from jobboard.domain.typed import FILLERS, Piece, pieces, retyped
from jobboard.web.public.addresses import search_url
from jobboard.web.public.counts import Counts

# Each is a search of its own, and more ways on than this help nobody.
MOST_TRIED = 8
MOST_WORDS_TRIED = 6
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


def ways_on(criteria: SearchCriteria, counts: Counts) -> list[Way]:
    """Return what gives jobs where ``criteria`` give none: one thing less, or else two.

    Empty only where nothing less than everything has to go.
    """
    parts = list(_parts(criteria))[:MOST_TRIED]
    one_less = ((f"Without {part.name}", part.less(criteria)) for part in parts)
    found = [*_counted(one_less, counts), *_counted(_fewer_words(criteria), counts)]
    if found or len(parts) < 2:
        return found
    pairs = (
        (f"Without {one.name} and {other.name}", other.less(one.less(criteria)))
        for one, other in islice(combinations(parts, 2), MOST_PAIRS_TRIED)
    )
    two_less = list(islice(_counted(pairs, counts), MOST_PAIRS))
    return two_less or list(_counted(_alone(criteria), counts))


def _counted(tries: Iterable[tuple[str, SearchCriteria]], counts: Counts) -> Iterator[Way]:
    """Yield those that give jobs, as long as they are counted."""
    for label, criteria in tries:
        count = counts.of(criteria)
        if count is None:
            return
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


def _fewer_words(criteria: SearchCriteria) -> Iterator[tuple[str, SearchCriteria]]:
    """Yield the search without each of several words; those read as one thing go as one."""
    typed = list(pieces(criteria.words))
    spans = list(_spans(typed, {intent.phrase for intent in understand(criteria).intents}))
    if len(spans) < 2:
        return
    for start, end in spans[:MOST_WORDS_TRIED]:
        gone, left = retyped(typed[start:end]), retyped([*typed[:start], *typed[end:]])
        yield f"Without {_quoted(gone)}", replace(criteria, words=left)


def _spans(typed: Sequence[Piece], phrases: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what asks for something: a phrase that was read, or one piece."""
    start = 0
    while start < len(typed):
        ends = range(len(typed), start, -1)
        end = next((end for end in ends if _said(typed[start:end]) in phrases), start + 1)
        if end > start + 1 or not FILLERS.issuperset(typed[start].words):
            yield start, end
        start = end


def _said(typed: Sequence[Piece]) -> str:
    return " ".join(word for piece in typed for word in piece.words)


def _quoted(words: str) -> str:
    return "“{}”".format(words.strip('"'))


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
