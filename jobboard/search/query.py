"""A typed search as a plan: what to score, what to demand, what to leave out.

The words are mended by what the index knows, read by ``domain.query``, and turned into
tokens. Both engines work from the same plan, so they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import NamedTuple, Protocol

from jobboard.domain import phrases, places, typed, vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import Intent, Part, Reading, understand
from jobboard.domain.typed import FILLERS, Piece
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, scoring, spelling
from jobboard.search.concepts import Tokens
from jobboard.search.documents import concept_of
from jobboard.search.scoring import AS_HINT, AS_TERM, AS_TYPED

MOST_TERMS = 12
MOST_ALTERNATIVES = 4
"""Tokens looked up for one word or phrase."""


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
    """A word or phrase of the search, as typed, and everything that may stand for it."""

    word: str
    alternatives: tuple[Alternative, ...]


class Lift(NamedTuple):
    """Tokens of which one is wished for, and how much having it lifts the match."""

    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a search asks of listings.

    Half of the ``clauses`` must match, every phrase must, no exclusion may, and the filters
    of ``reading.criteria`` hold. ``lifts`` only add to the score. ``relaxed`` are intents
    that would filter and are lifts here. ``suggestion`` is the text as mended.
    """

    reading: Reading
    clauses: tuple[Clause, ...] = ()
    lifts: tuple[Lift, ...] = ()
    phrases: tuple[Tokens, ...] = ()
    excluded: tuple[Tokens, ...] = ()
    suggestion: str | None = None
    relaxed: tuple[Intent, ...] = ()

    @property
    def needed(self) -> int:
        """How many clauses a listing must match."""
        return (len(self.clauses) + 1) // 2

    @property
    def is_empty(self) -> bool:
        """Whether the words ask for nothing."""
        return not (self.clauses or self.excluded)


def plan_of(criteria: SearchCriteria, lexicon: Lexicon) -> Plan:
    """Read a search. Unknown words become the nearest known ones, and the plan says so."""
    pieces = list(typed.pieces(criteria.words))
    mended = list(_mended(criteria, pieces, lexicon))
    if mended == pieces:
        return _planned(understand(criteria))
    words = typed.retyped(mended)
    return _planned(understand(replace(criteria, words=words)), suggestion=words)


def relaxed(plan: Plan, let_go: frozenset[str]) -> Plan:
    """The plan with the hard intents of these fields as lifts."""
    return _planned(understand(plan.reading.typed, let_go), let_go, plan.suggestion)


def _planned(
    reading: Reading, let_go: frozenset[str] = frozenset(), suggestion: str | None = None
) -> Plan:
    wanted = [part for part in reading.parts if not (part.piece.excluded or part.filters)]
    scored = [part for part in wanted if not _is_let_go(part, let_go)]
    rows = [part.piece for part in scored if not part.piece.loose]
    lifts = [_wish(part) for part in wanted if _is_let_go(part, let_go)]
    return Plan(
        reading=reading,
        clauses=_clauses(scored),
        lifts=(*lifts, *_at_place(reading.criteria), *_of_title(scored)),
        phrases=tuple(dict.fromkeys(_tokens(piece) for piece in rows))[:MOST_TERMS],
        excluded=tuple(dict.fromkeys(_left_out(reading.parts)))[:MOST_TERMS],
        suggestion=suggestion,
        relaxed=tuple(intent for intent in reading.intents if intent.field in let_go),
    )


def ways_to_relax(plan: Plan) -> Iterator[frozenset[str]]:
    """Fields of hard intents to let go of together, the fewest and least binding first."""
    given_up_first = plan.reading.hard_fields[::-1]
    for count in range(1, len(given_up_first) + 1):
        yield from map(frozenset, combinations(given_up_first, count))


def _mended(criteria: SearchCriteria, pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces with unknown loose words as the nearest known ones."""
    understood = {
        word
        for part in understand(criteria).parts
        if part.senses or part.intents
        for word in part.piece.words
    }
    for piece in pieces:
        if piece.is_wanted_loose:
            words = (w if w in understood else _known(w, lexicon) for w in piece.words)
            yield replace(piece, words=tuple(words))
        else:
            yield piece


def _known(word: str, lexicon: Lexicon) -> str:
    if word in FILLERS or not spelling.slips_allowed(word) or lexicon.frequency(stem(word)):
        return word
    return lexicon.nearest(word) or word


def _is_let_go(part: Part, let_go: frozenset[str]) -> bool:
    return any(intent.field in let_go for intent in part.intents)


def _clauses(parts: Sequence[Part]) -> tuple[Clause, ...]:
    """A clause for each part and for each word of a quoted phrase; each token once."""
    found: dict[str, Clause] = {}
    for part in parts:
        for clause in _asked(part):
            found.setdefault(clause.alternatives[0].token, clause)
    return tuple(found.values())[:MOST_TERMS]


def _asked(part: Part) -> Iterator[Clause]:
    if part.senses:
        yield Clause(part.phrase, _meanings(part))
    else:
        yield from (Clause(word, (Alternative(stem(word), AS_TYPED),)) for word in part.piece.words)


def _meanings(part: Part) -> tuple[Alternative, ...]:
    """The phrase itself and the terms it stands for."""
    itself = Alternative(concepts.joined(part.piece.words), AS_TYPED)
    terms = (
        Alternative(
            concept_of(sense.group, sense.slug),
            AS_TERM if sense.same else AS_HINT,
            vocabulary.label(sense.group, sense.slug),
        )
        for sense in part.senses
    )
    return (itself, *terms)[:MOST_ALTERNATIVES]


def _wish(part: Part) -> Lift:
    """What a filter asked for, as a wish."""
    tokens = [concept_of(sense.group, sense.slug) for sense in part.senses]
    return Lift(tuple(tokens or map(stem, part.piece.words)), scoring.LET_GO)


def _at_place(criteria: SearchCriteria) -> Iterator[Lift]:
    """Listings that name the place rather than remote ones that may be done from there."""
    names = [area.town or area.label for area in places.readings(criteria.place)[:1]]
    if criteria.place and not names:
        return
    tokens = dict.fromkeys(stem(word) for name in names for word in phrases.words_of(name))
    for token in tokens:
        yield Lift((token,), scoring.AT_PLACE / len(tokens))


def _of_title(parts: Sequence[Part]) -> Iterator[Lift]:
    """Titles that say it in the same words, and titles of service work."""
    tokens = [stem(word) for part in parts for word in part.piece.words]
    if not tokens:
        return
    pairs = dict.fromkeys(concepts.pair_of(*pair) for pair in pairwise(tokens))
    for pair in pairs:
        yield Lift((pair,), scoring.TITLE_ROW / len(pairs))
    yield Lift((concepts.whole_of(tokens),), scoring.TITLE_WHOLE)
    yield Lift((concepts.OF_THE_TRADE,), scoring.OF_THE_TRADE)


def _left_out(parts: Sequence[Part]) -> Iterator[Tokens]:
    """Rows of tokens that no answer may have: the words, and the facts they name."""
    for part in parts:
        if part.piece.excluded:
            yield _tokens(part.piece)
            yield (concepts.joined(part.piece.words),)


def _tokens(piece: Piece) -> Tokens:
    return tuple(stem(word) for word in piece.words)
