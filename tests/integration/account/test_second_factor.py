"""Two-step sign-in: codes that work once, recovery codes, and moderators who must have it."""

from __future__ import annotations

import dataclasses
import re

import pyotp
import pytest
from sqlalchemy import select

from jobboard.models import Account, RecoveryCode
from tests import factories
from tests.support.pages import Page

RECOVERY = re.compile(r"<code>([2-9a-z]{4}(?:-[2-9a-z]{4}){3})</code>")
WRONG = "000000"
PROOF = {"present": factories.PASSWORD}


@pytest.fixture
def strict(app, settings):
    """Run as in production, where moderators must have a second factor."""
    app.extensions["settings"] = dataclasses.replace(settings, environment="production")
    yield
    app.extensions["settings"] = settings


@pytest.fixture
def with_app(client, enter, code, db_session):
    """Sign somebody in and set up their second factor; return the account and recovery codes."""

    def made(account: Account, door: str = "seekers") -> list[str]:
        enter(door, account)
        client.submit("/account/second-factor", form="/account/second-factor")
        db_session.refresh(account)
        shown = client.submit("/account/second-factor", {**PROOF, "code": code(account)})
        assert shown.status_code == 200, shown.get_data(as_text=True)
        return RECOVERY.findall(shown.get_data(as_text=True))

    return made


@pytest.fixture
def seeker() -> Account:
    return factories.seeker()


def test_setting_it_up_shows_a_picture_and_the_key(client, enter, seeker, db_session) -> None:
    enter("seekers", seeker)
    assert client.submit("/account/second-factor", form="/account/second-factor").status_code == 303
    db_session.refresh(seeker)
    page = client.page("/account/second-factor")
    assert "data:image/svg+xml" in page.text
    assert seeker.totp_secret[:4] in page.text
    assert seeker.totp_confirmed_at is None


def test_it_counts_only_after_a_first_code(client, enter, seeker, db_session, new_client) -> None:
    enter("seekers", seeker)
    client.submit("/account/second-factor", form="/account/second-factor")
    assert client.submit("/account/second-factor", {**PROOF, "code": WRONG}).status_code == 422
    assert enter("seekers", seeker, on=new_client()).location == "/my/applications"


@pytest.mark.parametrize("door", ["seekers", "moderators"])
@pytest.mark.parametrize("present", ["", "not the right one at all"])
def test_a_page_left_open_does_not_lock_its_owner_out(
    strict, client, enter, code, db_session, log, door, present
) -> None:
    account = factories.moderator() if door == "moderators" else factories.seeker()
    enter(door, account)
    client.submit("/account/second-factor", form="/account/second-factor")
    db_session.refresh(account)
    sent = {"present": present, "code": code(account)}
    response = client.submit("/account/second-factor", sent)
    assert response.status_code == 422
    assert Page(response.get_data(as_text=True)).problems() == ["present"]
    db_session.refresh(account)
    assert account.totp_confirmed_at is None
    assert (log()[-1] == ("password_refused", account.id, "")) == bool(present)
    assert client.submit("/account/second-factor", sent | PROOF).status_code == 200


def test_the_recovery_codes_are_shown_once_and_kept_as_hashes(
    client, with_app, seeker, db_session, letters, log
) -> None:
    codes = with_app(seeker)
    assert len(set(codes)) == 10
    hashes = set(db_session.scalars(select(RecoveryCode.code_hash)))
    assert len(hashes) == 10
    assert not hashes & set(codes)
    assert not RECOVERY.search(client.page("/account/second-factor").text)
    assert "10 recovery codes left" in client.page("/account").text
    assert letters(to=seeker)[-1].kind == "second_factor_set"
    assert log()[-1] == ("second_factor_set", seeker.id, "")


def test_the_password_alone_opens_nothing(with_app, seeker, enter, new_client) -> None:
    with_app(seeker)
    other = new_client()
    assert enter("seekers", seeker, on=other).location == "/second-factor"
    for path in ("/account", "/my/applications", "/account/second-factor", "/account/password"):
        assert other.get(path).location.startswith("/second-factor?next=")
    assert "Sign out" not in other.page("/jobs").text, "Open pages see no signed-in person yet."


def test_a_code_completes_the_sign_in(with_app, seeker, enter, code, new_client) -> None:
    with_app(seeker)
    other = new_client()
    to_code = enter("seekers", seeker, on=other, query="?next=/jobs").location
    assert to_code == "/second-factor?next=/jobs"
    assert other.submit(to_code, {"code": WRONG}).status_code == 422
    with other.session_transaction() as cookie:
        half = cookie["_user_id"]
    shown = code(seeker)
    response = other.submit(to_code, {"code": f" {shown[:3]} {shown[3:]} "})
    assert response.location == "/jobs"
    assert other.get("/account").status_code == 200
    with other.session_transaction() as cookie:
        assert cookie["_user_id"] != half, "More rights, another token."


def test_a_code_works_once(with_app, seeker, enter, code, new_client) -> None:
    with_app(seeker)
    shown = code(seeker)
    first, second = new_client(), new_client()
    enter("seekers", seeker, on=first)
    enter("seekers", seeker, on=second)
    assert first.submit("/second-factor", {"code": shown}).status_code == 303
    assert second.submit("/second-factor", {"code": shown}).status_code == 422
    assert second.get("/account").location.startswith("/second-factor")


def test_codes_of_a_phone_whose_clock_is_off_by_a_step_count(
    with_app, seeker, enter, code, new_client, clock_at
) -> None:
    with_app(seeker)
    other = new_client()
    enter("seekers", seeker, on=other)
    shown = code(seeker)
    clock_at.shift(30)
    assert other.submit("/second-factor", {"code": shown}).status_code == 303


