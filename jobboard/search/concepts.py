"""Phrases of the trade in running text: "call center" is the term contact-centre.

A listing holds a term where its text implies it (aliases and one-way words); a search asks
for a term only where its words mean the same (aliases). Words are compared without their
plural endings; stems would be too bold here, where "caring" would find every car.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.search.documents import concept_of
from jobboard.search.stemming import singular

# Groups whose terms people search by in words of their own. Places, dates and pay have
# filters that read them better.
GROUPS = (
    "role-family",
    "level",
    "industry",
    "arrangement",
    "channel",
    "customers",
    "contract",
    "hours",
    "employment-status",
    "shift-band",
    "skill",
    "duty",
    "tool",
    "qualification",
)
# A lone token this short is too often another word ("it", "pt").
_SHORTEST_ALONE = 3

Tokens = tuple[str, ...]
Phrases = Mapping[Tokens, tuple[str, ...]]


class Found(NamedTuple):
    """A phrase of ``length`` words from ``start`` and the terms it stands for."""

    start: int
    length: int
    concepts: tuple[str, ...]


class Phrasebook:
    """Finds phrases in a row of words, given as ``keys_of`` makes them."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._lengths: dict[str, list[int]] = {}
        for length, first in sorted({(len(key), key[0]) for key in phrases}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def every(self, keys: Sequence[str]) -> Iterator[Found]:
        """All phrases at all places, longer ones first at each place."""
        for start, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                concepts = self._phrases.get(tuple(keys[start : start + length]))
                if concepts:
                    yield Found(start, length, concepts)

    def longest(self, keys: Sequence[str]) -> Iterator[Found]:
        """The longest phrase at each place, from the left, without overlaps."""
        end = 0
        for found in self.every(keys):
            if found.start >= end:
                end = found.start + found.length
                yield found


@cache
def asked() -> Phrasebook:
    """What a search's words mean."""
    return Phrasebook(_phrases(vocabulary.aliases))


@cache
def implied() -> Phrasebook:
    """What a listing's words imply."""
    return Phrasebook(_phrases(vocabulary.cues))


@cache
def mark() -> str:
    """Changes with every change of the phrases; an index built under another mark is outdated."""
    phrases = sorted(_phrases(vocabulary.cues).items())
    return hashlib.blake2b(repr(phrases).encode(), digest_size=8).hexdigest()


def label_of(concept: str) -> str:
    """What a page calls the term of a concept."""
    group, _, slug = concept.partition("/")
    return vocabulary.label(group, slug)


def keys_of(words: Sequence[str]) -> Tokens:
    """Folded words as phrases compare them."""
    return tuple(singular(word) for word in words)


def words_of(text: str) -> list[str]:
    """The folded words of running text; the possessive 's belongs to no word."""
    return vocabulary.fold(text.replace("’s", " ").replace("'s", " ")).split()


def _phrases(claims_of: Callable[[str], Mapping[str, vocabulary.Term]]) -> Phrases:
    phrases: dict[Tokens, list[str]] = {}
    for group in GROUPS:
        for text, term in claims_of(group).items():
            tokens = keys_of(words_of(text))
            if len(tokens) > 1 or (tokens and len(tokens[0]) >= _SHORTEST_ALONE):
                phrases.setdefault(tokens, []).append(concept_of(group, term.slug))
    return {tokens: tuple(dict.fromkeys(found)) for tokens, found in phrases.items()}
