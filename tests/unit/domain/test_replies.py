"""How soon a company usually answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobboard.domain.replies import SMALLEST_SAMPLE, usual_days

SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def after(*hours):
    return [(SENT, SENT + timedelta(hours=count)) for count in hours]


def test_too_few_answers_say_nothing():
    assert usual_days(after(*[24] * (SMALLEST_SAMPLE - 1))) is None
    assert usual_days([]) is None


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
    assert usual_days(after(*hours)) == days
