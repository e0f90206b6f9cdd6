"""Nobody waits for ever: what an ended listing left unanswered is closed with a letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import ListingState
from jobboard.domain.replies import LONGEST_SILENCE
from jobboard.services.unanswered import UNANSWERED, close_unanswered
from tests import factories

S = ApplicationState


def ended(state=ListingState.CLOSED, ago=LONGEST_SILENCE):
    return factories.listing(state=state, state_changed_at=clock.now() - ago)


@pytest.mark.parametrize("state", [ListingState.CLOSED, ListingState.EXPIRED, ListingState.REMOVED])
def test_after_two_weeks_of_silence_the_board_closes_and_writes(state, letters):
    listing = ended(state)
    rows = [factories.application(listing, state=source) for source in UNANSWERED]
    assert close_unanswered(clock.now()) == len(rows)
    assert {row.state for row in rows} == {S.UNSUCCESSFUL}
    assert [row.account_id for row in letters()] == [row.seeker_id for row in rows]
    assert {row.kind for row in letters()} == {"application_unanswered"}
    assert close_unanswered(clock.now()) == 0


def test_before_that_nothing_happens(letters):
    row = factories.application(ended(ago=LONGEST_SILENCE - timedelta(minutes=1)))
    assert close_unanswered(clock.now()) == 0
    assert row.state == S.SUBMITTED
    assert letters() == []


@pytest.mark.parametrize("state", [s for s in S if s not in UNANSWERED])
def test_who_was_answered_or_has_not_sent_is_left_alone(state):
    row = factories.application(ended(), state=state)
    assert close_unanswered(clock.now()) == 0
    assert row.state == state


@pytest.mark.parametrize("state", [ListingState.LIVE, ListingState.PAUSED, ListingState.SUSPENDED])
def test_a_listing_that_has_not_ended_keeps_its_applications(state):
    factories.application(ended(state))
    assert close_unanswered(clock.now()) == 0
