"""Letting employers find a resume: off by default, explained, and off again at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jobboard.domain.resume import KEY
from jobboard.models import FindableResume, ResumeHiddenFrom
from tests import factories


def document(name="Dana Okafor", **wanted):
    return {"basics": {"name": name, "email": "dana@example.org"}, KEY: {"wanted": wanted}}


WISHES = {"arrangements": ["remote"], "live_in": ["US-TX"]}


def page_of(resume):
    return f"/my/resumes/{resume.id}/visibility"


def rows_of(db_session, kind, resume_id):
    rows = select(kind).where(kind.resume_id == resume_id)
    return list(db_session.scalars(rows.execution_options(populate_existing=True)))


def test_it_is_off_until_it_is_turned_on_and_off_again_at_once(client, dana, db_session):
    resume = factories.resume(dana, document(**WISHES))
    assert "Nobody can find it." in client.page(page_of(resume)).text
    sent = client.submit(page_of(resume), {"companies": "Northgate Telecom\nAcme, Acme Inc."})
    assert sent.status_code == 303
    page = client.page(page_of(resume))
    assert "Checked employers can find it." in page.text
    assert "never see your email, phone" in page.text
    hidden = rows_of(db_session, ResumeHiddenFrom, resume.id)
    assert {row.company_key for row in hidden} == {"northgate telecom", "acme"}
    off = client.submit(page_of(resume), form=f"{page_of(resume)}/off")
    assert off.status_code == 303
    assert rows_of(db_session, FindableResume, resume.id) == []
    assert "Nobody can find it." in client.page(page_of(resume)).text
    assert "Northgate Telecom" in client.page(page_of(resume)).text


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        (document(name="", **WISHES), "Add your name."),
        (document(live_in=["US-TX"]), "Say what you want"),
        (document(arrangements=["remote"]), "Say where you want to work"),
    ],
)
def test_it_needs_a_name_a_wish_and_a_place(client, dana, db_session, made, asked):
    resume = factories.resume(dana, made)
    assert asked in client.page(page_of(resume)).text
    answer = client.submit(page_of(resume), {"companies": "Acme"})
    assert answer.status_code == 422
    assert asked in answer.text
    assert rows_of(db_session, FindableResume, resume.id) == []


def test_the_preview_is_what_an_employer_sees(client, dana):
    resume = factories.resume(dana, document(**WISHES))
    text = client.page(f"{page_of(resume)}/preview").text
    assert "Dana Okafor" in text
    assert "dana@example.org" not in text


def test_too_many_companies_are_refused_and_kept_in_the_box(client, dana, db_session):
    resume = factories.resume(dana, document(**WISHES))
    names = "\n".join(f"Company number {number}" for number in range(60))
    answer = client.submit(page_of(resume), {"companies": names})
    assert answer.status_code == 422
    assert "Company number 59" in answer.text
    assert rows_of(db_session, ResumeHiddenFrom, resume.id) == []


def test_the_list_of_companies_holds_for_all_resumes_and_outlives_each(client, dana, db_session):
    first = factories.resume(dana, document(**WISHES))
    second = factories.resume(dana, document(**WISHES), is_default=False)
    other = factories.resume(factories.seeker(), document(**WISHES))
    first_id, second_id = first.id, second.id
    client.submit(page_of(first), {"companies": "Northgate"})
    assert "Northgate</textarea>" in client.page(page_of(second)).text
    client.submit(f"/my/resumes/{first_id}/delete")
    [row] = rows_of(db_session, ResumeHiddenFrom, second_id)
    assert row.company_key == "northgate"
    client.submit(page_of(second), {"companies": ""})
    assert rows_of(db_session, ResumeHiddenFrom, second_id) == []
    assert rows_of(db_session, ResumeHiddenFrom, other.id) == []


def test_a_resume_takes_its_visibility_with_it(client, dana, db_session):
    resume = factories.resume(dana, document(**WISHES))
    ident = resume.id
    client.submit(page_of(resume), {"companies": "Acme"})
    client.submit(f"/my/resumes/{ident}/delete")
    assert rows_of(db_session, FindableResume, ident) == []
    assert rows_of(db_session, ResumeHiddenFrom, ident) == []
