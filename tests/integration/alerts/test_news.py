"""What alerts take notice of: no clock and no late transaction lets a listing fall between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from jobboard import clock
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.extensions import db
from jobboard.models import AlertListing, AlertNews, Listing, OutboxOrder
from jobboard.queries.alerts import looks
from jobboard.search.contract import SearchPage
from jobboard.search.documents import document_of
from jobboard.search.plain_engine import PlainEngine
from jobboard.services.alert_news import note_shown
from jobboard.services.indexing import engine
from jobboard.services.listings import By, move_listing
from jobboard.services.outbox import INDEX, MOST_TRIES, order_index
from jobboard.worker.alerts import take_notice
from jobboard.worker.tasks import tell_of_new
from tests import factories
from tests.support.races import board

__all__ = ["board"]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MODERATOR = By(Actor.MODERATOR, 1)


def told(alert_id: int) -> list[int]:
    return list(
        db.session.scalars(select(AlertListing.listing_id).where(AlertListing.alert_id == alert_id))
    )


@pytest.mark.parametrize("skew", [-HOUR, -MINUTE, 5 * MINUTE])
@pytest.mark.parametrize("frequency", ["at_once", "daily"])
def test_a_machine_with_another_clock_loses_no_listing(start, look, skew, frequency) -> None:
    other = factories.listing()
    engine().put([document_of(other)])
    alert = factories.alert(frequency=frequency)
    # Looks have gone on meanwhile.
    note_shown(other.id, published=True)
    look(DAY + MINUTE)
    waits = factories.listing(state=ListingState.IN_REVIEW, closes_at=start + 30 * DAY)
    move_listing(waits, ListingMove.APPROVE, MODERATOR, start + DAY + 2 * MINUTE + skew)
    for after in (DAY + 2 * MINUTE, DAY + 10 * MINUTE, 2 * DAY + HOUR):
        with time_machine.travel(start + after, tick=False):
            tell_of_new()
    assert sorted(told(alert.id)) == [other.id, waits.id]


def test_only_moves_before_seekers_are_news(start) -> None:
    job = factories.listing(state=ListingState.IN_REVIEW, closes_at=start + 30 * DAY)
    move_listing(job, ListingMove.APPROVE, MODERATOR, start)
    tell_of_new()
    row = db.session.get_one(AlertNews, job.id, populate_existing=True)
    first = row.shown_look
    assert first == row.published_look == looks().number
    member = By(Actor.MEMBER, 1)
    move_listing(job, ListingMove.PAUSE, member, start + HOUR)
    tell_of_new()
    assert looks().number == first
    move_listing(job, ListingMove.RESUME, member, start + 2 * HOUR)
    tell_of_new()
    db.session.refresh(row)
    assert (row.published_look, row.shown_look) == (first, looks().number)
    assert looks().number == first + 1


def test_an_order_given_up_holds_its_own_listing_back_and_no_other(publish, look, start) -> None:
    alert = factories.alert()
    stuck, other = publish(HOUR), publish(HOUR)
    order_index(stuck.id, start + HOUR)
    db.session.flush()
    order = db.session.scalars(select(OutboxOrder).where(OutboxOrder.task == INDEX)).one()
    order.tries = MOST_TRIES
    look(HOUR)
    assert told(alert.id) == [other.id]
    db.session.delete(order)
    look(3 * DAY)
    assert sorted(told(alert.id)) == [stuck.id, other.id]


def test_a_transaction_that_ends_late_loses_no_listing(board: Flask) -> None:
    company = factories.company()
    late, early = (
        factories.listing(company, state=ListingState.IN_REVIEW, closes_at=clock.now() + 30 * DAY)
        for _ in range(2)
    )
    alert_id = factories.alert().id
    late_id, early_id = late.id, early.id
    db.session.commit()
    held = held_open(board, lambda: approve(late_id))
    try:
        if db.engine.dialect.name != "sqlite":  # It lets nobody write meanwhile.
            approve(early_id)
            db.session.commit()
            tell_of_new()
            assert told(alert_id) == [early_id]
    finally:
        held()
    db.session.rollback()
    with time_machine.travel(clock.now() + HOUR, tick=False):
        tell_of_new()
    assert late_id in told(alert_id)


def approve(listing_id: int) -> None:
    move_listing(
        db.session.get_one(Listing, listing_id), ListingMove.APPROVE, MODERATOR, clock.now()
    )


def held_open(board: Flask, work: Callable[[], None]) -> Callable[[], None]:
    """Do ``work`` in a transaction of another thread, which ends when the answer is called."""
    done, end = Event(), Event()

    def run() -> None:
        with board.app_context():
            work()
            done.set()
            end.wait(30)
            db.session.commit()

    thread = Thread(target=run)
    thread.start()
    assert done.wait(30)

    def finish() -> None:
        end.set()
        thread.join()

    return finish


class Counting(PlainEngine):
    """An engine that counts how often it is asked."""

    asked = 0

    def search(self, *args: Any, **named: Any) -> SearchPage:
        self.asked += 1
        return super().search(*args, **named)


def test_looking_again_without_news_searches_nothing(app, publish, look, monkeypatch) -> None:
    counting = Counting()
    monkeypatch.setitem(app.extensions, "search", counting)
    factories.alert()
    publish(HOUR, channels=["email"])
    look(HOUR)
    assert counting.asked == 1
    for again in range(3):
        look(HOUR + again * MINUTE)
    assert counting.asked == 1
    publish(2 * HOUR)
    look(2 * HOUR)
    assert counting.asked == 2


def test_many_listings_are_numbered_in_parts(publish, monkeypatch, start) -> None:
    monkeypatch.setattr("jobboard.services.alert_news.NUMBERED_AT_ONCE", 2)
    company = factories.company()
    for _ in range(5):
        publish(HOUR, company)
    take_notice(start + HOUR)
    numbers = db.session.scalars(select(AlertNews.shown_look).order_by(AlertNews.listing_id))
    assert list(numbers) == [1, 1, 2, 2, 3]
