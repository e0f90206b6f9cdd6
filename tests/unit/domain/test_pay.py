"""Pay across periods: factors, spread, plausibility and words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobboard.domain import pay, vocabulary

PERIODS = ("hour", "day", "week", "month", "year")
amounts = st.decimals(min_value=1, max_value=100_000, places=2)


@pytest.mark.parametrize(
    ("amount", "period", "year"),
    [
        (20, "hour", 41_600),
        (160, "day", 41_600),
        (800, "week", 41_600),
        (3_000, "month", 36_000),
        (41_600, "year", 41_600),
    ],
)
def test_a_year_of_full_time_work(amount, period, year):
    assert pay.annual_equivalent(Decimal(amount), period) == year


def test_stated_hours_take_the_place_of_forty():
    assert pay.annual_equivalent(Decimal(20), "hour", Decimal(25)) == 26_000
    assert pay.annual_equivalent(Decimal(800), "week", Decimal(25)) == 41_600


def test_an_hour_of_yearly_pay():
    assert pay.hourly_equivalent(Decimal(41_600), "year") == 20
    assert pay.hourly_equivalent(Decimal(26_000), "year", Decimal(25)) == 20
    assert pay.hourly_equivalent(Decimal(20), "hour", Decimal(25)) == 20


def test_results_are_rounded_to_the_cent():
    assert pay.annual_equivalent(Decimal("14.333"), "week") == Decimal("745.32")
    assert pay.hourly_equivalent(Decimal(30_000), "year") == Decimal("14.42")


def test_an_unknown_period_is_an_error():
    with pytest.raises(KeyError):
        pay.annual_equivalent(Decimal(20), "fortnight")


def test_every_period_of_the_vocabulary_has_a_factor_and_words():
    for term in vocabulary.terms("pay-period"):
        assert pay.periods_a_year(term.slug) > 0
        assert pay.PERIOD_WORDS[term.slug] == term.extra["phrase"]


@given(amounts, st.sampled_from(PERIODS))
def test_more_stays_more_in_every_period(amount, period):
    more = amount + 1
    assert pay.annual_equivalent(more, period) > pay.annual_equivalent(amount, period)


@given(amounts)
def test_there_and_back_loses_at_most_half_a_cent_an_hour(amount):
    there = pay.annual_equivalent(amount, "hour")
    assert abs(pay.hourly_equivalent(there, "year") - amount) <= Decimal("0.01")


def test_a_range_by_the_year_reads_as_an_estimate():
    assert pay.annual_range(Decimal("18.50"), Decimal(21), "hour") == (38_500, 43_700)
    assert pay.annual_range(Decimal("18.50"), None, "hour") == (38_500, None)


def test_a_range_by_the_hour():
    assert pay.hourly_range(Decimal(41_600), Decimal(52_000), "year") == (20, 25)
    assert pay.hourly_range(Decimal(41_600), None, "year") == (20, None)


@pytest.mark.parametrize(
    ("low", "high", "wide"),
    [(20, 32, False), (20, 33, True), (20, 20, False), (0, 20, False)],
)
def test_a_spread_of_more_than_sixty_percent_is_asked_about(low, high, wide):
    assert pay.is_wide(Decimal(low), Decimal(high)) is wide


@pytest.mark.parametrize(
    ("amount", "period", "believed"),
    [
        (18, "hour", True),
        (18, "year", False),
        (38_000, "year", True),
        (38_000, "hour", False),
        (3_000, "month", True),
        (90_000, "week", False),
        (2, "hour", False),
    ],
)
def test_amount_and_period_must_fit(amount, period, believed):
    assert pay.is_plausible(Decimal(amount), period) is believed


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "words"),
    [
        ("18.5", "21", "USD", "hour", "$18.50 to $21.00 an hour"),
        ("18", None, "USD", "hour", "$18.00 an hour"),
        ("18", "18", "USD", "hour", "$18.00 an hour"),
        ("38000", "42000", "USD", "year", "$38,000 to $42,000 a year"),
        ("1500.50", "1800", "EUR", "month", "€1,500.50 to €1,800.00 a month"),
        ("18000", None, "GBP", "year", "£18,000 a year"),
        ("6000", "7000", "PLN", "month", "PLN 6,000 to PLN 7,000 a month"),
        ("100", None, "CAD", "day", "CA$100 a day"),
    ],
)
def test_pay_in_words(low, high, currency, period, words):
    top = None if high is None else Decimal(high)
    assert pay.describe_pay(Decimal(low), top, currency, period) == words
