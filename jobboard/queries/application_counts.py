"""Counting applications: how many of a listing stand where, and how fast a company answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from jobboard.domain.application import LETTER_STATES, ApplicationState
from jobboard.domain.listing import Actor
from jobboard.extensions import db
from jobboard.models import Application, ApplicationEvent, Listing


@dataclass(frozen=True, slots=True)
class Counts:
    """How many applications of a listing stand where. Drafts are not counted."""

    by_state: dict[ApplicationState, int]

    def of(self, state: ApplicationState) -> int:
        """How many are in ``state``."""
        return self.by_state.get(state, 0)

    @property
    def new(self) -> int:
        """How many nobody has opened yet."""
        return self.of(ApplicationState.SUBMITTED)

    @property
    def total(self) -> int:
        """How many were ever sent."""
        return sum(self.by_state.values())


def counts_of(listing_id: int) -> Counts:
    """Return how many applications of a listing stand where."""
    return counts_by_listing([listing_id])[listing_id]


def counts_by_listing(listing_ids: Collection[int]) -> dict[int, Counts]:
    """Return the counts of each of these listings, in one query."""
    rows = db.session.execute(
        select(Application.listing_id, Application.state, func.count())
        .where(Application.listing_id.in_(listing_ids), Application.state != ApplicationState.DRAFT)
        .group_by(Application.listing_id, Application.state)
    )
    found = {listing_id: Counts({}) for listing_id in listing_ids}
    for listing_id, state, count in rows:
        found[listing_id].by_state[ApplicationState(state)] = count
    return found


def answer_times(company_id: int, since: datetime) -> list[tuple[datetime, datetime | None]]:
    """Return when each application sent after ``since`` was sent and first answered, in pairs.

    What the seeker withdrew before any answer is left out: nobody owes one any more.
    """
    answer = func.min(ApplicationEvent.at)
    answered = and_(
        ApplicationEvent.application_id == Application.id,
        ApplicationEvent.actor == Actor.MEMBER,
        ApplicationEvent.to_state.in_(LETTER_STATES),
    )
    rows = db.session.execute(
        select(Application.submitted_at, answer)
        .join(Application.listing)
        .outerjoin(ApplicationEvent, answered)
        .where(Listing.company_id == company_id, Application.submitted_at > since)
        .group_by(Application.id, Application.submitted_at, Application.state)
        .having(or_(Application.state != ApplicationState.WITHDRAWN, answer.is_not(None)))
    )
    return [(sent, first) for sent, first in rows if sent is not None]
