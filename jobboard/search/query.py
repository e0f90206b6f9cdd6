"""A typed search as a plan: words with what may stand for them, phrases, exclusions.

Quotes ask for words in a row, a leading minus excludes. Anything may be typed; nothing is
an error. Turning words into filters is no task of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from jobboard.search import concepts, spelling
from jobboard.search.scoring import AS_TERM, AS_TYPED
from jobboard.search.stemming import stem

MOST_TERMS = 12

_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


class Lexicon(Protocol):
    """What an index knows about words."""

    def frequency(self, token: str) -> int:
        """In how many listings a token stands."""

    def nearest(self, word: str) -> str | None:
        """The known word nearest to an unknown one, as ``spelling.nearest`` defines it."""


class Alternative(NamedTuple):
    """A token that answers a word, and how much it counts. ``as_term`` is a term's label."""

    token: str
    weight: float
    as_term: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of the search, as typed, and everything that may stand for it."""

    word: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """``clauses`` are scored and half of them must match; every phrase must; no exclusion may."""

    clauses: tuple[Clause, ...] = ()
    phrases: tuple[concepts.Tokens, ...] = ()
    excluded: tuple[concepts.Tokens, ...] = ()
    suggestion: str | None = None

    @property
    def needed(self) -> int:
        """How many clauses a listing must match."""
        return (len(self.clauses) + 1) // 2

    @property
    def is_empty(self) -> bool:
        """Whether the words ask for nothing."""
        return not (self.clauses or self.excluded)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what was typed. ``loose`` words stand alone, others in a row."""

    words: tuple[str, ...]
    loose: bool
    excluded: bool

    def __str__(self) -> str:
        text = " ".join(self.words)
        return f"{'-' if self.excluded else ''}{text if self.loose else _quoted(text)}"


def plan_of(text: str, lexicon: Lexicon) -> Plan:
    """Read a search. Unknown words become the nearest known ones, and the plan says so."""
    pieces = list(_pieces(text))
    mended = list(_mended(pieces, lexicon))
    wanted = [piece for piece in mended if not piece.excluded]
    return Plan(
        clauses=_clauses([word for piece in wanted for word in piece.words]),
        phrases=tuple(dict.fromkeys(_tokens(piece) for piece in wanted if not piece.loose)),
        excluded=tuple(dict.fromkeys(_tokens(piece) for piece in mended if piece.excluded)),
        suggestion=None if mended == pieces else " ".join(map(str, mended)),
    )


def _pieces(text: str) -> Iterator[_Piece]:
    """What was typed, in order, up to MOST_TERMS words."""
    left = MOST_TERMS
    for found in _PIECE.finditer(text):
        quoted = found["phrase"] is not None
        words = tuple(concepts.words_of(found["phrase"] if quoted else found["word"]))[:left]
        left -= len(words)
        excluded = bool(found["minus"])
        # What is excluded is excluded in a row: -help-desk takes away "help desk" alone.
        if words:
            yield _Piece(
                words, loose=not (quoted or (excluded and len(words) > 1)), excluded=excluded
            )


def _mended(pieces: Sequence[_Piece], lexicon: Lexicon) -> Iterator[_Piece]:
    """The pieces with unknown loose words as the nearest known ones."""
    words = [word for piece in pieces if _is_loose(piece) for word in piece.words]
    found = concepts.asked().longest(concepts.keys_of(words))
    meant = {word for phrase in found for word in _span(words, phrase)}
    for piece in pieces:
        if _is_loose(piece):
            mended = (w if w in meant else _known(w, lexicon) for w in piece.words)
            yield replace(piece, words=tuple(mended))
        else:
            yield piece


def _known(word: str, lexicon: Lexicon) -> str:
    if not spelling.slips_allowed(word) or lexicon.frequency(stem(word)):
        return word
    return lexicon.nearest(word) or word


def _clauses(words: Sequence[str]) -> tuple[Clause, ...]:
    """One clause a word, each token once, with the terms of the phrases the word is part of."""
    tokens = [stem(word) for word in words]
    terms: dict[int, tuple[str, ...]] = {}
    for phrase in concepts.asked().longest(concepts.keys_of(words)):
        terms |= dict.fromkeys(range(phrase.start, phrase.start + phrase.length), phrase.concepts)
    clauses: dict[str, Clause] = {}
    for at, (word, token) in enumerate(zip(words, tokens, strict=True)):
        others = (Alternative(c, AS_TERM, concepts.label_of(c)) for c in terms.get(at, ()))
        clauses.setdefault(token, Clause(word, (Alternative(token, AS_TYPED), *others)))
    return tuple(clauses.values())


def _span(words: Sequence[str], phrase: concepts.Found) -> Sequence[str]:
    return words[phrase.start : phrase.start + phrase.length]


def _is_loose(piece: _Piece) -> bool:
    return piece.loose and not piece.excluded


def _tokens(piece: _Piece) -> concepts.Tokens:
    return tuple(stem(word) for word in piece.words)


def _quoted(text: str) -> str:
    return f'"{text}"'
