"""What the words of a search mean: filters and wishes read out of free text, reversibly.

"remote chat support part time healthcare texas" asks for remote, part-time work in Texas,
which are filters as if they had been ticked, and for live chat and healthcare, which only
lift the listings that have them: employers do not always say such things, and a filter on
them would hide good answers. Whatever was read can be taken back to plain words. What is
refused ("not remote") is no wish, and "or" makes one wish of two. Pure and cached; any text
has a reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jobboard.domain import (
    here,
    pay_words,
    phrases,
    place_names,
    place_words,
    places,
    typed,
    vocabulary,
)
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.either import beside, joins, shared
from jobboard.domain.pay import describe_pay
from jobboard.domain.phrases import Found, Sense
from jobboard.domain.place_names import PlaceFound
from jobboard.domain.refused import refused
from jobboard.domain.typed import FILLERS, Piece

PLACE = "place"
PAY = "pay_min"
HARD = (PLACE, "arrangement", "hours", "contract", "employment_status")
"""Fields whose readings filter, the last to be let go first. All are facts that listings
must state, and that people do not bargain about."""

_KEPT = 4_096
# Of fields without terms, such as an amount.
_LONGEST_VALUE = 40
_FACETS = {facet.group: facet.name for facet in FACETS}
_GROUPS = {facet.name: facet.group for facet in FACETS}
_FIELDS = frozenset(field.name for field in fields(SearchCriteria))
# Too loose to leave listings out for.
_LOOSE = frozenset(
    {
        "anywhere",
        "regular",
        "casual",
        "placement",
        "employed",
        "virtual",
        "contract",
        "gig",
        "as needed",
    }
)
# Hints worth telling the reader about; others only help to rank.
_HINTS_TOLD = ("industry",)


class Intent(NamedTuple):
    """One thing understood from the words.

    ``field`` is a field of the criteria or, for what has no filter, a group of terms.
    ``phrase`` are the words it was read from. ``hard`` ones filter, others lift in ranking.
    """

    field: str
    value: str
    phrase: str
    label: str
    hard: bool

    @property
    def reading(self) -> str:
        """How ``SearchCriteria.plain`` names it."""
        return f"{self.field}/{self.value}"


class Part(NamedTuple):
    """Words of a search that belong together and what was understood from them.

    ``refused`` words are no wish: their senses are what is not wanted, or with intents what
    is wanted instead. ``aside`` ones may be missing. ``either`` says that this part or the
    one before is wished for.
    """

    piece: Piece
    senses: tuple[Sense, ...] = ()
    intents: tuple[Intent, ...] = ()
    refused: bool = False
    aside: bool = False
    either: bool = False

    @property
    def phrase(self) -> str:
        """The words as typed."""
        return " ".join(self.piece.words)

    @property
    def filters(self) -> bool:
        """Whether the words are answered by a filter."""
        return any(intent.hard for intent in self.intents)


@dataclass(frozen=True, slots=True)
class Reading:
    """A search as understood.

    ``typed`` is the search as it came, without readings taken back that its words do not
    give. ``criteria`` has its filters and those of the hard intents, and as words those
    that are still to be scored. ``parts`` are the words in order, fillers left out.
    """

    typed: SearchCriteria
    criteria: SearchCriteria
    intents: tuple[Intent, ...] = ()
    parts: tuple[Part, ...] = ()

    def without(self, intent: Intent) -> SearchCriteria:
        """The search as typed, with that intent taken back to plain words."""
        return replace(self.typed, plain=(*self.typed.plain, intent.reading))

    @property
    def hard_fields(self) -> tuple[str, ...]:
        """Fields that filter because of the words, the last to be let go first."""
        hard = {intent.field for intent in self.intents if intent.hard}
        return tuple(field for field in HARD if field in hard)


NOTHING_READ = Reading(SearchCriteria(), SearchCriteria())
"""The reading of a search for nothing."""


def understand(criteria: SearchCriteria, let_go: frozenset[str] = frozenset()) -> Reading:
    """Read the words of a search. Intents of the fields in ``let_go`` are not hard."""
    plain = tuple(filter(_may_be_read, criteria.plain))
    return _understand(replace(criteria, plain=plain) if criteria.plain else criteria, let_go)


def _may_be_read(reading: str) -> bool:
    """Whether words can give this reading; others are not worth keeping."""
    field, _, value = reading.partition("/")
    if field == PLACE:
        return any(area.is_known for area in places.readings(value))
    group = _GROUPS.get(field, field)
    if group in phrases.GROUPS:
        return vocabulary.resolve(group, value) == value
    return field in _FIELDS and len(value) <= _LONGEST_VALUE


@lru_cache(maxsize=_KEPT)
def _understand(criteria: SearchCriteria, let_go: frozenset[str]) -> Reading:
    reader = _Reader(criteria, let_go)
    parts = tuple(reader.parts())
    intents = tuple(dict.fromkeys(intent for part in parts for intent in part.intents))
    left = [part.piece for part in parts if not part.filters]
    words = typed.retyped(left) if len(left) < len(parts) else criteria.words
    return Reading(
        typed=replace(criteria, plain=tuple(r for r in criteria.plain if r in reader.taken_back)),
        criteria=_filtered(replace(criteria, words=words), intents),
        intents=intents,
        parts=parts,
    )


def _filtered(criteria: SearchCriteria, intents: Sequence[Intent]) -> SearchCriteria:
    """Criteria with the hard intents as if they had been chosen."""
    for intent in intents:
        if intent.field == PLACE and intent.hard:
            criteria = replace(criteria, place=intent.value)
        elif intent.hard:
            chosen = {*getattr(criteria, intent.field), intent.value}
            live = vocabulary.terms(_GROUPS[intent.field])
            slugs = tuple(term.slug for term in live if term.slug in chosen)
            criteria = criteria.choosing(intent.field, slugs)
    return criteria


class Span(NamedTuple):
    """Where among the words of a search a part stands."""

    start: int
    length: int
    part: Part


class _Reader:
    """Reads one search. ``taken_back`` collects the readings that are to stay words."""

    def __init__(self, criteria: SearchCriteria, let_go: frozenset[str]) -> None:
        self._criteria = criteria
        self._let_go = let_go
        self._places_left = not criteria.place
        self._pay_left = criteria.pay_min is None
        self.taken_back: set[str] = set()

    def parts(self) -> Iterator[Part]:
        """The parts of the search in order."""
        pieces = typed.pieces(self._criteria.words)
        for loose, run in groupby(pieces, key=lambda piece: piece.is_wanted_loose):
            if loose:
                yield from self._of_words([word for piece in run for word in piece.words])
            else:
                yield from (self._as_typed(piece) for piece in run)

    def _as_typed(self, piece: Piece) -> Part:
        """Words in quotes or excluded. What is excluded keeps its meaning."""
        found = phrases.asked().longest(piece.words) if piece.excluded else ()
        senses = [one.senses for one in found if one.length == len(piece.words)]
        return Part(piece, senses[0] if senses else ())

    def _of_words(self, words: Sequence[str]) -> Iterator[Part]:
        words, at = here.left_of(words), 0
        for start, length, part in _linked(words, self._spans(words)):
            yield from _plain(words[at:start])
            yield part
            at = start + length
        yield from _plain(words[at:])

    def _spans(self, words: Sequence[str]) -> list[Span]:
        """Everything understood, in order."""
        free = list(words)
        paid = [Span(pay.start, pay.length, self._paid(words, pay)) for pay in self._pay(words)]
        for span in paid:
            _take(free, span.start, span.length)
        refusals = list(refused(free))
        for refusal in refusals:
            _take(free, refusal.start, refusal.length)
        spans = [*paid, *self._read(words, free)]
        spans += [self._place_span(words, found) for found in self._place(free)]
        chosen = {intent.field for span in spans for intent in span.part.intents if intent.hard}
        spans += [
            Span(refusal.start, refusal.length, part)
            for refusal, part in zip(refusals, self._refused(words, refusals, chosen), strict=True)
        ]
        return sorted(spans, key=lambda span: span.start)

    def _read(self, words: Sequence[str], free: list[str]) -> list[Span]:
        """What the phrases among the free words mean; these are free no more."""
        spans: list[Span] = []
        ways = (
            phrases.roles().longest,
            phrases.asked().surest,
            phrases.rungs().longest,
            phrases.asked().longest,
        )
        for way in ways:
            for found in list(way(free)):
                phrase = shared(free, found)
                ending = words[found.start + 1 : found.start + found.length]
                for one, typed_as in _each(words, phrase, beside(free, found), ending):
                    is_free = all(free[one.start : one.start + one.length])
                    part = self._meant(typed_as, one.senses) if is_free else None
                    if part:
                        spans.append(Span(one.start, one.length, part))
                        _take(free, one.start, one.length)
        return spans

    def _pay(self, words: Sequence[str]) -> Iterator[pay_words.PayFound]:
        """The pay asked for, unless the filters have one."""
        found = pay_words.find(words, self._criteria.words) if self._pay_left else None
        if found and self._is_wanted(PAY, found.value):
            self._pay_left = False
            yield found

    def _paid(self, words: Sequence[str], found: pay_words.PayFound) -> Part:
        piece = Piece(tuple(words[found.start : found.start + found.length]))
        floor = describe_pay(found.amount, None, found.currency, found.period)
        intent = Intent(PAY, found.value, " ".join(piece.words), f"At least {floor}", hard=False)
        return Part(piece, (), (intent,))

    def _place(self, free: list[str]) -> Iterator[tuple[PlaceFound, bool]]:
        """The places named by words that mean nothing else, and whether it is the one meant."""
        found = place_words.find(free) if self._places_left else None
        if found and self._is_wanted(PLACE, found.text):
            self._places_left = False
            _take(free, found.start, found.length)
            yield found, True
        for other in place_words.apart(place_names.places_in(free)):
            if self._is_wanted(PLACE, other.text):
                yield other, False

    def _place_span(self, words: Sequence[str], place: tuple[PlaceFound, bool]) -> Span:
        """A place as a filter, or where another place is meant as words that may be missing."""
        found, meant = place
        piece = _piece(words, found.start, found.length)
        hard = PLACE not in self._let_go
        intent = Intent(PLACE, found.text, " ".join(piece.words), found.text, hard)
        part = Part(piece, (), (intent,)) if meant else Part(piece, aside=True)
        return Span(found.start, found.length, part)

    def _refused(
        self, words: Sequence[str], refusals: Sequence[Found], chosen: Collection[str]
    ) -> Iterator[Part]:
        """The parts of refused phrases. Who wants no remote work wants the other kinds."""
        gone = {_named(sense) for refusal in refusals for sense in refusal.senses if sense.same}
        done = {*chosen, *(facet.name for facet in FACETS if getattr(self._criteria, facet.name))}
        for refusal in refusals:
            piece = _piece(words, refusal.start, refusal.length)
            fields = {_named(sense)[0]: sense.group for sense in refusal.senses if sense.same}
            said = not _LOOSE.isdisjoint(piece.words) or done.issuperset(fields)
            others = tuple(
                Sense(group, term.slug)
                for field, group in fields.items()
                if field in HARD and not said
                for term in vocabulary.terms(group)
                if (field, term.slug) not in gone and self._is_wanted(field, term.slug)
            )
            done.update(fields)
            intents = tuple(self._intent(sense, " ".join(piece.words)) for sense in others)
            yield Part(piece, others or refusal.senses, intents, refused=True)

    def _meant(self, words: Sequence[str], senses: Sequence[Sense]) -> Part | None:
        """The part of a phrase; None if all its meanings were taken back."""
        piece = Piece(tuple(words))
        # A role may be a channel, too: "chat agent".
        meant = phrases.asked().of(piece.words) or tuple(senses)
        # What words mean leaves no room for what they may hint at besides.
        meant = tuple(sense for sense in meant if sense.same) or meant
        senses = tuple(sense for sense in meant if self._is_wanted(*_named(sense)))
        if not senses:
            return None
        phrase = " ".join(piece.words)
        told = [sense for sense in senses if sense.same or sense.group in _HINTS_TOLD]
        return Part(piece, senses, tuple(self._intent(sense, phrase) for sense in told))

    def _intent(self, sense: Sense, phrase: str) -> Intent:
        field, slug = _named(sense)
        hard = field in HARD and phrase not in _LOOSE and field not in self._let_go
        return Intent(field, slug, phrase, vocabulary.label(sense.group, slug), hard)

    def _is_wanted(self, field: str, value: str) -> bool:
        reading = f"{field}/{value}"
        if reading in self._criteria.plain:
            self.taken_back.add(reading)
            return False
        return True


def _named(sense: Sense) -> tuple[str, str]:
    """The field and value of a sense."""
    return _FACETS.get(sense.group, sense.group), sense.slug


def _linked(words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """The spans with what "or" between them means: neither side is demanded alone."""
    parts = [span.part for span in spans]
    for at in range(1, len(spans)):
        one, other = spans[at - 1], spans[at]
        if not joins(words[one.start + one.length : other.start]):
            continue
        fields = [{i.field for i in part.intents if i.hard} for part in parts[at - 1 : at + 1]]
        if fields[0] != fields[1]:
            parts[at - 1] = _freed(parts[at - 1], beside=fields[1])
            parts[at] = _freed(parts[at], beside=fields[0])
        parts[at] = parts[at]._replace(either=True)
    return (span._replace(part=part) for span, part in zip(spans, parts, strict=True))


def _freed(part: Part, beside: Collection[str]) -> Part:
    """A part that does not filter. A place does all the same: remote work lies in it, too."""
    if any(intent.field == PLACE for intent in part.intents):
        return part
    intents = tuple(intent._replace(hard=False) for intent in part.intents)
    return part._replace(intents=intents, aside=PLACE in beside)


def _each(
    words: Sequence[str], phrase: Found, other: Found | None, ending: Sequence[str]
) -> Iterator[tuple[Found, Sequence[str]]]:
    """The phrase and what stands beside it, each with its own words."""
    if other:
        yield other, (words[other.start], *ending)
    yield phrase, words[phrase.start : phrase.start + phrase.length]


def _piece(words: Sequence[str], start: int, length: int) -> Piece:
    return Piece(tuple(words[start : start + length]))


def _plain(words: Sequence[str]) -> Iterator[Part]:
    return (Part(Piece((word,))) for word in words if word not in FILLERS)


def _take(free: list[str], start: int, length: int) -> None:
    """Nothing else is read from these words; no phrase reaches over them."""
    free[start : start + length] = [""] * length
