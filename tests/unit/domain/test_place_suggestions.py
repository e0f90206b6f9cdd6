"""Places offered while one types: few, the larger first, each one place."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain.place_suggestions import MOST, beginning
from jobboard.domain.places import readings


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aus", "Austin, Texas"),
        ("Austin, t", "Austin, Texas"),
        ("austin tx", "Austin, Texas"),
        ("saint p", "Saint Paul, Minnesota"),
        ("tex", "Texas"),
        ("new yo", "New York State"),
        ("londo", "London, England, United Kingdom"),
        ("springfield il", "Springfield, Illinois"),
        ("truth or", "Truth or Consequences, New Mexico"),
    ],
)
def test_the_likeliest_place_stands_first(typed: str, first: str) -> None:
    assert beginning(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "a", "xqzw", "10001", "  ", "|", "\x00\xff"])
def test_too_little_or_nothing_known_offers_nothing(typed: str) -> None:
    assert beginning(typed) == ()


@given(st.text("abcdefghijklmnoprstuvwy ", max_size=9))
def test_whatever_is_offered_is_one_known_place(typed: str) -> None:
    found = beginning(typed)

    assert len(found) <= MOST
    for text in found:
        (area,) = readings(text)
        assert area.is_known, text


def test_nothing_is_kept_of_what_no_place_is_as_long_as() -> None:
    beginning("warm")
    tracemalloc.start()
    try:
        for number in range(100):
            beginning(f"{number} {'x' * 30_000}")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000
