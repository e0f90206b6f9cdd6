"""What somebody is looking for: one value for page, alert, landing page, feed and API.

``from_args`` turns an address into criteria and never fails; ``to_args`` turns criteria
into the one address that restores them. Every filter is a row of ``FACETS`` or one of the
few single fields below, so a new filter is one new row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from jobboard.domain import geo, place_box, vocabulary
from jobboard.domain.arguments import YES, Args, Arguments
from jobboard.domain.eligibility import (
    DEFAULT_UNIT,
    RADII,
    PlaceQuery,
    asked,
)
from jobboard.domain.pay import describe_pay
from jobboard.domain.text import joined

# Phrases that were typed in quotation marks, which stand inside others where words are repeated.
_OWN_MARKS = re.compile(r"[\"“]([^\"“”]*)[\"”]")
LONGEST_WORDS = 200
LONGEST_PLACE = 80
DEFAULT_CURRENCY = "USD"
DEFAULT_PERIOD = "hour"
DEFAULT_SORT = "match"
SORTS = {"match": "Best match", "newest": "Newest", "pay": "Highest pay"}


class Facet(NamedTuple):
    """A filter with terms of the vocabulary: OR inside it, AND with the others.

    ``name`` is the field of the criteria and the name in the address, ``group`` the group
    of terms, ``column`` the listing's column that holds one slug, a list of them or, in
    ``requirements``, rows of the group's kind. A group of the one term "yes" is a plain fact,
    such as whether training is paid; those that stand in no column have ``column`` "".
    ``named`` says whether people look for the labels in words, too, and ``about`` begins what
    is said of a value that a label alone would not tell.
    """

    name: str
    group: str
    column: str
    named: bool = True
    about: str = ""

    def words(self, slug: str) -> str:
        """What a value means, without its group's heading beside it."""
        label = vocabulary.label(self.group, slug)
        return f"{self.about} {_inside(self, label)}" if self.about else label


FACETS = (
    Facet("arrangement", "arrangement", "arrangement"),
    Facet("channel", "channel", "channels"),
    Facet("hours", "hours", "hours"),
    Facet("contract", "contract", "contract"),
    Facet("employment_status", "employment-status", "employment_status"),
    Facet("shift_band", "shift-band", "shift_bands", about="Shift:"),
    Facet("industry", "industry", "industry"),
    Facet("role_family", "role-family", "role_family"),
    Facet("level", "level", "level"),
    Facet("customers", "customers", "customers", about="Serving"),
    Facet("language", "language", "requirements", about="Asks for"),
    Facet("qualification", "qualification", "requirements"),
    Facet("equipment_by", "equipment-by", "equipment_by", named=False, about="Equipment:"),
    Facet("training_paid", "training-paid", "training_paid", named=False),
    Facet("pay_stated", "pay-stated", "", named=False),
    Facet("easy_apply", "easy-apply", "", named=False),
)


