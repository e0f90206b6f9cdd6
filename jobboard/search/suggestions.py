"""What somebody may be about to type: terms of the trade, job titles and employers.

A suggestion is offered from the beginning of any of its words, with how many visible listings
hold it, and never without one. Everything here is bounded: what is typed, what is compared,
and what is answered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.search.contract import Suggestion
from jobboard.search.documents import ListingDocument, concept_of
from jobboard.search.entered_names import LAST, Entry, entries_of

LONGEST_TYPED = 80
SHORTEST_TYPED = 2
TITLE = "title"
COMPANY = "company"

# Group of terms → what a suggestion from it is called.
KINDS = {
    "role-family": "role",
    "skill": "skill",
    "tool": "tool",
    "industry": "industry",
    "channel": "channel",
    "arrangement": "where you work",
    "hours": "hours",
    "contract": "contract",
    "shift-band": "shift",
    "customers": "customers",
    "language": "language",
}


class Known(NamedTuple):
    """A term that answers what was typed, through the entry ``at``."""

    concept: str
    label: str
    kind: str
    at: Entry


class Candidate(NamedTuple):
    """What may be suggested, and through which entry it was found."""

    at: Entry
    suggestion: Suggestion


def asked(typed: str) -> str:
    """What was typed as names are compared; "" where it is too little to go by."""
    folded = vocabulary.fold(typed[:LONGEST_TYPED])
    return folded if len(folded) >= SHORTEST_TYPED else ""


def best(candidates: Iterable[Candidate], limit: int) -> tuple[Suggestion, ...]:
    """The best candidates, each text once: begun at the first word, then in most listings."""
    ordered = sorted(
        (found for found in candidates if found.suggestion.count),
        key=lambda found: (
            found.at.later,
            -found.suggestion.count,
            found.at.key,
            found.suggestion.text,
        ),
    )
    texts: dict[str, Suggestion] = {}
    for found in ordered:
        texts.setdefault(vocabulary.fold(found.suggestion.text), found.suggestion)
    return tuple(texts.values())[:limit]


def names_of(document: ListingDocument) -> dict[str, str]:
    """A document's title and employer as they are suggested, by kind."""
    return {
        TITLE: " ".join(document.title.split()),
        COMPANY: " ".join(document.company.partition("\n")[0].split()),
    }


def terms(prefix: str) -> Iterator[Known]:
    """The terms with a label or synonym in which a word begins like this, each once."""
    entries = _entries()
    start, end = (bisect_left(entries, (text,)) for text in (prefix, prefix + LAST))
    found: dict[str, Known] = {}
    for _, known in entries[start:end]:
        held = found.get(known.concept)
        if held is None or known.at < held.at:
            found[known.concept] = known
    yield from found.values()


def usual(counts: Mapping[str, int]) -> str:
    """Of spellings of one name with their listings, the one most listings have."""
    return min(counts, key=lambda text: (-counts[text], text))


@cache
def _entries() -> list[tuple[str, Known]]:
    """Where terms are entered. What only a synonym begins with counts as begun later."""
    return sorted(
        (later.key, Known(concept_of(group, term.slug), term.label, kind, later))
        for group, kind in KINDS.items()
        for term in vocabulary.terms(group)
        for text in (term.label, *term.synonyms)
        for at in entries_of(text)
        for later in (Entry(at.later or text != term.label, at.key),)
    )
