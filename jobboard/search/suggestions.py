"""What somebody may be about to type: terms of the trade, job titles and employers.

A suggestion is offered from the beginning of any of its words, with how many visible listings
hold it, and never without one. Everything here is bounded: what is typed, what is compared,
and what is answered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobboard.domain import vocabulary
from jobboard.search.contract import Suggestion
from jobboard.search.documents import ListingDocument, concept_of

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
    "arrangement": "arrangement",
    "hours": "hours",
    "contract": "contract",
    "shift-band": "shift",
    "customers": "customers",
    "language": "language",
}
# Where a name may be entered: few people begin with its fifth word.
_WORDS_ENTERED = 4
_KEY_LENGTH = 32
_STEP = 2.0**40
_LAST = "\U0010ffff"


class Entry(NamedTuple):
    """Where a name is entered: whether not at its first word, and the folded text from there."""

    later: bool
    key: str


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
    start, end = (bisect_left(entries, (text,)) for text in (prefix, prefix + _LAST))
    found: dict[str, Known] = {}
    for _, known in entries[start:end]:
        held = found.get(known.concept)
        if held is None or known.at < held.at:
            found[known.concept] = known
    yield from found.values()


def entries_of(text: str) -> Iterator[Entry]:
    """Where a name can be entered."""
    words = vocabulary.fold(text).split()
    for at in range(min(len(words), _WORDS_ENTERED)):
        yield Entry(at > 0, " ".join(words[at:])[:_KEY_LENGTH])


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


class Names:
    """Distinct names of one kind, entered by the beginning of a word.

    Texts have codes from 0 that only grow, so what was read stays read. Texts that differ in
    case or punctuation are spellings of one name. One thread may read while others ask.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        nothing = np.empty(0, np.int64)
        self._entered = _Entered((), nothing, (), nothing, np.empty(0, np.bool_))

    def __len__(self) -> int:
        """How many texts were read."""
        return len(self._entered.name_of)

    def read(self, texts: Iterable[str]) -> None:
        """Take in the texts with the next codes."""
        held = self._entered
        spellings = list(held.spellings)
        names: list[int] = []
        entries: list[tuple[str, bool, int]] = []
        for code, text in enumerate(texts, start=len(self)):
            known = len(spellings)
            name = self._numbers.setdefault(vocabulary.fold(text), known)
            if name == known:
                spellings.append(())
                entries += [(at.key, at.later, name) for at in entries_of(text)]
            spellings[name] = (*spellings[name], code)
            names.append(name)
        if names:
            name_of = np.concatenate([held.name_of, np.array(names, np.int64)])
            # One assignment, so that who asks meanwhile sees all of it or nothing.
            self._entered = _with_entries(
                held._replace(spellings=tuple(spellings), name_of=name_of), sorted(entries)
            )

    def beginning(
        self, prefix: str, listings: NDArray[np.int64], limit: int
    ) -> Iterator[tuple[Entry, Sequence[int]]]:
        """Names that begin so, at the first word and of most listings first: their spellings.

        ``listings`` holds how many listings have each code, none have those after. Spellings
        are codes.
        """
        held = self._entered
        start, end = (bisect_left(held.keys, text) for text in (prefix, prefix + _LAST))
        names, later = held.names[start:end], held.later[start:end]
        counted = np.zeros(len(held.name_of), np.int64)
        both = min(len(counted), len(listings))
        counted[:both] = listings[:both]
        counts = np.bincount(held.name_of, counted, len(held.spellings))[names]
        # No number of listings reaches the step between first words, later ones and names
        # that no listing has at present.
        order = np.argsort((later + 2 * (counts == 0)) * _STEP - counts, kind="stable")
        taken: set[int] = set()
        for at in order[: limit * _WORDS_ENTERED].tolist():
            name = int(names[at])
            if name not in taken:
                taken.add(name)
                yield Entry(bool(later[at]), held.keys[start + at]), held.spellings[name]


class _Entered(NamedTuple):
    """What was read: of each name the codes of its spellings, of each code its name.

    Entries stand in the order of their keys: which name each leads to, and whether it stands
    at a later word of the name. Never changed, only replaced.
    """

    spellings: tuple[tuple[int, ...], ...]
    name_of: NDArray[np.int64]
    keys: tuple[str, ...]
    names: NDArray[np.int64]
    later: NDArray[np.bool_]


def _with_entries(held: _Entered, entries: Sequence[tuple[str, bool, int]]) -> _Entered:
    """Entries, in order, in their places among those held."""
    if not entries:
        return held
    places = [bisect_left(held.keys, key) for key, _, _ in entries]
    keys = np.insert(np.array(held.keys, object), places, [key for key, _, _ in entries])
    return held._replace(
        keys=tuple(keys.tolist()),
        names=np.insert(held.names, places, [name for _, _, name in entries]),
        later=np.insert(held.later, places, [later for _, later, _ in entries]),
    )
