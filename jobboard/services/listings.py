"""The door of listings: every move of a listing's state goes through ``move_listing``.

It asks the table, changes the row, writes who, when, from, to and why, and orders the index
in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from jobboard.database import rows_changed
from jobboard.domain.errors import MoveNotAllowed, StaleVersion
from jobboard.domain.listing import Actor, ListingMove, ListingState, next_state
from jobboard.extensions import db
from jobboard.models import Listing, ListingEvent
from jobboard.models.company import Verification
from jobboard.services.outbox import order_index


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


def open_and_expire(now: datetime) -> int:
    """Make the moves that the clock makes; return how many listings moved.

    Visibility never waits for this: ``is_visible`` reads the clock itself.
    """
    due = db.session.scalars(
        select(Listing)
        .where(
            or_(
                # A company that lost its check publishes nothing, not even by the clock.
                (Listing.state == ListingState.SCHEDULED)
                & (Listing.opens_at <= now)
                & Listing.company.has(verification=Verification.VERIFIED),
                Listing.state.in_([ListingState.LIVE, ListingState.PAUSED])
                & (Listing.closes_at <= now),
            )
        )
        .order_by(Listing.id)
    ).all()
    return sum(_move_by_clock(listing, now) for listing in due)


def _move_by_clock(listing: Listing, now: datetime) -> bool:
    opening = listing.state == ListingState.SCHEDULED
    try:
        move_listing(listing, ListingMove.OPEN if opening else ListingMove.EXPIRE, THE_BOARD, now)
    except (MoveNotAllowed, StaleVersion):
        return False  # A person was faster.
    return True
