"""Reading applications: the seeker's own, and a company's by listing and state.

Every function takes the person or the company, so that another's is not found at all.
Employers never get drafts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from jobboard.domain.application import (
    EMPLOYER_STATES,
    ApplicationState,
)
from jobboard.domain.permissions import Permission
from jobboard.extensions import db
from jobboard.models import Account, Application, Listing
from jobboard.queries.members import companies_without, members_who_may

_DRAFT = ApplicationState.DRAFT
SEEKER_PAGE_SIZE = 20
EMPLOYER_PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """A page of applications. ``number`` is the page shown: the first where that asked for
    does not exist."""

    rows: Sequence[Application]
    total: int
    number: int
    pages: int


def with_parties(application_id: int) -> Application:
    """Return an application with its listing, company and seeker, as letters need them."""
    return db.session.scalars(_whole().where(Application.id == application_id)).one()


def _whole() -> Select[Application]:
    return select(Application).options(
        joinedload(Application.listing).joinedload(Listing.company),
        joinedload(Application.seeker),
    )


def listing_once_public(listing_id: int) -> Listing:
    """Return a listing that was public at some time; one may apply only to such."""
    return db.session.scalars(
        select(Listing)
        .options(joinedload(Listing.company))
        .where(Listing.id == listing_id, Listing.first_published_at.is_not(None))
    ).one()


def standing_of(listing_id: int, seeker_id: int) -> Application | None:
    """Return this seeker's application for a listing unless there is none or it was withdrawn.

    There is one at most: whoever was answered cannot apply for the same listing again.
    """
    return db.session.scalars(
        _whole()
        .options(joinedload(Application.resume))
        .where(
            Application.listing_id == listing_id,
            Application.seeker_id == seeker_id,
            Application.state != ApplicationState.WITHDRAWN,
        )
        .order_by(Application.id.desc())
        .limit(1)
    ).first()


def applied_ids(seeker_id: int, listing_ids: Collection[int]) -> frozenset[int]:
    """Return those of these listings that a seeker has sent an application for."""
    sent = select(Application.listing_id).where(
        Application.seeker_id == seeker_id,
        Application.listing_id.in_(listing_ids),
        Application.state.not_in((_DRAFT, ApplicationState.WITHDRAWN)),
    )
    return frozenset(db.session.scalars(sent).all())


def times_withdrawn(listing_id: int, seeker_id: int) -> int:
    """Return how often this seeker applied for a listing and withdrew."""
    mine = select(func.count()).where(
        Application.listing_id == listing_id,
        Application.seeker_id == seeker_id,
        Application.state == ApplicationState.WITHDRAWN,
    )
    return db.session.scalar(mine) or 0


def of_seeker(reference: str, seeker_id: int) -> Application:
    """Return a seeker's own application with its listing, company and history."""
    return db.session.scalars(
        _whole()
        .options(selectinload(Application.events), joinedload(Application.resume))
        .where(Application.reference == reference, Application.seeker_id == seeker_id)
    ).one()


def list_of_seeker(seeker_id: int, page: int) -> Page:
    """Return a page of a seeker's applications: open ones first, then the latest ended."""
    mine = _whole().where(Application.seeker_id == seeker_id)
    ordered = mine.order_by(
        Application.ended_at.is_not(None), Application.updated_at.desc(), Application.id.desc()
    )
    return _page(ordered, page, SEEKER_PAGE_SIZE)


def waiting_for_resume(seeker_id: int) -> Application | None:
    """Return the latest draft that has no resume to send yet, with its listing, if any."""
    return db.session.scalars(
        _whole()
        .where(
            Application.seeker_id == seeker_id,
            Application.state == _DRAFT,
            Application.resume_id.is_(None),
        )
        .order_by(Application.updated_at.desc(), Application.id.desc())
        .limit(1)
    ).first()


def of_company(reference: str, listing_id: int, company_id: int) -> Application:
    """Return an application sent to a company, with its seeker and history."""
    return db.session.scalars(
        _whole()
        .options(selectinload(Application.events))
        .join(Application.listing)
        .where(
            Application.reference == reference,
            Application.listing_id == listing_id,
            Listing.company_id == company_id,
            Application.state != _DRAFT,
        )
    ).one()


def in_state(listing_id: int, state: ApplicationState, page: int) -> Page:
    """Return a page of a listing's applications in one state, the longest waiting first."""
    return _page(_in_state(listing_id, state), page, EMPLOYER_PAGE_SIZE)


def neighbours(
    application: Application, state: ApplicationState
) -> tuple[Application | None, Application | None]:
    """Return the applications before and after this one in the list of ``state``.

    The application itself may have left that list, as a new one does when it is opened.
    """
    here = (application.submitted_at, application.id)
    place = tuple_(Application.submitted_at, Application.id)
    others = _in_state(application.listing_id, state)
    after = db.session.scalars(others.where(place > here).limit(1)).first()
    backwards = others.order_by(None).order_by(
        Application.submitted_at.desc(), Application.id.desc()
    )
    return db.session.scalars(backwards.where(place < here).limit(1)).first(), after


def _in_state(listing_id: int, state: ApplicationState) -> Select[Application]:
    # An unknown or private state finds nothing.
    wanted = [state] if state in EMPLOYER_STATES else []
    return (
        select(Application)
        .options(joinedload(Application.seeker), selectinload(Application.events))
        .where(Application.listing_id == listing_id, Application.state.in_(wanted))
        .order_by(Application.submitted_at, Application.id)
    )


def members_to_tell(company_id: int) -> Sequence[Account]:
    """Return the people of a company who hear of its applicants."""
    return members_who_may(Permission.SEE_APPLICANTS, company_id)


def silent_companies(listings: Iterable[Listing]) -> set[int]:
    """Return the companies of these listings in which nobody would read an application.

    Listings imported from elsewhere may belong to a company nobody here acts for.
    """
    imported = {listing.company_id for listing in listings if listing.source is not None}
    return companies_without(Permission.SEE_APPLICANTS, imported)


def is_answered(listing: Listing) -> bool:
    """Say whether somebody would read an application."""
    return listing.company_id not in silent_companies([listing])


def _page(ordered: Select[Application], number: int, size: int) -> Page:
    total = db.session.scalar(select(func.count()).select_from(ordered.order_by(None).subquery()))
    count = total or 0
    pages = max(1, -(-count // size))
    shown = number if number <= pages else 1
    rows = db.session.scalars(ordered.limit(size).offset((shown - 1) * size)).all()
    return Page(rows, count, shown, pages)
