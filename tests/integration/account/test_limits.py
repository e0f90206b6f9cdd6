"""How often one may try, with the limits switched on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories

pytestmark = pytest.mark.usefixtures("rate_limits")

WRONG = "not the right one at all"
PATH = "/sign-in/seekers"


def post(client, path, address="10.0.0.1", **data):
    data["csrf_token"] = client.token()
    return client.post(path, data=data, environ_overrides={"REMOTE_ADDR": address})


def test_an_account_is_tried_ten_times_however_it_is_typed(client, clock_at) -> None:
    email = factories.seeker(email="dana@example.org").email
    spellings = [email, email.upper(), f" {email}", f"{email}\t", "Dana@Example.ORG"] * 2
    for count, spelling in enumerate(spellings):
        door = ("/sign-in/seekers", "/sign-in/employers")[count % 2]
        answer = post(client, door, f"10.0.0.{count}", email=spelling, password=WRONG)
        assert answer.status_code == 422
    # From yet another address, and even with the right password.
    refused = post(client, PATH, "10.9.9.9", email=email, password=factories.PASSWORD)
    assert refused.status_code == 429
    assert "You can try again in " in refused.get_data(as_text=True)
    assert 0 < int(refused.headers["Retry-After"]) <= 301


def test_the_limit_passes(client, clock_at) -> None:
    email = factories.seeker().email
    for count in range(11):
        last = post(client, PATH, f"10.0.0.{count}", email=email, password=WRONG)
    assert last.status_code == 429
    clock_at.shift(timedelta(minutes=5, seconds=1))
    assert post(client, PATH, email=email, password=factories.PASSWORD).status_code == 303


def test_one_address_tries_ten_accounts_and_no_more(client, clock_at) -> None:
    for count in range(10):
        assert post(client, PATH, email=f"{count}@example.org", password=WRONG).status_code == 422
    email = factories.seeker().email
    assert post(client, PATH, email=email, password=factories.PASSWORD).status_code == 429
    elsewhere = post(client, PATH, "10.0.0.2", email=email, password=factories.PASSWORD)
    assert elsewhere.status_code == 303


def test_a_household_s_ipv6_addresses_count_as_one(client, clock_at) -> None:
    for count in range(10):
        post(client, PATH, f"2001:db8::{count:x}", email=f"{count}@example.org", password=WRONG)
    same, other = "2001:db8::ffff", "2001:db8:0:1::1"
    assert post(client, PATH, same, email="x@example.org", password=WRONG).status_code == 429
    assert post(client, PATH, other, email="x@example.org", password=WRONG).status_code == 422


def test_looking_is_not_trying(client, clock_at) -> None:
    for _ in range(15):
        assert client.get(PATH).status_code == 200


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/reset-password", {}),
        ("/confirm-address/again", {}),
        ("/sign-up/seekers", {"password": factories.PASSWORD}),
    ],
)
def test_letters_to_one_address_can_be_asked_for_five_times_a_day(
    client, letters, clock_at, path, data
) -> None:
    for count in range(5):
        answer = post(client, path, f"10.0.0.{count}", email="Dana@example.org", **data)
        assert answer.status_code == 303
    refused = post(client, path, "10.0.0.9", email="dana@EXAMPLE.org", **data)
    assert refused.status_code == 429
    assert "hours" in refused.get_data(as_text=True)
    assert len(letters()) <= 5


@pytest.mark.parametrize(
    ("path", "good", "refused"),
    [
        ("/reset-password", {}, {"csrf_token": "forged"}),
        ("/sign-up/seekers", {"password": factories.PASSWORD}, {"password": "short"}),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_refused_forms_do_not_lock_an_address_out(client, clock_at, path, good, refused, known):
    email = factories.seeker().email if known else "nobody@example.org"
    for count in range(25):
        data = {"csrf_token": client.token(), "email": email, **refused}
        sender = {"REMOTE_ADDR": f"10.0.1.{count}"}
        assert client.post(path, data=data, environ_overrides=sender).status_code in (400, 422)
    assert post(client, path, email=email, **good).status_code == 303


def test_signing_in_often_locks_nobody_out(client, clock_at) -> None:
    email = factories.seeker().email
    for _ in range(12):
        assert post(client, PATH, email=email, password=factories.PASSWORD).status_code == 303


def test_a_right_password_does_not_make_up_for_wrong_ones(client, clock_at) -> None:
    email = factories.seeker().email
    for count in range(10):
        assert post(client, PATH, email=email, password=WRONG).status_code == 422
        if count < 9:
            assert post(client, PATH, email=email, password=factories.PASSWORD).status_code == 303
    assert post(client, PATH, email=email, password=factories.PASSWORD).status_code == 429


def test_tries_that_came_too_often_do_not_count_for_the_whole_household(client, clock_at) -> None:
    email = factories.seeker().email
    for count in range(10):
        post(client, PATH, f"10.0.2.{count}", email=email, password=WRONG)
    for _ in range(15):
        assert post(client, PATH, email=email, password=WRONG).status_code == 429
    other = factories.seeker().email
    assert post(client, PATH, email=other, password=factories.PASSWORD).status_code == 303


def test_letters_from_one_network_have_a_limit_of_their_own(client, clock_at) -> None:
    for count in range(20):
        assert post(client, "/reset-password", email=f"{count}@example.org").status_code == 303
    assert post(client, "/reset-password", email="last@example.org").status_code == 429


def test_the_present_password_cannot_be_guessed_from_an_open_session(
    client, sign_in, clock_at
) -> None:
    sign_in(factories.seeker())
    sent = {"present": WRONG, "password": "marmalade under the violin case"}
    for count in range(10):
        assert post(client, "/account/password", f"10.0.0.{count}", **sent).status_code == 422
    assert post(client, "/account/password", "10.0.0.99", **sent).status_code == 429
    sent = {"present": WRONG, "email": "new@example.org"}
    assert post(client, "/account/email", "10.0.0.98", **sent).status_code == 429


def test_codes_cannot_be_guessed(client, enter, clock_at) -> None:
    account = factories.seeker(totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    account.totp_confirmed_at = account.created_at
    enter("seekers", account)
    for count in range(5):
        answer = post(client, "/second-factor", f"10.0.0.{count}", code="000000")
        assert answer.status_code == 422
    assert post(client, "/second-factor", "10.0.0.9", code="000000").status_code == 429
