"""What the search page says and offers about the place: radius, meaning, and ways further."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from jobboard.domain import eligibility, gazetteer, geo, vocabulary
from jobboard.domain.criteria import SearchCriteria, where_words, wider
from jobboard.domain.eligibility import ListingPlace
from jobboard.domain.place_guess import did_you_mean
from jobboard.domain.places import SOMEWHERE
from jobboard.domain.regions import region_label
from jobboard.search.contract import PAGE_SIZE, SearchPage
from jobboard.web.public.addresses import search_url
from jobboard.web.public.counts import Counts

ANY_PART = "Any part of it"
# More than these help nobody, and each is a search of its own.
MOST_WIDER = 2


def distances(asked: SearchCriteria) -> list[tuple[str, str]]:
    """Return the choices of a radius. The usual one stands for itself as no choice."""
    usual = eligibility.DEFAULT_RADIUS
    named = ANY_PART if asked.where.by_name else f"{_radius(usual, asked)}"
    radii = [r for r in eligibility.RADII if r != usual or asked.where.by_name]
    found = [("", named), *((str(radius), _radius(radius, asked)) for radius in radii)]
    return found if asked.where.by_name else sorted(found, key=lambda pair: int(pair[0] or usual))


def place_view(
    criteria: SearchCriteria, asked: SearchCriteria, found: SearchPage, counts: Counts
) -> dict[str, Any]:
    """Return what is said of the place of ``asked``, the search with what its words say."""
    where = asked.where
    unknown = _unknown(asked)
    return {
        "distances": distances(asked),
        "within": "" if asked.within is None else str(asked.within),
        "line": _line(asked) if asked.place and found.total and not unknown else "",
        "unknown": unknown,
        "meant": _meant(criteria, asked),
        "meanings": [
            {"text": text, "url": search_url(_placed(criteria, asked, name))}
            for text, name in _meanings(where.meanings)
        ],
        "units": _other_unit(criteria, asked) if where.centers else None,
        "wider": _wider(criteria, asked, found, counts),
    }


def _unknown(asked: SearchCriteria) -> str:
    """Return the place if nobody here knows it; ZIP codes are known by where they lie."""
    where = asked.where
    if not asked.place or not where.areas or where.centers:
        return ""
    zip_like = len(asked.place) == gazetteer.ZIP_DIGITS and asked.place.isdecimal()
    return asked.place if zip_like or not where.names else ""


def distance_of(asked: SearchCriteria) -> Callable[[ListingPlace], str]:
    """Return a function from a place of work to its distance in words; "" if not known."""
    where = asked.where

    def distance(place: ListingPlace) -> str:
        km = where.km_to(place)
        if km is None:
            return ""
        words = f"{geo.distance_words(km, asked.unit)} away"
        return words[0].upper() + words[1:]

    return distance if where.centers else lambda _place: ""


def _radius(radius: int, asked: SearchCriteria) -> str:
    return geo.radius_words(radius, asked.unit)


def _line(asked: SearchCriteria) -> str:
    """Return what was searched: nearby work, and remote work one may do from there."""
    homes = {home for area in asked.where.areas for home in area.homes}
    name = home_words(*next(iter(homes))) if len(homes) == 1 else "there"
    remote = f"remote jobs you may do from {name}"
    if asked.arrangement == (eligibility.REMOTE,):
        return f"{remote[0].upper()}{remote[1:]}."
    if eligibility.REMOTE not in asked.arrangement and asked.arrangement:
        return f"Jobs {where_words(asked)}."
    return f"Jobs {where_words(asked)}, and {remote}."


def home_words(region: str, country: str) -> str:
    """Return where somebody lives, as far as remote work asks: "Texas", "Canada", "there"."""
    if region and region != SOMEWHERE:
        return region_label(region)
    known = vocabulary.resolve("country", country)
    return vocabulary.label("country", known) if known and not region else "there"


def _placed(criteria: SearchCriteria, asked: SearchCriteria, place: str) -> SearchCriteria:
    """Return the search with another place; one read out of the words stays a plain word."""
    plain = criteria.plain
    if not criteria.place:
        plain = (*plain, f"place/{asked.place}")
    return replace(criteria, place=place, plain=plain)


def _meanings(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (text of a link, place) for each of several places; what is common goes unsaid."""
    if len(names) < 2:
        return []
    firsts = {name.partition(", ")[0] for name in names}
    rests = {name.partition(", ")[2] for name in names}
    short = len(firsts) == 1 and len(rests) == len(names) and "" not in rests
    return [(name.partition(", ")[2] if short else name, name) for name in names]


def _meant(criteria: SearchCriteria, asked: SearchCriteria) -> dict[str, str] | None:
    """Return the town that was likely meant by a place nobody knows."""
    meant = did_you_mean(asked.place)
    if meant is None:
        return None
    return {"text": meant, "url": search_url(_placed(criteria, asked, meant))}


def _other_unit(criteria: SearchCriteria, asked: SearchCriteria) -> dict[str, str]:
    other = next(unit for unit in geo.UNITS if unit != asked.unit)
    return {
        "text": f"Use {geo.UNITS[other].lower()}",
        "url": search_url(replace(criteria, unit=other)),
    }


def _wider(
    criteria: SearchCriteria, asked: SearchCriteria, found: SearchPage, counts: Counts
) -> list[dict[str, Any]]:
    """Return larger radii with more jobs, where these are few."""
    if found.total >= PAGE_SIZE or not asked.place:
        return []
    offers: list[dict[str, Any]] = []
    most = found.total
    for larger, count in _counted(wider(asked), found.total, counts):
        if count > most and len(offers) < MOST_WIDER:
            most = count
            url = search_url(replace(criteria, within=larger.within))
            label = f"Within {_radius(larger.within or 0, asked)}"
            offers.append({"label": label, "count": count, "url": url})
    return offers


def _counted(
    larger: Sequence[SearchCriteria], total: int, counts: Counts
) -> list[tuple[SearchCriteria, int]]:
    """Return those searches that find more than ``total``, the smallest radius first.

    Where the largest finds no more, no other does.
    """
    found: list[tuple[SearchCriteria, int]] = []
    for criteria in reversed(larger):
        count = counts.of(criteria)
        if count is None or count <= total:
            break
        found.append((criteria, count))
    return found[::-1]
