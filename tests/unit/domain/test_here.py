"""What says "where I am" is no place."""

from __future__ import annotations

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.here import is_here, left_of
from jobboard.domain.query import understand


@pytest.mark.parametrize(
    "typed",
    ["near me", "Near me!", "close to home", "nearby", "close to where I live", "my area"],
)
def test_where_i_am_is_no_place(typed: str) -> None:
    assert is_here(typed)
    assert SearchCriteria.from_args([("place", typed)]).place == ""


@pytest.mark.parametrize("typed", ["", "Maine", "ME", "Home, Washington", "near Austin", "Nearly"])
def test_a_place_stays_one(typed: str) -> None:
    assert not is_here(typed)
    assert SearchCriteria.from_args([("place", typed)]).place == typed


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("call center near me", "call center"),
        ("jobs close to home", "jobs"),
        ("remote in my area", "remote"),
        ("near Austin", "near austin"),
        ("work from home", "work from home"),
    ],
)
def test_words_that_say_where_i_am_are_left_out(typed: str, left: str) -> None:
    assert left_of(typed.lower().split()) == left.split()


@pytest.mark.parametrize("typed", ["near me", "chat close to home", "billing near my house"])
def test_no_search_takes_where_i_am_for_a_place_or_a_wish(typed: str) -> None:
    reading = understand(SearchCriteria(words=typed))

    assert reading.criteria.place == ""
    assert not {"home", "me", "house"}.intersection(
        word for part in reading.parts for word in part.piece.words
    )
