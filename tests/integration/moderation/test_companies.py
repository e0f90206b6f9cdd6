"""What moderators decide about a company, and what becomes of its listings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import ListingEvent, OutboxOrder
from jobboard.services.listings import open_and_expire
from tests import factories

S = ListingState


@pytest.fixture
def company(db_session):
    return factories.company(slug="northwind")


@pytest.fixture
def judge(sign_in, company):
    """A moderator's browser."""
    return sign_in(factories.moderator())


def end_check(judge, outcome, note="The phone number is a stranger's."):
    return judge.submit("/moderation/companies/northwind", {"outcome": outcome, "note": note})


@pytest.mark.parametrize("state", [S.SCHEDULED, S.LIVE, S.PAUSED])
def test_refusing_a_company_takes_its_listings_down_at_once(judge, client, company, state):
    listing = factories.listing(company, state)
    assert listing.title in judge.page("/moderation/companies/northwind").text
    assert end_check(judge, "refused").status_code == 303
    db.session.refresh(listing)
    assert listing.state == S.SUSPENDED
    event = db.session.scalars(select(ListingEvent)).one()
    assert (event.kind, event.reason, event.actor) == ("suspend", "false-employer", "moderator")
    assert event.note == "The phone number is a stranger's."
    assert listing.id in db.session.scalars(select(OutboxOrder.subject_id)).all()


def test_asking_for_proof_ends_trust(judge, company):
    company.trusted = True
    end_check(judge, "proof_asked")
    db.session.refresh(company)
    assert (company.verification, company.trusted) == ("proof_asked", False)


def test_a_check_of_what_changed_meanwhile_is_refused(judge, company):
    page = judge.page("/moderation/companies/northwind")
    seen = next(form.data() for form in page.forms if form.action.endswith("/check"))
    company.name, company.version = "Another name", company.version + 1
    answer = judge.post(
        "/moderation/companies/northwind/check",
        data=seen | {"outcome": "verified", "note": "Called them."},
    )
    assert answer.status_code == 409


def test_others_listings_stay(judge, company):
    other = factories.listing()
    draft = factories.listing(company, S.DRAFT)
    end_check(judge, "refused")
    db.session.expire_all()
    assert (other.state, draft.state) == (S.LIVE, S.DRAFT)


@pytest.mark.parametrize(("verified", "state"), [(True, S.LIVE), (False, S.SCHEDULED)])
def test_the_clock_opens_only_for_a_company_that_is_checked(db_session, verified, state):
    now = clock.now()
    listing = factories.listing(
        factories.company(verified=verified), S.SCHEDULED, opens_at=now - timedelta(minutes=1)
    )
    open_and_expire(now)
    assert listing.state == state


def test_imported_companies_that_nobody_acts_for_have_a_list_of_their_own(judge):
    factories.company(name="Found Elsewhere", source="Sample board", source_id="1")
    joined = factories.company(name="Joined Later", source="Sample board", source_id="2")
    factories.member(joined)
    usual = judge.page("/moderation/companies").text
    assert "Found Elsewhere" not in usual
    assert "Joined Later" in usual
    imported = judge.page("/moderation/companies?show=imported").text
    assert "Found Elsewhere" in imported
    assert "Joined Later" not in imported
