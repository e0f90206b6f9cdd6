"""What the words of a search mean: filters and wishes read out of free text, reversibly.

"remote chat support part time healthcare texas" asks for remote, part-time work in Texas,
which are filters as if they had been ticked, and for live chat and healthcare, which only
lift the listings that have them: employers do not always say such things, and a filter on
them would hide good answers. Whatever was read can be taken back to plain words. What is
refused ("not remote") is no wish, and "or" makes one wish of two. Pure and cached; any text
has a reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache

from jobboard.domain import phrases, places, typed, vocabulary
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.query_parts import (
    HARD,
    NOTHING_READ,
    PAY,
    PLACE,
    Intent,
    Part,
    Reading,
)
from jobboard.domain.query_reader import Reader

__all__ = ["HARD", "NOTHING_READ", "PAY", "PLACE", "Intent", "Part", "Reading", "understand"]

# A reading is some twenty objects, and a full collection of garbage goes through all of them.
_KEPT = 1_024
# Of fields without terms, such as an amount.
_LONGEST_VALUE = 40
_GROUPS = {facet.name: facet.group for facet in FACETS}
_FIELDS = frozenset(field.name for field in fields(SearchCriteria))


def understand(criteria: SearchCriteria, let_go: frozenset[str] = frozenset()) -> Reading:
    """Read the words of a search. Intents of the fields in ``let_go`` are not hard."""
    plain = tuple(filter(_may_be_read, criteria.plain))
    return _understand(replace(criteria, plain=plain) if criteria.plain else criteria, let_go)


def _may_be_read(reading: str) -> bool:
    """Whether words can give this reading; others are not worth keeping."""
    field, _, value = reading.partition("/")
    if field == PLACE:
        return any(area.is_known for area in places.readings(value))
    group = _GROUPS.get(field, field)
    if group in phrases.GROUPS:
        return vocabulary.resolve(group, value) == value
    return field in _FIELDS and len(value) <= _LONGEST_VALUE


@lru_cache(maxsize=_KEPT)
def _understand(criteria: SearchCriteria, let_go: frozenset[str]) -> Reading:
    reader = Reader(criteria, let_go)
    parts = tuple(reader.parts())
    intents = tuple(dict.fromkeys(intent for part in parts for intent in part.intents))
    left = [part.piece for part in parts if not part.filters]
    words = typed.retyped(left) if len(left) < len(parts) else criteria.words
    return Reading(
        typed=replace(criteria, plain=tuple(r for r in criteria.plain if r in reader.taken_back)),
        criteria=_filtered(replace(criteria, words=words), intents),
        intents=intents,
        parts=parts,
    )


def _filtered(criteria: SearchCriteria, intents: Sequence[Intent]) -> SearchCriteria:
    """Criteria with the hard intents as if they had been chosen."""
    for intent in intents:
        if intent.field == PLACE and intent.hard:
            criteria = replace(criteria, place=intent.value)
        elif intent.hard:
            chosen = {*getattr(criteria, intent.field), intent.value}
            live = vocabulary.terms(_GROUPS[intent.field])
            slugs = tuple(term.slug for term in live if term.slug in chosen)
            criteria = criteria.choosing(intent.field, slugs)
    return criteria
