"""Phrases of the trade in a row of words: "call center" is the term contact-centre.

Words are compared without their plural endings and in one spelling; stems would be too
bold here, where "caring" would find every car.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from jobboard.domain import vocabulary

# Groups whose terms people search by in words of their own. Places, dates and pay have
# filters that read them better.
GROUPS = (
    "job-title",
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
    "language",
    "qualification",
)
# What an employer is called says its trade: who asks for a hospital asks for healthcare.
_CUES_ASK = ("industry",)
# Rungs of a ladder stand behind every role ("call center manager") and are read by themselves.
_LADDER = ("level",)
# A lone token this short is too often another word ("it", "pt").
_SHORTEST_ALONE = 3

_KEPT = 100_000
_SHORTEST = 4
_HISSING = ("sses", "xes", "zes", "ches", "shes")
_NOT_PLURAL = ("ss", "us", "is")
# British and American endings.
_SAME_ENDINGS = (
    ("centre", "center"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ising", "izing"),
    ("ised", "ized"),
)
# Other spellings and short forms of the trade's own words; all in the singular.
_SAME_WORDS = {
    "adviser": "advisor",
    "asst": "assistant",
    "behaviour": "behavior",
    "catalogue": "catalog",
    "cheque": "check",
    "coord": "coordinator",
    "cust": "customer",
    "enquiry": "inquiry",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "favour": "favor",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "jr": "junior",
    "labour": "labor",
    "licence": "license",
    "mgmt": "management",
    "mgr": "manager",
    "neighbour": "neighbor",
    "programme": "program",
    "rep": "representative",
    "spec": "specialist",
    "sr": "senior",
    "supv": "supervisor",
    "svc": "service",
    "svcs": "service",
    "teamleader": "teamlead",
    "traveller": "traveler",
    "travelling": "traveling",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "cancellation": "cancelation",
    "judgement": "judgment",
    "theatre": "theater",
}

Keys = tuple[str, ...]


class Sense(NamedTuple):
    """A term that words stand for; ``same`` if they mean it, not if they only hint at it."""

    group: str
    slug: str
    same: bool = True


class Found(NamedTuple):
    """A phrase of ``length`` words from ``start`` and what it stands for."""

    start: int
    length: int
    senses: tuple[Sense, ...]


Phrases = Mapping[Keys, tuple[Sense, ...]]


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
                senses = self._phrases.get(tuple(keys[start : start + length]))
                if senses:
                    yield Found(start, length, senses)

    def longest(self, keys: Sequence[str]) -> Iterator[Found]:
        """The longest phrase at each place, from the left, without overlaps."""
        end = 0
        for found in self.every(keys):
            if found.start >= end:
                end = found.start + found.length
                yield found


@cache
def asked() -> Phrasebook:
    """What a search's words mean, but for rungs of the ladder."""
    groups = [group for group in GROUPS if group not in _LADDER]
    return Phrasebook(_phrases(groups, vocabulary.aliases, _CUES_ASK))


@cache
def rungs() -> Phrasebook:
    """The rungs of the ladder a search's words name."""
    return Phrasebook(_phrases(_LADDER, vocabulary.aliases))


@cache
def implied() -> Phrasebook:
    """What a listing's words imply."""
    return Phrasebook(claims())


@cache
def claims() -> Phrases:
    """Every phrase that implies something, and what."""
    return _phrases(GROUPS, vocabulary.cues)


def keys_of(words: Iterable[str]) -> Keys:
    """Folded words as phrases compare them."""
    return tuple(one_spelling(word) for word in words)


def words_of(text: str) -> list[str]:
    """The folded words of running text; the possessive 's belongs to no word."""
    return vocabulary.fold(text.replace("’s", " ").replace("'s", " ")).split()


@lru_cache(maxsize=_KEPT)
def one_spelling(word: str) -> str:
    """The word in the singular, spelled in full and as Americans do."""
    word = _singular(word)
    for british, american in _SAME_ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 1:
            word = word.removesuffix(british) + american
    return _SAME_WORDS.get(word, word)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(_HISSING):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_NOT_PLURAL):
        return word[:-1]
    return word


def _phrases(
    groups: Iterable[str],
    claims_of: Callable[[str], Mapping[str, vocabulary.Term]],
    hinting: Iterable[str] = (),
) -> Phrases:
    """Keys to senses; in the ``hinting`` groups cues count, too, as hints."""
    found: dict[Keys, dict[tuple[str, str], Sense]] = {}
    for group in groups:
        for text, term in claims_of(group).items():
            _add(found, text, Sense(group, term.slug))
    for group in hinting:
        for text, term in vocabulary.cues(group).items():
            _add(found, text, Sense(group, term.slug, same=False))
    return {keys: tuple(senses.values()) for keys, senses in found.items()}


def _add(found: dict[Keys, dict[tuple[str, str], Sense]], text: str, sense: Sense) -> None:
    keys = keys_of(words_of(text))
    if len(keys) > 1 or (keys and len(keys[0]) >= _SHORTEST_ALONE):
        found.setdefault(keys, {}).setdefault(sense[:2], sense)
