"""A person's resumes: several, one the default, copies that stand alone, deletion."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from jobboard.models import Application, Resume
from jobboard.services.resumes import MOST_RESUMES
from jobboard.web.listing_view import title_slug
from tests import factories


def resumes_of(db_session, account):
    rows = db_session.scalars(
        select(Resume)
        .where(Resume.account_id == account.id)
        .order_by(Resume.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def test_without_a_resume_the_page_says_why_and_what_next(client):
    page = client.page("/my/resumes")
    assert "You have no resume yet" in page.text
    assert "/my/resumes/new" in set(page.links())


def test_the_first_resume_is_the_default_and_has_name_and_address(client, dana, db_session):
    response = client.submit("/my/resumes/new", {"title": "Main"})
    (resume,) = resumes_of(db_session, dana)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/my/resumes/{resume.id}"
    assert (resume.title, resume.is_default) == ("Main", True)
    assert resume.document["basics"] == {"name": "Dana Okafor", "email": "dana@example.org"}


@pytest.mark.parametrize("title", ["", "   ", "x" * 81, "a\x07b"])
def test_a_name_that_will_not_do_is_kept_and_explained(client, dana, db_session, title):
    response = client.submit("/my/resumes/new", {"title": title})
    assert response.status_code == 422
    assert "There is a problem" in response.text
    assert resumes_of(db_session, dana) == []


def test_there_is_one_default_and_it_can_be_another(client, dana, db_session):
    first = factories.resume(dana, title="First")
    second = factories.resume(dana, title="Second", is_default=False)
    page = client.page("/my/resumes")
    assert page.text.count(">Default<") == 1
    client.submit("/my/resumes", form=f"/my/resumes/{second.id}/default")
    states = {resume.id: resume.is_default for resume in resumes_of(db_session, dana)}
    assert states == {first.id: False, second.id: True}


def test_a_copy_stands_alone(client, dana, db_session):
    first = factories.resume(dana, factories.rich_resume_document(), title="Phone")
    client.submit("/my/resumes", form=f"/my/resumes/{first.id}/copy")
    _, copy = resumes_of(db_session, dana)
    assert (copy.title, copy.is_default) == ("Phone (copy)", False)
    assert copy.document == factories.rich_resume_document()
    client.submit(f"/my/resumes/{copy.id}/contact", {"name": "D. Okafor"})
    names = [resume.document["basics"]["name"] for resume in resumes_of(db_session, dana)]
    assert names == ["Dana Okafor", "D. Okafor"]


def test_a_resume_gets_another_name(client, dana, db_session):
    resume = factories.resume(dana)
    client.submit(f"/my/resumes/{resume.id}/name", {"title": "Chat only"})
    assert resumes_of(db_session, dana)[0].title == "Chat only"
    assert "Chat only" in client.page("/my/resumes").text


def test_deleting_asks_first_and_what_was_sent_stays(client, dana, db_session):
    kept = factories.resume(dana, title="Older", is_default=False)
    resume = factories.resume(dana, title="Main")
    sent = factories.application(seeker=dana, resume_id=resume.id, resume_copy={"basics": {}})
    page = client.page(f"/my/resumes/{resume.id}/delete")
    assert "keep the copy that was sent" in page.text
    assert len(resumes_of(db_session, dana)) == 2
    client.submit(f"/my/resumes/{resume.id}/delete", form=f"/my/resumes/{resume.id}/delete")
    left = resumes_of(db_session, dana)
    assert [(row.id, row.is_default) for row in left] == [(kept.id, True)]
    assert db_session.get(Application, sent.id, populate_existing=True).resume_copy is not None


def test_there_is_a_limit_and_it_is_said(client, dana, db_session):
    first = factories.resume(dana)
    for _ in range(MOST_RESUMES - 1):
        factories.resume(dana, is_default=False)
    response = client.submit("/my/resumes/new", {"title": "One more"})
    assert response.status_code == 422
    assert "Delete one first" in response.text
    client.submit("/my/resumes", form=f"/my/resumes/{first.id}/copy")
    assert "Delete one first" in client.page("/my/resumes").text
    assert len(resumes_of(db_session, dana)) == MOST_RESUMES


PAGES = [
    "",
    "/name",
    "/delete",
    "/preview",
    "/resume.pdf",
    "/contact",
    "/work",
    "/skills",
    "/tools",
    "/languages",
    "/training",
    "/availability",
    "/home-office",
    "/wanted",
    *(f"/{kind}/new" for kind in ("job", "break", "skill", "language", "school", "certificate")),
    "/job/e1",
    "/job/e1/remove",
    "/skill/e7",
    "/skill/e7/remove",
    "/language/e5",
    "/school/e3",
    "/certificate/e4",
]


@pytest.mark.parametrize("page", PAGES)
def test_another_person_s_resume_is_not_there(client, new_client, sign_in, dana, page):
    resume = factories.resume(dana, factories.rich_resume_document())
    address = f"/my/resumes/{resume.id}{page}"
    assert client.get(address).status_code == 200
    other = sign_in(factories.seeker(), on=new_client())
    assert other.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/job/e99", "/job/e7", "/skill/e1", "/job/x/remove", "/break/e1", "/nothing"]
)
def test_an_entry_that_is_not_there_is_not_found(client, dana, address):
    resume = factories.resume(dana, factories.rich_resume_document())
    assert client.get(f"/my/resumes/{resume.id}{address}").status_code == 404


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("?kind=skill&slug=empathy", "/my/resumes/{}/skill/new?slug=empathy"),
        ("?kind=tool&slug=zendesk", "/my/resumes/{}/tools"),
        ("?kind=language&slug=es", "/my/resumes/{}/language/new?slug=es"),
        ("?kind=qualification", "/my/resumes/{}/school/new"),
        ("?kind=other", "/my/resumes/{}"),
        ("", "/my/resumes/{}"),
    ],
)
def test_what_a_job_asks_for_leads_to_where_it_is_added(client, dana, query, target):
    assert client.get("/my/resumes/add" + query).headers["Location"] == "/my/resumes"
    resume = factories.resume(dana)
    assert client.get("/my/resumes/add" + query).headers["Location"] == target.format(resume.id)


def test_beside_a_job_what_is_missing_leads_to_its_form(client, dana):
    factories.resume(dana, factories.rich_resume_document())
    asked = [
        {"kind": "skill", "slug": "empathy", "text": "", "level": "", "need": "must"},
        {"kind": "skill", "slug": "patience", "text": "", "level": "", "need": "must"},
    ]
    listing = factories.listing(requirements=asked)
    links = list(client.page(f"/jobs/{listing.id}/{title_slug(listing)}").links())
    adding = [link for link in links if link.startswith("/my/resumes/add")]
    assert adding == ["/my/resumes/add?kind=skill&slug=patience"]
