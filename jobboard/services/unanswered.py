"""Closing what an ended listing left open, so that nobody waits for ever."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import or_, select

from jobboard.domain.application import MOVES, ApplicationState
from jobboard.domain.errors import MoveNotAllowed, StaleVersion
from jobboard.domain.listing import Actor, ListingState
from jobboard.domain.replies import LONGEST_SILENCE, UNHEARD
from jobboard.extensions import db
from jobboard.models import Application, Listing
from jobboard.services.applications import move_application
from jobboard.services.listings import THE_BOARD

log = structlog.get_logger()

# An offer is between two people: docs/decisions/0015.
CLOSED_BY_THE_BOARD = tuple(
    state
    for state in ApplicationState
    if (state, ApplicationState.UNSUCCESSFUL) in MOVES[Actor.SYSTEM]
)
ENDED = (ListingState.CLOSED, ListingState.EXPIRED, ListingState.REMOVED)


def close_unanswered(now: datetime) -> int:
    """Close what is still open long after its listing ended; return how many that was.

    Whoever was shortlisted or interviewed has as long from the last they heard.
    """
    long_ago = now - LONGEST_SILENCE
    due = db.session.scalars(
        select(Application.id)
        .join(Application.listing)
        .where(
            Application.state.in_(CLOSED_BY_THE_BOARD),
            Listing.state.in_(ENDED),
            Listing.state_changed_at <= long_ago,
            or_(Application.state.in_(UNHEARD), Application.updated_at <= long_ago),
        )
        .order_by(Application.id)
    ).all()
    return sum(_close(application_id, now) for application_id in due)


def _close(application_id: int, now: datetime) -> bool:
    """Close one, whole or not at all: what goes wrong with it holds up none of the others."""
    try:
        with db.session.begin_nested():
            application = db.session.get_one(Application, application_id)
            move_application(application, ApplicationState.UNSUCCESSFUL, THE_BOARD, now)
    except (MoveNotAllowed, StaleVersion):
        return False  # A person was faster.
    except Exception as error:  # Whatever it is, the others have waited too.
        db.session.expire_all()  # Rows hold what the savepoint has just taken back.
        log.error("application not closed", application=application_id, exc_info=error)
        return False
    return True
