"""Dates of found postings: kept as they are, or moved so that they are current, and said so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.found_dates import (
    CLOSES_FROM_DAYS,
    CLOSES_TO_DAYS,
    POSTED_WITHIN_DAYS,
    DateRule,
    dates_of,
)
from jobboard.domain.listing import LONGEST_OPENING, ListingState, is_visible

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LIVE, REVIEW = ListingState.LIVE, ListingState.IN_REVIEW


def day(offset: int) -> str:
    return f"{NOW + timedelta(days=offset):%Y-%m-%d}"


def test_dates_that_lie_ahead_are_kept() -> None:
    dates = dates_of(
        {"datePosted": day(-5), "validThrough": f"{day(20)}T17:00:00-05:00"},
        "a", DateRule.KEEP, LIVE, NOW,
    )  # fmt: skip
    assert (dates.state, dates.moved, dates.note) == (LIVE, False, "")
    assert dates.published_at == datetime(2026, 11, 16, tzinfo=UTC)
    assert dates.closes_at == datetime(2026, 12, 11, 22, tzinfo=UTC)


def test_a_posting_open_for_longer_than_allowed_closes_at_the_cap() -> None:
    dates = dates_of({"validThrough": day(200)}, "a", DateRule.KEEP, LIVE, NOW)
    assert dates.closes_at == NOW + LONGEST_OPENING
    assert "closing date set to" in dates.note


@pytest.mark.parametrize("posted", [None, "soon", "2026-13-45", 20261121, ["2026"]])
def test_without_dates_it_opens_now_for_the_usual_time(posted: object) -> None:
    dates = dates_of({"datePosted": posted}, "a", DateRule.KEEP, LIVE, NOW)
    assert dates.published_at == NOW
    assert NOW < dates.closes_at <= NOW + LONGEST_OPENING


@pytest.mark.parametrize("over", [{"validThrough": day(-1)}, {"datePosted": day(-400)}])
def test_what_is_over_becomes_an_ended_listing_or_is_refused(over: dict[str, str]) -> None:
    dates = dates_of(over, "a", DateRule.KEEP, LIVE, NOW)
    assert dates.state is ListingState.EXPIRED
    assert dates.closed_at == dates.closes_at < NOW
    assert dates.published_at is not None
    assert dates.published_at <= dates.closes_at
    with pytest.raises(RuleError, match="Its dates are over"):
        dates_of(over, "a", DateRule.KEEP, REVIEW, NOW)


def test_a_posting_from_the_future_is_published_now() -> None:
    assert dates_of({"datePosted": day(9)}, "a", DateRule.KEEP, LIVE, NOW).published_at == NOW


def test_in_review_nothing_is_published_yet() -> None:
    for rule in DateRule:
        assert dates_of({}, "a", rule, REVIEW, NOW).published_at is None


def test_moved_dates_are_current_differ_and_are_the_same_again() -> None:
    moved = {
        ident: dates_of({"datePosted": "2019-11-26"}, ident, DateRule.CURRENT, LIVE, NOW)
        for ident in map(str, range(300))
    }
    for ident, dates in moved.items():
        assert dates.moved
        assert dates.published_at is not None
        assert is_visible(dates.state, dates.published_at, dates.closes_at, NOW)
        assert NOW - dates.published_at <= timedelta(days=POSTED_WITHIN_DAYS)
        assert dates.closes_at - dates.published_at <= LONGEST_OPENING
        ahead = (dates.closes_at - NOW).days
        assert CLOSES_FROM_DAYS <= ahead <= CLOSES_TO_DAYS
        assert dates == dates_of({}, ident, DateRule.CURRENT, LIVE, NOW)
    assert len({dates.published_at for dates in moved.values()}) > 100
