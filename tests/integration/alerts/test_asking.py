"""Asking for an alert: what it must say, double opt-in, and that pages tell nobody's secrets."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from jobboard import clock
from jobboard.domain.alerts import ANYTHING, MOST_ALERTS, MOST_WAITING, NOWHERE
from jobboard.extensions import db
from jobboard.models import Alert
from jobboard.services.account_letters import MOST_LETTERS
from tests import factories

NEW = "/alerts/new?words=billing&arrangement=remote&channel=phone"
READER = "reader@example.org"
LINK = re.compile(r"http://localhost(/alerts/\S+)")


def link_in(letter) -> str:
    return LINK.search(letter.text)[1]


def count() -> int:
    return db.session.scalar(select(func.count(Alert.id))) or 0


def test_an_alert_begins_with_the_press_of_the_letter_s_link(client, letters) -> None:
    sent = client.submit(NEW, {"email": " Reader@Example.org ", "frequency": "weekly"})
    assert sent.location == "/alerts/sent"
    page = client.page("/alerts/sent")
    assert READER in page.text.lower()
    assert "spam" in page.text
    [alert] = db.session.scalars(select(Alert))
    assert (alert.email, alert.frequency, alert.confirmed_at) == (READER, "weekly", None)
    [letter] = letters(to=READER)
    # Looking at the link, as mail programs do, begins nothing.
    asked = client.page(link_in(letter))
    assert alert.confirmed_at is None
    assert "billing" in asked.text
    done = client.submit(link_in(letter), follow_redirects=True)
    assert "Your alert is on" in done.text
    assert "billing" in done.text
    assert alert.confirmed_at is not None
    assert alert.next_due_at == alert.confirmed_at + timedelta(days=7)


def test_the_confirmation_repeats_nothing_that_was_typed(client, letters) -> None:
    client.submit(NEW, {"email": READER, "words": "buy at spam.example", "frequency": "daily"})
    [letter] = letters(to=READER)
    assert "spam.example" not in letter.text + letter.html + letter.subject


@pytest.mark.parametrize(
    ("query", "message", "field"),
    [
        ("", NOWHERE, "place"),
        ("words=billing", NOWHERE, "place"),
        ("words=billing&arrangement=hybrid", NOWHERE, "place"),
        ("arrangement=remote", ANYTHING, "words"),
        ("place=Austin%2C+TX", ANYTHING, "words"),
        ("place=Austin%2C+TX&posted_within=7&sort=newest", ANYTHING, "words"),
    ],
)
def test_an_alert_says_where_and_one_thing_more(client, query, message, field) -> None:
    refused = client.submit(f"/alerts/new?{query}", {"email": READER, "frequency": "daily"})
    assert refused.status_code == 422
    assert message in refused.text
    assert f'href="#{field}"' in refused.text
    assert count() == 0


@pytest.mark.parametrize(
    "query",
    ["place=Austin%2C+TX&channel=phone", "words=remote+chat+support", "words=billing&place=78701"],
)
def test_what_the_words_say_counts_as_chosen(client, query) -> None:
    asked = client.submit(f"/alerts/new?{query}", {"email": READER, "frequency": "daily"})
    assert asked.status_code == 303
    assert count() == 1


def test_what_was_chosen_in_the_search_stays_chosen(client) -> None:
    client.submit(NEW, {"email": READER, "words": "refunds", "frequency": "daily"})
    [alert] = db.session.scalars(select(Alert))
    assert alert.criteria == "words=refunds&arrangement=remote&channel=phone"


def test_who_is_signed_in_needs_no_letter_for_their_own_address(client, sign_in, letters) -> None:
    person = factories.seeker()
    sign_in(person)
    assert client.page(NEW).field("email").values == (person.email,)
    done = client.submit(NEW, {"frequency": "daily"})
    assert done.location == "/alerts"
    [alert] = db.session.scalars(select(Alert))
    assert alert.confirmed_at is not None
    assert alert.account_id == person.id
    assert letters() == []
    # Another address is somebody else's until its letter says otherwise.
    assert client.submit(NEW, {"email": READER, "frequency": "daily"}).location == "/alerts/sent"
    assert len(letters(to=READER)) == 1


def test_the_page_is_the_same_whoever_the_address_belongs_to(new_client, letters) -> None:
    known = factories.seeker(email="known@example.org")
    factories.alert(
        {"words": "billing", "arrangement": ["remote"], "channel": ["phone"]},
        email=known.email,
    )
    seen = []
    for email in ("known@example.org", "nobody@example.org"):
        client = new_client()
        answer = client.submit(NEW, {"email": email, "frequency": "daily"})
        page = client.page("/alerts/sent")
        seen.append((answer.status_code, answer.location, page.text.replace(email, "")))
    assert re.sub(r'value="[\w.-]{40,}"', "", seen[0][2]) == re.sub(
        r'value="[\w.-]{40,}"', "", seen[1][2]
    )
    assert seen[0][:2] == seen[1][:2]
    assert [letter.kind for letter in letters(to=known.email)] == ["alert_exists"]


def test_the_letter_is_sent_once_more_and_no_more(client, letters) -> None:
    client.submit(NEW, {"email": READER, "frequency": "daily"})
    client.submit("/alerts/sent", form="/alerts/sent")
    assert len(letters(to=READER)) == 2
    assert "Send it once more" not in client.page("/alerts/sent").text
    client.post("/alerts/sent", data={"csrf_token": client.token()})
    assert len(letters(to=READER)) == 2
    assert count() == 1


def test_one_address_gets_few_letters_and_few_alerts(client, new_client, letters) -> None:
    for number in range(MOST_WAITING + 5):
        url = f"/alerts/new?words=billing+{number}&arrangement=remote"
        assert client.submit(url, {"email": READER, "frequency": "daily"}).status_code == 303
    assert len(letters(to=READER)) == MOST_LETTERS
    assert count() == MOST_WAITING


def test_who_has_the_most_alerts_is_sent_their_list(client, sign_in, letters) -> None:
    person = factories.seeker()
    for number in range(MOST_ALERTS):
        factories.alert({"words": f"a{number}", "arrangement": ["remote"]}, email=person.email)
    client.submit(NEW, {"email": person.email, "frequency": "daily"})
    assert [letter.kind for letter in letters(to=person.email)] == ["alerts_link"]
    sign_in(person)
    refused = client.submit(NEW, {"frequency": "daily"})
    assert refused.status_code == 422
    assert f"You have {MOST_ALERTS} alerts" in refused.text
    assert count() == MOST_ALERTS


def test_an_old_or_foreign_link_begins_nothing(client, letters) -> None:
    client.submit(NEW, {"email": READER, "frequency": "daily"})
    [letter] = letters(to=READER)
    link = link_in(letter)
    for wrong in (link.replace("token=", "token=a"), link[:-2], "/alerts/confirm?token="):
        assert client.get(wrong).status_code == 410
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1), tick=False):
        assert client.get(link).status_code == 410
    [alert] = db.session.scalars(select(Alert))
    assert alert.confirmed_at is None


def test_a_link_that_was_used_opens_nothing_more(client, letters) -> None:
    client.submit(NEW, {"email": READER, "frequency": "daily"})
    [letter] = letters(to=READER)
    link = link_in(letter)
    asked = client.page(link)
    client.submit(link)
    again = client.page(link)
    assert again.headings == ["This alert is on already"]
    assert "token=" not in again.text
    token = link.partition("token=")[2]
    pressed = client.post(
        asked.url.partition("?")[0], data={"token": token, "csrf_token": client.token()}
    )
    assert pressed.status_code == 200
    assert "This alert is on already" in pressed.text
    # The list comes by letter, to whom it belongs.
    client.submit(link, form="/alerts/link")
    assert [one.kind for one in letters(to=READER)] == ["confirm_alert", "alerts_link"]
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert client.get(link).status_code == 410


def test_asking_again_makes_a_request_no_younger(client, start) -> None:
    client.submit(NEW, {"email": READER, "frequency": "daily"})
    [alert] = db.session.scalars(select(Alert))
    asked_at = alert.created_at
    with time_machine.travel(start + timedelta(days=3), tick=False):
        client.submit(NEW, {"email": READER, "frequency": "weekly"})
    assert (alert.created_at, alert.frequency) == (asked_at, "weekly")


def test_requests_of_others_silence_nobody(client, letters) -> None:
    for number in range(MOST_ALERTS):
        factories.alert(
            {"words": f"a{number}", "arrangement": ["remote"]}, email=READER, confirmed_at=None
        )
    client.submit(NEW, {"email": READER, "frequency": "daily"})
    [letter] = letters(to=READER)
    assert letter.kind == "confirm_alert"
    client.submit(link_in(letter))
    assert db.session.scalar(select(Alert.confirmed_at).where(Alert.confirmed_at.is_not(None)))
    assert count() == MOST_WAITING


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Lundon", "We know no place called “Lundon”. Did you mean London"),
        ("Springfield", "There is more than one “Springfield”. Enter Springfield, "),
    ],
)
def test_a_place_nobody_knows_and_one_of_several_are_asked_about(client, place, said) -> None:
    answer = client.submit(NEW, {"place": place, "email": READER, "frequency": "daily"})
    assert answer.status_code == 422
    assert said in answer.text
    assert count() == 0


def test_the_form_shows_what_the_words_say_and_can_take_it_back(client) -> None:
    url = "/alerts/new?words=remote+chat+support+in+Austin+TX"
    page = client.page(url)
    assert page.field("place").values == ("Austin, Texas",)
    assert re.search(r"value=\"remote\"[^>]*checked|checked[^>]*value=\"remote\"", page.text)
    client.submit(url, {"email": READER, "frequency": "daily"})
    client.submit(url, {"email": READER, "arrangement": [], "frequency": "daily"})
    kept = [alert.criteria for alert in db.session.scalars(select(Alert).order_by(Alert.id))]
    words = "words=remote+chat+support+in+Austin+TX"
    assert kept == [words, f"{words}&plain=arrangement%2Fremote"]


def test_the_letter_says_what_for_in_words_of_the_board(client, letters) -> None:
    url = "/alerts/new?words=cheap+pills+remote&place=austin+tx&channel=phone"
    client.submit(url, {"email": READER, "frequency": "daily"})
    [letter] = letters(to=READER)
    assert "Remote jobs on phone within 25 miles of Austin, Texas, and the words" in letter.text
    assert "pills" not in letter.text


def test_going_on_in_the_search_keeps_what_was_filled_in(client) -> None:
    page = client.page("/alerts/new")
    assert "You ask for" not in page.text
    filled = {"words": "billing", "place": "Austin, TX", "also": "channel/phone"}
    filled["csrf_token"] = client.token()
    answer = client.post("/alerts/more?channel=phone", data=filled)
    assert answer.location == "/jobs?words=billing&place=Austin%2C+TX&channel=phone"
