"""Reading a company's own listings. Every function takes the company: another's is not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobboard.domain.listing import PUBLISHED_STATES, Actor, ListingMove, ListingState
from jobboard.domain.replies import UNHEARD
from jobboard.extensions import db
from jobboard.models import Account, Listing, ListingEvent
from jobboard.queries.application_counts import Counts, counts_by_listing

PAGE_SIZE = 20
# The kind of event that changes facts, besides the moves that change the state.
EDITED = "edited"
# What asks for something to be done comes first, what is over last.
STATE_ORDER = (
    ListingState.CHANGES_REQUESTED,
    ListingState.DRAFT,
    ListingState.IN_REVIEW,
    ListingState.SCHEDULED,
    ListingState.LIVE,
    ListingState.PAUSED,
    ListingState.SUSPENDED,
    ListingState.EXPIRED,
    ListingState.CLOSED,
    ListingState.REJECTED,
    ListingState.REMOVED,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One listing of the list, with how many applied.

    ``new`` counts those that nobody has looked at, ``unheard`` those that had no answer.
    """

    listing: Listing
    new: int
    applicants: int
    unheard: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. ``number`` is the page shown, ``total`` counts all rows."""

    rows: list[Row]
    total: int
    number: int
    pages: int


def published_of(company_id: int) -> Sequence[Listing]:
    """Return a company's listings that are published, by title."""
    return db.session.scalars(
        select(Listing)
        .where(Listing.company_id == company_id, Listing.state.in_(PUBLISHED_STATES))
        .order_by(Listing.title, Listing.id)
    ).all()


def owned_by(company_id: int, listing_id: int) -> Listing:
    """Return a company's listing with its company. Raises NoResultFound for another's."""
    return db.session.scalars(
        select(Listing)
        .options(joinedload(Listing.company))
        .where(Listing.company_id == company_id, Listing.id == listing_id)
    ).one()


def state_counts(company_id: int) -> dict[ListingState, int]:
    """Return how many listings a company has in each state, in the order of the page."""
    rows = db.session.execute(
        select(Listing.state, func.count())
        .where(Listing.company_id == company_id)
        .group_by(Listing.state)
    )
    counted = {ListingState(state): count for state, count in rows}
    return {state: counted[state] for state in STATE_ORDER if state in counted}


def has_published(company_id: int) -> bool:
    """Say whether a listing of the company was ever public."""
    published = select(Listing.id).where(
        Listing.company_id == company_id, Listing.first_published_at.is_not(None)
    )
    return db.session.scalar(published.limit(1)) is not None


def count_before_readers(company_id: int) -> int:
    """Return how many listings a moderator or seekers read, or are to read."""
    states = (ListingState.IN_REVIEW, *PUBLISHED_STATES)
    shown = select(func.count()).where(Listing.company_id == company_id, Listing.state.in_(states))
    return db.session.scalar(shown) or 0


def listings_of(company_id: int, state: ListingState | None, page: int) -> Page:
    """Return a page of a company's listings, latest change first, with their applicants."""
    chosen = [Listing.company_id == company_id, *([Listing.state == state] if state else [])]
    total = db.session.scalar(select(func.count()).select_from(Listing).where(*chosen)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = page if page <= pages else 1
    rows = db.session.scalars(
        select(Listing)
        .where(*chosen)
        .order_by(Listing.updated_at.desc(), Listing.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    return Page(_with_applicants(rows), total, number, pages)


def _with_applicants(listings: Sequence[Listing]) -> list[Row]:
    """Return rows for these listings, whose applicants are counted in one query."""
    counted = counts_by_listing([listing.id for listing in listings])
    return [_row(listing, counted[listing.id]) for listing in listings]


def _row(listing: Listing, counts: Counts) -> Row:
    unheard = sum(counts.of(state) for state in UNHEARD)
    return Row(listing, counts.new, counts.total, unheard)


def applicant_counts(listing: Listing) -> Row:
    """Return one listing with how many applied to it."""
    return _with_applicants([listing])[0]


def last_event(listing_id: int, kind: str) -> ListingEvent | None:
    """Return the latest line of a listing's history of this kind."""
    return db.session.scalar(
        select(ListingEvent)
        .where(ListingEvent.listing_id == listing_id, ListingEvent.kind == kind)
        .order_by(ListingEvent.id.desc())
        .limit(1)
    )


def changed_since(listing_id: int, version: int) -> tuple[str, list[str]]:
    """Return who changed a listing after ``version``, and which facts, oldest change first.

    A colleague, by name; nobody who decided on it, and no address.
    """
    events = db.session.scalars(
        select(ListingEvent)
        .where(
            ListingEvent.listing_id == listing_id,
            ListingEvent.version > version,
            ListingEvent.kind == EDITED,
            ListingEvent.actor == Actor.MEMBER,
        )
        .order_by(ListingEvent.id)
    ).all()
    fields = dict.fromkeys(name for event in events for name in event.changes)
    editor = events[-1].actor_id if events else None
    account = db.session.get(Account, editor) if editor else None
    return account.name if account else "", list(fields)


def was_submitted(listing_id: int) -> bool:
    """Say whether a listing was ever sent for checking."""
    sent = select(ListingEvent.id).where(
        ListingEvent.listing_id == listing_id, ListingEvent.kind == ListingMove.SUBMIT
    )
    return db.session.scalar(sent.limit(1)) is not None
