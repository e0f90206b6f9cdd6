"""A typed search as a plan: what to score, what to demand, what to leave out.

The words are mended by what the index knows, read by ``domain.query``, and turned into
tokens. Both engines work from the same plan, so they agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import NamedTuple

from jobboard.domain import pay_words, phrases, place_text, places, vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.pay import describe_pay
from jobboard.domain.phrases import Sense
from jobboard.domain.query import PAY, Intent, Part, Reading, understand
from jobboard.domain.typed import FILLERS, Piece
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, scoring
from jobboard.search.concepts import Tokens
from jobboard.search.documents import concept_of, yearly_cents
from jobboard.search.mending import Lexicon, mended

MOST_TERMS = 12
MOST_ALTERNATIVES = 7
"""Tokens looked up for one word or phrase."""

HARDLY_ANY = 2
"""A word in fewer listings than this is no reason to let go of what else was asked for."""

_TITLES = "job-title"
_FAMILIES = "role-family"
_INDUSTRY = "industry"
_ROLES = frozenset({_TITLES, _FAMILIES})
# Phrases about the work itself are said in many ways, all of which have one word in common.
_WORK = frozenset({"duty", "ask", "skill", "offer"})
# What every listing states, so that it is left out by its facts, too.
_STATED = frozenset({"arrangement", "hours", "contract", "employment-status"})
# Where several words that hint at a term leave little doubt.
_TRUSTED = frozenset({_INDUSTRY, "duty", "ask"})


class Alternative(NamedTuple):
    """A token that answers a clause, and how much it counts.

    ``as_term`` is the label of the term that the token stands for, ``word`` the word it is
    where that is not the clause's.
    """

    token: str
    weight: float
    as_term: str = ""
    word: str = ""


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

    Half of the ``clauses``, made of the ``wanted`` parts, must match, every phrase must, no
    exclusion may, and the filters of ``reading.criteria`` hold. ``lifts`` only add to the
    score. ``relaxed`` are intents that would filter and are lifts here. ``suggestion`` is the
    text as mended, ``meant`` one that may be meant instead. The ``missing`` words stand in no
    listing.
    """

    reading: Reading
    wanted: tuple[Part, ...] = ()
    clauses: tuple[Clause, ...] = ()
    lifts: tuple[Lift, ...] = ()
    phrases: tuple[Tokens, ...] = ()
    excluded: tuple[Tokens, ...] = ()
    suggestion: str | None = None
    meant: str | None = None
    missing: tuple[str, ...] = ()
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
    """Read a search. Plain slips become the nearest known words, and the plan says so."""
    words, meant = mended(criteria, lexicon)
    reading = understand(criteria if words is None else replace(criteria, words=words))
    plan = _planned(reading, lexicon, words)
    return replace(plan, meant=meant, missing=missing(plan.clauses, lexicon))


