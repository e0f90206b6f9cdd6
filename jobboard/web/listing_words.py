"""A listing's facts in words: one sentence or short phrase for each, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable

from jobboard.domain import vocabulary
from jobboard.domain.listing import ListingState
from jobboard.domain.pay import annual_range, describe_pay, hourly_range
from jobboard.domain.text import joined
from jobboard.letters.listing_words import hours_text as hours_text
from jobboard.letters.listing_words import inside
from jobboard.letters.listing_words import label as label
from jobboard.letters.listing_words import pay_text as pay_text
from jobboard.letters.listing_words import place_text as place_text
from jobboard.letters.listing_words import regions_text as regions_text
from jobboard.letters.listing_words import type_text as type_text
from jobboard.letters.listing_words import where_text as where_text
from jobboard.models import Company, Listing
from jobboard.web.filters import day, moment

WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri"})
EVERY_DAY = 7


def labels(group: str, slugs: Iterable[str]) -> str:
    """Return several terms as "Phone, live chat and email"."""
    words = [vocabulary.label(group, slug) for slug in slugs]
    return joined([*words[:1], *(inside(word) for word in words[1:])])


def pay_note(listing: Listing) -> str:
    """Return the same pay in the other usual period: by year for hourly pay, else by hour."""
    if listing.pay_min is None:
        return ""
    hours = listing.hours_week_max or listing.hours_week_min
    to_year = listing.pay_period != "year"
    convert = annual_range if to_year else hourly_range
    low, high = convert(listing.pay_min, listing.pay_max, listing.pay_period, hours)
    text = describe_pay(low, high, listing.pay_currency, "year" if to_year else "hour")
    return f"about {text}"


def days_text(listing: Listing) -> str:
    """Return the days of work: "Monday to Friday", "any day", or the days by name."""
    days = set(listing.days)
    if not days:
        return ""
    if len(days) == EVERY_DAY:
        return "Any day of the week"
    if days == WEEKDAYS:
        return "Monday to Friday"
    order = [slug for slug, _ in vocabulary.choices("weekday") if slug in days]
    return joined(label("weekday", slug) for slug in order)


def schedule_text(listing: Listing) -> list[str]:
    """Return the schedule as short lines."""
    shifts = labels("shift-band", listing.shift_bands)
    pattern = label("shift-pattern", listing.shift_pattern)
    return [line for line in (days_text(listing), shifts, pattern, listing.schedule_note) if line]


def channels_text(listing: Listing) -> str:
    """Return the channels, the main one first: "Phone and live chat"."""
    main = [listing.main_channel] if listing.main_channel in listing.channels else []
    return labels("channel", [*main, *(slug for slug in listing.channels if slug not in main)])


def contacts_text(listing: Listing) -> str:
    """Return how many contacts a usual day brings."""
    return f"About {listing.contacts_a_day} a day" if listing.contacts_a_day else ""


def equipment_text(listing: Listing) -> list[str]:
    """Return who supplies equipment, and what a home office needs."""
    needs = labels("home-office", listing.home_office)
    lines = [label("equipment-by", listing.equipment_by), listing.equipment_note]
    if needs:
        lines.append(f"You need: {inside(needs)}")
    return [line for line in lines if line]


def training_text(listing: Listing) -> str:
    """Return training in one phrase: "4 weeks, paid, remote"."""
    weeks = listing.training_weeks
    length = f"{weeks} week{'' if weeks == 1 else 's'}" if weeks else ""
    paid = {True: "paid", False: "not paid", None: ""}[listing.training_paid]
    place = inside(label("training-place", listing.training_place) or " ").strip()
    return ", ".join(part for part in (length, paid, place) if part)


def employer_text(listing: Listing) -> str:
    """Return the kind of employer, with the brand an outsourcer works for."""
    kind = label("employer-kind", listing.employer_kind)
    return f"{kind}, for {listing.brand}" if kind and listing.brand else kind


def apply_by_text(listing: Listing) -> str:
    """Return when applications close, with the zone the employer chose."""
    return moment(listing.closes_at, listing.time_zone)


def ended_text(listing: Listing) -> str:
    """Return what happened to a listing that is over; nothing for others."""
    if listing.state not in (ListingState.CLOSED, ListingState.EXPIRED):
        return ""
    when = day(listing.closed_at, listing.time_zone)
    if listing.close_outcome.startswith("filled"):
        return f"Filled, and closed on {when}"
    return f"Closed on {when}"


def checked_text(company: Company) -> str:
    """Return when we checked the company: "4 Nov 2026"; nothing if we did not."""
    return day(company.verified_at) if company.verified and company.verified_at else ""
