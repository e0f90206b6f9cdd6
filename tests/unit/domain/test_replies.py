"""Whether and how soon a company answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobboard.domain.replies import SMALLEST_SAMPLE, ReplyRecord, reply_record

SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def after(*hours):
    """Applications answered after so many hours; None for one that was not."""
    return [(SENT, None if count is None else SENT + timedelta(hours=count)) for count in hours]


def test_too_few_applications_say_nothing():
    assert reply_record(after(*[24] * (SMALLEST_SAMPLE - 1))) is None
    assert reply_record([]) is None


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        ((1, 1, 1, 1, 1), 1),
        ((24, 24, 24, 24, 24), 1),
        ((24, 24, 25, 25, 25), 2),
        ((1, 24, 72, 500, 900), 3),
        ((24, 24, 24, 96, 96, 96), 3),
    ],
)
def test_the_median_counts_in_whole_days_begun(hours, days):
    assert reply_record(after(*hours)) == ReplyRecord(len(hours), len(hours), days)


def test_who_answers_few_is_not_praised_for_being_quick():
    assert reply_record(after(*[1] * 5, *[None] * 6)) is None
    assert reply_record(after(*[None] * 50)) is None
    assert reply_record(after(*[1] * 5, *[None] * 5)) == ReplyRecord(10, 5, 1)
