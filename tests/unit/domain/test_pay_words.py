"""Pay among the words of a search, in figures and in words."""

from __future__ import annotations

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.query import PAY, understand


def paid(text: str) -> list[str]:
    intents = understand(SearchCriteria(words=text)).intents
    return [intent.value for intent in intents if intent.field == PAY]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("20 dollars an hour", "20 hour USD"),
        ("$20/hr remote", "20 hour USD"),
        ("jobs that pay more than 20 an hour", "20 hour USD"),
        ("twenty dollars an hour", "20 hour USD"),
        ("at least twenty five an hour", "25 hour USD"),
        ("make 20 bucks", "20 hour USD"),
        ("18-22 an hour", "18 hour USD"),
        ("$18 - $22 per hour", "18 hour USD"),
        ("18.50 to 22.00 an hour", "18.50 hour USD"),
        ("40-50k", "40000 year USD"),
        ("over 40k", "40000 year USD"),
        ("45,000+", "45000 year USD"),
    ],
)
def test_pay_is_read_as_what_is_asked_at_least(typed: str, value: str) -> None:
    assert paid(typed) == [value]


@pytest.mark.parametrize(
    "typed",
    [
        "ten key data entry",
        "9 to 5",
        "20-30 hours a week",
        "fifty people",
        "401k",
        "dollars",
        "24/7",
    ],
)
def test_other_numbers_are_no_pay(typed: str) -> None:
    assert paid(typed) == []


def test_a_range_leaves_no_number_among_the_words() -> None:
    (part,) = understand(SearchCriteria(words="18 to 22 dollars an hour")).parts

    assert part.phrase == "18 to 22 dollars an hour"


def test_dollars_alone_ask_for_nothing() -> None:
    reading = understand(SearchCriteria(words="dollars"))

    assert (reading.parts, reading.criteria.place) == ((), "")
