"""What alerts send: each new listing once, to whoever asked for it, and never too early."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from jobboard.domain.alerts import MOST_IN_A_LETTER
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import AlertListing, OutboxOrder
from jobboard.search.contract import IndexUnavailable, SearchPage
from jobboard.search.documents import document_of
from jobboard.search.plain_engine import PlainEngine
from jobboard.services.alert_news import note_shown
from jobboard.services.indexing import engine
from jobboard.services.outbox import order_index
from tests import factories

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def told(alert) -> set[int]:
    return set(
        db.session.scalars(select(AlertListing.listing_id).where(AlertListing.alert_id == alert.id))
    )


def test_a_new_listing_is_sent_at_once_and_once_only(publish, look, letters) -> None:
    alert = factories.alert()
    job = publish(HOUR, factories.company(name="Northwind Utilities"), title="Billing agent")
    for after in (HOUR, HOUR, HOUR + MINUTE, 5 * HOUR, 3 * DAY):
        look(after)
    [letter] = letters(to=alert.email)
    assert letter.subject == "Northwind Utilities is hiring: billing agent"
    assert told(alert) == {job.id}
    assert alert.last_sent_at is not None


def test_no_letter_is_sent_without_a_new_job(publish, look, letters) -> None:
    factories.alert({"arrangement": ["remote"], "channel": ["video"]})
    publish(HOUR)
    look(HOUR)
    look(DAY)
    assert letters(kind="alert_jobs") == []


def test_what_was_published_before_the_alert_is_not_sent(publish, look, letters) -> None:
    publish(-MINUTE)
    job = publish(-DAY)
    look(-MINUTE)
    alert = factories.alert()
    # Published long ago, and back from a pause after the alert began.
    note_shown(job.id, published=False)
    for after in (MINUTE, HOUR, DAY):
        look(after)
    assert letters(to=alert.email) == []


@pytest.mark.parametrize(("frequency", "wait"), [("daily", DAY), ("weekly", 7 * DAY)])
def test_an_alert_waits_for_its_time_and_sends_all_that_came_meanwhile(
    publish, look, letters, frequency, wait
) -> None:
    alert = factories.alert(frequency=frequency)
    jobs = {publish(after).id for after in (HOUR, wait / 2, wait - HOUR)}
    look(wait - MINUTE)
    assert letters(to=alert.email) == []
    look(wait + MINUTE)
    look(wait + HOUR)
    assert len(letters(to=alert.email)) == 1
    assert told(alert) == jobs
    late = publish(wait + 2 * HOUR)
    look(wait + 3 * HOUR)
    assert len(letters(to=alert.email)) == 1
    look(2 * wait + 2 * MINUTE)
    assert len(letters(to=alert.email)) == 2
    assert told(alert) == jobs | {late.id}


def test_what_may_not_be_seen_when_the_letter_is_written_is_left_out(
    publish, look, letters
) -> None:
    alert = factories.alert(frequency="daily")
    seen = publish(HOUR)
    hidden = publish(HOUR)
    # The index has not heard of it yet; the row decides.
    hidden.state = ListingState.SUSPENDED
    look(DAY + MINUTE)
    assert told(alert) == {seen.id}
    [letter] = letters(to=alert.email)
    assert f"/jobs/{hidden.id}" not in letter.text


def test_what_was_paused_meanwhile_is_sent_when_it_is_back(publish, look) -> None:
    alert = factories.alert()
    job = publish(HOUR)
    job.state = ListingState.PAUSED
    look(HOUR)
    assert told(alert) == set()
    job.state = ListingState.LIVE
    note_shown(job.id, published=False)
    look(3 * DAY)
    assert told(alert) == {job.id}


def test_alerts_that_are_paused_or_unconfirmed_write_nothing(publish, look, letters, start) -> None:
    factories.alert(paused_at=start)
    factories.alert(confirmed_at=None)
    publish(HOUR)
    look(HOUR)
    assert letters(kind="alert_jobs") == []


def test_a_long_letter_counts_the_rest_and_sends_none_of_it_later(publish, look, letters) -> None:
    alert = factories.alert()
    for _ in range(MOST_IN_A_LETTER + 3):
        publish(HOUR)
    look(HOUR)
    look(2 * HOUR)
    [letter] = letters(to=alert.email)
    assert letter.subject.endswith(f"and {MOST_IN_A_LETTER + 2} others")
    assert "See 3 other new jobs" in letter.text
    assert letter.text.count("Employer: ") == MOST_IN_A_LETTER
    assert len(told(alert)) == MOST_IN_A_LETTER + 3


def test_an_alert_finds_what_the_search_page_finds(publish, look, start) -> None:
    searches = (
        {"words": "customer phone", "place": "Austin, TX"},
        {"words": "remote billing"},
        {"arrangement": ["remote"], "hours": ["part-time"], "sort": "newest"},
        {"words": "-billing remote"},
    )
    alerts = [factories.alert(args) for args in searches]
    for number in range(8):
        publish(
            HOUR,
            title="Billing agent" if number % 2 else "Customer phone agent",
            hours="part-time" if number % 3 else "full-time",
            arrangement="on-site" if number % 4 == 0 else "remote",
            town="Austin",
            region="US-TX",
        )
    look(HOUR)
    for args, alert in zip(searches, alerts, strict=True):
        page = engine().search(SearchCriteria.from_args(args), start + HOUR, per_page=100)
        assert told(alert) == set(page.ids), args


class Counting(PlainEngine):
    """An engine that counts how often it is asked."""

    asked = 0

    def search(self, *args: Any, **named: Any) -> SearchPage:
        self.asked += 1
        return super().search(*args, **named)


def test_each_search_runs_once_for_all_who_ask_for_the_same(
    app, publish, look, letters, monkeypatch
) -> None:
    counting = Counting()
    monkeypatch.setitem(app.extensions, "search", counting)
    for _ in range(30):
        factories.alert()
    publish(HOUR)
    look(HOUR)
    assert counting.asked == 1
    assert len(letters(kind="alert_jobs")) == 30


def test_what_the_index_hears_of_late_is_sent_late_but_sent(publish, look, start) -> None:
    alert = factories.alert()
    job = publish(HOUR)
    document = document_of(job)
    engine().remove([job.id])
    order_index(job.id, start + HOUR)
    for after in (HOUR, 5 * HOUR, DAY):
        publish(after, channels=["email"])
        look(after)
    assert told(alert) == set()
    db.session.execute(delete(OutboxOrder))
    engine().put([document])
    look(2 * DAY)
    assert told(alert) == {job.id}


def test_alerts_wait_while_the_search_is_away(app, publish, look, letters, monkeypatch) -> None:
    alert = factories.alert(frequency="daily")
    publish(HOUR)
    with monkeypatch.context() as away:
        away.setitem(app.extensions, "search", Away())
        look(DAY + MINUTE)
    assert letters(to=alert.email) == []
    look(DAY + HOUR)
    assert len(letters(to=alert.email)) == 1


class Away(PlainEngine):
    """An engine whose index is gone."""

    def search(self, *args: Any, **named: Any) -> SearchPage:
        raise IndexUnavailable("gone")
