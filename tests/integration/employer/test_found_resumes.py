"""Employers search resumes whose owners allow it: who may look, at whose, and at what of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobboard import clock
from jobboard.domain.permissions import Role
from jobboard.domain.resume import KEY
from jobboard.models import FindableResume
from jobboard.models.company import Verification
from jobboard.services.finding import hide_from
from tests import factories
from tests.factories.resumes import rich_resume_document

RESUMES = "/employer/resumes"


def document(name="Dana Okafor", **wanted):
    made = rich_resume_document()
    made["basics"] |= {
        "name": name,
        "summary": "Write to dana@example.org, www.example.org/dana or 512-555-0142.",
        "location": {"address": "1 Elm Street", "city": "Austin", "region": "US-TX"},
    }
    made["references"] = [{"name": "Lee Park", "reference": "Call me at 512 555 0199"}]
    wishes = {"arrangements": ["remote"], "town": "Austin", "region": "US-TX", "country": "US"}
    made[KEY]["wanted"] = wishes | {"pay_min": "18.75"} | wanted
    return made


def a_findable(name="Dana Okafor", **wanted):
    return factories.findable_resume(factories.resume(factories.seeker(), document(name, **wanted)))


@pytest.fixture
def company():
    return factories.company(name="Bright Calls, Inc.")


def test_a_resume_that_nobody_turned_on_is_not_there(recruiter):
    factories.resume(factories.seeker(), document("Quiet Person"))
    page = recruiter.page(RESUMES)
    assert "Quiet Person" not in page.text
    assert "No resumes yet" in page.text
    none = recruiter.page(f"{RESUMES}?channel=phone").text
    assert "No resumes answer all of this" in none
    lost = recruiter.page(f"{RESUMES}?place=Lundon").text
    assert "We know no place called “Lundon”" in lost
    assert "Did you mean London" in lost


def test_nothing_that_leads_to_the_person_is_shown(recruiter):
    row = a_findable()
    for page in (RESUMES, f"{RESUMES}/{row.key}"):
        text = recruiter.page(page).text
        assert "Dana Okafor" in text
        for never in (
            "example.org", "512", "Elm Street", "Lee Park", "18.75", "resume_id", "mailto:"
        ):  # fmt: skip
            assert never not in text
    assert "Northgate Telecom" in text


@pytest.mark.parametrize(
    "name",
    [
        "Bright Calls",
        "bright calls LLC",
        "Bright",
        "BRIGHT CALLS INC",
        "Bright Calls Telecom",
        "The Bright Calls Company",
    ],
)
def test_a_company_that_is_named_never_sees_it(recruiter, db_session, name):
    row = a_findable()
    other = a_findable("Somebody Else")
    hide_from(row.resume, [name, "Someone else entirely"])
    hide_from(other.resume, ["Brightline", "Calls"])
    text = recruiter.page(RESUMES).text
    assert "Dana Okafor" not in text
    assert "Somebody Else" in text
    assert recruiter.get(f"{RESUMES}/{row.key}").status_code == 404


def test_what_one_resume_is_hidden_from_all_of_the_person_s_are(recruiter):
    person = factories.seeker()
    hidden = factories.resume(person, document())
    other = factories.resume(person, document(), is_default=False)
    hide_from(hidden, ["Bright Calls"])
    later = factories.resume(person, document(), is_default=False)
    rows = [factories.findable_resume(one) for one in (other, later)]
    assert "Dana Okafor" not in recruiter.page(RESUMES).text
    assert "Dana Okafor" not in recruiter.page(f"{RESUMES}?place=Austin").text
    assert [recruiter.get(f"{RESUMES}/{row.key}").status_code for row in rows] == [404, 404]


def test_off_is_at_once(recruiter, db_session):
    row = a_findable()
    address = f"{RESUMES}/{row.key}"
    recruiter.page(address)
    db_session.delete(row)
    assert recruiter.get(address).status_code == 404
    assert "Dana Okafor" not in recruiter.page(RESUMES).text


def test_a_resume_of_somebody_who_left_it_for_half_a_year_is_not_shown(recruiter):
    long_ago = clock.now() - timedelta(days=200)
    idle = factories.resume(factories.seeker(), document("Idle Ivy"), updated_at=long_ago)
    factories.findable_resume(idle, confirmed_at=long_ago)
    confirmed = factories.resume(factories.seeker(), document("Keen Kim"), updated_at=long_ago)
    factories.findable_resume(confirmed)
    text = recruiter.page(RESUMES).text
    assert "Idle Ivy" not in text
    assert "Keen Kim" in text


def test_a_stopped_account_is_not_shown(recruiter):
    stopped = factories.seeker(suspended_at=clock.now())
    factories.findable_resume(factories.resume(stopped, document("Stopped Sam")))
    assert "Stopped Sam" not in recruiter.page(RESUMES).text


@pytest.mark.parametrize(
    "state", [state for state in Verification if state is not Verification.VERIFIED]
)
def test_only_checked_companies_look(sign_in, state):
    row = a_findable()
    unchecked = sign_in(factories.member(factories.company(verification=state)))
    text = unchecked.page(RESUMES).text
    assert "For checked companies only" in text
    assert "Dana Okafor" not in text
    assert unchecked.get(f"{RESUMES}/{row.key}").status_code == 404


def test_who_may_only_look_at_applicants_does_not_search(sign_in, company):
    row = a_findable()
    viewer = sign_in(factories.member(company, Role.VIEWER))
    assert viewer.get(RESUMES).status_code == 403
    assert viewer.get(f"{RESUMES}/{row.key}").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("skill=de-escalation", True),
        ("skill=patience", False),
        ("channel=phone", True),
        ("channel=video", False),
        ("language=es", True),
        ("language=fr", False),
        ("arrangement=remote", True),
        ("arrangement=on-site", False),
        ("place=Austin", True),
        ("place=Texas", True),
        ("place=Boston", False),
        ("skill=de-escalation&place=Austin&language=es", True),
        ("skill=no-such-skill&listing=x&page=²", True),
    ],
)
def test_filters_ask_for_what_stands_on_the_resume(recruiter, query, found):
    a_findable()
    assert ("Dana Okafor" in recruiter.page(f"{RESUMES}?{query}").text) is found


def test_beside_a_job_of_theirs_the_same_parts_are_shown_and_nobody_is_left_out(recruiter, company):
    asked = [{"kind": "skill", "slug": "de-escalation", "text": "", "level": "", "need": "must"}]
    listing = factories.listing(company, arrangement="remote", requirements=asked)
    a_findable("Fits Well")
    a_findable("Wants Desk", arrangements=["on-site"])
    text = " ".join(recruiter.page(f"{RESUMES}?listing={listing.id}").text.split())
    assert "2 resumes" in text
    assert text.index("Fits Well") < text.index("Wants Desk")
    assert "1 of 1 must-have." in text
    assert "Remote. They asked for on site." in text
    assert "You asked" not in text


def test_resumes_are_never_compared_with_another_s_job(recruiter):
    a_findable()
    listing = factories.listing(title="Rival job")
    text = recruiter.page(f"{RESUMES}?listing={listing.id}").text
    assert "Rival job" not in text


def test_looking_changes_nothing(recruiter, db_session):
    row = a_findable()
    before = row.confirmed_at
    recruiter.page(RESUMES)
    recruiter.page(f"{RESUMES}/{row.key}")
    db_session.expire_all()
    assert db_session.get(FindableResume, row.resume_id).confirmed_at == before
