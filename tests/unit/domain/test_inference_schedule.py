"""When the work is done, as postings write it."""

from decimal import Decimal

import pytest

from jobboard.domain.inference import infer

TITLE = "Customer Service Representative"


def _from(description="", **fields):
    return infer({"title": TITLE, "description": description, **fields})


class TestSchedule:
    @pytest.mark.parametrize(
        ("text", "low", "high"),
        [
            ("40 hours per week.", 40, 40),
            ("20-25 hours a week.", 20, 25),
            ("Up to 20 hours per week.", None, 20),
            ("At least 30 hrs/week.", 30, None),
            ("37.5 hours per week.", Decimal("37.5"), Decimal("37.5")),
            ("We are open 24 hours a day.", None, None),
            ("168 hours per week of coverage.", None, None),
        ],
    )
    def test_hours_a_week(self, text, low, high):
        found = _from(text)
        assert (found.hours_week_min, found.hours_week_max) == (low, high)

    def test_the_hours_field_may_leave_out_the_week(self):
        assert _from(workHours="35 Hours / To be determined").hours_week_min == 35
        assert _from("35 hours of courses.").hours_week_min is None

    @pytest.mark.parametrize(
        ("text", "bands"),
        [
            ("Must work evenings and weekends.", ("late", "weekend")),
            ("Open to work weekends and holidays.", ("weekend", "public-holiday")),
            ("Shift is 9am to 5pm.", ("day",)),
            ("Shift is 6:00 AM - 2:00 PM.", ("early", "day")),
            ("Hours are 2pm - 10pm.", ("day", "late")),
            ("12 midnight to 8am shift.", ("overnight",)),
            ("Overnight shift.", ("overnight",)),
            ("Spend your evenings and weekends with family.", None),
            ("Paid holidays and weekends off.", None),
            ("Handle overnight packages.", None),
        ],
    )
    def test_bands(self, text, bands):
        assert _from(text).shift_bands == bands

    @pytest.mark.parametrize(
        ("text", "pattern"),
        [
            ("Rotating shifts.", "rotating"),
            ("Monday to Friday.", "fixed"),
            ("Choose your own hours.", "self-scheduled"),
            ("We split the tips.", None),
        ],
    )
    def test_pattern(self, text, pattern):
        assert _from(text).shift_pattern == pattern

    def test_training(self):
        found = _from("Four weeks of paid training.")
        assert (found.training_weeks, found.training_paid) == (4, True)
        assert _from("The training is unpaid.").training_paid is False
        assert _from("Full training provided.").training_paid is None
