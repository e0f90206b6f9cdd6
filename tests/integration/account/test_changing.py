"""What a person changes about the account, and where they are signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobboard.models import Account, SignIn
from tests import factories
from tests.support.pages import Page

NEW = "marmalade under the violin case"
NEW_EMAIL = "dana.new@example.org"


@pytest.fixture(params=[factories.seeker, factories.member, factories.moderator])
def anybody(request, sign_in) -> Account:
    """A signed-in person of each kind."""
    account = request.param()
    sign_in(account)
    return account


@pytest.fixture
def seeker(sign_in) -> Account:
    """A signed-in seeker."""
    account = factories.seeker()
    sign_in(account)
    return account


def change_email(client, email=NEW_EMAIL, present=factories.PASSWORD):
    return client.submit("/account/email", {"email": email, "present": present})


def use_link(client, link):
    return client.submit(link, form=link.partition("?")[0])


def test_the_account_page_has_everything_in_reach(client, anybody) -> None:
    page = client.page("/account")
    assert {
        "/account/name",
        "/account/email",
        "/account/password",
        "/account/second-factor",
        "/privacy",
    } <= set(page.links())
    assert "Who can see what" in page.text
    assert "This device" in page.text


def test_the_name(client, anybody, db_session) -> None:
    assert client.submit("/account/name", {"name": "  Dana  Okafor "}).status_code == 303
    db_session.refresh(anybody)
    assert anybody.name == "Dana  Okafor"
    assert client.submit("/account/name", {"name": " "}).status_code == 422


def test_the_password_asks_for_the_present_one(client, seeker, log) -> None:
    response = client.submit("/account/password", {"present": NEW, "password": NEW})
    assert response.status_code == 422
    assert Page(response.get_data(as_text=True)).problems() == ["present"]
    assert log() == [("password_refused", seeker.id, "")]


def test_the_password_changes_and_other_devices_are_signed_out(
    client, seeker, new_client, enter, letters, log
) -> None:
    elsewhere = new_client()
    enter("seekers", seeker, on=elsewhere)
    sent = {"present": factories.PASSWORD, "password": NEW}
    assert client.submit("/account/password", sent).status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").location.startswith("/sign-in")
    assert enter("seekers", seeker, on=elsewhere).status_code == 422
    assert enter("seekers", seeker, NEW, on=elsewhere).status_code == 303
    assert [letter.kind for letter in letters(to=seeker)] == ["password_changed"]
    assert ("password_changed", seeker.id, "") in log()


def test_the_new_password_is_judged_like_any(client, seeker) -> None:
    sent = {"present": factories.PASSWORD, "password": seeker.email}
    response = client.submit("/account/password", sent)
    assert Page(response.get_data(as_text=True)).problems() == ["password"]


def test_the_address_changes_once_the_link_is_used(
    client, seeker, enter, letters, link_in, log, new_client
) -> None:
    old = seeker.email
    assert change_email(client).status_code == 303
    assert seeker.email == old
    assert [letter.kind for letter in letters(to=old)] == ["address_change_asked"]
    link = link_in(letters(to=NEW_EMAIL)[0])
    assert NEW_EMAIL in client.page(link).text
    assert seeker.email == old, "Looking at a link changes nothing."
    # It may be used on any device: the password was asked when it was sent.
    use_link(new_client(), link)
    assert enter("seekers", NEW_EMAIL, on=new_client()).status_code == 303
    assert enter("seekers", old, on=new_client()).status_code == 422
    assert letters(to=old)[-1].kind == "address_changed"
    assert [kind for kind, _, _ in log()][:2] == ["address_change_asked", "address_changed"]


def test_the_link_to_a_new_address_works_once_for_a_day(
    client, enter, letters, link_in, clock_at
) -> None:
    enter("seekers", factories.seeker())
    change_email(client)
    link = link_in(letters(to=NEW_EMAIL)[0])
    clock_at.shift(timedelta(hours=24))
    assert client.get(link).status_code == 410
    change_email(client)
    link = link_in(letters(to=NEW_EMAIL)[1])
    use_link(client, link)
    assert client.get(link).status_code == 410


def test_only_the_last_address_asked_for_counts(client, seeker, letters, link_in) -> None:
    change_email(client)
    first = link_in(letters(to=NEW_EMAIL)[0])
    change_email(client, "another@example.org")
    assert client.get(first).status_code == 410


def test_changing_the_address_asks_for_the_password(client, seeker, letters) -> None:
    response = change_email(client, present="not the right one at all")
    page = Page(response.get_data(as_text=True))
    assert response.status_code == 422
    assert page.problems() == ["present"]
    assert page.field("email").values == (NEW_EMAIL,)
    assert letters() == []


def test_an_address_of_somebody_else_is_not_given_away(client, seeker, letters) -> None:
    owner = factories.member()
    free, taken = change_email(client), change_email(client, owner.email)
    assert (free.status_code, free.location) == (taken.status_code, taken.location)
    assert [letter.kind for letter in letters(to=owner)] == ["address_in_use"]


def test_an_address_taken_meanwhile_stays_its_owner_s(
    client, seeker, letters, link_in, db_session
) -> None:
    old = seeker.email
    change_email(client)
    factories.member(email=NEW_EMAIL)
    response = use_link(client, link_in(letters(to=NEW_EMAIL)[0]))
    assert response.status_code == 410
    assert "belongs to another account" in response.get_data(as_text=True)
    db_session.refresh(seeker)
    assert seeker.email == old


def test_a_reset_link_sent_to_the_old_address_ends(client, seeker, letters, link_in) -> None:
    old = seeker.email
    client.submit("/reset-password", {"email": old})
    reset = link_in(letters(to=old)[0])
    change_email(client)
    use_link(client, link_in(letters(to=NEW_EMAIL)[0]))
    assert client.get(reset).status_code == 410


def test_devices_are_listed_and_one_can_be_signed_out(
    client, seeker, new_client, enter, db_session
) -> None:
    phone = new_client()
    phone.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Safari/1"
    enter("seekers", seeker, on=phone)
    row = db_session.scalars(select(SignIn).where(SignIn.device == "Chrome on Android")).one()
    page = client.page("/account")
    assert "Chrome on Android" in page.text
    assert page.text.count("This device") == 1
    client.submit("/account", form=f"/account/sign-ins/{row.id}/end")
    assert phone.get("/account").location.startswith("/sign-in")
    assert client.get("/account").status_code == 200


def test_signing_out_this_very_device_from_the_list(client, enter, db_session) -> None:
    enter("seekers", factories.seeker())
    row = db_session.scalars(select(SignIn)).one()
    response = client.submit("/account", form=f"/account/sign-ins/{row.id}/end")
    assert response.location == "/"
    assert client.get("/account").location.startswith("/sign-in")


def test_another_person_s_device_cannot_be_signed_out(
    client, seeker, new_client, enter, db_session
) -> None:
    other, theirs = factories.seeker(), new_client()
    enter("seekers", other, on=theirs)
    row = db_session.scalars(select(SignIn).where(SignIn.account_id == other.id)).one()
    data = {"csrf_token": client.token()}
    assert client.post(f"/account/sign-ins/{row.id}/end", data=data).status_code == 404
    assert theirs.get("/account").status_code == 200


def test_signing_out_everywhere_is_everywhere(client, seeker, new_client, enter, log) -> None:
    phone = new_client()
    enter("seekers", seeker, on=phone)
    client.submit("/account", form="/account/sign-out-everywhere")
    for browser in (client, phone):
        assert browser.get("/account").location.startswith("/sign-in")
    assert log()[-1] == ("signed_out_everywhere", seeker.id, "2 ended")


@pytest.mark.parametrize(
    "path",
    ["/account/name", "/account/email", "/account/password", "/account/sign-out-everywhere"],
)
def test_forged_changes_are_refused(client, seeker, path) -> None:
    sent = {"name": "X", "present": factories.PASSWORD, "password": NEW, "email": NEW_EMAIL}
    assert client.post(path, data=sent).status_code == 400
    assert client.get("/account").status_code == 200
