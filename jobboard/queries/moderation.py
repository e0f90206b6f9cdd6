"""Reading for moderators: what waits, and everything needed to decide on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from jobboard.domain.listing import PUBLISHED_STATES, Actor, ListingState
from jobboard.extensions import db
from jobboard.models import Company, CompanyEvent, Finding, Listing, ListingEvent, Member
from jobboard.models.company import Verification
from jobboard.queries.company_listings import EDITED

PAGE_SIZE = 25
# How a listing comes before moderators: sent by its company, or imported by an operator.
ARRIVALS = ("submit", "imported")
WAITING_COMPANIES = (Verification.WAITING, Verification.PROOF_ASKED)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, with how much waits in all and since when."""

    items: Sequence[Listing]
    total: int
    oldest: datetime | None


def queue(page: int) -> Queue:
    """Return the listings that wait for a decision, oldest first: none is ever hidden."""
    waiting = Listing.state == ListingState.IN_REVIEW
    total, oldest = db.session.execute(
        select(func.count(), func.min(Listing.state_changed_at)).where(waiting)
    ).one()
    items = db.session.scalars(
        _for_review()
        .where(waiting)
        .order_by(Listing.state_changed_at, Listing.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return Queue(items, total, oldest)


def _for_review() -> Select[Listing]:
    return select(Listing).options(
        joinedload(Listing.company), selectinload(Listing.findings), selectinload(Listing.events)
    )


def reviewed_listing(listing_id: int) -> Listing:
    """Return a listing that ever came in for checking; NoResultFound for drafts."""
    submitted = select(ListingEvent.id).where(
        ListingEvent.listing_id == Listing.id, ListingEvent.kind.in_(ARRIVALS)
    )
    return db.session.scalars(
        _for_review().where(Listing.id == listing_id, submitted.exists())
    ).one()


def current_findings(listing: Listing) -> list[Finding]:
    """Return what screening saw in the version that was sent last. Needs events and findings."""
    sent = max((event.version for event in listing.events if event.kind in ARRIVALS), default=0)
    return [found for found in listing.findings if found.version >= sent]


def changed_since_decision(listing: Listing) -> dict[str, list[Any]]:
    """Return each fact that changed, as it was and as it is, since a moderator last decided.

    Where nobody has, since it first came in. Needs ``listing.events``; facts are as
    ``domain.posting.change_of`` keeps them.
    """
    decided = [event.version for event in listing.events if event.actor == Actor.MODERATOR]
    came = [event.version for event in listing.events if event.kind in ARRIVALS]
    seen = decided[-1] if decided else min(came, default=listing.version)
    merged: dict[str, list[Any]] = {}
    for event in listing.events:
        if event.kind == EDITED and event.version > seen:
            for name, (before, after) in event.changes.items():
                merged[name] = [merged.get(name, [before])[0], after]
    return {name: pair for name, pair in merged.items() if pair[0] != pair[1]}


def earlier_decisions(company_id: int, limit: int = 10) -> Sequence[ListingEvent]:
    """Return moderators' latest decisions on a company's listings."""
    kinds = ("approve", "request_changes", "reject", "suspend", "remove")
    return db.session.scalars(
        select(ListingEvent)
        .join(Listing)
        .options(joinedload(ListingEvent.listing))
        .where(Listing.company_id == company_id, ListingEvent.kind.in_(kinds))
        .order_by(ListingEvent.id.desc())
        .limit(limit)
    ).all()


def published_counts(company_ids: Sequence[int]) -> dict[int, int]:
    """Return how many listings each company has published before."""
    rows = db.session.execute(
        select(Listing.company_id, func.count())
        .where(Listing.company_id.in_(company_ids), Listing.first_published_at.is_not(None))
        .group_by(Listing.company_id)
    )
    return {row[0]: row[1] for row in rows}


def decided_since(start: datetime) -> int:
    """Return how many decisions moderators made since ``start``."""
    kinds = ("approve", "request_changes", "reject")
    return (
        db.session.scalar(
            select(func.count()).where(
                ListingEvent.kind.in_(kinds),
                ListingEvent.at >= start,
                ListingEvent.actor == "moderator",
            )
        )
        or 0
    )


class CompanyList(StrEnum):
    """Which companies a list shows. Imported ones are those that nobody acts for."""

    USUAL = ""
    WAITING = "waiting"
    IMPORTED = "imported"


def companies(page: int, which: CompanyList) -> tuple[Sequence[Company], int]:
    """Return one page of companies, those that wait for a check first, and how many there are."""
    wanted = select(Company).where(_SHOWN[which])
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = db.session.scalars(
        wanted.order_by(_WAITS.desc(), Company.created_at, Company.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return rows, total


# Whoever waits is always shown: a moderator has something to do.
# Imported: a company that came with a posting from elsewhere, and that no member has joined.
_WAITS = Company.verification.in_(WAITING_COMPANIES)
_IS_IMPORTED = Company.source.is_not(None) & ~Company.members.any()
_SHOWN: Mapping[CompanyList, ColumnElement[bool]] = {
    CompanyList.USUAL: ~_IS_IMPORTED | _WAITS,
    CompanyList.WAITING: _WAITS,
    CompanyList.IMPORTED: _IS_IMPORTED,
}


def waiting_companies_count() -> int:
    """Return how many companies wait for a check."""
    return db.session.scalar(select(func.count()).where(_WAITS)) or 0


def company_for_review(slug: str) -> Company:
    """Return a company with its members."""
    return db.session.scalars(
        select(Company)
        .options(selectinload(Company.members).joinedload(Member.account))
        .where(Company.slug == slug)
    ).one()


def company_events(company_id: int) -> Sequence[CompanyEvent]:
    """Return a company's history, latest first."""
    return db.session.scalars(
        select(CompanyEvent)
        .where(CompanyEvent.company_id == company_id)
        .order_by(CompanyEvent.id.desc())
    ).all()


def published_listings(company_id: int) -> Sequence[Listing]:
    """Return a company's listings that seekers find, or found, or are to find."""
    return db.session.scalars(
        select(Listing)
        .where(Listing.company_id == company_id, Listing.state.in_(PUBLISHED_STATES))
        .order_by(Listing.id)
    ).all()
