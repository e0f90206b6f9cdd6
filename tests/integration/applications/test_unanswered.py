"""Nobody waits for ever: what an ended listing left unanswered is closed with a letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from jobboard import clock
from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import ListingState
from jobboard.domain.replies import LONGEST_SILENCE
from jobboard.extensions import db
from jobboard.models import ApplicationEvent
from jobboard.services import unanswered
from jobboard.services.unanswered import CLOSED_BY_THE_BOARD, close_unanswered
from tests import factories

S = ApplicationState


def ended(state=ListingState.CLOSED, ago=LONGEST_SILENCE):
    return factories.listing(state=state, state_changed_at=clock.now() - ago)


def application(listing, state, *, seeker=None, heard=LONGEST_SILENCE):
    """An application last moved ``heard`` ago."""
    row = factories.application(listing, seeker, state=state)
    row.updated_at = clock.now() - heard
    return row


@pytest.mark.parametrize("state", [ListingState.CLOSED, ListingState.EXPIRED, ListingState.REMOVED])
def test_after_two_weeks_of_silence_the_board_closes_and_writes(state, letters):
    listing = ended(state)
    open_states = (S.SUBMITTED, S.REVIEWED, S.SHORTLISTED, S.INTERVIEWING)
    rows = [application(listing, source) for source in open_states]
    assert close_unanswered(clock.now()) == len(rows)
    assert {row.state for row in rows} == {S.UNSUCCESSFUL}
    assert [row.account_id for row in letters()] == [row.seeker_id for row in rows]
    assert {row.kind for row in letters()} == {"application_unanswered"}
    assert "has not answered" not in letters()[-1].text
    assert close_unanswered(clock.now()) == 0


def test_being_read_is_no_answer_and_gives_no_more_time():
    application(ended(), S.REVIEWED, heard=timedelta(days=1))
    assert close_unanswered(clock.now()) == 1


@pytest.mark.parametrize("state", [S.SHORTLISTED, S.INTERVIEWING])
def test_whoever_heard_something_lately_is_not_closed_yet(state, client, sign_in):
    seeker = factories.seeker()
    listing = ended(ago=timedelta(days=60))
    row = application(listing, state, seeker=seeker, heard=timedelta(days=13))
    listing.closed_at = clock.now() - timedelta(days=60)
    assert close_unanswered(clock.now()) == 0
    sign_in(seeker)
    page = client.page(f"/my/applications/{row.reference}")
    assert "No final answer yet. This job closed on" in page.text
    assert close_unanswered(clock.now() + timedelta(days=1)) == 1


def test_one_that_cannot_be_closed_holds_up_no_other(letters):
    listing = ended()
    first, bad, last = (application(listing, S.SUBMITTED) for _ in range(3))

    def fail(_mapper, _connection, target):
        if target.application_id == bad.id:
            raise ValueError("This row is broken.")

    event.listen(ApplicationEvent, "before_insert", fail)
    try:
        assert close_unanswered(clock.now()) == 2
    finally:
        event.remove(ApplicationEvent, "before_insert", fail)
    assert [row.state for row in (first, bad, last)] == [
        S.UNSUCCESSFUL,
        S.SUBMITTED,
        S.UNSUCCESSFUL,
    ]
    assert [row.account_id for row in letters()] == [first.seeker_id, last.seeker_id]


def test_who_was_answered_while_others_were_closed_is_left_alone(monkeypatch):
    monkeypatch.setattr(unanswered, "BY_CLOCK_AT_ONCE", 1)
    first, second, third = (application(ended(), S.SUBMITTED) for _ in range(3))

    def answer_meanwhile():
        second.state, second.updated_at = S.SHORTLISTED, clock.now()
        db.session.commit()

    assert close_unanswered(clock.now(), answer_meanwhile) == 2
    assert [row.state for row in (first, second, third)] == [
        S.UNSUCCESSFUL,
        S.SHORTLISTED,
        S.UNSUCCESSFUL,
    ]


def test_before_that_nothing_happens(letters):
    row = factories.application(ended(ago=LONGEST_SILENCE - timedelta(minutes=1)))
    assert close_unanswered(clock.now()) == 0
    assert row.state == S.SUBMITTED
    assert letters() == []


@pytest.mark.parametrize("state", [s for s in S if s not in CLOSED_BY_THE_BOARD])
def test_who_has_an_offer_or_the_end_or_has_not_sent_is_left_alone(state):
    row = factories.application(ended(), state=state)
    assert close_unanswered(clock.now()) == 0
    assert row.state == state


@pytest.mark.parametrize("state", [ListingState.LIVE, ListingState.PAUSED, ListingState.SUSPENDED])
def test_a_listing_that_has_not_ended_keeps_its_applications(state):
    factories.application(ended(state))
    assert close_unanswered(clock.now()) == 0
