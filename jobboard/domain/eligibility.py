"""Where a listing can be done, and whether that is where somebody looks for work.

One rule for search, alerts and matching (LOOK.md S7): a place is served by on-site and
hybrid listings within the distance asked for, and by remote listings one may do while
living there. A listing whose coordinates nobody knows is found by the names it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jobboard.domain import gazetteer, geo, place_text, regions
from jobboard.domain.geo import Point
from jobboard.domain.places import Area, readings
from jobboard.domain.vocabulary import fold

REMOTE = "remote"
RADII = (5, 10, 25, 50, 100)
DEFAULT_RADIUS = 25
DEFAULT_UNIT = "mi"
"""The distance around a town or ZIP code unless another is chosen; units as in ``geo.UNITS``."""

_QUERIES_KEPT = 1_024
_POSTCODES_KEPT = 32_768


@dataclass(frozen=True, slots=True)
class ListingPlace:
    """The facts of a listing that say where it is done; codes as in the vocabulary.

    Latitude and longitude are in degrees, both or neither.
    """

    arrangement: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    postcode: str = ""
    remote_countries: tuple[str, ...] = ()
    remote_regions: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    @property
    def point(self) -> Point | None:
        """Where it lies, if that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A place somebody looks for work in, read. Without areas every listing serves it.

    ``within`` counts in ``unit`` around the areas that have a center.
    """

    areas: tuple[Area, ...]
    within: int
    unit: str

    @property
    def radius_km(self) -> float:
        """The radius in kilometers."""
        return self.within * geo.KM_PER[self.unit]

    @property
    def centers(self) -> tuple[Point, ...]:
        """The middle of every town and ZIP code that may be meant."""
        return tuple(area.center for area in self.areas if area.center is not None)

    @property
    def by_name(self) -> tuple[Area, ...]:
        """States, countries and postcodes: what no distance is measured to."""
        return tuple(area for area in self.areas if area.center is None and area.is_known)

    @property
    def names(self) -> tuple[str, ...]:
        """What pages call the place: several if several towns may be meant, none if unknown."""
        return tuple(dict.fromkeys(area.label for area in self.areas if area.label))

    @property
    def meanings(self) -> tuple[str, ...]:
        """Its names as texts that mean one place each: "New York State" is not the town."""
        towns = {area.town for area in self.areas if area.town}
        return tuple(
            f"{name} State" if gazetteer.key_of(name) in towns else name for name in self.names
        )

    def serves(self, place: ListingPlace) -> bool:
        """Say whether the listing is one for somebody in this place."""
        if not self.areas:
            return True
        if place.arrangement == REMOTE:
            return self.may_live_here(place)
        point = place.point
        if point is not None and any(
            geo.within(center, self.radius_km, point) for center in self.centers
        ):
            return True
        return any(lies_in(area, place) for area in self.areas)

    def may_live_here(self, place: ListingPlace) -> bool:
        """Say whether the remote listing may be done from one of the areas."""
        return any(
            may_live_in(place, region, country)
            for area in self.areas
            for region, country in area.homes
        )

    def km_to(self, place: ListingPlace) -> float | None:
        """Kilometers from the nearest center to where an on-site or hybrid listing is done."""
        point = place.point
        if point is None or place.arrangement == REMOTE:
            return None
        return min((geo.distance_km(center, point) for center in self.centers), default=None)


@lru_cache(maxsize=_QUERIES_KEPT)
def asked(wanted: str, within: int | None = None, unit: str = DEFAULT_UNIT) -> PlaceQuery:
    """A typed place and a radius, one of RADII, as a question to listings.

    A radius typed with the place counts if no other is chosen. Who names a radius means the
    town of "New York", not the state.
    """
    areas, said = readings(wanted), place_text.radius_said(wanted)
    if said is not None and within is None:
        within = next((radius for radius in RADII if radius >= said.amount), RADII[-1])
        unit = said.unit
    if within is not None:
        areas = tuple(area for area in areas if area.center is not None) or areas
    return PlaceQuery(areas, within or DEFAULT_RADIUS, unit)


def serves(
    wanted: str, place: ListingPlace, within: int | None = None, unit: str = DEFAULT_UNIT
) -> bool:
    """Say whether the listing is one for somebody who typed ``wanted`` as their place.

    Text without a letter or digit asks for no place at all, so every listing serves it.
    """
    return asked(wanted, within, unit).serves(place)


def may_live_in(place: ListingPlace, region: str, country: str) -> bool:
    """Say whether the remote listing may be done from this region of this country.

    With region "" the whole country is meant, and any part of it will do.
    A country with named regions is open in those only. A listing that names no limit
    is open in its own country, and everywhere if it has none.
    """
    codes = [code for code in place.remote_regions if regions.country_of(code) == country]
    if codes:
        return not region or region in codes
    if country in place.remote_countries:
        return True
    if place.remote_countries or place.remote_regions:
        return False
    return place.country in ("", country)


def names_regions_of(place: ListingPlace, country: str) -> bool:
    """Say whether the remote listing is open in some regions of a country only."""
    return any(regions.country_of(code) == country for code in place.remote_regions)


def lies_in(area: Area, place: ListingPlace) -> bool:
    """Say whether a workplace lies in an area by what it is called, whatever the distance.

    Towns and ZIP codes with a center count by distance; by name only listings do that
    nobody can locate.
    """
    if area.center is not None and place.point is not None:
        return False
    if area.country and place.country and area.country != place.country:
        return False
    if area.region and place.region and area.region != place.region:
        return False
    if area.postcode:
        return _post_key(place.postcode).startswith(_post_area(area.postcode))
    if area.town:
        return f"{gazetteer.key_of(place.town)} ".startswith(f"{area.town} ")
    return area.region == place.region if area.region else area.country == place.country


@lru_cache(maxsize=_POSTCODES_KEPT)
def _post_key(postcode: str) -> str:
    return fold(postcode).replace(" ", "")


def _post_area(wanted: str) -> str:
    """Postcodes go by prefix; a whole ZIP code also means its neighbours in the ZIP area."""
    is_zip = len(wanted) == gazetteer.ZIP_DIGITS and wanted.isdigit()
    return wanted[: gazetteer.ZIP_AREA_DIGITS] if is_zip else wanted.replace(" ", "")
