"""Phrases of the trade in a row of words: "call center" is the term contact-centre.

Phrases of several words are compared by their stems, so that "processing orders" is found
by "process orders". Single words are compared without their plural endings only; stems
would be too bold here, where "caring" would find every car.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.word_forms import one_spelling, stem

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
    "shift-pattern",
    "employer-kind",
    "skill",
    "duty",
    "tool",
    "language",
    "qualification",
    "offer",
    "ask",
)
ROLES = ("job-title", "role-family")
"""What the job is; all else describes it."""

# What an employer is called says its trade: who asks for a hospital asks for healthcare. In
# the other groups single words hint at too much.
_WORDS_HINT = ("industry",)
# Rungs of a ladder stand behind every role ("call center manager") and are read by themselves.
_LADDER = ("level",)
# A lone token this short is too often another word ("it", "pt").
_SHORTEST_ALONE = 3

# "c.s.r." and "B.A." are words.
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# "18,000" is one number.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# A letter or syllable and a word that are one word to most people.
_LETTERED = {
    "e": frozenset({"mail", "mails", "commerce", "learning", "tail"}),
    "non": frozenset({"profit", "profits"}),
}
_SHORTEST_PART = 3
_LANGUAGE = "language"

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

    @property
    def means(self) -> bool:
        """Whether the words mean a term, and do not only hint at one."""
        return any(sense.same for sense in self.senses)


Phrases = Mapping[Keys, tuple[Sense, ...]]


class Phrasebook:
    """Finds phrases in a row of folded words."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._lengths: dict[str, list[int]] = {}
        for length, first in sorted({(len(key), key[0]) for key in phrases}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def every(self, words: Sequence[str]) -> Iterator[Found]:
        """All phrases at all places, longer ones first at each place."""
        stems = [stem(word) for word in words]
        for start, word in enumerate(words):
            for length in self._lengths.get(stems[start], ()):
                key = tuple(stems[start : start + length])
                # Near the end the key is cut short, and may be another phrase.
                senses = self._phrases.get(key) if len(key) == length > 1 else None
                if senses:
                    yield Found(start, length, senses)
            senses = self._phrases.get((one_spelling(word),))
            if senses:
                yield Found(start, 1, senses)

    def of(self, words: Sequence[str]) -> tuple[Sense, ...]:
        """What the words stand for as one phrase."""
        key = tuple(map(stem, words)) if len(words) > 1 else (one_spelling(words[0]),)
        return self._phrases.get(key, ())

    def longest(self, words: Sequence[str]) -> Iterator[Found]:
        """The longest phrase at each place, from the left, without overlaps."""
        end = 0
        for found in self.every(words):
            if found.start >= end:
                end = found.start + found.length
                yield found

    def surest(self, words: Sequence[str]) -> Iterator[Found]:
        """Phrases that mean something, or hint at it in several words, without overlaps.

        The longest go first wherever they stand: a "travel agency" is more than "travel".
        """
        sure = (found for found in self.every(words) if found.length > 1 or found.means)
        taken: set[int] = set()
        for found in sorted(sure, key=lambda f: (-f.length, not f.means, f.start)):
            places = range(found.start, found.start + found.length)
            if taken.isdisjoint(places):
                taken.update(places)
                yield found


@cache
def roles() -> Phrasebook:
    """The roles a search's words name."""
    return Phrasebook(_phrases(ROLES, vocabulary.aliases))


@cache
def asked() -> Phrasebook:
    """What a search's words mean or hint at, but for rungs of the ladder."""
    return Phrasebook(_phrases(_wished(), vocabulary.aliases, hinting=_wished()))


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


@cache
def shared_by(senses: tuple[Sense, ...]) -> Counter[str]:
    """In how many names of the terms meant each stem stands."""
    return Counter(
        token
        for group, slug in {sense[:2] for sense in senses}
        for name, term in vocabulary.aliases(group).items()
        if term.slug == slug
        for token in {stem(word) for word in words_of(name)}
    )


def words_of(text: str) -> list[str]:
    """The folded words of running text.

    The possessive 's belongs to no word, "C.S.R." is one, "e-mail" is, and "helpdesk" is two.
    """
    plain = text.replace("’s", " ").replace("'s", " ").replace(" & ", " and ")
    if "," in plain:
        plain = _THOUSANDS.sub("", plain)
    if "." in plain:
        plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    return list(_parted(vocabulary.fold(plain).split()))


def _parted(words: Iterable[str]) -> Iterator[str]:
    compounds = _compounds()
    letter = ""
    for word in words:
        if letter:
            if word in _LETTERED[letter]:
                yield letter + word
                letter = ""
                continue
            yield letter
        letter = word if word in _LETTERED else ""
        if not letter:
            yield from compounds.get(word) or compounds.get(one_spelling(word)) or (word,)
    if letter:
        yield letter


@cache
def _compounds() -> Mapping[str, tuple[str, str]]:
    """Phrases of two words written as one word: "callcenter" → "call", "center"."""
    pairs = (text.split() for group in GROUPS for text in vocabulary.aliases(group) if " " in text)
    return {
        "".join(map(one_spelling, pair)): (pair[0], pair[1])
        for pair in pairs
        if len(pair) == 2 and all(len(part) >= _SHORTEST_PART and part.isalpha() for part in pair)
    }


def _wished() -> list[str]:
    return [group for group in GROUPS if group not in _LADDER]


def _phrases(
    groups: Iterable[str],
    claims_of: Callable[[str], Mapping[str, vocabulary.Term]],
    hinting: Iterable[str] = (),
) -> Phrases:
    """Keys to senses. In the ``hinting`` groups cues count, too, as hints."""
    found: dict[Keys, dict[tuple[str, str], Sense]] = {}
    for group in groups:
        for text, term in claims_of(group).items():
            _add(found, text, Sense(group, term.slug))
    for group in hinting:
        for text, term in vocabulary.cues(group).items():
            # "Spanish speaking" means a language, whatever it hints at besides.
            named = not vocabulary.aliases(_LANGUAGE).keys().isdisjoint(text.split())
            if (group in _WORDS_HINT or " " in text) and not named:
                _add(found, text, Sense(group, term.slug, same=False))
    return {keys: tuple(senses.values()) for keys, senses in found.items()}


def _add(found: dict[Keys, dict[tuple[str, str], Sense]], text: str, sense: Sense) -> None:
    words = words_of(text)
    keys = tuple(map(stem if len(words) > 1 else one_spelling, words))
    if len(keys) > 1 or (keys and len(keys[0]) >= _SHORTEST_ALONE):
        found.setdefault(keys, {}).setdefault(sense[:2], sense)
