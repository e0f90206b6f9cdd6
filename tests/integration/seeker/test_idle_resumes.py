"""Resumes that nobody touched for long: a letter after five months, hidden after six."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from jobboard.domain.resume import KEY
from jobboard.domain.retention import RESUME_HIDDEN, RESUME_WARNED
from jobboard.models import FindableResume
from jobboard.queries.finding import count_found_by
from jobboard.worker.resumes import look_after_resumes
from tests import factories

START = datetime(2026, 1, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DOCUMENT = {
    "basics": {"name": "Dana Okafor"},
    KEY: {"wanted": {"arrangements": ["remote"], "live_in": ["US-TX"]}},
}


def pass_time(after):
    with time_machine.travel(START + after, tick=False):
        look_after_resumes()
        look_after_resumes()


@pytest.fixture
def owner(app):
    return factories.seeker()


@pytest.fixture
def email(owner):
    return owner.email


@pytest.fixture
def row(owner):
    resume = factories.resume(owner, DOCUMENT, updated_at=START)
    return factories.findable_resume(resume, confirmed_at=START)


def test_its_owner_is_told_once_a_month_before_it_is_hidden(row, email, letters):
    pass_time(RESUME_WARNED - timedelta(minutes=1))
    assert letters(to=email) == []
    for after in (RESUME_WARNED, RESUME_WARNED + DAY, RESUME_HIDDEN - DAY, RESUME_HIDDEN + DAY):
        pass_time(after)
    [letter] = letters(to=email)
    assert letter.kind == "idle_resume"
    assert f"/my/resumes/{row.resume_id}/visibility" in letter.text
    assert "until July 12, 2026" in letter.text
    company = factories.company()
    assert count_found_by(company, START + RESUME_HIDDEN - timedelta(minutes=1)) == 1
    assert count_found_by(company, START + RESUME_HIDDEN) == 0


def test_a_sign_of_life_begins_it_anew(row, email, letters, db_session):
    pass_time(RESUME_WARNED)
    db_session.get(FindableResume, row.resume_id).confirmed_at = START + RESUME_WARNED + DAY
    db_session.commit()
    pass_time(RESUME_HIDDEN + DAY)
    assert len(letters(to=email)) == 1
    pass_time(2 * RESUME_WARNED + DAY)
    assert len(letters(to=email)) == 2


def test_nobody_is_told_of_what_is_hidden_already_or_of_a_stopped_account(app, letters):
    late = factories.resume(factories.seeker(), DOCUMENT, updated_at=START - RESUME_HIDDEN)
    factories.findable_resume(late, confirmed_at=START - RESUME_HIDDEN)
    stopped = factories.seeker(suspended_at=START)
    factories.findable_resume(
        factories.resume(stopped, DOCUMENT, updated_at=START), confirmed_at=START
    )
    pass_time(RESUME_WARNED)
    assert letters() == []
