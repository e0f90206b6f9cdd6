"""Closing what an ended listing left open, so that nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import Select, or_, select
from sqlalchemy.exc import NoResultFound, OperationalError

from jobboard.domain.application import MOVES, ApplicationState
from jobboard.domain.errors import MoveNotAllowed, StaleVersion
from jobboard.domain.listing import Actor, ListingState
from jobboard.domain.replies import LONGEST_SILENCE, UNHEARD
from jobboard.extensions import db
from jobboard.models import Application, Listing
from jobboard.services.applications import move_application
from jobboard.services.listings import BY_CLOCK_AT_ONCE, THE_BOARD

log = structlog.get_logger()

# An offer is between two people: docs/decisions/0015.
CLOSED_BY_THE_BOARD = tuple(
    state
    for state in ApplicationState
    if (state, ApplicationState.UNSUCCESSFUL) in MOVES[Actor.SYSTEM]
)
ENDED = (ListingState.CLOSED, ListingState.EXPIRED, ListingState.REMOVED)


def close_unanswered(now: datetime, after_some: Callable[[], object] = lambda: None) -> int:
    """Close what is still open long after its listing ended; return how many that was.

    Whoever was shortlisted or interviewed has as long from the last they heard. ``after_some``
    is called after every ``BY_CLOCK_AT_ONCE`` of them, where the caller may commit.
    """
    due = _due(now).with_only_columns(Application.id).order_by(Application.id)
    ids = db.session.scalars(due).all()
    closed = 0
    for start in range(0, len(ids), BY_CLOCK_AT_ONCE):
        closed += sum(_close(one, now) for one in ids[start : start + BY_CLOCK_AT_ONCE])
        after_some()
    return closed


def _due(now: datetime) -> Select[Application]:
    long_ago = now - LONGEST_SILENCE
    return (
        select(Application)
        .join(Application.listing)
        .where(
            Application.state.in_(CLOSED_BY_THE_BOARD),
            Listing.state.in_(ENDED),
            Listing.state_changed_at <= long_ago,
            or_(Application.state.in_(UNHEARD), Application.updated_at <= long_ago),
        )
    )


def _close(application_id: int, now: datetime) -> bool:
    """Close one, whole or not at all: what goes wrong with it holds up none of the others."""
    try:
        with db.session.begin_nested():
            application = db.session.scalars(
                _due(now).where(Application.id == application_id)
            ).one()
            move_application(application, ApplicationState.UNSUCCESSFUL, THE_BOARD, now)
    except (MoveNotAllowed, StaleVersion, NoResultFound):
        return False  # A person was faster.
    except OperationalError:
        raise  # Not this one's fault; the next would fail too.
    except Exception as error:  # Whatever it is, the others have waited too.
        db.session.expire_all()  # Rows hold what the savepoint has just taken back.
        log.error("application not closed", application=application_id, exc_info=error)
        return False
    return True
