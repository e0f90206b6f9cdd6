"""Where on the globe a listing is done, from the ZIP code or the town that it names."""

from __future__ import annotations

from jobboard.domain import gazetteer, geo, places, regions
from jobboard.domain.geo import Point
from jobboard.domain.places import readings

_SLIP_KM = 100


def located(town: str, region: str, country: str, postcode: str) -> tuple[Point | None, str]:
    """Where a listing lies and in which region, from its ZIP code or else its town.

    A ZIP code of another state than the listing's, or far from its town, is a slip. The
    region is ``region`` if nothing tells it.
    """
    found = _town_at(town, region, country)
    digits = postcode.strip()[: gazetteer.ZIP_DIGITS]
    zipped = gazetteer.zip_code(digits) if country in ("", regions.HOME_COUNTRY) else None
    if zipped is not None and region not in ("", zipped.region):
        zipped = None
    if zipped and (found is None or geo.distance_km(found[0], zipped.point) <= _SLIP_KM):
        return zipped.point, zipped.region
    return (found[0], region or found[1]) if found else (None, region)


def _town_at(town: str, region: str, country: str) -> tuple[Point, str] | None:
    """The one town it can be, by its name or else as people would read what is written."""
    # Codes of regions abroad are not always those of the table.
    region = region if country in ("", regions.HOME_COUNTRY) else ""
    meant = places.one_meant(town, region, country)
    if meant is not None:
        return meant.point, meant.region
    if places.bearers(town, region, country):
        return None
    # "Bakersfield, CA", "New York City Metro area", "91401": typed where a town was asked for.
    read = [
        (area.center, home)
        for area in readings(town)
        for home, abroad in area.homes
        if area.center and region in ("", home) and country in ("", abroad)
    ]
    return read[0] if len(read) == 1 else None
