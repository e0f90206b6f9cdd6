"""The index follows the database, whatever order or repetition the work comes in."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
import time_machine
from sqlalchemy import event, func, select
from structlog.testing import capture_logs

from jobboard import clock
from jobboard.cli import background
from jobboard.cli.background import look_after_index
from jobboard.domain.listing import Actor, ListingMove, ListingState
from jobboard.extensions import db
from jobboard.models import ListingEvent, OutboxOrder
from jobboard.search.documents import ListingDocument, document_of
from jobboard.search.index_folder import IndexFolder
from jobboard.search.plain_engine import PlainEngine
from jobboard.search.whoosh_engine import WhooshEngine
from jobboard.services.indexing import bring_index_up_to_date, engine, index_differences
from jobboard.services.listings import By, move_listing, open_and_expire
from jobboard.services.outbox import MOST_TRIES, order_index
from jobboard.worker.index import check_index, drain_index, tidy_index, watch_index
from jobboard.worker.tasks import turn_the_clock
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


@pytest.fixture
def broken() -> Iterator[set[int]]:
    """Listings whose history takes no further line."""
    ids: set[int] = set()

    def fail(_mapper: object, _connection: object, target: ListingEvent) -> None:
        if target.listing_id in ids:
            raise ValueError("This row is broken.")

    event.listen(ListingEvent, "before_insert", fail)
    yield ids
    event.remove(ListingEvent, "before_insert", fail)


def test_a_listing_that_the_clock_cannot_move_holds_up_no_other(broken) -> None:
    now = clock.now()
    over = {"closes_at": now - timedelta(minutes=1)}
    first, bad, last = (make_listing(**over) for _ in range(3))
    broken.add(bad.id)
    commits: list[bool] = []
    assert open_and_expire(now, lambda: commits.append(True)) == 2
    assert commits == [True]
    assert [row.state for row in (first, bad, last)] == ["expired", "live", "expired"]


def test_a_listing_that_cannot_be_indexed_holds_up_no_other(app) -> None:
    first, bad, last = make_listing(), make_listing(requirements=["torn"]), make_listing()
    for row in (first, bad, last):
        order_index(row.id, clock.now())
    drain_index()
    assert set(engine().stamp()) == {first.id, last.id}
    [order] = db.session.scalars(select(OutboxOrder))
    assert (order.subject_id, order.tries) == (bad.id, 1)
    assert "AttributeError" in order.last_error
    for _ in range(MOST_TRIES + 2):
        drain_index()
    assert order.tries == MOST_TRIES
    check_index()
    assert set(engine().stamp()) == {first.id, last.id}
    checked = app.test_cli_runner().invoke(args=["check-index"])
    assert checked.exit_code == 1
    assert f"listing {bad.id}: not indexed in {MOST_TRIES} tries. Attribute" in checked.output
    assert f"listing {bad.id}: unreadable" in checked.output
    bad.requirements = []
    assert "orders that had failed" in app.test_cli_runner().invoke(args=["reindex"]).output
    assert app.test_cli_runner().invoke(args=["check-index"]).exit_code == 0


class Picky(PlainEngine):
    """An engine that chokes on some documents."""

    chokes_on: frozenset[int] = frozenset()

    def put(self, documents: Iterable[ListingDocument]) -> None:
        wanted = list(documents)
        if self.chokes_on & {document.id for document in wanted}:
            raise ValueError("No.")
        super().put(wanted)


def test_a_document_that_the_engine_cannot_take_holds_up_no_other(app, monkeypatch) -> None:
    picky = Picky()
    monkeypatch.setitem(app.extensions, "search", picky)
    first, bad, last = make_listing(), make_listing(), make_listing()
    picky.chokes_on = frozenset({bad.id})
    for row in (first, bad, last):
        order_index(row.id, clock.now())
    drain_index()
    assert set(engine().stamp()) == {first.id, last.id}
    assert db.session.scalars(select(OutboxOrder.last_error)).all() == ["ValueError: No."]


@pytest.fixture
def on_disk(app, monkeypatch, tmp_path) -> Path:
    """Give the application an index in a folder, which is not there yet; return the folder."""
    root = tmp_path / "search"
    monkeypatch.setitem(app.extensions, "search", WhooshEngine(root, lock_seconds=0.01))
    return root


def test_while_another_process_writes_the_index_the_work_waits(on_disk) -> None:
    engine().rebuild([])
    listing = make_listing()
    order_index(listing.id, clock.now())
    db.session.commit()
    with IndexFolder(on_disk, 0.01).writing():
        check_index()
        drain_index()
        tidy_index()
    assert db.session.scalars(select(OutboxOrder.tries)).all() == [0]
    drain_index()
    assert set(engine().stamp()) == {listing.id}


def test_an_index_that_is_gone_is_built_anew_at_the_next_look(on_disk) -> None:
    listing = make_listing()
    watch_index()
    assert set(engine().stamp()) == {listing.id}
    generation = engine().state().generation
    watch_index()
    assert engine().state().generation == generation


def test_an_index_that_is_gone_with_its_copies_is_built_anew_without_waiting(app, on_disk) -> None:
    listing = make_listing()
    look_after_index(app)
    assert set(engine().stamp()) == {listing.id}
    generation = engine().state().generation
    look_after_index(app)
    assert engine().state().generation == generation


def test_whatever_goes_wrong_with_the_index_it_is_looked_after(app, on_disk, monkeypatch) -> None:
    monkeypatch.setattr(background, "PAUSE_SECONDS", 0.0)
    full = OSError(errno.ENOSPC, "No space left on device")
    listing = make_listing()
    with monkeypatch.context() as broken, capture_logs() as said:
        broken.setattr(IndexFolder, "make_root", Mock(side_effect=full))
        look_after_index(app)
    [line] = [line for line in said if line["event"] == "index not put back"]
    assert line["exc_info"]
    look_after_index(app)
    assert set(engine().stamp()) == {listing.id}


def test_any_number_of_listings_is_brought_up_to_date_at_once() -> None:
    listing = make_listing()
    bring_index_up_to_date(range(listing.id, listing.id + 300_000), clock.now())
    assert set(engine().stamp()) == {listing.id}
