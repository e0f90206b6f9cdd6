"""A session that ends under somebody's hands costs them nothing they typed."""

from __future__ import annotations

from tests.factories.accounts import seeker
from tests.factories.resumes import resume as make_resume
from tests.support.pages import Page

OWN = {"Origin": "http://localhost"}


def sent_late(client, url: str, **more: str):
    """Post a form as a visitor whose session is gone."""
    fields = {"name": "Ada <Reyes>", "summary": "Seven years at phones", **more}
    return client.post(url, data={**fields, "csrf_token": client.token()}, headers=OWN)


def test_a_signed_out_person_gets_their_text_back_and_can_send_it_again(client, sign_in) -> None:
    person = seeker()
    url = f"/my/resumes/{make_resume(person).id}/contact"
    answer = sent_late(client, url, current_password="do not show this")
    assert answer.status_code == 401
    text = answer.get_data(as_text=True)
    assert "What you typed is still here" in text
    assert "Ada &lt;Reyes&gt;" in text
    assert "do not show this" not in text
    [form] = [form for form in Page(text, url).forms if form.action == url]
    assert form.data()["summary"] == ["Seven years at phones"]


def test_a_late_form_of_ours_is_handed_back_with_a_fresh_token(client, sign_in) -> None:
    person = seeker()
    url = f"/my/resumes/{make_resume(person).id}/contact"
    sign_in(person)
    answer = client.post(url, data={"name": "Ada", "csrf_token": "old"}, headers=OWN)
    assert answer.status_code == 400
    [form] = [form for form in Page(answer.get_data(as_text=True), url).forms if form.action == url]
    again = client.post(url, data=form.data(), headers=OWN)
    assert again.status_code != 400


def test_a_form_that_another_site_sends_is_refused_without_a_way_on(client, sign_in) -> None:
    sign_in(seeker())
    answer = client.post(
        "/account/name", data={"name": "Mallory"}, headers={"Origin": "http://evil.example"}
    )
    assert answer.status_code == 400
    assert "Mallory" not in answer.get_data(as_text=True)
