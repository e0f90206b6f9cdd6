"""Distances: the rule itself, and the box that makes it cheap."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain.geo import (
    EARTH_KM,
    KM_PER,
    Point,
    box_around,
    distance_km,
    distance_words,
    in_box,
    radius_words,
    within,
)

AUSTIN, DALLAS = Point(30.267, -97.743), Point(32.783, -96.807)
SUVA, APIA = Point(-18.142, 178.442), Point(-13.833, -171.767)
HALF_WAY_ROUND = 3.141592653589793 * EARTH_KM

points = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)
radii = st.floats(0.1, 1_000, allow_nan=False)


def test_known_distances_come_out() -> None:
    assert isclose(distance_km(AUSTIN, DALLAS), 293.6, abs_tol=1)
    assert isclose(distance_km(SUVA, APIA), 1_150, abs_tol=15)
    assert isclose(distance_km(Point(90, 0), Point(-90, 0)), HALF_WAY_ROUND)


@given(points, points)
def test_there_is_as_far_as_back_and_never_more_than_half_way_round(
    one: Point, other: Point
) -> None:
    there = distance_km(one, other)

    assert there == distance_km(other, one)
    assert 0 <= there <= HALF_WAY_ROUND + 1e-6
    assert distance_km(one, one) == 0


@given(points, points, points)
def test_a_detour_is_never_shorter(one: Point, other: Point, third: Point) -> None:
    detour = distance_km(one, third) + distance_km(third, other)

    assert distance_km(one, other) <= detour + 1e-4


@given(points, st.floats(-9, 9), st.floats(-200, 200), radii)
def test_the_box_cuts_off_nothing_that_is_near_enough(
    center: Point, up: float, across: float, radius: float
) -> None:
    latitude = max(-90.0, min(90.0, center.latitude + up))
    longitude = (center.longitude + across + 180) % 360 - 180
    point = Point(latitude, longitude)

    near = distance_km(center, point) <= radius
    assert within(center, radius, point) is near
    assert in_box(box_around(center, radius), center, point) or not near


def test_the_date_line_and_the_poles_divide_nothing() -> None:
    assert within(Point(0, 179.9), 30, Point(0, -179.9))
    assert within(Point(89.9, 0), 30, Point(89.9, 180))
    assert not within(Point(0, 179.9), 10, Point(0, -179.9))


@pytest.mark.parametrize(
    ("miles", "unit", "words"),
    [
        (0, "mi", "less than 1 mile"),
        (0.4, "mi", "less than 1 mile"),
        (1, "mi", "1 mile"),
        (12.4, "mi", "12 miles"),
        (1_500, "mi", "1,500 miles"),
        (12.4, "km", "20 kilometers"),
    ],
)
def test_distances_are_said_in_whole_units(miles: float, unit: str, words: str) -> None:
    assert distance_words(miles * KM_PER["mi"], unit) == words


def test_a_radius_in_words() -> None:
    assert radius_words(25, "mi") == "25 miles"
    assert radius_words(5, "km") == "5 kilometers"
