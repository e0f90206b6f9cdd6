"""How the words of a search are read into parts: pay, refusals, roles, phrases, places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from jobboard.domain import here, pay_words, phrases, place_names, place_words, typed, vocabulary
from jobboard.domain.criteria import FACETS, SearchCriteria
from jobboard.domain.either import beside, linked, shared
from jobboard.domain.pay import describe_pay
from jobboard.domain.phrases import Found, Sense
from jobboard.domain.place_names import PlaceFound
from jobboard.domain.query_parts import HARD, PAY, PLACE, Intent, Part, Span
from jobboard.domain.refused import refused
from jobboard.domain.typed import FILLERS, Piece

_FACETS = {facet.group: facet.name for facet in FACETS}
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


class Reader:
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
        for start, length, part in linked(words, self._spans(words)):
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
