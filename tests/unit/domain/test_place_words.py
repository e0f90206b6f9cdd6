"""Places among the words of a search: those that are safe to take, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain.place_words import find, places_in
from jobboard.domain.vocabulary import fold

WORDS = ("austin", "tx", "new", "york", "in", "near", "la", "or", "10001", "san", "the", "mobile")


@pytest.mark.parametrize(
    ("typed", "words", "text"),
    [
        ("call center austin tx", "austin tx", "Austin, Texas"),
        ("receptionist in ohio", "ohio", "Ohio"),
        ("remote texas", "texas", "Texas"),
        ("help desk mobile al", "mobile al", "Mobile, Alabama"),
        ("help desk near mobile", "mobile", "Mobile, Alabama"),
        ("english reading pa", "reading pa", "Reading, Pennsylvania"),
        ("portland or remote", "portland", "Portland"),
        ("call center portland or", "portland or", "Portland, Oregon"),
        ("nyc chat", "nyc", "New York, New York"),
        ("jobs in la", "la", "LA"),
        ("chat 78701", "78701", "78701"),
        ("remote or hybrid in dallas", "dallas", "Dallas, Texas"),
        ("csr st. louis mo", "st louis mo", "St. Louis, Missouri"),
        ("washington dc front desk", "washington dc", "Washington, District of Columbia"),
        ("king of prussia pa", "king of prussia pa", "King of Prussia, Pennsylvania"),
        ("call center in king of prussia", "king of prussia", "King of Prussia, Pennsylvania"),
        ("csr ky", "ky", "Kentucky"),
        ("in dc", "dc", "District of Columbia"),
        ("jobs in the us", "us", "United States"),
        ("work from home usa", "usa", "United States"),
        ("support london uk", "london uk", "London, England, United Kingdom"),
        ("toronto on", "toronto on", "Toronto, Ontario, Canada"),
        ("bpo manila", "manila", "Manila, Philippines"),
        ("georgia dallas tx", "dallas tx", "Dallas, Texas"),
        ("csr orlando fl 32801", "orlando fl 32801", "Orlando, Florida"),
        ("austin tx 78701 1234 usa", "austin tx 78701 1234 usa", "Austin, Texas"),
        ("georgia usa", "georgia usa", "Georgia"),
        ("texas 78701", "texas 78701", "78701"),
        ("chat 78701 us", "78701 us", "78701"),
        ("toronto on canada", "toronto on canada", "Toronto, Ontario, Canada"),
        ("csr texas or ohio", "texas or ohio", "Texas or Ohio"),
        ("dallas and in austin", "dallas and in austin", "Dallas, Texas or Austin, Texas"),
        (
            "dallas, austin or houston",
            "dallas austin or houston",
            "Dallas, Texas or Austin, Texas or Houston, Texas",
        ),
        (
            "csr within 10 miles of dallas",
            "within 10 miles of dallas",
            "within 10 miles of Dallas, Texas",
        ),
        (
            "csr within 10mi of dallas tx",
            "within 10mi of dallas tx",
            "within 10mi of Dallas, Texas",
        ),
    ],
)
def test_a_place_is_found(typed: str, words: str, text: str) -> None:
    split = fold(typed).split()
    found = find(split)

    assert found is not None
    assert " ".join(split[found.start : found.start + found.length]) == words
    assert found.text == text


@pytest.mark.parametrize(
    "typed",
    [
        "mobile support", "jobs in mobile", "english reading skills", "enterprise sales",
        "experience in enterprise", "background in commerce", "orange box", "remote",
        "work in remote or hybrid", "la carte", "in or out", "nice people", "45000 salary",
        "40000 a year", "help us", "customer success lead", "call center representative",
        "night shift", "jordan", "",
    ],
)  # fmt: skip
def test_words_that_mean_something_else_are_left(typed: str) -> None:
    assert find(fold(typed).split()) is None


@given(st.lists(st.sampled_from(WORDS)))
def test_places_lie_inside_the_words_and_reach_over_no_gap(words: list[str]) -> None:
    gapped = [word if at % 3 else "" for at, word in enumerate(words)]
    for row in (words, gapped):
        for found in places_in(row):
            span = row[found.start : found.start + found.length]
            assert len(span) == found.length
            assert all(span)
            assert found.text
