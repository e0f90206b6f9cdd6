"""The two doors: who gets in, what the others are told, and what the cookie is worth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import url_for
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.permissions import AccountKind
from jobboard.models import SignIn
from jobboard.queries.accounts import hash_token
from tests import factories
from tests.support.pages import Page

WRONG = "not the right one at all"
OTHER_COST = Argon2Hasher(time_cost=1, memory_cost=16, parallelism=1)


def cookie_token(client) -> str:
    with client.session_transaction() as cookie:
        return cookie.get("_user_id", "")


def words(response) -> str:
    return response.get_data(as_text=True)


def test_both_doors_say_what_they_are_for(client) -> None:
    page = client.page("/sign-in")
    assert "Job seekers" in page.text
    assert "Employers" in page.text
    assert {"/sign-in/seekers", "/sign-in/employers"} <= set(page.links())
    assert "moderators" not in page.text


@pytest.mark.parametrize(
    ("make", "door", "home"),
    [
        (factories.seeker, "seekers", "/my/applications"),
        (factories.member, "employers", "/employer/"),
        (factories.moderator, "moderators", "/moderation/queue"),
    ],
)
def test_each_kind_gets_in_by_its_door(client, enter, log, make, door, home) -> None:
    account = make()
    response = enter(door, account)
    assert (response.status_code, response.location) == (303, home)
    assert client.get("/account").status_code == 200
    assert log() == [("signed_in", account.id, "")]


def test_a_person_without_a_company_is_asked_for_it(app, enter) -> None:
    account = factories.seeker()
    account.kind = AccountKind.MEMBER
    response = enter("employers", account)
    with app.test_request_context():
        assert response.location == url_for("employer.company_start")


def test_the_address_may_be_typed_in_any_case(client, enter) -> None:
    account = factories.seeker()
    assert enter("seekers", f"  {account.email.upper()} ").status_code == 303


def test_a_wrong_password_and_an_unknown_address_look_the_same(enter, new_client, log) -> None:
    account = factories.seeker()
    texts = []
    for email in (account.email, "nobody@example.org"):
        response = enter("seekers", email, WRONG, on=new_client())
        assert response.status_code == 422
        texts.append(words(response).replace(email, "ADDRESS"))
        assert "do not match" in words(response)
    assert _without_token(texts[0]) == _without_token(texts[1])
    assert log() == [
        ("sign_in_refused", account.id, "no_match"),
        ("sign_in_refused", None, "no_match"),
    ]


def _without_token(text: str) -> str:
    token = Page(text).forms[-1].data()["csrf_token"][0]
    return text.replace(token, "TOKEN")


def test_the_wrong_door_names_the_right_one_and_keeps_the_address(client, enter) -> None:
    account = factories.member()
    response = enter("seekers", account, query="?next=/jobs")
    assert response.status_code == 422
    page = Page(words(response), "/sign-in/seekers")
    assert "Your account is for employers" in page.text
    assert "/sign-in/employers?next=/jobs" in set(page.links())
    assert cookie_token(client) == ""
    shown = client.page("/sign-in/employers?next=/jobs")
    assert shown.field("email").values == (account.email,)
    response = client.submit("/sign-in/employers?next=/jobs", {"password": factories.PASSWORD})
    assert response.location == "/jobs"


def test_the_wrong_door_tells_nothing_without_the_password(enter) -> None:
    response = enter("seekers", factories.member(), WRONG)
    assert "employers' door" not in words(response)
    assert "Your account is for" not in words(response)


def test_the_typed_address_is_kept_and_the_password_is_not(enter) -> None:
    response = enter("seekers", "someone@example.org", WRONG)
    page = Page(words(response))
    assert page.field("email").values == ("someone@example.org",)
    assert WRONG not in page.text


def test_an_unconfirmed_address_is_told_so_after_the_right_password_only(enter) -> None:
    account = factories.seeker(email_confirmed_at=None)
    assert "/confirm-address/again" in words(enter("seekers", account))
    assert "/confirm-address/again" not in words(enter("seekers", account, WRONG))


def test_a_stopped_account_gets_in_no_more_and_is_out_at_once(client, enter) -> None:
    account = factories.seeker()
    enter("seekers", account)
    account.suspended_at = clock.now()
    assert client.get("/account").location.startswith("/sign-in")
    response = enter("seekers", account)
    assert response.status_code == 422
    assert "This account is stopped" in words(response)


def test_an_account_without_a_password_opens_to_none(enter) -> None:
    account = factories.moderator(password_hash="")
    for password in ("", "nobody's password", factories.PASSWORD):
        assert enter("moderators", account, password).status_code == 422


def test_signing_in_begins_a_new_session(client, enter) -> None:
    account = factories.seeker()
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    forms = client.page("/sign-in/seekers").forms
    old_form_token = forms[-1].data()["csrf_token"][0]
    enter("seekers", account)
    first = cookie_token(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
    assert client.post("/sign-out", data={"csrf_token": old_form_token}).status_code == 400
    enter("seekers", account)
    assert cookie_token(client) not in ("", first)


def test_signing_in_again_in_the_same_browser_leaves_one_session(client, enter, db_session) -> None:
    seeker, member = factories.seeker(), factories.member()
    enter("seekers", seeker)
    enter("employers", member)
    rows = db_session.scalars(select(SignIn)).all()
    assert [row.account_id for row in rows] == [member.id]


def test_the_cookie_s_token_is_not_what_the_database_holds(client, enter, db_session) -> None:
    enter("seekers", factories.seeker())
    token = cookie_token(client)
    assert db_session.scalars(select(SignIn.token_hash)).one() == hash_token(token)
    assert len(token) >= 43


def test_an_old_cookie_is_worth_nothing_after_signing_out(client, enter, new_client, log) -> None:
    account = factories.seeker()
    enter("seekers", account)
    stolen = cookie_token(client)
    assert client.submit("/account", form="/sign-out").status_code == 303
    thief = new_client()
    with thief.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = stolen, True
    assert thief.get("/account").location.startswith("/sign-in")
    assert log()[-1][:2] == ("signed_out", account.id)


def test_a_session_ends_after_30_days(client, enter, clock_at) -> None:
    enter("seekers", factories.seeker())
    clock_at.shift(timedelta(days=29, hours=23))
    assert client.get("/account").status_code == 200
    clock_at.shift(timedelta(hours=2))
    assert client.get("/account").location.startswith("/sign-in")


def test_signing_in_forgets_sessions_that_ran_out(client, enter, db_session, clock_at) -> None:
    account = factories.seeker()
    enter("seekers", account)
    clock_at.shift(timedelta(days=31))
    enter("seekers", account)
    assert len(db_session.scalars(select(SignIn)).all()) == 1


def test_a_page_behind_a_door_leads_to_that_door_and_back(client, enter) -> None:
    factories.seeker(email="dana@example.org")
    to_doors = client.get("/my/resumes?from=listing")
    assert to_doors.location == "/sign-in?next=/my/resumes?from%3Dlisting"
    to_door = client.get(to_doors.location)
    assert to_door.location.startswith("/sign-in/seekers?next=")
    response = client.submit(
        to_door.location, {"email": "dana@example.org", "password": factories.PASSWORD}
    )
    assert response.location == "/my/resumes?from=listing"


@pytest.mark.parametrize(
    "bad", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_leads_nowhere_else(enter, bad) -> None:
    response = enter("seekers", factories.seeker(), query=f"?next={bad}")
    assert response.location == "/my/applications"


def test_next_is_dropped_where_it_is_another_kind_s_page(enter) -> None:
    response = enter("seekers", factories.seeker(), query="?next=/moderation/queue")
    assert response.location == "/my/applications"


def test_a_forged_sign_in_is_refused(client) -> None:
    account = factories.seeker()
    data = {"email": account.email, "password": factories.PASSWORD}
    assert client.post("/sign-in/seekers", data=data).status_code == 400
    assert cookie_token(client) == ""


def test_signing_out_needs_a_post(client) -> None:
    assert client.get("/sign-out").status_code == 405


def test_a_hash_of_another_cost_is_renewed_at_sign_in(enter, db_session) -> None:
    account = factories.seeker()
    account.password_hash = before = OTHER_COST.hash(factories.PASSWORD)
    assert enter("seekers", account).status_code == 303
    db_session.refresh(account)
    assert account.password_hash != before
    assert "m=8,t=1,p=1" in account.password_hash
    assert enter("seekers", account).status_code == 303


def test_pages_of_accounts_are_not_kept_by_browsers(client) -> None:
    for path in ("/sign-in/seekers", "/reset-password/new?token=x", "/confirm-address?token=x"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
