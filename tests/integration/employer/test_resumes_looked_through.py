"""Looking through many resumes: pages of the database, what is kept, how often, and the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from jobboard import clock
from jobboard.domain.resume import KEY
from jobboard.domain.resume_search import ResumeCriteria
from jobboard.models import Resume
from jobboard.queries.finding import versions_found_by
from jobboard.queries.found_resumes import Kept, profiles_of, search_found
from jobboard.services.resumes import save_document
from jobboard.web.employer import resumes as views
from tests import factories

RESUMES = "/employer/resumes"


def a_findable(name, *, days_ago=0, town="Austin"):
    then = clock.now() - timedelta(days=days_ago)
    wanted = {"arrangements": ["remote"], "town": town, "region": "US-TX", "country": "US"}
    document = {"basics": {"name": name}, KEY: {"wanted": wanted}}
    resume = factories.resume(factories.seeker(), document, updated_at=then)
    return factories.findable_resume(resume, confirmed_at=then)


def names(page):
    return [one.document["basics"]["name"] for one in page.resumes]


@pytest.mark.parametrize("place", ["", "Texas"])
def test_pages_hold_each_resume_once_those_changed_last_first(app, company, place):
    for days in range(5):
        a_findable(f"Person {days}", days_ago=days)
    criteria = ResumeCriteria(place=place)
    found = [search_found(company, criteria, None, clock.now(), page, 2) for page in (1, 2, 3, 9)]
    assert [names(page) for page in found] == [
        ["Person 0", "Person 1"], ["Person 2", "Person 3"], ["Person 4"], ["Person 4"]
    ]  # fmt: skip
    assert {(page.total, page.pages) for page in found} == {(5, 3)}
    assert found[-1].number == 3


def test_without_filters_only_the_page_s_own_resumes_are_read(app, company, db_session):
    for days in range(5):
        a_findable(f"Person {days}", days_ago=days)
    db_session.expunge_all()
    loaded = []
    event.listen(Resume, "load", lambda resume, _context: loaded.append(resume.id))
    search_found(company, ResumeCriteria(), None, clock.now(), 1, 2)
    assert len(loaded) == 2


def test_a_profile_is_made_once_for_each_state_of_a_resume(app, company, db_session):
    row = a_findable("Dana Okafor")
    [state] = versions_found_by(company, clock.now())
    first = profiles_of([state])[row.resume_id]
    assert profiles_of([state])[row.resume_id] is first
    resume = db_session.get(Resume, row.resume_id)
    save_document(resume, {"basics": {"name": "Dana"}, KEY: {}}, resume.version, clock.now())
    [changed] = versions_found_by(company, clock.now())
    assert changed != state
    assert profiles_of([changed])[row.resume_id].wishes.town == ""


def test_a_change_shows_at_once(recruiter, db_session):
    row = a_findable("Dana Okafor")
    assert "Dana Okafor" in recruiter.page(f"{RESUMES}/{row.key}").text
    resume = db_session.get(Resume, row.resume_id)
    save_document(resume, {"basics": {"name": "Ada"}, KEY: {}}, resume.version, clock.now())
    db_session.commit()
    for page in (f"{RESUMES}/{row.key}", RESUMES):
        text = recruiter.page(page).text
        assert "Ada" in text
        assert "Dana Okafor" not in text


def test_what_is_kept_is_bounded_and_what_was_used_last_stays():
    kept = Kept(2)
    kept.put({"a": 1, "b": 2})
    kept.get(["a"])
    kept.put({"c": 3})
    assert kept.get("abc") == {"a": 1, "c": 3}


@pytest.mark.usefixtures("rate_limits")
def test_a_company_sees_so_many_resumes_a_day(sign_in, company, recruiter):
    row = a_findable("Dana Okafor")
    address = f"{RESUMES}/{row.key}"
    most = int(views.RESUMES_A_DAY.split()[0])
    for _ in range(most - 1):
        recruiter.head(address)
    assert recruiter.get(address).status_code == 200
    colleague = sign_in(factories.member(company))
    assert colleague.get(address).status_code == 429
    other = sign_in(factories.member(factories.company(name="Other Desk")))
    assert other.get(address).status_code == 200


def test_who_looked_at_whose_resumes_is_logged_without_names(recruiter, company):
    row = a_findable("Dana Okafor")
    with capture_logs() as lines:
        recruiter.page(RESUMES)
        recruiter.page(f"{RESUMES}/{row.key}")
    looks = [line for line in lines if line["event"] == "resumes looked at"]
    assert [line["resumes"] for line in looks] == [[row.resume_id]] * 2
    assert {line["company"] for line in looks} == {company.id}
    assert all(isinstance(line["account"], int) for line in looks)
    assert "Okafor" not in repr(looks)
