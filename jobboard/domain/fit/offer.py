"""What a listing offers and asks for, in codes: the other side of a ``Profile``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.listing_rows import asked_for
from jobboard.domain.pay import annual_equivalent
from jobboard.domain.resume import text

UNSTATED = -1
"""Pay in cents where none is stated: below every stated pay."""

MOST_CENTS = 10**12
"""Pay beyond this is a slip of the pen, and would not fit into the keys of an order."""

NOWHERE = ListingPlace()
"""Of a listing that does not say where it is done."""

UNKNOWN_SLUG = "?"
_SKILL_LIKE = ("skill", "tool")


class Need(NamedTuple):
    """A must-have, as far as it can be judged: words that mean no term are folded or left out.

    ``matching.judge`` says the same to it as to the listing's row.
    """

    kind: str
    slug: str = ""
    text: str = ""
    level: str = ""

    @property
    def row(self) -> Mapping[str, str]:
        """The need as a row of requirements."""
        return {**self._asdict(), "need": "must"}


UNTOLD = Need("other")
"""Any must-have that no resume answers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing as matching sees it; slugs are live terms, "" and empty say that it is silent.

    ``needs`` are the must-haves, in one order for equal sets. ``pay_low`` and ``pay_high``
    are yearly equivalents in hundredths of ``currency``, or UNSTATED.
    """

    needs: tuple[Need, ...] = ()
    channels: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    arrangement: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    place: ListingPlace = NOWHERE
    days: tuple[str, ...] = ()
    shift_bands: tuple[str, ...] = ()
    home_office: tuple[str, ...] = ()
    currency: str = ""
    pay_low: int = UNSTATED
    pay_high: int = UNSTATED


def offer_of(listing: Any, place: ListingPlace) -> Offer:
    """Return the offer of a row with the columns of ``models.Listing``, done at ``place``."""
    low, high = pay_ends(listing)
    return Offer(
        needs=needs_of(listing.requirements or []),
        channels=slugs_in(listing, "channels", "channel"),
        industry=slugs_in(listing, "industry", "industry"),
        arrangement=slugs_in(listing, "arrangement", "arrangement"),
        hours=slugs_in(listing, "hours", "hours"),
        contract=slugs_in(listing, "contract", "contract"),
        place=place,
        days=slugs_in(listing, "days", "weekday"),
        shift_bands=slugs_in(listing, "shift_bands", "shift-band"),
        home_office=slugs_in(listing, "home_office", "home-office"),
        currency=listing.pay_currency or "",
        pay_low=low,
        pay_high=high,
    )


def needs_of(requirements: Any) -> tuple[Need, ...]:
    """Return the must-haves of a listing's rows."""
    musts = [row for row in asked_for(requirements) if text(row, "need") == "must"]
    return tuple(sorted(_need(row) for row in musts))


def slugs_in(listing: Any, column: str, group: str) -> tuple[str, ...]:
    """Return the live slugs of a column that holds one slug or a list of them, each once."""
    value = getattr(listing, column)
    slugs = [value] if isinstance(value, str) else value or []
    live = (vocabulary.resolve(group, slug) for slug in slugs)
    return tuple(dict.fromkeys(slug for slug in live if slug))


def pay_ends(listing: Any) -> tuple[int, int]:
    """Return the lower and the upper end of the pay for a year of full-time work."""
    low, high = listing.pay_min, listing.pay_max
    if (low is None and high is None) or not listing.pay_period:
        return UNSTATED, UNSTATED
    first = low if low is not None else high
    last = high if high is not None else low
    ends = [yearly_cents(Decimal(end), listing.pay_period) for end in (first, last)]
    return ends[0], ends[1]


def yearly_cents(amount: Decimal, period: str) -> int:
    """Money per period as hundredths per year, by the published factors of ``domain.pay``."""
    cents = int(annual_equivalent(amount, period).scaleb(2).to_integral_value())
    return min(cents, MOST_CENTS)


def _need(row: Mapping[str, Any]) -> Need:
    kind, slug = text(row, "kind"), text(row, "slug")
    if kind in _SKILL_LIKE:
        known = vocabulary.resolve(kind, slug)
        # Of a slug that is none of ours only counts that there is one.
        kept = known or (UNKNOWN_SLUG if slug else "")
        return Need(kind, kept, "" if known else vocabulary.fold(text(row, "text")))
    if kind in ("language", "qualification") and (known := vocabulary.resolve(kind, slug)):
        level = vocabulary.resolve("language-level", text(row, "level")) or ""
        return Need(kind, known, level=level if kind == "language" else "")
    return UNTOLD
