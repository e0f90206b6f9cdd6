"""A listing's main facts in words, the same in letters and on pages."""

from __future__ import annotations

from jobboard.domain import vocabulary
from jobboard.domain.pay import describe_pay
from jobboard.domain.regions import region_label
from jobboard.domain.text import joined
from jobboard.models import Listing

# Countries whose English names take an article inside a sentence.
WITH_ARTICLE = frozenset({"AE", "DO", "GB", "NL", "PH", "US"})


def label(group: str, slug: str) -> str:
    """Return a term's words, or nothing for a fact that is not stated."""
    return vocabulary.label(group, slug) if slug else ""


def inside(word: str) -> str:
    """Return a label as it reads inside a sentence: abbreviations and names keep capitals."""
    plain = word[1:].islower() or word[1:].replace("-", " ").replace(" ", "").islower()
    return word[0].lower() + word[1:] if plain else word


def pay_text(listing: Listing) -> str:
    """Return pay in the employer's own period; nothing where it is not stated."""
    if listing.pay_min is None:
        return ""
    text = describe_pay(listing.pay_min, listing.pay_max, listing.pay_currency, listing.pay_period)
    return f"{text} plus {inside(listing.pay_extras)}" if listing.pay_extras else text


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
    elif region:
        # A code such as "GB-LND" tells readers nothing.
        name = region_label(region)
        region = "" if name == region and "-" in region else name
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
    return ", ".join([*words[:1], *(inside(word) for word in words[1:])])


def hours_text(listing: Listing) -> str:
    """Return the hours a week: "30 to 40 hours a week"."""
    low, high = listing.hours_week_min, listing.hours_week_max
    if low is None and high is None:
        return ""
    ends = sorted({f"{value.normalize():f}" for value in (low, high) if value}, key=float)
    return f"{' to '.join(ends)} hours a week"
