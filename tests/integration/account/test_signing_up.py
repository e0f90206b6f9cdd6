"""Signing up and confirming the address; nobody learns which addresses have an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import url_for
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.permissions import AccountKind
from jobboard.models import Account
from jobboard.services import accounts
from jobboard.services.account_letters import MOST_LETTERS
from jobboard.services.passwords import TOO_COMMON
from tests import factories
from tests.support.pages import Page

EMAIL = "dana@example.org"
PASSWORD = factories.PASSWORD
OTHER_PASSWORD = "marmalade under the violin case"
# What differs from page to page whoever asks.
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]+')


def sign_up(client, email=EMAIL, password=PASSWORD, door="seekers", query="", **more):
    data = {"email": email, "password": password, **more}
    return client.submit(f"/sign-up/{door}{query}", data)


def account(db_session, email=EMAIL) -> Account | None:
    return db_session.scalar(select(Account).where(Account.email == email))


def press(client, path):
    """Open a link and press the page's one button."""
    return client.submit(path, form=path.partition("?")[0])


def test_a_seeker_signs_up_confirms_and_is_in(client, letters, link_in, log, db_session) -> None:
    response = sign_up(client)
    assert (response.status_code, response.location) == (303, "/sign-up/sent")
    assert EMAIL in client.page("/sign-up/sent").text
    link = link_in(letters(to=EMAIL, kind="confirm_address")[0])
    assert client.page(link).headings == ["Confirm your email address"]
    assert account(db_session).email_confirmed_at is None, "Looking at a link confirms nothing."
    response = press(client, link)
    assert (response.status_code, response.location) == (303, "/my/resumes")
    assert client.get("/account").status_code == 200
    person = account(db_session)
    assert (person.kind, person.email_confirmed_at is not None) == (AccountKind.SEEKER, True)
    assert [kind for kind, _, _ in log()] == ["signed_up", "address_confirmed", "signed_in"]


def test_an_employer_goes_on_to_the_company(app, client, letters, link_in, db_session) -> None:
    sign_up(client, door="employers", name="Dana Okafor")
    response = press(client, link_in(letters(to=EMAIL)[0]))
    with app.test_request_context():
        assert response.location == url_for("employer.company_start")
    person = account(db_session)
    assert (person.kind, person.name) == (AccountKind.MEMBER, "Dana Okafor")


def test_where_a_person_was_going_outlasts_the_letter(client, letters, link_in) -> None:
    sign_up(client, query="?next=/jobs?q=chat")
    response = press(client, link_in(letters(to=EMAIL)[0]))
    assert response.location == "/jobs?q=chat"


def test_on_another_device_the_password_is_asked(client, new_client, letters, link_in) -> None:
    sign_up(client)
    other = new_client()
    response = press(other, link_in(letters(to=EMAIL)[0]))
    assert response.location == "/sign-in/seekers"
    assert other.get("/account").location.startswith("/sign-in")
    page = other.page("/sign-in/seekers")
    assert "Your address is confirmed" in page.text
    assert page.field("email").values == (EMAIL,)


def test_there_is_no_way_in_before_the_address_is_confirmed(client, enter) -> None:
    sign_up(client)
    assert enter("seekers", EMAIL).status_code == 422
    assert client.get("/account").location.startswith("/sign-in")


def test_a_link_confirms_once(client, letters, link_in) -> None:
    sign_up(client)
    link = link_in(letters(to=EMAIL)[0])
    token = link.partition("token=")[2]
    press(client, link)
    assert client.page(link).headings == ["Your address is confirmed"]
    data = {"token": token, "csrf_token": client.token()}
    assert client.post("/confirm-address", data=data).status_code == 410


def test_a_link_that_ran_out_is_renewed_where_it_fails(
    client, letters, link_in, clock_at, db_session
) -> None:
    sign_up(client)
    old = link_in(letters(to=EMAIL)[0])
    clock_at.shift(timedelta(hours=49))
    page = client.page(old, status=410)
    assert page.field("email").values == (EMAIL,)
    response = client.post(
        "/confirm-address/again", data={"email": EMAIL, "csrf_token": client.token()}
    )
    assert response.location == "/sign-up/sent"
    fresh = link_in(letters(to=EMAIL)[1])
    assert fresh != old
    press(client, fresh)
    assert account(db_session).email_confirmed_at is not None


def test_a_link_of_nobody_runs_out_too(client) -> None:
    for link in ("/confirm-address", "/confirm-address?token=", "/confirm-address?token=x%00"):
        assert client.page(link, status=410).field("email").values == ("",)


def test_an_address_that_is_taken_gets_the_same_answer_and_another_letter(
    client, new_client, letters, db_session
) -> None:
    taken = factories.seeker()
    before = taken.password_hash
    answers = []
    for email in (taken.email, "fresh@example.org"):
        visitor = new_client()
        response = sign_up(visitor, email)
        with visitor.session_transaction() as cookie:
            kept = {name: value for name, value in cookie.items() if name != "csrf_token"}
        sent = visitor.page(response.location).text.replace(email, "ADDRESS")
        link = kept["signing_up"].pop("link")
        kept["typed_address"] = kept["typed_address"].replace(email, "ADDRESS")
        answers.append(
            (response.status_code, response.location, TOKEN.sub("", sent), kept, len(link))
        )
    assert answers[0] == answers[1]
    assert [letter.kind for letter in letters(to=taken)] == ["already_registered"]
    assert [letter.kind for letter in letters(to="fresh@example.org")] == ["confirm_address"]
    db_session.refresh(taken)
    assert taken.password_hash == before


