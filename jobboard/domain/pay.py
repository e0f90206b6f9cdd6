"""Pay: compared across periods by published factors, never across currencies.

A year of full-time work is 2,080 hours, 40 hours in each of 52 weeks: the figure by which the
U.S. Bureau of Labor Statistics turns hourly into annual wages (Occupational Employment and Wage
Statistics, technical notes). A week has five working days of equal length, a year twelve months
of equal length. Where a listing states its hours a week, they take the place of the 40.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FULL_TIME_HOURS = Decimal(40)
WEEKS_A_YEAR = Decimal(52)
MONTHS_A_YEAR = Decimal(12)
DAYS_A_WEEK = Decimal(5)
# A wider range than this asks "Is this right?" (share of the lower end).
WIDE_SPREAD = Decimal("0.6")
# What a year of customer-service work can plausibly pay, in USD, EUR or GBP alike: outside it,
# amount and period probably do not belong together.
PLAUSIBLE_YEAR = (Decimal(6_000), Decimal(250_000))

SYMBOLS = {
    "USD": "$", "GBP": "£", "EUR": "€", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "INR": "₹",
    "JPY": "¥", "PHP": "₱", "ZAR": "R", "SGD": "S$",
}  # fmt: skip
PERIOD_WORDS = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "year": "a year",
}
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


def periods_a_year(period: str, hours_a_week: Decimal | None = None) -> Decimal:
    """Return how many of ``period`` a year of work has. Raises KeyError for unknown periods."""
    hours = hours_a_week or FULL_TIME_HOURS
    return {
        "hour": hours * WEEKS_A_YEAR,
        "day": DAYS_A_WEEK * WEEKS_A_YEAR,
        "week": WEEKS_A_YEAR,
        "month": MONTHS_A_YEAR,
        "year": Decimal(1),
    }[period]


def annual_equivalent(amount: Decimal, period: str, hours_a_week: Decimal | None = None) -> Decimal:
    """Return what ``amount`` each ``period`` comes to in a year, to the cent."""
    return (amount * periods_a_year(period, hours_a_week)).quantize(_CENT, ROUND_HALF_UP)


def hourly_equivalent(amount: Decimal, period: str, hours_a_week: Decimal | None = None) -> Decimal:
    """Return what ``amount`` each ``period`` comes to for an hour, to the cent."""
    year = amount * periods_a_year(period, hours_a_week)
    return (year / periods_a_year("hour", hours_a_week)).quantize(_CENT, ROUND_HALF_UP)


def annual_range(
    low: Decimal, high: Decimal | None, period: str, hours_a_week: Decimal | None = None
) -> tuple[Decimal, Decimal | None]:
    """Return a range by the year, rounded to hundreds: it is an estimate and reads as one."""
    ends = [
        _HUNDRED * (annual_equivalent(end, period, hours_a_week) / _HUNDRED).quantize(Decimal(1))
        if end is not None
        else None
        for end in (low, high)
    ]
    return ends[0] or Decimal(0), ends[1]


def hourly_range(
    low: Decimal, high: Decimal | None, period: str, hours_a_week: Decimal | None = None
) -> tuple[Decimal, Decimal | None]:
    """Return a range by the hour, to the cent."""
    top = None if high is None else hourly_equivalent(high, period, hours_a_week)
    return hourly_equivalent(low, period, hours_a_week), top


def is_wide(low: Decimal, high: Decimal) -> bool:
    """Say whether a range is so wide that its owner should be asked about it."""
    return low > 0 and (high - low) / low > WIDE_SPREAD


def is_plausible(amount: Decimal, period: str, hours_a_week: Decimal | None = None) -> bool:
    """Say whether an amount and its period can belong together for this kind of work."""
    low, high = PLAUSIBLE_YEAR
    return low <= annual_equivalent(amount, period, hours_a_week or FULL_TIME_HOURS) <= high


def describe_amount(amount: Decimal, currency: str, *, cents: bool) -> str:
    """Return "$18.50" or "$38,500"; currencies without a short sign keep their code."""
    number = f"{amount:,.2f}" if cents else f"{amount:,.0f}"
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}".strip()


def describe_pay(low: Decimal, high: Decimal | None, currency: str, period: str) -> str:
    """Return "$18.50 to $21.00 an hour". Cents are shown for hours, or where there are any."""
    ends = [end for end in (low, high) if end is not None]
    cents = period == "hour" or any(end != end.to_integral_value() for end in ends)
    words = [describe_amount(end, currency, cents=cents) for end in ends]
    return f"{' to '.join(dict.fromkeys(words))} {PERIOD_WORDS.get(period, '')}".strip()
