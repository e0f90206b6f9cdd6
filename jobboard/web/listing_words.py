"""A listing's facts in words: one sentence or short phrase for each, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable

from jobboard.domain import vocabulary
from jobboard.domain.listing import ListingState
from jobboard.domain.pay import annual_range, describe_pay, hourly_range
from jobboard.domain.text import joined
from jobboard.models import Company, Listing
from jobboard.web.filters import day, moment

WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri"})
EVERY_DAY = 7
# Countries whose English names take an article inside a sentence.
WITH_ARTICLE = frozenset({"AE", "DO", "GB", "NL", "PH", "US"})


def label(group: str, slug: str) -> str:
    """Return a term's words, or nothing for a fact that is not stated."""
    return vocabulary.label(group, slug) if slug else ""


def labels(group: str, slugs: Iterable[str]) -> str:
    """Return several terms as "Phone, live chat and email"."""
    words = [vocabulary.label(group, slug) for slug in slugs]
    return joined([*words[:1], *(_inside(word) for word in words[1:])])


def _inside(word: str) -> str:
    """Return a label as it reads inside a sentence: abbreviations and names keep capitals."""
    plain = word[1:].islower() or word[1:].replace("-", " ").replace(" ", "").islower()
    return word[0].lower() + word[1:] if plain else word


def pay_text(listing: Listing) -> str:
    """Return pay in the employer's own period; nothing where it is not stated."""
    if listing.pay_min is None:
        return ""
    text = describe_pay(listing.pay_min, listing.pay_max, listing.pay_currency, listing.pay_period)
    return f"{text} plus {_inside(listing.pay_extras)}" if listing.pay_extras else text


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


def _country(slug: str) -> str:
    """Return a country's name as it stands in a sentence."""
    name = label("country", slug)
    return f"the {name}" if slug in WITH_ARTICLE else name


def regions_text(listing: Listing, *, full: bool = False) -> str:
    """Return where a remote worker may live: "TX, OK or NM", "the United States".

    ``full`` writes the states out, where there is room.
    """
    states = [vocabulary.term("us-state", slug) for slug in listing.remote_regions]
    if states:
        short = len(states) > 1 and not full
        return joined((t.extra["abbr"] if short else t.label for t in states), "or")
    return joined((_country(slug) for slug in listing.remote_countries), "or")


def place_text(listing: Listing) -> str:
    """Return the place of work: "Austin, TX"; nothing for fully remote work."""
    region = listing.region
    if vocabulary.resolve("us-state", region):
        region = vocabulary.term("us-state", region).extra["abbr"]
    country = "" if listing.country in ("", "US") else label("country", listing.country)
    if not (listing.town or region or country):
        return label("country", listing.country)
    return ", ".join(part for part in (listing.town, region, country) if part)


def where_text(listing: Listing, *, full: bool = False) -> str:
    """Return arrangement and place in one phrase; ``full`` for the listing's own page."""
    if listing.arrangement == "remote":
        live_in = regions_text(listing, full=full)
        if not live_in:
            return "Remote"
        return f"Remote. You need to live in {live_in}." if full else f"Remote (live in {live_in})"
    place = place_text(listing)
    if listing.arrangement == "hybrid":
        days = listing.hybrid_days
        kind = f"Hybrid, {days} day{'' if days == 1 else 's'} a week on site" if days else "Hybrid"
    else:
        kind = label("arrangement", listing.arrangement)
    return f"{kind}, {place}" if kind and place else kind or place


def type_text(listing: Listing) -> str:
    """Return hours and contract: "Full time, fixed term (6 months)"."""
    contract = label("contract", listing.contract)
    if listing.contract_months:
        contract += f" ({listing.contract_months} months)"
    words = [word for word in (label("hours", listing.hours), contract) if word]
    return ", ".join([*words[:1], *(_inside(word) for word in words[1:])])


def hours_text(listing: Listing) -> str:
    """Return the hours a week: "30 to 40 hours a week"."""
    low, high = listing.hours_week_min, listing.hours_week_max
    if low is None and high is None:
        return ""
    ends = sorted({f"{value.normalize():f}" for value in (low, high) if value}, key=float)
    return f"{' to '.join(ends)} hours a week"


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
        lines.append(f"You need: {_inside(needs)}")
    return [line for line in lines if line]


def training_text(listing: Listing) -> str:
    """Return training in one phrase: "4 weeks, paid, remote"."""
    weeks = listing.training_weeks
    length = f"{weeks} week{'' if weeks == 1 else 's'}" if weeks else ""
    paid = {True: "paid", False: "not paid", None: ""}[listing.training_paid]
    place = _inside(label("training-place", listing.training_place) or " ").strip()
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
