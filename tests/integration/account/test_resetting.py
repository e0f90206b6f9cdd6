"""A forgotten password: the letter, the link that works once, and what it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories
from tests.support.pages import Page

NEW = "marmalade under the violin case"


@pytest.fixture
def ask(client, letters, link_in):
    """Ask for a link and return it."""

    def asked(account) -> str:
        client.submit("/reset-password", {"email": account.email.upper()})
        return link_in(letters(to=account, kind="reset_password")[-1])

    return asked


def test_a_new_password_by_letter(client, ask, enter, letters, log) -> None:
    account = factories.seeker()
    link = ask(account)
    response = client.submit(link, {"password": NEW})
    assert (response.status_code, response.location) == (303, "/sign-in/seekers")
    assert enter("seekers", account).status_code == 422
    assert enter("seekers", account, NEW).status_code == 303
    assert [letter.kind for letter in letters(to=account)] == ["reset_password", "password_changed"]
    kinds = [kind for kind, _, _ in log()]
    assert kinds[:3] == ["reset_asked", "signed_out_everywhere", "password_reset"]


def test_a_link_works_once(client, ask) -> None:
    link = ask(factories.seeker())
    client.submit(link, {"password": NEW})
    assert client.page(link, status=410).headings == ["This link has run out"]
    data = {"password": "another one for the third time", "csrf_token": client.token()}
    assert client.post(link, data=data).status_code == 410


def test_the_other_links_end_with_it(client, ask) -> None:
    account = factories.seeker()
    first, second = ask(account), ask(account)
    client.submit(second, {"password": NEW})
    assert client.get(first).status_code == 410


def test_a_link_works_for_an_hour(client, ask, clock_at) -> None:
    link = ask(factories.seeker())
    clock_at.shift(timedelta(minutes=59))
    assert client.get(link).status_code == 200
    clock_at.shift(timedelta(minutes=1))
    assert client.get(link).status_code == 410


def test_a_refused_password_leaves_the_link_good(client, ask) -> None:
    link = ask(factories.seeker())
    response = client.submit(link, {"password": "password1234"})
    assert response.status_code == 422
    assert "easy to guess" in Page(response.get_data(as_text=True)).text
    assert client.submit(link, {"password": NEW}).status_code == 303


def test_everybody_is_signed_out(client, ask, enter, new_client) -> None:
    account = factories.seeker()
    elsewhere = new_client()
    enter("seekers", account, on=elsewhere)
    client.submit(ask(account), {"password": NEW})
    assert elsewhere.get("/account").location.startswith("/sign-in")


def test_the_letter_shows_that_the_address_is_theirs(client, ask, enter) -> None:
    account = factories.seeker(email_confirmed_at=None)
    client.submit(ask(account), {"password": NEW})
    assert enter("seekers", account, NEW).status_code == 303


def test_a_link_for_one_thing_does_nothing_else(client, ask) -> None:
    token = ask(factories.seeker()).partition("token=")[2]
    assert client.get(f"/confirm-address?token={token}").status_code == 410
    assert client.get(f"/confirm-new-address?token={token}").status_code == 410


def test_the_letter_leads_to_our_own_address_whatever_the_request_says(client, letters) -> None:
    account = factories.seeker()
    data = {"email": account.email, "csrf_token": client.token()}
    client.post("/reset-password", data=data, headers={"X-Forwarded-Host": "evil.example"})
    assert "http://localhost/reset-password/new?token=" in letters(to=account)[0].text


def test_the_second_step_outlasts_a_reset(client, ask, enter) -> None:
    account = factories.seeker(totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    account.totp_confirmed_at = account.created_at
    client.submit(ask(account), {"password": NEW})
    assert enter("seekers", account, NEW).location == "/second-factor"