def test_an_old_code_does_not_count(with_app, seeker, enter, code, new_client, clock_at) -> None:
    with_app(seeker)
    other = new_client()
    enter("seekers", seeker, on=other)
    shown = code(seeker)
    clock_at.shift(61)
    assert other.submit("/second-factor", {"code": shown}).status_code == 422


def test_half_a_sign_in_lasts_a_quarter_of_an_hour(
    with_app, seeker, enter, code, new_client, clock_at
) -> None:
    with_app(seeker)
    other = new_client()
    enter("seekers", seeker, on=other)
    clock_at.shift(15 * 60)
    assert other.get("/second-factor").location.startswith("/sign-in")


def test_a_recovery_code_stands_in_once(with_app, seeker, enter, new_client, letters, log) -> None:
    codes = with_app(seeker)
    first, second = new_client(), new_client()
    enter("seekers", seeker, on=first)
    typed = codes[0].upper().replace("-", " ")
    assert first.submit("/second-factor", {"code": typed}).status_code == 303
    assert first.get("/account").status_code == 200
    enter("seekers", seeker, on=second)
    assert second.submit("/second-factor", {"code": codes[0]}).status_code == 422
    assert second.submit("/second-factor", {"code": codes[1]}).status_code == 303
    sent = [letter for letter in letters(to=seeker) if letter.kind == "recovery_code_used"]
    assert "9 left" in sent[0].text
    assert ("second_factor_refused", seeker.id, "") in log()


def test_somebody_else_s_recovery_code_is_worth_nothing(
    with_app, seeker, enter, new_client
) -> None:
    other_codes = with_app(factories.seeker())
    with_app(seeker)
    other = new_client()
    enter("seekers", seeker, on=other)
    assert other.submit("/second-factor", {"code": other_codes[0]}).status_code == 422


def test_new_recovery_codes_replace_the_old_ones(
    client, with_app, seeker, code, db_session
) -> None:
    old = with_app(seeker)
    path = "/account/second-factor/recovery-codes"
    sent = {"present": factories.PASSWORD, "code": WRONG}
    assert client.submit(path, sent).status_code == 422
    shown = client.submit(path, {**sent, "code": code(seeker)})
    fresh = RECOVERY.findall(shown.get_data(as_text=True))
    assert len(fresh) == 10
    assert not set(fresh) & set(old)
    assert len(db_session.scalars(select(RecoveryCode)).all()) == 10


@pytest.mark.parametrize(
    ("present", "right_code", "problem"),
    [("not the right one at all", True, "present"), (factories.PASSWORD, False, "code")],
)
def test_switching_it_off_asks_for_both(
    client, with_app, seeker, code, present, right_code, problem
) -> None:
    with_app(seeker)
    sent = {"present": present, "code": code(seeker) if right_code else WRONG}
    response = client.submit("/account/second-factor/remove", sent)
    assert response.status_code == 422
    assert Page(response.get_data(as_text=True)).problems() == [problem]
    assert "It is on since" in client.page("/account/second-factor").text


def test_switching_it_off(client, with_app, seeker, enter, code, db_session, letters) -> None:
    with_app(seeker)
    sent = {"present": factories.PASSWORD, "code": code(seeker)}
    assert client.submit("/account/second-factor/remove", sent).location == "/account"
    db_session.refresh(seeker)
    assert (seeker.totp_secret, seeker.totp_confirmed_at) == ("", None)
    assert db_session.scalars(select(RecoveryCode)).all() == []
    assert enter("seekers", seeker).location == "/my/applications"
    assert letters(to=seeker)[-1].kind == "second_factor_removed"


def test_devices_that_were_signed_in_before_owe_a_code_too(
    with_app, seeker, enter, new_client
) -> None:
    before = new_client()
    enter("seekers", seeker, on=before)
    with_app(seeker)
    assert before.get("/account").location.startswith("/second-factor")


def test_a_confirmed_secret_is_not_replaced_by_starting_again(
    client, with_app, seeker, db_session
) -> None:
    with_app(seeker)
    before = seeker.totp_secret
    client.post("/account/second-factor", data={"csrf_token": client.token()})
    db_session.refresh(seeker)
    assert seeker.totp_secret == before


def test_stopping_half_way_signs_out(with_app, seeker, enter, new_client) -> None:
    with_app(seeker)
    other = new_client()
    enter("seekers", seeker, on=other)
    assert other.submit("/second-factor", form="/sign-out").location == "/"
    assert other.get("/second-factor").location.startswith("/sign-in")


def test_moderators_must_set_it_up_before_anything_else(strict, client, enter, with_app) -> None:
    moderator = factories.moderator()
    enter("moderators", moderator)
    for path in ("/moderation/queue", "/account", "/account/password"):
        assert client.get(path).location == "/account/second-factor"
    assert "Moderators need it" in client.page("/account/second-factor").text
    with_app(moderator, "moderators")
    assert client.get("/account").status_code == 200
    assert client.get("/moderation/queue").status_code == 200


def test_others_need_not(strict, client, enter) -> None:
    enter("seekers", factories.seeker())
    assert client.get("/account").status_code == 200


def test_an_app_reads_what_the_page_shows(client, enter, seeker, db_session, clock_at) -> None:
    """The code of an independent reader of the key is taken."""
    enter("seekers", seeker)
    client.submit("/account/second-factor", form="/account/second-factor")
    text = client.page("/account/second-factor").text
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", text)
    assert key is not None
    shown = pyotp.TOTP(key[1].replace(" ", "")).now()
    sent = {**PROOF, "code": shown}
    assert client.submit("/account/second-factor", sent).status_code == 200
