"""What a person wants of their next job, read from what they typed."""

from __future__ import annotations

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.resume.wishes import listed, live_in_codes, pay_floor


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", []),
        (" , ;", []),
        ("Texas", ["US-TX"]),
        ("texas; ok\nCANADA", ["US-TX", "US-OK", "CA"]),
        ("TX, Texas, tx", ["US-TX"]),
        # Whoever types Georgia or CA on this board means the state.
        ("Georgia, CA", ["US-GA", "US-CA"]),
        ("United States", ["US"]),
    ],
)
def test_places_to_live_are_read_from_names_and_abbreviations(typed, codes):
    assert live_in_codes(typed) == codes


def test_a_place_nobody_knows_is_named_in_the_message():
    with pytest.raises(RuleError, match="We do not know “Narnia”") as refused:
        live_in_codes("Texas, Narnia")
    assert refused.value.field == "live_in"


def test_there_are_only_so_many_places():
    with pytest.raises(RuleError, match="at most 20"):
        live_in_codes(", ".join(f"Place {number}" for number in range(21)))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("", ""),
        ("  ", ""),
        ("18.50", "18.50"),
        ("18.5", "18.50"),
        ("$18.5", "18.50"),
        ("18", "18"),
        ("18.00", "18"),
        ("42,000", "42000"),
        ("€ 19.999", "20.00"),
    ],
)
def test_the_pay_floor_is_kept_as_an_amount(typed, amount):
    assert pay_floor(typed) == amount


@pytest.mark.parametrize("typed", ["much", "0", "-5", "NaN", "Infinity", "1e9", "18.50 an hour"])
def test_a_pay_floor_that_is_no_amount_says_what_to_enter(typed):
    with pytest.raises(RuleError, match=r"like 18\.50") as refused:
        pay_floor(typed)
    assert refused.value.field == "pay_min"


def test_lists_are_read_with_commas_between():
    assert listed("  Acme   Desk, other;Acme Desk,\nlast ") == ["Acme Desk", "other", "last"]
