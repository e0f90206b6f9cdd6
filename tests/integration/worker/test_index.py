"""The index follows the database, whatever order or repetition the work comes in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from jobboard import clock
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.extensions import db
from jobboard.models import OutboxOrder
from jobboard.search.documents import document_of
from jobboard.services.indexing import engine, index_differences
from jobboard.services.listings import By, move_listing
from jobboard.services.outbox import order_index
from jobboard.worker.tasks import check_index, drain_index, turn_the_clock
from tests.factories.listings import listing as make_listing


@pytest.fixture(autouse=True)
def _empty_index(app) -> None:
    engine().rebuild([])


def test_an_order_puts_or_removes_the_listing_as_it_is_now() -> None:
    live = make_listing()
    draft = make_listing(state=ListingState.DRAFT)
    engine().put([document_of(draft)])
    for row in (live, live, draft):
        order_index(row.id, clock.now())
    drain_index()
    assert set(engine().stamp()) == {live.id}
    assert db.session.scalar(select(func.count(OutboxOrder.id))) == 0
    assert index_differences() == {}


def test_every_move_of_a_listing_orders_the_index() -> None:
    listing = make_listing(state=ListingState.IN_REVIEW, closes_at=clock.now() + timedelta(days=9))
    move_listing(listing, ListingMove.APPROVE, By(Actor.MODERATOR, 1), clock.now())
    drain_index()
    assert listing.id in engine().stamp()
    move_listing(listing, ListingMove.CLOSE, By(Actor.MEMBER, 1), clock.now(), reason="filled")
    drain_index()
    assert listing.id not in engine().stamp()


def test_differences_are_named_and_mended() -> None:
    missing, stale, extra = make_listing(), make_listing(), make_listing()
    engine().put([document_of(stale), document_of(extra)])
    stale.title = "Another title"
    stale.version += 1
    extra.state = ListingState.PAUSED
    db.session.flush()
    assert index_differences() == {missing.id: "missing", stale.id: "stale", extra.id: "extra"}
    check_index()
    assert index_differences() == {}


def test_the_clock_opens_and_ends_listings() -> None:
    now = clock.now()
    scheduled = make_listing(
        state=ListingState.SCHEDULED,
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=5),
    )
    with time_machine.travel(now + timedelta(days=1, minutes=1), tick=False):
        turn_the_clock()
    assert scheduled.state == ListingState.LIVE
    assert scheduled.id in engine().stamp()
    with time_machine.travel(now + timedelta(days=5, minutes=1), tick=False):
        turn_the_clock()
        turn_the_clock()
    assert scheduled.state == ListingState.EXPIRED
    assert scheduled.id not in engine().stamp()
