"""Closing a job early: how it ended is asked, and who waits for an answer is told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jobboard.domain.application import ApplicationState
from jobboard.domain.listing import ListingState
from jobboard.domain.permissions import Role
from jobboard.extensions import db
from jobboard.models import ListingEvent, OutboxOrder
from tests import factories


def at(listing, page=""):
    return f"/employer/listings/{listing.id}" + (f"/{page}" if page else "")


@pytest.mark.parametrize("state", [ListingState.LIVE, ListingState.PAUSED])
def test_a_job_is_closed_with_how_it_ended(employer, company, owner, state):
    listing = factories.listing(company, state)
    assert at(listing, "close") in employer.page(at(listing)).links()
    answer = employer.submit(at(listing, "close"), {"outcome": "filled", "note": "Sam starts."})
    assert answer.location.endswith(at(listing))
    db.session.refresh(listing)
    assert (listing.state, listing.close_outcome) == (ListingState.CLOSED, "filled")
    assert listing.closed_at is not None
    (event,) = db.session.scalars(select(ListingEvent)).all()
    assert (event.kind, event.reason, event.note) == ("close", "filled", "Sam starts.")
    assert (event.actor, event.actor_id) == ("member", owner.id)
    assert listing.id in db.session.scalars(select(OutboxOrder.subject_id)).all()
    shown = employer.page(at(listing)).text
    assert "Filled here" in shown
    assert "Close this job" not in shown


def test_who_had_no_answer_is_counted_and_led_to(employer, company):
    listing = factories.listing(company)
    for state in ("submitted", "submitted", "reviewed", "shortlisted", "withdrawn"):
        factories.application(listing, state=ApplicationState(state))
    assert "3 applicants have had no answer yet" in employer.page(at(listing, "close")).text
    employer.submit(at(listing, "close"), {"outcome": "cancelled"})
    page = employer.page(at(listing))
    assert "3 applicants have had no answer yet" in page.text
    link = next(link for link in page.links() if link.endswith("?state=submitted"))
    assert employer.get(link).status_code == 200


@pytest.mark.parametrize("outcome", ["", "eaten-by-a-bear"])
def test_how_it_ended_is_owed(employer, company, outcome):
    listing = factories.listing(company)
    answer = employer.submit(at(listing, "close"), {"outcome": outcome, "note": "Kept words"})
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    db.session.refresh(listing)
    assert listing.state == ListingState.LIVE


def test_what_changed_meanwhile_is_not_closed(employer, company):
    listing = factories.listing(company)
    seen = next(f.data() for f in employer.page(at(listing, "close")).forms if "outcome" in f.names)
    listing.version += 1
    answer = employer.post(at(listing, "close"), data=seen | {"outcome": "filled"})
    assert answer.status_code == 409


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "suspended", "expired"])
def test_nothing_else_can_be_closed(employer, company, state):
    listing = factories.listing(company, ListingState(state))
    assert employer.get(at(listing, "close")).status_code == 303
    data = {"csrf_token": employer.token(), "version": listing.version, "outcome": "filled"}
    assert employer.post(at(listing, "close"), data=data).status_code == 409


def test_viewers_close_nothing(company, sign_in):
    listing = factories.listing(company)
    browser = sign_in(factories.member(company, Role.VIEWER))
    assert "Close this job" not in browser.page(at(listing)).text
    assert browser.get(at(listing, "close")).status_code == 403
