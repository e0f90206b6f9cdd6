"""Reading listings for seekers. What is not visible never comes out of here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import joinedload

from jobboard.domain.listing import ListingState, is_visible
from jobboard.domain.permissions import Permission
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.columns import UtcDateTime
from jobboard.queries.members import held_in

# An ended listing keeps answering for this long, then its address says it is gone.
ENDED_SHOWN = timedelta(days=30)
SIMILAR = 4


def visible_at(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return ``domain.listing.is_visible`` as a condition; a test holds the two together."""
    # Nearly every live listing closes later. Said so that no database takes the index on the end,
    # which SQLite guesses to be the best one, and then sorts what the others have in order.
    moment = literal(now, UtcDateTime) if isinstance(now, datetime) else now
    closes_at = func.coalesce(Listing.closes_at, moment)
    return and_(
        Listing.state == ListingState.LIVE,
        or_(Listing.opens_at.is_(None), Listing.opens_at <= now),
        closes_at > now,
    )


# Made once: to put a statement together takes longer than to run it.
_STAMPS = select(
    Listing.id,
    Listing.version,
    Company.version,
    and_(Listing.source.is_not(None), not_(held_in(Permission.SEE_APPLICANTS, Listing.company_id))),
).where(
    Company.id == Listing.company_id,
    Listing.id.in_(bindparam("ids", expanding=True)),
    visible_at(bindparam("now", type_=UtcDateTime())),
)


def _with_company() -> Select[Listing]:
    return select(Listing).options(joinedload(Listing.company))


def public_listing(listing_id: int) -> Listing:
    """Return a listing whose page may be shown: live, or over after having been live.

    Raises NoResultFound for every other state, so that nobody learns that it exists.
    """
    shown = (ListingState.LIVE, ListingState.PAUSED, ListingState.CLOSED, ListingState.EXPIRED)
    return db.session.scalars(
        _with_company().where(Listing.id == listing_id, Listing.state.in_(shown))
    ).one()


def cards(ids: Sequence[int], now: datetime) -> list[Listing]:
    """Return the visible ones of these listings, in the order of ``ids``, in one query."""
    rows = db.session.scalars(_with_company().where(Listing.id.in_(ids))).all()
    by_id = {row.id: row for row in rows if is_visible(row.state, row.opens_at, row.closes_at, now)}
    return [by_id[listing_id] for listing_id in ids if listing_id in by_id]


class Stamp(NamedTuple):
    """Which state of a visible listing a result row shows: equal stamps, equal rows.

    ``is_silent`` says that nobody would read an application.
    """

    id: int
    version: int
    company_version: int
    is_silent: bool


def stamps(ids: Sequence[int], now: datetime) -> list[Stamp]:
    """Return the stamps of the visible ones of these listings, in the order of ``ids``."""
    # Past the ORM's own execute, which costs as much as the rows do.
    rows = db.session.connection().execute(_STAMPS, {"ids": ids, "now": now})
    found = {row[0]: Stamp(*row) for row in rows}
    return [found[listing_id] for listing_id in ids if listing_id in found]


def newest(now: datetime, limit: int) -> Sequence[Listing]:
    """Return the newest visible listings."""
    return db.session.scalars(
        _with_company()
        .where(visible_at(now))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(limit)
    ).all()


def of_company(
    company_id: int, now: datetime, *, but: int | None = None, limit: int = 50
) -> Sequence[Listing]:
    """Return the visible listings of one company, newest first."""
    return db.session.scalars(
        _with_company()
        .where(visible_at(now), Listing.company_id == company_id, Listing.id != (but or 0))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(limit)
    ).all()


# Both are asked on every listing's page, so they are put together once, too.
_NOW = bindparam("now", type_=UtcDateTime())
_COUNT_OF_COMPANY = select(func.count()).where(
    visible_at(_NOW), Listing.company_id == bindparam("company"), Listing.id != bindparam("but")
)
_SIMILAR = (
    select(Listing.id)
    .where(
        visible_at(_NOW), Listing.role_family == bindparam("role"), Listing.id != bindparam("but")
    )
    .order_by(
        (Listing.arrangement == bindparam("arrangement")).desc(),
        Listing.published_at.desc(),
        Listing.id.desc(),
    )
    .limit(SIMILAR)
)


def count_of_company(company_id: int, now: datetime, *, but: int | None = None) -> int:
    """Return how many listings of one company are visible, leaving one out."""
    asked = {"now": now, "company": company_id, "but": but or 0}
    return db.session.connection().execute(_COUNT_OF_COMPANY, asked).scalar_one()


def similar(listing: Listing, now: datetime) -> list[int]:
    """Return other visible listings of the same role, those worked in the same way first."""
    asked = {
        "now": now,
        "role": listing.role_family,
        "but": listing.id,
        "arrangement": listing.arrangement,
    }
    return list(db.session.connection().execute(_SIMILAR, asked).scalars())
