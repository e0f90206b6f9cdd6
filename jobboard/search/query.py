"""A typed search as a plan: what to score, what to demand, what to leave out.

The words are mended by what the index knows, read by ``domain.query``, and turned into
tokens. Every engine works from the same plan, so they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import Part, Reading, understand
from jobboard.domain.typed import Piece
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, lifts
from jobboard.search.clauses import MOST_TERMS, clauses_of, missing, pay_of
from jobboard.search.concepts import Tokens
from jobboard.search.documents import concept_of
from jobboard.search.mending import Lexicon, mended
from jobboard.search.plans import Plan

HARDLY_ANY = 2
"""A word in fewer listings than this is no reason to let go of what else was asked for."""

# What every listing states, so that it is left out by its facts, too.
_STATED = frozenset({"arrangement", "hours", "contract", "employment-status"})


def plan_of(criteria: SearchCriteria, lexicon: Lexicon) -> Plan:
    """Read a search. Plain slips become the nearest known words, and the plan says so."""
    words, meant = mended(criteria, lexicon)
    reading = understand(criteria if words is None else replace(criteria, words=words))
    plan = _planned(reading, lexicon, words)
    return replace(plan, meant=meant, missing=missing(plan.clauses, lexicon))


def relaxed(plan: Plan, let_go: frozenset[str]) -> Plan:
    """The plan with the hard intents of these fields as lifts."""
    reading = understand(plan.reading.typed, let_go)
    freed = [part for part in reading.parts if _is_let_go(part, let_go)]
    return replace(
        plan,
        reading=reading,
        lifts=(*map(lifts.wish, freed), *plan.lifts),
        relaxed=tuple(intent for intent in reading.intents if intent.field in let_go),
    )


def _planned(reading: Reading, lexicon: Lexicon, suggestion: str | None = None) -> Plan:
    asked = [part for part in reading.parts if _is_asked(part)]
    missable = [part for part in asked if _may_be_missing(part, reading, lexicon)]
    if len(missable) == len(asked) and not reading.hard_fields:
        missable = []
    wanted = [part for part in asked if part not in missable]
    paying = [part for part in wanted if pay_of(part)]
    # Pay alone is looked for; beside other words it only leads, for many do not state it.
    wanted = [part for part in wanted if part not in paying] or paying
    rows = [part.piece for part in wanted if not part.piece.loose]
    return Plan(
        reading=reading,
        wanted=tuple(wanted),
        clauses=clauses_of(wanted, lexicon),
        lifts=(
            *lifts.at_place(reading.criteria),
            *lifts.mild(reading.parts, missable),
            *lifts.of_title(wanted, lifts.names_rung(reading.parts)),
            *lifts.of_meaning(wanted, lexicon),
            *(lift for part in paying for lift in lifts.of_pay(part)),
        ),
        rows=tuple(lifts.in_a_row(wanted))[:MOST_TERMS],
        phrases=tuple(dict.fromkeys(_tokens(piece) for piece in rows))[:MOST_TERMS],
        excluded=tuple(dict.fromkeys(_left_out(reading.parts)))[:MOST_TERMS],
        suggestion=suggestion,
    )


def _is_asked(part: Part) -> bool:
    """Whether a part is a wish that no filter answers."""
    return not (part.piece.excluded or part.filters or part.refused)


def _may_be_missing(part: Part, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a listing may lack the part: beside a filter read out of the words, what says
    nothing of the work is a postcode, part of an address, or a slip."""
    understood = part.senses or part.intents
    if part.aside or understood or not (part.piece.loose and reading.hard_fields):
        return part.aside
    return all(
        word.isdecimal() or lexicon.frequency(stem(word)) < HARDLY_ANY for word in part.piece.words
    )


def ways_to_relax(plan: Plan) -> Iterator[frozenset[str]]:
    """Fields of hard intents to let go of together, the fewest and least binding first."""
    given_up_first = plan.reading.hard_fields[::-1]
    for count in range(1, len(given_up_first) + 1):
        yield from map(frozenset, combinations(given_up_first, count))


def _is_let_go(part: Part, let_go: frozenset[str]) -> bool:
    return any(intent.field in let_go for intent in part.intents)


def _left_out(parts: Sequence[Part]) -> Iterator[Tokens]:
    """Rows of tokens that no answer may have: the words, and the facts they name."""
    for part in parts:
        if part.piece.excluded:
            yield _tokens(part.piece)
            yield (concepts.joined(part.piece.words),)
            # Who leaves out remote work leaves it out under any name, and as a stated fact.
            for sense in part.senses:
                if sense.same and sense.group in _STATED:
                    yield (concept_of(sense.group, sense.slug),)


def _tokens(piece: Piece) -> Tokens:
    return tuple(stem(word) for word in piece.words)
