"""How terms and phrases of the trade are spelled as tokens.

A listing holds a term where its text implies it (aliases and one-way words); a search asks
for a term only where its words mean the same (aliases) or, more faintly, hint at it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from jobboard.domain import phrases
from jobboard.search.documents import concept_of
from jobboard.search.stemming import stem

Tokens = tuple[str, ...]


def joined(words: Iterable[str]) -> str:
    """The token of a phrase: "help desk" is the same as "helpdesk"."""
    return stem("".join(phrases.keys_of(words)))


def implied(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(place, token) for every phrase in folded words and every term it implies, once each."""
    found: dict[tuple[int, str], None] = {}
    for phrase in phrases.implied().every(phrases.keys_of(words)):
        if phrase.length > 1:
            whole = joined(words[phrase.start : phrase.start + phrase.length])
            found[phrase.start, whole] = None
        for sense in phrase.senses:
            found[phrase.start, concept_of(sense.group, sense.slug)] = None
    return iter(found)


def of_fact(concept: str, words: Sequence[str]) -> Iterator[str]:
    """The tokens of something chosen from a list: the term, "" for free text, and its label."""
    if concept:
        yield concept
    if len(words) > 1:
        yield joined(words)


@cache
def mark() -> str:
    """Changes with every change of the phrases; an index built under another mark is outdated."""
    claims = sorted(phrases.claims().items())
    return hashlib.blake2b(repr(claims).encode(), digest_size=8).hexdigest()