class Chip(NamedTuple):
    """One filter in use. ``without(chip.field, chip.value)`` takes it away."""

    field: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """A search. Tuples hold live slugs in page order; ``pay_min`` is money per ``pay_period``.

    ``plain`` names what must not be read out of the words, each as "field/value"
    (``domain.query``). ``place`` is text, read by ``domain.places``; ``within`` one of RADII
    in ``unit``, None for the usual one. ``posted_within`` is in days. Make values from
    outside with ``from_args`` only, which knows what is allowed.
    """

    words: str = ""
    plain: tuple[str, ...] = ()
    place: str = ""
    within: int | None = None
    unit: str = DEFAULT_UNIT
    arrangement: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    employment_status: tuple[str, ...] = ()
    shift_band: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    role_family: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    qualification: tuple[str, ...] = ()
    equipment_by: tuple[str, ...] = ()
    training_paid: tuple[str, ...] = ()
    pay_stated: tuple[str, ...] = ()
    easy_apply: tuple[str, ...] = ()
    pay_min: Decimal | None = None
    pay_period: str = DEFAULT_PERIOD
    pay_currency: str = DEFAULT_CURRENCY
    posted_within: int | None = None
    checked_only: bool = False
    sort: str = DEFAULT_SORT

    @classmethod
    def from_args(cls, args: Args) -> SearchCriteria:
        """Criteria from an address's arguments; what is unknown or malformed is dropped.

        Takes a multi-dict, a mapping of names to a value or a list of values, or pairs.
        """
        given = Arguments(args)
        words = given.text("words", LONGEST_WORDS)
        days = given.slug("posted_within", "posted-within")
        return (
            cls(
                words=words,
                plain=_plain(given, words),
                place=given.text("place", LONGEST_PLACE),
                within=_radius(given.first("within")),
                unit=given.one_of("unit", geo.UNITS, DEFAULT_UNIT),
                pay_min=given.amount("pay_min"),
                pay_period=given.slug("pay_period", "pay-period") or DEFAULT_PERIOD,
                pay_currency=given.currency("pay_currency", DEFAULT_CURRENCY),
                posted_within=None if days is None else int(days),
                checked_only=given.yes("checked_only"),
                sort=given.one_of("sort", SORTS, DEFAULT_SORT),
                **{facet.name: given.slugs(facet.name, facet.group) for facet in FACETS},
            )
            ._with_place_read()
            ._without_understood(given.readings("understood"))
            ._settled()
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments that restore these criteria, in one order, without the defaults."""
        pairs: list[tuple[str, str]] = []
        for (name, default), value in zip(_DEFAULTS.items(), _VALUES_OF(self), strict=True):
            if value == default or value is None:
                continue
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(name, _as_text(item)) for item in values]
        return pairs

    def with_(self, field: str, value: str) -> SearchCriteria:
        """These criteria and this one more value; a single field is replaced."""
        kept = [pair for pair in self.to_args() if pair[0] != field or field in _BY_NAME]
        return SearchCriteria.from_args([*kept, (field, value)])

    def without(self, field: str, value: str | None = None) -> SearchCriteria:
        """These criteria without a value, or without all values, of a field."""
        if field in _BY_NAME:
            held = getattr(self, field) if value is not None else ()
            return self.choosing(field, tuple(slug for slug in held if slug != value))
        gone = (field, *_BELONGS_TO.get(field, ()))
        usual = {name: _DEFAULTS[name] for name in gone if name in _DEFAULTS}
        return replace(self, **usual)._settled()

    def choosing(self, facet: str, slugs: tuple[str, ...]) -> SearchCriteria:
        """These criteria with these slugs, live and in page order, in place of a facet's."""
        chosen: dict[str, Any] = {facet: slugs}
        return replace(self, **chosen)

    def cleared(self) -> SearchCriteria:
        """The words, place and sort order alone: what "Clear all filters" leaves."""
        kept = ("words", "plain", "place", "within", "unit", "sort")
        return SearchCriteria(**{name: getattr(self, name) for name in kept})

    def chips(self) -> list[Chip]:
        """The filters in use, the place among them, each with words to show."""
        found = [Chip("place", self.place, _capital(where_words(self)))] if self.place else []
        found += [
            Chip(facet.name, slug, facet.words(slug))
            for facet in FACETS
            for slug in getattr(self, facet.name)
        ]
        if self.pay_min is not None:
            words = _capital(pay_floor_words(self))
            found.append(Chip("pay_min", _as_text(self.pay_min), words))
        if self.posted_within is not None:
            slug = str(self.posted_within)
            found.append(Chip("posted_within", slug, vocabulary.label("posted-within", slug)))
        if self.checked_only:
            found.append(Chip("checked_only", YES, "Checked employers only"))
        return found

    @property
    def where(self) -> PlaceQuery:
        """The place and radius as a question to listings."""
        return asked(self.place, self.within, self.unit)

    @property
    def is_empty(self) -> bool:
        """Whether every listing answers: no words, no place, no filter."""
        return not self.words and not self.chips()

    def describe(self) -> str:
        """The search as a phrase that can begin a sentence or a heading."""
        return describe(self)

    def _without_understood(self, understood: tuple[str, ...]) -> SearchCriteria:
        """These criteria with what a page had read out of the words when it drew its form.

        What is still chosen is no filter of its own, since the words give it again; what was
        taken away is to be left in the words.
        """
        if not understood:
            return self
        kept, plain = self, list(self.plain)
        for reading in understood:
            field, _, value = reading.partition("/")
            if field in _BY_NAME and value in getattr(kept, field):
                left = tuple(slug for slug in getattr(kept, field) if slug != value)
                kept = kept.choosing(field, left)
            elif field == "place" and value == kept.place:
                kept = replace(kept, place="")
            elif reading not in plain:
                plain.append(reading)
        return replace(kept, plain=tuple(plain))

    def _with_place_read(self) -> SearchCriteria:
        """With "remote" that was typed as a place as the filter that it is."""
        arrangements, place = place_box.read(self.place)
        if not arrangements:
            return replace(self, place=place) if place != self.place else self
        chosen = {*self.arrangement, *arrangements}
        terms = vocabulary.terms("arrangement")
        slugs = tuple(term.slug for term in terms if term.slug in chosen)
        return replace(self.choosing("arrangement", slugs), place=place)

    def _settled(self) -> SearchCriteria:
        """One form for equal searches: what belongs to something not given says nothing."""
        settled = self
        if self.plain and not self.words:
            settled = replace(settled, plain=())
        paid = (self.pay_period, self.pay_currency)
        if self.pay_min is None and paid != (DEFAULT_PERIOD, DEFAULT_CURRENCY):
            settled = replace(settled, pay_period=DEFAULT_PERIOD, pay_currency=DEFAULT_CURRENCY)
        return settled._with_radius_settled()

    def _with_radius_settled(self) -> SearchCriteria:
        """Without a radius where it says nothing. One for a place read from the words stays."""
        if self.within is None and self.unit == DEFAULT_UNIT:
            return self
        if self.place and self.where.centers:
            usual = replace(self, within=None)
            return usual if usual.where == self.where else self
        if self.words and not self.place:
            return self
        return replace(self, within=None, unit=DEFAULT_UNIT)


_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(SearchCriteria)}
_VALUES_OF = attrgetter(*_DEFAULTS)
_BY_NAME = {facet.name: facet for facet in FACETS}
# What a description says after the rest, in this order.
_TAIL = (
    "hours",
    "contract",
    "employment_status",
    "level",
    "shift_band",
    "customers",
    "language",
    "qualification",
    "equipment_by",
    "training_paid",
    "pay_stated",
    "easy_apply",
)
_BELONGS_TO = {"pay_min": ("pay_period", "pay_currency"), "place": ("within", "unit")}