def missing(clauses: Iterable[Clause], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that no listing has, nor anything that may stand for them."""
    return tuple(
        clause.word
        for clause in clauses
        if not any(lexicon.frequency(found.token) for found in clause.alternatives)
    )


def relaxed(plan: Plan, let_go: frozenset[str]) -> Plan:
    """The plan with the hard intents of these fields as lifts."""
    reading = understand(plan.reading.typed, let_go)
    freed = [part for part in reading.parts if _is_let_go(part, let_go)]
    return replace(
        plan,
        reading=reading,
        lifts=(*map(_wish, freed), *plan.lifts),
        relaxed=tuple(intent for intent in reading.intents if intent.field in let_go),
    )


def _planned(reading: Reading, lexicon: Lexicon, suggestion: str | None = None) -> Plan:
    asked = [part for part in reading.parts if _is_asked(part)]
    missable = [part for part in asked if _may_be_missing(part, reading, lexicon)]
    if len(missable) == len(asked) and not reading.hard_fields:
        missable = []
    wanted = [part for part in asked if part not in missable]
    paying = [part for part in wanted if _pay_of(part)]
    # Pay alone is looked for; beside other words it only leads, for many do not state it.
    wanted = [part for part in wanted if part not in paying] or paying
    rows = [part.piece for part in wanted if not part.piece.loose]
    return Plan(
        reading=reading,
        wanted=tuple(wanted),
        clauses=clauses_of(wanted, lexicon),
        lifts=(
            *_at_place(reading.criteria),
            *_mild(reading.parts, missable),
            *_of_title(wanted),
            *_of_meaning(wanted, lexicon),
            *(lift for part in paying for lift in _of_pay(part)),
        ),
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


def _mild(parts: Sequence[Part], missable: Sequence[Part]) -> Iterator[Lift]:
    """What may be missing and yet is wished for, and what was refused."""
    yield from map(_wish, missable)
    gone = [part for part in parts if part.refused and part.senses and not part.intents]
    for part in gone:
        yield Lift(_wish(part).tokens, -scoring.REFUSED / len(gone))


def ways_to_relax(plan: Plan) -> Iterator[frozenset[str]]:
    """Fields of hard intents to let go of together, the fewest and least binding first."""
    given_up_first = plan.reading.hard_fields[::-1]
    for count in range(1, len(given_up_first) + 1):
        yield from map(frozenset, combinations(given_up_first, count))


def _is_let_go(part: Part, let_go: frozenset[str]) -> bool:
    return any(intent.field in let_go for intent in part.intents)


def clauses_of(parts: Sequence[Part], lexicon: Lexicon) -> tuple[Clause, ...]:
    """A clause for each part and for each word of a quoted phrase; each token once.

    Parts joined by "or" are one clause.
    """
    found: dict[str, Clause] = {}
    last = ""
    for part in parts:
        for clause in _asked(part, lexicon):
            if part.either and last:
                found[last] = _either(found[last], clause)
            else:
                last = clause.alternatives[0].token
                found.setdefault(last, clause)
    return tuple(found.values())[:MOST_TERMS]


def _either(one: Clause, other: Clause) -> Clause:
    """What either clause asks for; a token that both name counts as it does at best."""
    weights: dict[str, Alternative] = {}
    named = [
        found._replace(word=found.word or clause.word)
        for clause in (one, other)
        for found in clause.alternatives
    ]
    for alternative in named:
        held = weights.get(alternative.token, alternative)
        weights[alternative.token] = max(held, alternative, key=lambda found: found.weight)
    return Clause(f"{one.word} or {other.word}", tuple(weights.values()))


def _asked(part: Part, lexicon: Lexicon) -> Iterator[Clause]:
    if (pay := _pay_of(part)) is not None:
        floor, *amounts = _pay_tokens(part)
        amount, period, currency = pay_words.read(pay.value)
        # Listings are compared with it in steps.
        stated = f"pay of about {describe_pay(amount, None, currency, period)} or more"
        as_words = [Alternative(token, scoring.AS_TERM, word=token) for token in amounts]
        yield Clause(part.phrase, (Alternative(floor, scoring.AS_TERM, stated), *as_words))
    elif part.senses:
        yield Clause(part.phrase, _meanings(part, lexicon))
    else:
        yield from (
            Clause(word, (Alternative(stem(word), scoring.AS_TYPED),)) for word in part.piece.words
        )


def _pay_of(part: Part) -> Intent | None:
    return next((intent for intent in part.intents if intent.field == PAY), None)


def _of_pay(part: Part) -> Iterator[Lift]:
    """Pay that is as high, and first of all the very amount."""
    floor, *amounts = _pay_tokens(part)
    yield Lift((floor,), scoring.PAYING)
    yield Lift(tuple(amounts), scoring.PAYING_JUST)


def _pay_tokens(part: Part) -> Tokens:
    """The amount as typed, and the token of pay that is stated and as high."""
    pay = _pay_of(part)
    if not pay:
        return ()
    amount, period, currency = pay_words.read(pay.value)
    floor = concepts.pay_floor(currency, yearly_cents(amount, period))
    number = next((word for word in part.piece.words if word[0].isdigit()), str(amount))
    return tuple(dict.fromkeys((floor, stem(number.rstrip("+")), str(amount))))


def _meanings(part: Part, lexicon: Lexicon) -> tuple[Alternative, ...]:
    """The phrase itself, the terms it stands for or is near to, and its most telling word."""
    meant = {sense.group for sense in part.senses if sense.same}
    of_work = not _WORK.isdisjoint(sense.group for sense in part.senses)
    itself = min(map(_weight_of_words, part.senses))
    found = {concepts.joined(part.piece.words): Alternative("", itself)}
    sure = len(part.piece.words) > 1
    for sense, weight in _terms(part.senses, meant, sure):
        label = vocabulary.label(sense.group, sense.slug)
        token = concept_of(sense.group, sense.slug)
        found.setdefault(token, Alternative("", weight, label))
    if of_work and len(part.piece.words) > 1:
        for word in _telling(part, lexicon):
            found.setdefault(stem(word), Alternative("", scoring.AS_PART, word=word))
    named = (alternative._replace(token=token) for token, alternative in found.items())
    return tuple(named)[:MOST_ALTERNATIVES]


def _telling(part: Part, lexicon: Lexicon) -> Sequence[str]:
    """The rarest word of a phrase that asks for something; none of "no experience"."""
    words = [word for word in part.piece.words if word not in FILLERS]
    return sorted(words, key=lambda word: (lexicon.frequency(stem(word)), stem(word)))[:1]


def _weight_of_words(sense: Sense) -> float:
    """What the words themselves count: that an employer has something of the kind may be said
    in passing ("medical insurance")."""
    passing = sense.same and sense.group == _INDUSTRY
    return scoring.AS_HINT if passing else scoring.AS_TYPED


def _terms(
    senses: Sequence[Sense], meant: Collection[str], sure: bool
) -> Iterator[tuple[Sense, float]]:
    """Terms and what they count: those meant or hinted at, then those near to what is meant."""
    finer = not _WORK.isdisjoint(meant) or _TITLES in meant
    for sense in senses:
        wide = finer and sense.group == _FAMILIES
        weight = scoring.AS_FAMILY if wide else scoring.AS_TERM
        if sense.group in _WORK:
            weight = scoring.AS_WORK
        hint = scoring.AS_SURE_HINT if sure and sense.group in _TRUSTED else scoring.AS_HINT
        yield sense, weight if sense.same else hint
    if not _WORK.isdisjoint(meant):
        return
    for sense in senses:
        for slug in vocabulary.term(sense.group, sense.slug).extra.get("near", ()):
            near = Sense(sense.group, slug)
            if sense.same:
                yield near, scoring.AS_NEAR
            elif sense.group not in _ROLES:
                yield near, scoring.AS_NEAR / 2


def _wish(part: Part) -> Lift:
    """What a filter asked for, as a wish."""
    tokens = [concept_of(sense.group, sense.slug) for sense in part.senses]
    return Lift(tuple(tokens or map(stem, part.piece.words)), scoring.LET_GO)


def _at_place(criteria: SearchCriteria) -> Iterator[Lift]:
    """Listings that name the place rather than remote ones that may be done from there."""
    # Of several readings of a name the first tells; places joined by "or" are all meant.
    areas = places.readings(criteria.place)
    meant = areas if place_text.joined(criteria.place) else areas[:1]
    names = [area.town or area.label for area in meant]
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
    names_role = any(
        sense.group in _ROLES and sense.same for part in parts for sense in part.senses
    )
    trade = scoring.OF_THE_TRADE if names_role else scoring.OF_THE_TRADE_AT_ALL
    yield Lift((concepts.OF_THE_TRADE,), trade)
    for pair in pairs:
        yield Lift((concepts.in_name(pair),), scoring.NAME_ROW)


def _of_meaning(parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Lift]:
    """Industries as stated rather than mentioned, and what hints at them or is done as said."""
    lifts: dict[tuple[str, ...], float] = {}
    for part in parts:
        meant = {sense.group for sense in part.senses if sense.same}
        industries = [sense for sense in part.senses if sense.group == _INDUSTRY]
        if industries:
            lifts[tuple(concept_of(*sense[:2]) for sense in industries)] = scoring.OF_INDUSTRY
        in_words = len(part.piece.words) > 1 and meant.isdisjoint(_ROLES)
        if part.senses and (in_words or (industries and _INDUSTRY not in meant)):
            lifts[(concepts.joined(part.piece.words),)] = scoring.SAID
        if len(part.piece.words) > 1 and not _WORK.isdisjoint(meant):
            lifts |= {(stem(word),): scoring.TELLING for word in _telling(part, lexicon)}
    return (Lift(*lift) for lift in lifts.items())


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
