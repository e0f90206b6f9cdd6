"""Closing what an ended listing left unanswered, so that nobody waits for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from jobboard.domain.application import ApplicationState
from jobboard.domain.errors import MoveNotAllowed, StaleVersion
from jobboard.domain.listing import ListingState
from jobboard.domain.replies import LONGEST_SILENCE
from jobboard.extensions import db
from jobboard.models import Application, Listing
from jobboard.services.applications import move_application
from jobboard.services.listings import THE_BOARD

# Whoever is shortlisted or further has had an answer; the employer ends those.
UNANSWERED = (ApplicationState.SUBMITTED, ApplicationState.REVIEWED)
ENDED = (ListingState.CLOSED, ListingState.EXPIRED, ListingState.REMOVED)


def close_unanswered(now: datetime) -> int:
    """Close what has had no answer long after its listing ended; return how many that was."""
    due = db.session.scalars(
        select(Application)
        .join(Application.listing)
        .where(
            Application.state.in_(UNANSWERED),
            Listing.state.in_(ENDED),
            Listing.state_changed_at <= now - LONGEST_SILENCE,
        )
        .order_by(Application.id)
    ).all()
    return sum(_close(application, now) for application in due)


def _close(application: Application, now: datetime) -> bool:
    try:
        move_application(application, ApplicationState.UNSUCCESSFUL, THE_BOARD, now)
    except (MoveNotAllowed, StaleVersion):
        return False  # A person was faster.
    return True
