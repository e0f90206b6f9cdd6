"""What time does to alerts that nobody confirms, changes or answers for."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import time_machine
from sqlalchemy import select

from jobboard.extensions import db
from jobboard.models import Alert
from jobboard.worker.alerts import look_after_alerts
from tests import factories

DAY = timedelta(days=1)


def pass_time(start: datetime, after: timedelta) -> None:
    with time_machine.travel(start + after, tick=False):
        look_after_alerts()
        look_after_alerts()


def there(alert_id: int) -> bool:
    return db.session.scalar(select(Alert.id).where(Alert.id == alert_id)) is not None


def test_what_nobody_confirmed_is_forgotten_after_a_week(start) -> None:
    waiting = factories.alert(confirmed_at=None, created_at=start).id
    confirmed = factories.alert().id
    pass_time(start, 7 * DAY - timedelta(minutes=1))
    assert there(waiting)
    pass_time(start, 7 * DAY)
    assert not there(waiting)
    assert there(confirmed)


def test_after_a_year_we_ask_once_and_a_month_later_the_alert_ends(start, letters) -> None:
    alert = factories.alert()
    number = alert.id
    pass_time(start, 364 * DAY)
    assert letters(to=alert.email) == []
    for after in (366 * DAY, 380 * DAY, 395 * DAY):
        pass_time(start, after)
    [letter] = letters(to=alert.email)
    assert letter.kind == "review_alert"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert there(number)
    pass_time(start, 397 * DAY)
    assert not there(number)


def test_an_answer_keeps_the_alert_for_another_year(client, start, letters) -> None:
    alert = factories.alert()
    pass_time(start, 366 * DAY)
    [letter] = letters(to=alert.email)
    keep = re.search(r"http://localhost(/alerts/keep\S+)", letter.text)[1]
    with time_machine.travel(start + 370 * DAY, tick=False):
        client.page(keep)
        assert alert.asked_at is not None
        client.submit(keep)
    pass_time(start, 730 * DAY)
    assert there(alert.id)
    assert len(letters(to=alert.email)) == 1
    pass_time(start, 737 * DAY)
    assert len(letters(to=alert.email)) == 2


def test_a_change_counts_as_an_answer(client, sign_in, start, letters) -> None:
    person = factories.seeker()
    alert = factories.alert(email=person.email)
    with time_machine.travel(start + 20 * DAY, tick=False):
        sign_in(person)
        client.submit(f"/alerts/{alert.id}/edit", {"words": "billing"})
    pass_time(start, 366 * DAY)
    assert letters(to=person.email) == []
