"""Pay read from fields and text: what is stated, never what is guessed."""

from decimal import Decimal

import pytest

from jobboard.domain.inference import infer, read_pay


def _pay(**posting):
    found = infer({"title": "CSR", **posting})
    return found.pay_min, found.pay_max, found.pay_currency, found.pay_period


def _base(low, high, unit="YEAR", currency="USD"):
    value = {"minValue": low, "maxValue": high, "unitText": unit}
    return {"baseSalary": {"currency": currency, "value": value}}


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("$14-16/hr", 14, 16, "USD", "hour"),
        ("$14.50 - $16.25 per hour", "14.50", "16.25", "USD", "hour"),
        ("$14 to $16 an hour", 14, 16, "USD", "hour"),
        ("$18.50/hour", "18.50", "18.50", "USD", "hour"),
        ("$11-$13 /Hr", 11, 13, "USD", "hour"),
        ("$20+/hour", 20, None, "USD", "hour"),
        ("up to $100 a day", None, 100, "USD", "day"),
        ("$965 a week", 965, 965, "USD", "week"),
        ("$2,000 Per Month", 2000, 2000, "USD", "month"),
        ("$1,500+ USD monthly", 1500, None, "USD", "month"),
        ("£18k–£22k per annum", 18000, 22000, "GBP", "year"),
        ("£18-22k p.a.", 18000, 22000, "GBP", "year"),
        ("€25.000 per year", 25000, 25000, "EUR", "year"),
        ("CAD 45,000 a year", 45000, 45000, "CAD", "year"),
        ("A$60,000 annually", 60000, 60000, "AUD", "year"),
        ("Annual income of $32,000-$42,000", 32000, 42000, "USD", "year"),
        ("Hourly rate: $15", 15, 15, "USD", "hour"),
        ("Starting pay $25/HrBenefits: 401K", 25, 25, "USD", "hour"),
        ("The salary is $35,000.", 35000, 35000, "USD", None),
    ],
)
def test_pay_in_text(text, low, high, currency, period):
    found = read_pay(text)
    expected = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert (found.low, found.high) == expected
    assert (found.currency, found.period) == (currency, period)
    assert found.how.startswith("text: ")


@pytest.mark.parametrize(
    "text",
    [
        "Raised $6.35M, or about $30 million, in funding",
        "A $500 sign-on bonus",
        "Earn $500 - $1,000 per hired referral",
        "Gym reimbursement up to £100 a month",
        "Produces $123 million in revenue per year",
        "Life insurance coverage of $10,000 per year",
        "Call us at $5",
        "Pays $2 an hour",
        "Pays $90,000 a week",
        "Pay of $1 to $15,000",
        "No pay stated",
        "",
    ],
)
def test_money_that_is_no_pay_or_cannot_be(text):
    assert read_pay(text) is None


@pytest.mark.parametrize(
    ("country", "currency"),
    [("US", "USD"), ("CA", "CAD"), ("AU", "AUD"), ("GB", None), (None, "USD")],
)
def test_a_dollar_sign_means_the_dollar_of_the_country(country, currency):
    assert read_pay("$20 per hour", country).currency == currency


def test_fields_win():
    pay = _pay(**_base(44142.0, 64662.0), salaryRaw="44142.0-64662.0 Annual")
    assert pay == (Decimal("44142.0"), Decimal("64662.0"), "USD", "year")


@pytest.mark.parametrize(
    ("unit", "period"),
    [("HOUR", "hour"), ("DAY", "day"), ("MONTH", "month"), ("Annual", "year"), (None, None)],
)
def test_unit_words(unit, period):
    assert _pay(**_base(200, 300, unit, currency="SEK"))[3] == period


def test_a_missing_currency_and_period_stay_unknown():
    assert _pay(**_base(23040, 28800, None, None)) == (23040, 28800, None, None)


def test_the_raw_field_is_read_where_there_is_no_structured_pay():
    assert _pay(salaryRaw="44142.0-64662.0 Annual") == (
        Decimal("44142.0"),
        Decimal("64662.0"),
        None,
        "year",
    )
    assert _pay(salaryRaw="$14-16/hr")[3] == "hour"


@pytest.mark.parametrize("raw", ["0-0", "7200-1380000", "9-Dec", "1234-12345", "competitive"])
def test_what_is_not_to_be_believed_keeps_only_its_raw_text(raw):
    found = infer({"salaryRaw": raw})
    assert (found.pay_min, found.pay_max) == (None, None)
    assert found.pay_raw == raw


@pytest.mark.parametrize(
    ("low", "high", "unit"),
    [(0, 0, "YEAR"), (30, 20, "HOUR"), (18, 22, "YEAR"), (40000, 50000, "HOUR"), (-5, 20, "HOUR")],
)
def test_implausible_fields_are_refused(low, high, unit):
    assert _pay(**_base(low, high, unit))[:2] == (None, None)


def test_text_completes_the_fields():
    posting = _base(32000, 42000, None, None)
    pay = _pay(**posting, description="Annual income estimated at $32,000-$42,000.")
    assert pay == (32000, 42000, "USD", "year")


def test_text_stands_in_for_fields_that_cannot_be_believed():
    found = infer({"salaryRaw": "0-0", "description": "Pays $15 per hour."})
    assert (found.pay_min, found.pay_period, found.pay_raw) == (15, "hour", "0-0")


def test_the_first_pay_with_a_period_is_taken():
    assert _pay(description="Earn $600. That is $15 an hour.") == (15, 15, "USD", "hour")


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Base plus commission.", "commission-share"),
        ("Paid per talk minute.", "per-productive-minute"),
        ("$15 per hour.", "hourly"),
        ("No commission, a fair wage.", None),
        ("$35,000 per year.", None),
    ],
)
def test_basis(text, basis):
    assert infer({"description": text}).pay_basis == basis
