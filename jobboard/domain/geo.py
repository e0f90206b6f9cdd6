"""Distances on the globe: how far, within what box, and in which words."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6_371.0088
"""The mean radius of the Earth (IUGG)."""

UNITS = {"mi": "Miles", "km": "Kilometers"}
KM_PER = {"mi": 1.609344, "km": 1.0}
_WORDS = {"mi": ("mile", "miles"), "km": ("kilometer", "kilometers")}
_RIGHT_ANGLE = 90.0
_HALF_TURN = 180.0
# Rounding must never put into the circle what is outside the box.
_MARGIN = 1e-6


class Point(NamedTuple):
    """A place on the globe in degrees."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """Degrees around a center. ``longitude`` is how far east or west, at most half a turn."""

    south: float
    north: float
    longitude: float


def distance_km(one: Point, other: Point) -> float:
    """Kilometers between two points along the globe, by the haversine formula."""
    up = radians(other.latitude - one.latitude) / 2
    across = radians(other.longitude - one.longitude) / 2
    spread = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(across) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(sin(up) ** 2 + spread)))


def box_around(center: Point, radius_km: float) -> Box:
    """The box that holds every point within a radius."""
    angle = radius_km / EARTH_KM
    reach = degrees(angle) + _MARGIN
    south, north = center.latitude - reach, center.latitude + reach
    if south <= -_RIGHT_ANGLE or north >= _RIGHT_ANGLE:
        return Box(south, north, _HALF_TURN)
    # The circle is widest not at its center's latitude but a little nearer to the pole.
    widest = degrees(asin(min(1.0, sin(angle) / cos(radians(center.latitude)))))
    return Box(south, north, min(_HALF_TURN, widest + _MARGIN))


def in_box(box: Box, center: Point, point: Point) -> bool:
    """Whether a point lies in the box around a center, also across the date line."""
    apart = abs(point.longitude - center.longitude) % (2 * _HALF_TURN)
    beside = min(apart, 2 * _HALF_TURN - apart) <= box.longitude
    return beside and box.south <= point.latitude <= box.north


def within(center: Point, radius_km: float, point: Point) -> bool:
    """Whether a point lies within a radius; the cheap box is asked first."""
    box = box_around(center, radius_km)
    return in_box(box, center, point) and distance_km(center, point) <= radius_km


def distance_words(km: float, unit: str) -> str:
    """A distance in whole miles or kilometers, such as "12 miles" or "less than 1 mile"."""
    one, many = _WORDS[unit]
    whole = round(km / KM_PER[unit])
    if not whole:
        return f"less than 1 {one}"
    return f"{whole:,} {one if whole == 1 else many}"


def radius_words(amount: int, unit: str) -> str:
    """A radius such as "25 miles"."""
    return f"{amount} {_WORDS[unit][1]}"
