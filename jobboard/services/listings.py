"""The door of listings: every move of a listing's state goes through ``move_listing``.

It asks the table, changes the row, writes who, when, from, to and why, orders the index and
notes for alerts what came before seekers, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.exc import NoResultFound, OperationalError

from jobboard.database import rows_changed
from jobboard.domain.errors import MoveNotAllowed, StaleVersion
from jobboard.domain.listing import Actor, ListingMove, ListingState, next_state
from jobboard.extensions import db
from jobboard.models import Listing, ListingEvent
from jobboard.models.company import Verification
from jobboard.services.alert_news import note_shown
from jobboard.services.outbox import order_index

log = structlog.get_logger()

# So many moves are one transaction at most: people write in between.
BY_CLOCK_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class By:
    """Who does something: the kind of person, and their account's id unless it is the board."""

    actor: Actor
    account_id: int | None = None


THE_BOARD = By(Actor.SYSTEM)


def move_listing(
    listing: Listing,
    move: ListingMove,
    by: By,
    now: datetime,
    *,
    reason: str = "",
    note: str = "",
    seen_version: int | None = None,
) -> ListingEvent:
    """Make one move of a listing and return its event.

    Raises MoveNotAllowed where the table forbids it, RuleError where a reason is owed, and
    StaleVersion where ``seen_version`` is no longer the listing's, or somebody was faster.
    """
    if seen_version is not None and seen_version != listing.version:
        raise StaleVersion("This listing changed after you opened it. Look at it again first.")
    source = ListingState(listing.state)
    target = next_state(source, move, by.actor, now=now, opens_at=listing.opens_at, reason=reason)
    _take_row(listing, source, target)
    _note_times(listing, move, target, now)
    event = record(listing, move, by, now, source=source, target=target, reason=reason, note=note)
    if target is ListingState.LIVE:
        note_shown(listing.id, published=listing.published_at == now)
    order_index(listing.id, now)
    db.session.flush()
    return event


def _take_row(listing: Listing, source: ListingState, target: ListingState) -> None:
    """Change the state in the database only if nobody else has changed the row since."""
    db.session.flush()
    taken = db.session.execute(
        update(Listing)
        .where(
            Listing.id == listing.id, Listing.state == source, Listing.version == listing.version
        )
        .values(state=target, version=Listing.version + 1)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(taken) != 1:
        raise StaleVersion("Somebody else changed this listing a moment ago. Look at it again.")
    db.session.refresh(listing, ["state", "version"])


def _note_times(listing: Listing, move: ListingMove, target: ListingState, now: datetime) -> None:
    listing.state_changed_at = now
    listing.updated_at = now
    first = listing.first_published_at is None
    if target is ListingState.LIVE and (first or move in (ListingMove.APPROVE, ListingMove.OPEN)):
        listing.published_at = now
        listing.first_published_at = listing.first_published_at or now
    if target in (ListingState.CLOSED, ListingState.EXPIRED):
        listing.closed_at = now


def record(
    listing: Listing,
    kind: str,
    by: By,
    now: datetime,
    *,
    source: str = "",
    target: str = "",
    reason: str = "",
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> ListingEvent:
    """Write one line of the listing's history and return it."""
    event = ListingEvent(
        listing_id=listing.id,
        at=now,
        kind=kind,
        from_state=source or listing.state,
        to_state=target or listing.state,
        actor=by.actor,
        actor_id=by.account_id,
        version=listing.version,
        reason=reason,
        note=note,
        changes=dict(changes or {}),
    )
    db.session.add(event)
    return event


def open_and_expire(now: datetime, after_some: Callable[[], object] = lambda: None) -> int:
    """Make the moves that the clock makes; return how many listings moved.

    An ended listing is hidden without this: ``is_visible`` reads the clock itself. One that is
    to open waits for it. ``after_some`` is called after every ``BY_CLOCK_AT_ONCE`` moves, where
    the caller may commit.
    """
    due = db.session.scalars(select(Listing.id).where(_due(now)).order_by(Listing.id)).all()
    moved = 0
    for start in range(0, len(due), BY_CLOCK_AT_ONCE):
        ids = due[start : start + BY_CLOCK_AT_ONCE]
        moved += sum(_move_by_clock(listing_id, now) for listing_id in ids)
        after_some()
    return moved


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(
        # A company that lost its check publishes nothing, not even by the clock.
        (Listing.state == ListingState.SCHEDULED)
        & (Listing.opens_at <= now)
        & Listing.company.has(verification=Verification.VERIFIED),
        Listing.state.in_([ListingState.LIVE, ListingState.PAUSED]) & (Listing.closes_at <= now),
    )


def _move_by_clock(listing_id: int, now: datetime) -> bool:
    """Make one move, whole or not at all: what goes wrong with it holds up none of the others."""
    try:
        with db.session.begin_nested():
            found = select(Listing).where(Listing.id == listing_id, _due(now))
            listing = db.session.scalars(found).one()
            opening = listing.state == ListingState.SCHEDULED
            move = ListingMove.OPEN if opening else ListingMove.EXPIRE
            move_listing(listing, move, THE_BOARD, now)
    except (MoveNotAllowed, StaleVersion, NoResultFound):
        return False  # A person was faster.
    except OperationalError:
        raise  # Not this listing's fault; the next would fail too.
    except Exception as error:  # Whatever it is, the others' time has come too.
        db.session.expire_all()  # Rows hold what the savepoint has just taken back.
        log.error("listing not moved", listing=listing_id, exc_info=error)
        return False
    return True