@pytest.mark.parametrize("path", ["/reset-password", "/confirm-address/again"])
def test_asking_for_a_link_says_the_same_to_all(client, new_client, letters, path) -> None:
    known = factories.seeker()
    waiting = factories.seeker(email_confirmed_at=None)
    answers = set()
    for email in (known.email, waiting.email, "nobody@example.org"):
        visitor = new_client()
        response = visitor.submit(path, {"email": email})
        text = visitor.page(response.location).text.replace(email, "ADDRESS")
        answers.add((response.status_code, response.location, TOKEN.sub("", text)))
    assert len(answers) == 1
    assert not letters(to="nobody@example.org")


def test_nobody_plants_a_password_in_somebody_s_account(
    client, new_client, letters, link_in, db_session, enter
) -> None:
    """A stranger signs up with an address before its owner does, and the owner confirms."""
    stranger = new_client()
    sign_up(stranger, password=OTHER_PASSWORD)
    sign_up(client)
    planted, own = (link_in(letter) for letter in letters(to=EMAIL))
    assert client.page(planted, status=410)
    assert press(client, own).location == "/my/resumes"
    assert enter("seekers", EMAIL, OTHER_PASSWORD, on=stranger).status_code == 422
    assert enter("seekers", EMAIL, on=new_client()).status_code == 303


def test_a_link_caused_by_somebody_else_signs_nobody_in(
    client, new_client, letters, link_in
) -> None:
    """The stranger is last: the owner's browser must notice that it is not their sign-up."""
    sign_up(client)
    sign_up(new_client(), password=OTHER_PASSWORD)
    response = press(client, link_in(letters(to=EMAIL)[1]))
    assert response.location == "/sign-in/seekers"
    assert client.get("/account").location.startswith("/sign-in")


def test_one_address_gets_only_so_many_letters(client, letters) -> None:
    for _ in range(MOST_LETTERS + 3):
        assert sign_up(client).status_code == 303
    assert len(letters(to=EMAIL)) == MOST_LETTERS


def test_letters_are_counted_anew_the_next_day(client, letters, clock_at) -> None:
    for _ in range(MOST_LETTERS):
        sign_up(client)
    clock_at.shift(timedelta(days=1, seconds=1))
    sign_up(client)
    assert len(letters(to=EMAIL)) == MOST_LETTERS + 1


def test_letters_repeat_nothing_a_stranger_typed(client, letters) -> None:
    sign_up(client, door="employers", name="Win a prize at https://evil.example")
    letter = letters(to=EMAIL)[0]
    assert "evil" not in letter.subject + letter.text + letter.html


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "Use at least 12 characters."),
        ("x" * 129, "Use at most 128 characters."),
        ("password1234", TOO_COMMON),
        ("qwertyuiop12", TOO_COMMON),
        ("aaaaaaaaaaaaaaaa", TOO_COMMON),
        ("P@ssw0rd!P@ssw0rd!", TOO_COMMON),
        ("dana@example.org", TOO_COMMON),  # Their own address,
        ("WelldeskWelldesk", TOO_COMMON),  # and our own name.
    ],
)
def test_a_password_that_will_not_do_is_refused_with_what_to_do(
    client, db_session, password, words
) -> None:
    response = sign_up(client, password=password)
    assert response.status_code == 422
    page = Page(response.get_data(as_text=True))
    assert words in page.text
    assert page.title.startswith("Error:")
    assert page.field("email").values == (EMAIL,)
    assert account(db_session) is None


@pytest.mark.parametrize(
    "password",
    [
        "only lower case words here",
        " leading and trailing blanks ",
        "пароль из многих слов",
        # Longer than the judge of passwords can take.
        "six green kettles and one loud parrot / on a very long road to the sea, at night",
        "4@8({[<369!1|7$5+7%2" * 6,
    ],
)
def test_any_characters_make_a_password(client, enter, letters, link_in, password) -> None:
    assert sign_up(client, password=password).status_code == 303
    press(client, link_in(letters(to=EMAIL)[0]))
    assert enter("seekers", EMAIL, password).status_code == 303
    assert enter("seekers", EMAIL, password.strip() + " ").status_code == 422


@pytest.mark.parametrize("email", ["", "dana", "dana@", "a b@example.org", "dana@example.org\x00"])
def test_what_is_no_address_is_refused_at_its_field(client, email) -> None:
    response = sign_up(client, email)
    page = Page(response.get_data(as_text=True))
    assert response.status_code == 422
    assert page.problems() == ["email"]


def test_a_ready_account_is_made_once() -> None:
    now = clock.now()
    made = accounts.create_confirmed_account(
        AccountKind.SEEKER, " A@B.example ", PASSWORD, "A", now
    )
    assert (made.email, made.email_confirmed_at) == ("a@b.example", now)
    with pytest.raises(accounts.AlreadyDone):
        accounts.create_confirmed_account(AccountKind.SEEKER, "a@b.example", PASSWORD, "A", now)
