"""What is wished for beside the words of a search, or less wished for, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jobboard.domain import phrases, place_text, places
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import Part
from jobboard.domain.word_forms import stem
from jobboard.search import concepts, scoring
from jobboard.search.clauses import IN_OTHER_WORDS, INDUSTRY, ROLES, pay_tokens, telling
from jobboard.search.documents import concept_of
from jobboard.search.mending import Lexicon
from jobboard.search.plans import Lift, Row

_LEVEL = "level"


def wish(part: Part) -> Lift:
    """What a filter asked for, as a wish."""
    tokens = [concept_of(sense.group, sense.slug) for sense in part.senses]
    return Lift(tuple(tokens or map(stem, part.piece.words)), scoring.LET_GO)


def mild(parts: Sequence[Part], missable: Sequence[Part]) -> Iterator[Lift]:
    """What may be missing and yet is wished for, and what was refused."""
    yield from map(wish, missable)
    gone = [part for part in parts if part.refused and part.senses and not part.intents]
    for part in gone:
        yield Lift(wish(part).tokens, -scoring.REFUSED / len(gone))


def of_pay(part: Part) -> Iterator[Lift]:
    """Pay that is as high, and first of all the very amount."""
    floor, *amounts = pay_tokens(part)
    yield Lift((floor,), scoring.PAYING)
    yield Lift(tuple(amounts), scoring.PAYING_JUST)


def at_place(criteria: SearchCriteria) -> Iterator[Lift]:
    """Listings that name the place rather than remote ones that may be done from there."""
    # Of several readings of a name the first tells; places joined by "or" are all meant.
    areas = places.readings(criteria.place)
    meant = areas if place_text.joined(criteria.place) else areas[:1]
    names = [area.town or area.label for area in meant]
    tokens = dict.fromkeys(stem(word) for name in names for word in phrases.words_of(name))
    for token in tokens:
        yield Lift((token,), scoring.AT_PLACE / len(tokens))


def names_rung(parts: Sequence[Part]) -> bool:
    """Whether a rung of the ladder is asked for, or refused, or one that leads is in a title."""
    asked = any(sense.group == _LEVEL for part in parts for sense in part.senses)
    return asked or any(
        concept_of(*sense[:2]) in concepts.LEADING_RUNGS
        for part in parts
        for found in phrases.implied().every(part.piece.words)
        for sense in found.senses
    )


def of_title(parts: Sequence[Part], rung: bool) -> Iterator[Lift]:
    """Titles that say it in the same words, and titles of service work."""
    tokens = concepts.tokens_of(word for part in parts for word in part.piece.words)
    if not tokens:
        return
    pairs = dict.fromkeys(concepts.pair_of(*pair) for pair in pairwise(tokens))
    for pair in pairs:
        yield Lift((pair,), scoring.TITLE_ROW / len(pairs))
    yield Lift((concepts.whole_of(tokens),), scoring.TITLE_WHOLE)
    names_role = any(sense.group in ROLES and sense.same for part in parts for sense in part.senses)
    trade = scoring.OF_THE_TRADE if names_role else scoring.OF_THE_TRADE_AT_ALL
    yield Lift((concepts.OF_THE_TRADE,), trade)
    if names_role and not rung:
        yield Lift((concepts.LEADING,), -scoring.LEADING)
    for pair in pairs:
        yield Lift((concepts.in_name(pair),), scoring.NAME_ROW)


def of_meaning(parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Lift]:
    """Industries as stated rather than mentioned, and what hints at them or is done as said."""
    lifts: dict[tuple[str, ...], float] = {}
    for part in parts:
        meant = {sense.group for sense in part.senses if sense.same}
        several = len(part.piece.words) > 1
        industries = [sense for sense in part.senses if sense.group == INDUSTRY]
        if industries:
            lifts[tuple(concept_of(*sense[:2]) for sense in industries)] = scoring.OF_INDUSTRY
        in_words = several and meant.isdisjoint(ROLES)
        if part.senses and (in_words or (industries and INDUSTRY not in meant)):
            lifts[(concepts.joined(part.piece.words),)] = scoring.SAID
        if several and (industries or not IN_OTHER_WORDS.isdisjoint(meant)):
            lifts |= {(stem(word),): scoring.TELLING for word in telling(part, lexicon)}
    return (Lift(*lift) for lift in lifts.items())


def in_a_row(parts: Sequence[Part]) -> Iterator[Row]:
    """Words typed next to each other that no phrase of the trade is made of: "profit sharing"."""
    for one, other in pairwise(parts):
        if _is_plain(one) and _is_plain(other):
            words = (*one.piece.words, *other.piece.words)
            yield Row(tuple(map(stem, words)), scoring.IN_A_ROW)


def _is_plain(part: Part) -> bool:
    return part.piece.loose and not (part.senses or part.intents)
