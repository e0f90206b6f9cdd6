"""What seekers may see, as the database reads it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path

from sqlalchemy import event, select

from jobboard import clock, create_app
from jobboard.domain.listing import ListingState, is_visible
from jobboard.extensions import db
from jobboard.models import Listing
from jobboard.queries import listings
from tests import factories
from tests.support.application import make_settings

MOMENT = timedelta(microseconds=1)


def test_the_database_and_the_rule_agree_on_what_is_visible() -> None:
    now = clock.now()
    times = (None, now - MOMENT, now, now + MOMENT)
    for state, opens_at, closes_at in product(ListingState, times, times):
        if closes_at or state not in (ListingState.LIVE, ListingState.SCHEDULED):
            factories.listing(None, state, opens_at=opens_at, closes_at=closes_at)
    found = set(db.session.scalars(select(Listing.id).where(listings.visible_at(now))))
    rows = db.session.scalars(select(Listing)).all()
    agreed = {row.id for row in rows if is_visible(row.state, row.opens_at, row.closes_at, now)}
    assert found == agreed
    assert 0 < len(found) < len(rows)


def test_few_rows_are_read_for_the_newest_and_the_similar(tmp_path: Path) -> None:
    said: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        said.append((statement, parameters))

    board = create_app(make_settings(tmp_path, DATABASE_URL=""))
    with board.app_context():
        db.create_all()
        listing = factories.listing()
        db.session.commit()
        event.listen(db.engine, "before_cursor_execute", note)
        listings.newest(clock.now(), 3)
        now = clock.now()
        listings.similar(listings.standing(listing.id, now), now)
        event.remove(db.engine, "before_cursor_execute", note)
        plans = [
            str(db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", asked).all())
            for words, asked in said
            if words.startswith("SELECT") and "LIMIT" in words
        ]
        db.session.remove()
        db.engine.dispose()
    newest, same_way, other_way = plans
    assert "ix_listings_state_published_at" in newest
    assert "B-TREE" not in newest, "The newest are read in order."
    assert "ix_listings_similar" in same_way
    assert "B-TREE" not in same_way, "The similar are read in order."
    assert "B-TREE" not in other_way, "Nor are those worked in another way."
