"""What the words of a search mean: filters and wishes read out of free text, reversibly.

"remote chat support part time healthcare texas" asks for remote, part-time work in Texas,
which are filters as if they had been ticked, and for live chat and healthcare, which only
lift the listings that have them: employers do not always say such things, and a filter on
them would hide good answers. Whatever was read can be taken back to plain words. Pure and
cached; any text has a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jobboard.domain import phrases, place_words, typed, vocabulary
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.phrases import Found, Sense
from jobboard.domain.typed import FILLERS, Piece

PLACE = "place"
HARD = (PLACE, "arrangement", "hours", "contract", "employment_status")
"""Fields whose readings filter, the last to be let go first. All are facts that listings
must state, and that people do not bargain about."""

_KEPT = 4_096
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
_NEGATIONS = frozenset({"no", "non", "not", "without"})


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
    """Words of a search that belong together and what was understood from them."""

    piece: Piece
    senses: tuple[Sense, ...] = ()
    intents: tuple[Intent, ...] = ()

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
    return _understand(criteria, let_go)


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


class _Reader:
    """Reads one search. ``taken_back`` collects the readings that are to stay words."""

    def __init__(self, criteria: SearchCriteria, let_go: frozenset[str]) -> None:
        self._criteria = criteria
        self._let_go = let_go
        self._places_left = not criteria.place
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
        at = 0
        for start, length, part in self._spans(words):
            yield from _plain(words[at:start])
            yield part
            at = start + length
        yield from _plain(words[at:])

    def _spans(self, words: Sequence[str]) -> list[tuple[int, int, Part]]:
        """(start, length, part) of everything understood, in order."""
        spans: list[tuple[int, int, Part]] = []
        free = list(words)
        ways = (
            phrases.roles().longest,
            phrases.asked().surest,
            phrases.rungs().longest,
            phrases.asked().longest,
        )
        for way in ways:
            for phrase in list(way(free)):
                part = self._meant(words, phrase)
                if part:
                    spans.append((phrase.start, phrase.length, part))
                    _take(free, phrase.start, phrase.length)
        spans += [(at.start, at.length, self._placed(words, at)) for at in self._place(free)]
        return sorted(spans, key=lambda span: span[0])

    def _place(self, free: Sequence[str]) -> Iterator[place_words.PlaceFound]:
        """The place named by words that mean nothing else."""
        found = place_words.find(free) if self._places_left else None
        if found and self._is_wanted(PLACE, found.text):
            self._places_left = False
            yield found

    def _placed(self, words: Sequence[str], found: place_words.PlaceFound) -> Part:
        piece = Piece(tuple(words[found.start : found.start + found.length]))
        hard = PLACE not in self._let_go
        return Part(
            piece, (), (Intent(PLACE, found.text, " ".join(piece.words), found.text, hard),)
        )

    def _meant(self, words: Sequence[str], found: Found) -> Part | None:
        """The part of a phrase; None if all its meanings were taken back or negated."""
        piece = Piece(tuple(words[found.start : found.start + found.length]))
        negated = found.start > 0 and words[found.start - 1] in _NEGATIONS
        # A role may be a channel, too: "chat agent".
        meant = phrases.asked().of(piece.words) or found.senses
        # What words mean leaves no room for what they may hint at besides.
        meant = tuple(sense for sense in meant if sense.same) or meant
        senses = tuple(sense for sense in meant if self._is_wanted(*_named(sense)))
        if not senses or negated:
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


def _plain(words: Sequence[str]) -> Iterator[Part]:
    return (Part(Piece((word,))) for word in words if word not in FILLERS)


def _take(free: list[str], start: int, length: int) -> None:
    """Nothing else is read from these words; no phrase reaches over them."""
    free[start : start + length] = [""] * length
