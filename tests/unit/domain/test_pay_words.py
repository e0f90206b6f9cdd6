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
        ("$800 or more a week", "800 week USD"),
        ("$3,000 or more a month", "3000 month USD"),
        ("$18.50 or more per hour", "18.50 hour USD"),
        ("$900 and up weekly", "900 week USD"),
        ("$800 plus a week", "800 week USD"),
        ("$15 plus monthly bonus", "15 hour USD"),
        ("not less than $20", "20 hour USD"),
        ("no less than $20 an hour", "20 hour USD"),
        ("nothing under 20 an hour", "20 hour USD"),
        ("up to $25 and at least $20 an hour", "20 hour USD"),
        ("18 to 22 an hour max", "18 hour USD"),
        ("$20 an hour under pressure", "20 hour USD"),
    ],
)
def test_pay_is_read_as_what_is_asked_at_least(typed: str, value: str) -> None:
    assert paid(typed) == [value]


@pytest.mark.parametrize(
    "typed",
    [
        "no more than $20 an hour",
        "not over $20 an hour",
        "less than $20 an hour",
        "under $15/hr",
        "salary below 50k",
        "up to 40k",
        "pays up to $15-$20 an hour",
        "at most twenty dollars an hour",
        "max $20 an hour",
        "$20 an hour max",
        "$20 maximum per hour",
        "$20/hr or less",
    ],
)
def test_the_most_somebody_asks_for_is_no_least(typed: str) -> None:
    assert paid(typed) == []


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
