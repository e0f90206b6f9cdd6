"""A listing as search sees it: texts to read, codes to filter by, times to be visible in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import FACETS, Facet
from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.fit.offer import MOST_CENTS, UNSTATED, Offer, offer_of, yearly_cents
from jobboard.domain.geo import Point
from jobboard.domain.listing import ListingState
from jobboard.domain.workplace import located

__all__ = [
    "DAY",
    "EARLIEST",
    "MOST_CENTS",
    "UNSTATED",
    "Fact",
    "ListingDocument",
    "concept_of",
    "document_of",
    "listing_offer",
    "microseconds",
    "yearly_cents",
]

EARLIEST = -(2**62)
DAY = 86_400_000_000
"""In microseconds."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGEST_BYTES = 8

# Facts that are no filters but words to find by: column → group of terms.
_MORE_FACTS = {
    "duties": "duty",
    "shift_pattern": "shift-pattern",
    "employer_kind": "employer-kind",
}
_REQUIREMENT_GROUPS = ("skill", "tool", "language", "qualification")


class Fact(NamedTuple):
    """Something an employer chose from a list or wrote as a requirement.

    ``concept`` is "group/slug", or "" for free text.
    """

    concept: str
    label: str


@dataclass(frozen=True, slots=True)
class ListingDocument:
    """What the index keeps of a listing. Times are in microseconds since 1970, UTC.

    ``facets`` holds slugs in the order of ``domain.criteria.FACETS``. ``pay_cents`` is the
    yearly equivalent in hundredths of ``currency``, or UNSTATED. ``live`` and the two
    times are ``domain.listing.is_visible`` in columns. ``offer`` is what resumes are compared
    with.
    """

    id: int
    row_version: int
    title: str
    company: str
    body: str
    place_words: str
    facts: tuple[Fact, ...]
    facets: tuple[tuple[str, ...], ...]
    place: ListingPlace
    currency: str
    pay_cents: int
    published: int
    visible_from: int
    visible_until: int
    live: bool
    checked: bool
    offer: Offer
    version: str = field(init=False, default="")
    """The row's version and a digest of all that is indexed: equal only if nothing differs."""

    def __post_init__(self) -> None:
        digest = hashlib.blake2b(repr(astuple(self)).encode(errors="replace"))
        version = f"{self.row_version}-{digest.hexdigest()[: 2 * _DIGEST_BYTES]}"
        object.__setattr__(self, "version", version)

    def visible(self, now: int) -> bool:
        """``domain.listing.is_visible`` for a time in microseconds."""
        return self.live and self.visible_from <= now < self.visible_until


def document_of(listing: Any, *, is_answered: bool = True) -> ListingDocument:
    """The document of a row with the columns of ``models.Listing`` and its company loaded.

    ``is_answered`` says whether somebody would read an application made here.
    """
    offer = listing_offer(listing)
    # The lower end of the pay is what "at least" can rely on.
    pay_cents = offer.pay_low
    flags = {"easy_apply": is_answered, "pay_stated": pay_cents != UNSTATED}
    return ListingDocument(
        id=listing.id,
        row_version=listing.version,
        title=listing.title,
        company=" \n".join(filter(None, (listing.company.name, listing.brand))),
        body=listing.description,
        place_words=_place_words(listing),
        facts=_facts(listing),
        facets=tuple(_facet_slugs(listing, facet, flags) for facet in FACETS),
        place=offer.place,
        currency=offer.currency,
        pay_cents=pay_cents,
        published=microseconds(listing.published_at, EARLIEST),
        visible_from=microseconds(listing.opens_at, EARLIEST),
        # Without an end a listing is not visible: the window is empty.
        visible_until=microseconds(listing.closes_at, EARLIEST),
        live=listing.state == ListingState.LIVE,
        checked=bool(listing.company.verified),
        offer=offer,
    )


def listing_offer(listing: Any) -> Offer:
    """What resumes are compared with, of a row with the columns of ``models.Listing``."""
    return offer_of(listing, listing_place(listing))


def microseconds(moment: datetime | None, default: int) -> int:
    """An aware moment as whole microseconds since 1970."""
    return default if moment is None else (moment - _EPOCH) // _MICROSECOND


def concept_of(group: str, slug: str) -> str:
    """The one spelling of a term inside the index."""
    return f"{group}/{slug}"


def _facet_slugs(listing: Any, facet: Facet, flags: Mapping[str, bool]) -> tuple[str, ...]:
    """The values of a filter that the listing has; ``flags`` are the facts in no column."""
    if facet.name in flags:
        return (YES,) if flags[facet.name] else ()
    if facet.column == "requirements":
        rows = listing.requirements or []
        slugs = [row.get("slug", "") for row in rows if row.get("kind") == facet.group]
        return _live(facet.group, slugs)
    return _slugs(listing, facet.column, facet.group)


def _slugs(listing: Any, column: str, group: str) -> tuple[str, ...]:
    value = YES if (held := getattr(listing, column)) is True else held
    return _live(group, [value] if isinstance(value, str) else value or [])


def _live(group: str, slugs: Iterable[str]) -> tuple[str, ...]:
    """Live slugs, each once; what is not of the group, or empty, is left out."""
    live = (vocabulary.resolve(group, slug) for slug in slugs)
    return tuple(dict.fromkeys(slug for slug in live if slug))


def _facts(listing: Any) -> tuple[Fact, ...]:
    named = [facet for facet in FACETS if facet.named and facet.column != "requirements"]
    columns = [(facet.column, facet.group) for facet in named] + list(_MORE_FACTS.items())
    chosen = [
        _fact(group, slug) for column, group in columns for slug in _slugs(listing, column, group)
    ]
    asked = [_requirement(row) for row in listing.requirements or []]
    return tuple(dict.fromkeys([*chosen, *(fact for fact in asked if fact.label)]))


def _requirement(row: dict[str, Any]) -> Fact:
    group, slug = row.get("kind", ""), row.get("slug", "")
    if group in _REQUIREMENT_GROUPS and vocabulary.resolve(group, slug):
        return _fact(group, slug)
    return Fact("", row.get("text", ""))


def _fact(group: str, slug: str) -> Fact:
    term = vocabulary.term(group, slug)
    return Fact(concept_of(group, term.slug), term.label)


def listing_place(listing: Any) -> ListingPlace:
    """Where it is done; coordinates and region from the gazetteer where the row has none."""
    names = (listing.town or "", listing.region or "", listing.country or "")
    postcode = listing.postcode or ""
    point, region = located(*names, postcode)
    if listing.latitude is not None and listing.longitude is not None:
        point = Point(listing.latitude, listing.longitude)
    return ListingPlace(
        arrangement=listing.arrangement or "",
        town=names[0],
        region=region,
        country=names[2],
        postcode=postcode,
        remote_countries=tuple(listing.remote_countries or ()),
        remote_regions=tuple(listing.remote_regions or ()),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
    )


def _place_words(listing: Any) -> str:
    """Town, state and country in words, for a place typed among the other words."""
    named = [
        vocabulary.label(group, code)
        for group, code in (("us-state", listing.region), ("country", listing.country))
        if code and vocabulary.resolve(group, code)
    ]
    return "\n".join(filter(None, [listing.town, *named]))
