"""How terms and phrases of the trade are spelled as tokens.

A listing holds a term where its text implies it (aliases and one-way words); a search asks
for a term only where its words mean the same (aliases) or, more faintly, hint at it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from jobboard.domain import phrases, work_phrases
from jobboard.domain.typed import FILLERS
from jobboard.domain.word_forms import stem
from jobboard.search.documents import concept_of

Tokens = tuple[str, ...]

OF_THE_TRADE = "=trade"
"""The token of listings that say which service work they are. No word has an equals sign."""

LEADING_RUNGS = frozenset({"level/team-lead", "level/manager"})
LEADING = "=leading"
"""The token of listings of the rungs that lead others."""

_FAMILY = "role-family/"
_OFFERS = "offer"
_INDUSTRY = "industry"
_OF_INDUSTRY = "industry/"
PAY_STEP = 400_000
"""Hundredths of a currency a year: what is asked for and what is paid are compared so roughly."""

_MOST_STEPS = 30
OPENING = 80
"""So many words at the beginning of a text say what the employer is."""

_OFTEN = 2
_RULES = 4
"""To be raised with every change of what a text implies but for its phrases."""


def joined(words: Iterable[str]) -> str:
    """The token of a phrase, that of the word itself for a single one."""
    return "".join(map(stem, words))


def implied(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(place, token) for every phrase in folded words and every term it implies, once each.

    An industry named once, and not where a text begins, is no industry of the employer.
    """
    found = _claimed(words)
    named = Counter(token for _, token in found if token.startswith(_OF_INDUSTRY))
    for place, token in found:
        if place < OPENING or named.get(token, _OFTEN) >= _OFTEN:
            yield place, token


def _claimed(words: Sequence[str]) -> Mapping[tuple[int, str], None]:
    found: dict[tuple[int, str], None] = {}
    of_offers = -1
    for phrase in _implied(words):
        groups = {sense.group for sense in phrase.senses}
        if _OFFERS in groups:
            of_offers = max(of_offers, phrase.start + phrase.length)
        # "Medical insurance" is no hospital.
        elif phrase.start < of_offers and _INDUSTRY in groups:
            continue
        if phrase.length > 1:
            whole = joined(words[phrase.start : phrase.start + phrase.length])
            found[phrase.start, whole] = None
        for sense in phrase.senses:
            found[phrase.start, concept_of(sense.group, sense.slug)] = None
    for work in work_phrases.spread(words):
        found[work.start, "".join(work.key)] = None
        for sense in work.senses:
            found[work.start, concept_of(sense.group, sense.slug)] = None
    return found


def title_rows(words: Sequence[str]) -> Iterator[str]:
    """Tokens of a title's pairs of neighbors and of its whole, fillers left out."""
    tokens = tokens_of(words)
    yield from dict.fromkeys(pair_of(*pair) for pair in pairwise(tokens))
    if tokens:
        yield whole_of(tokens)


def name_rows(words: Sequence[str]) -> Iterator[str]:
    """Tokens of the pairs of neighbors in an employer's name, fillers left out."""
    tokens = tokens_of(words)
    yield from dict.fromkeys(in_name(pair_of(*pair)) for pair in pairwise(tokens))


def tokens_of(words: Iterable[str]) -> list[str]:
    """The tokens of words, fillers left out."""
    return [stem(word) for word in words if word not in FILLERS]


def in_name(pair: str) -> str:
    """The token of a pair as it stands in an employer's name."""
    return f"={pair}@"


def pair_of(one: str, other: str) -> str:
    """The token of two tokens next to each other in a title."""
    return f"{one} {other}"


def whole_of(tokens: Iterable[str]) -> str:
    """The token of a title of just these tokens."""
    return f"={' '.join(tokens)}"


def pay_steps(currency: str, cents: int) -> Iterator[str]:
    """Tokens of the yearly pay in steps; a listing has those up to its own lower end."""
    for step in range(1, min(cents // PAY_STEP, _MOST_STEPS) + 1):
        yield f"=pay {currency} {step}"


def pay_floor(currency: str, cents: int) -> str:
    """The token of listings that pay as much in a year, or hardly less."""
    return f"=pay {currency} {max(1, min(cents // PAY_STEP, _MOST_STEPS))}"


def of_fact(concept: str, words: Sequence[str]) -> Iterator[str]:
    """The tokens of something chosen from a list: the term, "" for free text, and its label."""
    if concept:
        yield concept
    if concept.startswith(_FAMILY):
        yield OF_THE_TRADE
    if concept in LEADING_RUNGS:
        yield LEADING
    if len(words) > 1:
        yield joined(words)


def _implied(words: Sequence[str]) -> Iterator[phrases.Found]:
    return phrases.implied().every(words)


@cache
def mark() -> str:
    """Changes with every change of the phrases; an index built under another mark is outdated."""
    claims = sorted(phrases.claims().items())
    return hashlib.blake2b(repr((_RULES, claims)).encode(), digest_size=8).hexdigest()