def _plain(given: Arguments, words: str) -> tuple[str, ...]:
    """What stays plain words. A form says which words it meant: for others it holds no more."""
    meant = given.text("plain_for", LONGEST_WORDS)
    return given.readings("plain") if meant in ("", words) else ()


def _as_text(value: object) -> str:
    return YES if value is True else str(value)


def _radius(text: str) -> int | None:
    return next((radius for radius in RADII if str(radius) == text), None)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def wider(criteria: SearchCriteria) -> list[SearchCriteria]:
    """The same search with each larger radius, the smallest first; none without a center."""
    if not criteria.where.centers:
        return []
    now = criteria.where
    return [
        replace(criteria, within=radius, unit=now.unit) for radius in RADII if radius > now.within
    ]


def where_words(criteria: SearchCriteria) -> str:
    """Such as "within 25 miles of Austin, Texas" or "in Texas"; empty without a place."""
    if not criteria.place:
        return ""
    where = criteria.where
    name = where.names[0] if len(where.names) == 1 else criteria.place
    if where.by_name or not where.centers:
        return f"in {name}"
    return f"within {geo.radius_words(where.within, where.unit)} of {name}"


def pay_floor_words(criteria: SearchCriteria) -> str:
    """Such as "at least $18.00 an hour"; empty without a floor."""
    if criteria.pay_min is None:
        return ""
    floor = describe_pay(criteria.pay_min, None, criteria.pay_currency, criteria.pay_period)
    return f"at least {floor}"


def describe(criteria: SearchCriteria) -> str:
    """Criteria in words, such as "Remote or hybrid jobs in healthcare, full time"."""
    nouns = f"{_either(criteria, 'arrangement')} jobs".strip()
    links = (("role_family", "in"), ("channel", "on"), ("industry", "in"))
    linked = [
        f"{word} {_either(criteria, name)}" for name, word in links if getattr(criteria, name)
    ]
    place = [where_words(criteria)] if criteria.place else []
    typed = _OWN_MARKS.sub(r"‘\1’", criteria.words)
    words = [f"with the words “{typed}”"] if typed else []
    tail = [_either(criteria, name) for name in _TAIL] + [pay_floor_words(criteria)]
    if criteria.posted_within is not None:
        label = vocabulary.label("posted-within", str(criteria.posted_within))
        tail.append(f"posted in the {label.lower()}")
    if criteria.checked_only:
        tail.append("checked employers only")
    said = ", ".join([" ".join([nouns, *linked, *place, *words]), *filter(None, tail)])
    return _capital(said)


def _either(criteria: SearchCriteria, name: str) -> str:
    """The chosen terms of a facet joined by "or", as they stand inside a sentence."""
    chosen = getattr(criteria, name)
    if not chosen:
        return ""
    facet = _BY_NAME[name]
    said = joined([_inside(facet, vocabulary.label(facet.group, slug)) for slug in chosen], "or")
    return f"{facet.about[0].lower()}{facet.about[1:]} {said}" if facet.about else said


def _inside(facet: Facet, label: str) -> str:
    """A label inside a sentence; languages, and names in capitals, keep them."""
    keeps = facet.name == "language" or label[1:2].isupper()
    return label if keeps else label[0].lower() + label[1:]
