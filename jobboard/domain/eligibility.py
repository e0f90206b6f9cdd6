"""Where a listing can be done, and whether that is where somebody looks for work.

One rule for search, alerts and matching (LOOK.md S7): a place is served by on-site and
hybrid listings that lie in it, and by remote listings one may do while living there.
Distances are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from jobboard.domain import places, vocabulary

REMOTE = "remote"
HOME_COUNTRY = "US"
"""The country meant by a town that names none and is not well known."""

# A town whose state is not known lies in some region, so in none that a listing names.
SOMEWHERE = "somewhere"
_COUNTRY_LETTERS = 2
_POSTCODE = re.compile(r"(?=[a-z]{0,2}[0-9])[a-z0-9]{2,8}( [0-9][a-z0-9]{0,2})?")
_ZIP = re.compile(r"[0-9]{3,5}")
_PARSED_KEPT = 512


@dataclass(frozen=True, slots=True)
class ListingPlace:
    """The facts of a listing that say where it is done; codes as in the vocabulary."""

    arrangement: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    postcode: str = ""
    remote_countries: tuple[str, ...] = ()
    remote_regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One reading of a typed place. Empty parts are not asked for.

    ``town`` and ``postcode`` are folded text; ``homes`` are the (region, country) pairs,
    region perhaps "", in which somebody who lives there lives.
    """

    town: str = ""
    postcode: str = ""
    region: str = ""
    country: str = ""
    homes: tuple[tuple[str, str], ...] = ()


def serves(wanted: str, place: ListingPlace) -> bool:
    """Say whether the listing is one for somebody who typed ``wanted`` as their place.

    Text without a letter or digit asks for no place at all, so every listing serves it.
    """
    areas = readings(wanted)
    return not areas or any(_serves(area, place) for area in areas)


@lru_cache(maxsize=_PARSED_KEPT)
def readings(wanted: str) -> tuple[Area, ...]:
    """Every reading of a typed place: "New York" is a state and a town."""
    parts = [folded for part in wanted.split(",") if (folded := vocabulary.fold(part))]
    if not parts:
        return ()
    if len(parts) == 1:
        return tuple(_alone(parts[0]))
    rest = [piece for part in parts[1:] for piece in _without_zip(part)]
    return tuple(_qualified(parts[0], rest)) or (_town(parts[0]),)


def may_live_in(place: ListingPlace, region: str, country: str) -> bool:
    """Say whether the remote listing may be done from this region of this country.

    With region "" the whole country is meant, and any part of it will do.
    A country with named regions is open in those only. A listing that names no limit
    is open in its own country, and everywhere if it has none.
    """
    regions = [code for code in place.remote_regions if _country_of(code) == country]
    if regions:
        return not region or region in regions
    if country in place.remote_countries:
        return True
    if place.remote_countries or place.remote_regions:
        return False
    return place.country in ("", country)


def _serves(area: Area, place: ListingPlace) -> bool:
    if place.arrangement == REMOTE:
        return any(may_live_in(place, region, country) for region, country in area.homes)
    return _lies_in(area, place)


def _lies_in(area: Area, place: ListingPlace) -> bool:
    if area.country and place.country and area.country != place.country:
        return False
    if area.region and area.region != place.region:
        return False
    if area.town:
        return f"{vocabulary.fold(place.town)} ".startswith(f"{area.town} ")
    if area.postcode:
        return _same_post_area(area.postcode, vocabulary.fold(place.postcode))
    return bool(area.region) or area.country == place.country


def _same_post_area(wanted: str, postcode: str) -> bool:
    """Postcodes by prefix; a whole ZIP code also means its neighbours in the same ZIP area."""
    if len(wanted) == places.ZIP_DIGITS and wanted.isdigit():
        wanted = wanted[: places.ZIP_AREA_DIGITS]
    return postcode.replace(" ", "").startswith(wanted.replace(" ", ""))


def _without_zip(part: str) -> list[str]:
    """The state and the ZIP code of a part like "tx 78701", apart."""
    before, _, last = part.rpartition(" ")
    return [before, last] if before and _ZIP.fullmatch(last) else [part]


def _alone(text: str) -> Iterator[Area]:
    """Readings of a place without commas, such as "austin", "austin tx" or "78701"."""
    if _POSTCODE.fullmatch(text):
        yield _post_area(text)
        return
    for country in _countries(text):
        yield Area(country=country, homes=(("", country),))
    for region in _regions(text):
        yield Area(region=region, country="US", homes=((region, "US"),))
    words = text.split()
    for cut in range(1, len(words)):
        yield from _qualified(" ".join(words[:cut]), [" ".join(words[cut:])])
    yield _town(text)


def _qualified(first: str, rest: list[str]) -> Iterator[Area]:
    """Readings of "town, state", "town, country" or "town, state, country"."""
    postcode = next((part for part in (first, *rest) if _POSTCODE.fullmatch(part)), "")
    if postcode:
        yield _post_area(postcode)
        return
    for region in [code for part in rest for code in _regions(part)]:
        yield Area(first, region=region, country="US", homes=((region, "US"),))
    for country in [code for part in rest for code in _countries(part)]:
        for region in _regions(first) if country == "US" else ():
            yield Area(region=region, country=country, homes=((region, country),))
        yield _town(first, country)


def _town(name: str, country: str = "") -> Area:
    """The town of this name; where its people live is known for well-known towns.

    A name that is also a state's or a country's says nothing about other places.
    """
    homes = tuple(home for home in places.bearers_of(name) if country in ("", home[1]))
    if not homes and not (list(_regions(name)) or list(_countries(name))):
        homes = ((SOMEWHERE, country or HOME_COUNTRY),)
    return Area(name, country=country, homes=homes)


def _post_area(text: str) -> Area:
    """A postcode; only US ones tell where people live, others fit listings without limits."""
    region = places.state_of_zip(text) if _ZIP.fullmatch(text) else None
    return Area(postcode=text, homes=((region, "US"),) if region else (("", ""),))


def _country_of(region: str) -> str:
    return region[:_COUNTRY_LETTERS]


def _countries(text: str) -> Iterator[str]:
    found = vocabulary.aliases("country").get(text)
    if found is not None:
        yield found.slug


def _regions(text: str) -> Iterator[str]:
    found = vocabulary.aliases("us-state").get(text)
    slug = found.slug if found is not None else _states_by_abbreviation().get(text)
    if slug is not None:
        yield slug


@cache
def _states_by_abbreviation() -> dict[str, str]:
    states = vocabulary.terms("us-state")
    return {state.extra["abbr"].casefold(): state.slug for state in states}
