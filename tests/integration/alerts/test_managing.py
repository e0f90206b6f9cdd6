"""Seeing, changing, pausing and ending alerts, by link or signed in, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.sign_in import TokenPurpose
from jobboard.extensions import db
from jobboard.models import Account, Alert, AlertListing
from jobboard.services.account_changes import change_address
from jobboard.services.account_tokens import issue
from jobboard.services.alert_links import LIST_LINK_LASTS, LinkUse, alert_link, list_link
from tests import factories

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def mine() -> Alert:
    return factories.alert({"words": "billing", "arrangement": ["remote"]})


def list_of(alert: Alert) -> str:
    return f"/alerts?token={list_link(alert.email)}"


def there(alert_id: int) -> bool:
    return db.session.scalar(select(Alert.id).where(Alert.id == alert_id)) is not None


def test_the_list_shows_what_each_asks_for_and_when_it_wrote(client, mine) -> None:
    mine.last_sent_at = clock.now()
    page = client.page(list_of(mine)).text
    assert "billing" in page
    assert "At once" in page
    assert "As soon as there is a new job" in page


def test_an_alert_is_changed_paused_resumed_and_deleted_by_link(client, mine) -> None:
    where = list_of(mine)
    token = where.partition("token=")[2]
    edit = f"/alerts/{mine.id}/edit?token={token}"
    client.submit(edit, {"words": "refunds", "frequency": "weekly"})
    assert (mine.criteria, mine.frequency) == ("words=refunds&arrangement=remote", "weekly")
    assert mine.next_due_at is not None
    for act, paused in (("pause", True), ("resume", False)):
        client.submit(where, form=f"/alerts/{mine.id}/{act}")
        assert (mine.paused_at is not None) is paused
    asked = client.page(f"/alerts/{mine.id}/delete?token={token}")
    assert there(mine.id)
    number = mine.id
    done = client.submit(asked.url, form=f"/alerts/{number}/delete")
    assert done.location.startswith("/alerts?token=")
    assert not there(number)


def test_a_change_that_would_not_do_is_refused(client, mine) -> None:
    token = list_link(mine.email)
    factories.alert({"words": "chat", "arrangement": ["remote"]}, email=mine.email)
    edit = f"/alerts/{mine.id}/edit?token={token}"
    for data in ({"arrangement": None}, {"words": ""}, {"words": "chat"}):
        assert client.submit(edit, data).status_code == 422, data
    assert mine.criteria == "words=billing&arrangement=remote"


def test_a_link_opens_the_alerts_of_its_own_address_alone(client, mine) -> None:
    other = factories.alert()
    token = list_link(mine.email)
    assert client.get(f"/alerts/{other.id}/edit?token={token}").status_code == 404
    # A link made for another use is none for this one.
    for use in (LinkUse.END, LinkUse.KEEP, LinkUse.CONFIRM):
        page = client.page(f"/alerts?token={alert_link(use, mine)}").text
        assert "does not work any more" in page


def test_a_list_link_runs_out(client, mine) -> None:
    where = list_of(mine)
    with time_machine.travel(clock.now() + LIST_LINK_LASTS + HOUR, tick=False):
        assert "does not work any more" in client.page(where).text


def test_a_link_is_sent_to_who_has_alerts_and_the_page_does_not_say(client, mine, letters) -> None:
    answers = []
    for email in (mine.email, "nobody@example.org"):
        client.submit("/alerts/link", {"email": email})
        answers.append(client.page("/alerts").text.count("on its way"))
    assert answers == [1, 1]
    assert len(letters(to=mine.email)) == 1
    assert letters(to="nobody@example.org") == []


def test_who_is_signed_in_finds_their_alerts_in_the_header(client, sign_in) -> None:
    person = factories.seeker()
    factories.alert({"words": "billing", "arrangement": ["remote"]}, email=person.email)
    sign_in(person)
    assert "/alerts" in list(client.page("/").links())
    assert "billing" in client.page("/alerts").text


def test_mail_programs_end_an_alert_with_one_press(client, mine) -> None:
    number, other = mine.id, factories.alert(email=mine.email)
    end = f"/alerts/end?token={alert_link(LinkUse.END, mine)}"
    # Looking ends nothing.
    assert client.get(end).status_code == 200
    assert there(number)
    for _ in range(2):
        done = client.post(end, data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "This alert has ended" in done.text
    assert not there(number)
    assert there(other.id)
    assert "has ended" in client.page(end).text


def test_only_the_ending_link_ends_an_alert(client, mine) -> None:
    others = [alert_link(use, mine) for use in (LinkUse.LIST, LinkUse.KEEP, LinkUse.CONFIRM)]
    for token in (*others, list_link(mine.email), mine.key, ""):
        assert client.post(f"/alerts/end?token={token}").status_code == 400
    assert there(mine.id)


def test_ending_an_alert_ends_no_later_one(client, mine) -> None:
    end, email = f"/alerts/end?token={alert_link(LinkUse.END, mine)}", mine.email
    client.post(end)
    # SQLite gives the number again.
    later = factories.alert(email=email)
    client.post(end)
    assert there(later.id)


def test_a_paused_alert_does_not_hear_later_of_what_came_meanwhile(
    client, publish, look, start
) -> None:
    alert = factories.alert()
    token = list_link(alert.email)
    client.submit(f"/alerts?token={token}", form=f"/alerts/{alert.id}/pause")
    publish(HOUR)
    look(HOUR)
    with time_machine.travel(start + DAY, tick=False):
        client.submit(f"/alerts?token={token}", form=f"/alerts/{alert.id}/resume")
    job = publish(DAY + HOUR)
    look(DAY + HOUR)
    assert list(db.session.scalars(select(AlertListing.listing_id))) == [job.id]


def test_more_or_less_often_loses_no_job(client, publish, look, start) -> None:
    alert = factories.alert(frequency="weekly")
    edit = f"/alerts/{alert.id}/edit?token={list_link(alert.email)}"
    first = publish(HOUR)
    look(2 * HOUR)
    with time_machine.travel(start + DAY, tick=False):
        client.submit(edit, {"frequency": "at_once"})
    look(DAY + HOUR)
    second = publish(2 * DAY)
    look(2 * DAY)
    with time_machine.travel(start + 3 * DAY, tick=False):
        client.submit(edit, {"frequency": "daily"})
    third = publish(3 * DAY + HOUR)
    look(4 * DAY + HOUR)
    told = db.session.scalars(select(AlertListing.listing_id).order_by(AlertListing.sent_at))
    assert list(told) == [first.id, second.id, third.id]


def moved(person: Account, to: str) -> None:
    token = issue(person, TokenPurpose.CHANGE_ADDRESS, clock.now(), email=to)
    change_address(token, clock.now())
    db.session.expire_all()


def test_alerts_go_with_the_account_and_move_with_its_address() -> None:
    person = factories.seeker()
    mine = factories.alert(email=person.email, account_id=person.id)
    moved(person, "moved@example.org")
    assert mine.email == "moved@example.org"
    number = mine.id
    db.session.execute(Account.__table__.delete().where(Account.id == person.id))
    assert not there(number)


def test_links_in_the_old_mailbox_are_worth_nothing_after_a_move(client) -> None:
    person = factories.seeker()
    old = person.email
    mine = factories.alert(email=old, account_id=person.id)
    links = {use: alert_link(use, mine) for use in (LinkUse.CONFIRM, LinkUse.KEEP, LinkUse.END)}
    moved(person, "moved@example.org")
    for where in ("confirm", "keep"):
        answer = client.get(f"/alerts/{where}?token={links[LinkUse(where)]}")
        assert answer.status_code == 410
    client.post(f"/alerts/end?token={links[LinkUse.END]}")
    assert there(mine.id)
    # Nor do they work if somebody knows the new key but was written to at the old address.
    mine.email = old
    stale = alert_link(LinkUse.END, mine)
    mine.email = person.email
    client.post(f"/alerts/end?token={stale}")
    assert there(mine.id)
    assert "billing" not in client.page(f"/alerts?token={list_link(old)}").text


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_of_two_equal_alerts_a_confirmed_one_is_kept(start, is_confirmed) -> None:
    person = factories.seeker()
    mine = factories.alert(email=person.email, account_id=person.id)
    twin = factories.alert(email="moved@example.org", confirmed_at=start if is_confirmed else None)
    waiting = factories.alert(
        {"words": "chat", "arrangement": ["remote"]}, email=person.email, confirmed_at=None
    )
    ids = (mine.id, twin.id)
    old = person.email
    moved(person, "moved@example.org")
    assert [there(number) for number in ids] == [not is_confirmed, is_confirmed]
    [kept] = db.session.scalars(select(Alert).where(Alert.email == "moved@example.org"))
    assert kept.confirmed_at is not None
    assert kept.account_id == person.id
    assert waiting.email == old


def test_an_old_keep_link_opens_no_list_and_runs_out(client, mine) -> None:
    keep = f"/alerts/keep?token={alert_link(LinkUse.KEEP, mine)}"
    kept = client.submit(keep)
    assert kept.status_code == 200
    assert "Your alert stays as it is" in kept.text
    assert "token=" not in kept.text
    with time_machine.travel(clock.now() + 31 * DAY, tick=False):
        assert client.get(keep).status_code == 410


def test_a_filter_that_has_no_field_is_shown_and_can_be_taken_away(client, mine) -> None:
    mine.criteria = "words=billing&arrangement=remote&hours=full-time&pay_min=20"
    edit = f"/alerts/{mine.id}/edit?token={list_link(mine.email)}"
    page = client.page(edit).text
    assert "Full time" in page
    assert "$20.00 an hour" in page
    client.submit(edit, {"also": ["pay_min/20.00"]})
    assert mine.criteria == "words=billing&arrangement=remote&pay_min=20.00"
