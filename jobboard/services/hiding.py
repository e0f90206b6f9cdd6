"""A seeker's "Not for me": listings that leave their matches, until they take it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.extensions import db
from jobboard.models import HiddenListing

REASONS = "not-for-me"


def hide_listing(account_id: int, listing_id: int, now: datetime) -> None:
    """Hide a listing from a person's matches. Doing it twice changes nothing."""
    row = HiddenListing(account_id=account_id, listing_id=listing_id, hidden_at=now)
    # Pressed twice, one of the two finds the row there; what it wanted is so.
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(row)


def say_why(hidden: HiddenListing, reason: str) -> None:
    """Keep why, for the person's own list; "" takes the reason back. Raises RuleError."""
    if reason and vocabulary.resolve(REASONS, reason) is None:
        raise RuleError("Choose a reason, or none.", "reason")
    hidden.reason = reason
    db.session.flush()


def show_listing(account_id: int, listing_id: int) -> None:
    """Let a listing be among the matches again. Doing it twice changes nothing."""
    db.session.execute(
        delete(HiddenListing).where(
            HiddenListing.account_id == account_id, HiddenListing.listing_id == listing_id
        )
    )
