"""Reading listings for seekers. What is not visible never comes out of here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

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
from sqlalchemy.orm import aliased, joinedload

from jobboard.domain.listing import ListingState, is_visible
from jobboard.domain.permissions import Permission
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.columns import UtcDateTime
from jobboard.queries.members import held_in

# An ended listing keeps answering for this long, then its address says it is gone.
ENDED_SHOWN = timedelta(days=30)
SIMILAR = 4
MOST_OF_COMPANY = 50


def visible_at(
    now: datetime | BindParameter[datetime], rows: type[Listing] = Listing
) -> ColumnElement[bool]:
    """Return ``domain.listing.is_visible`` as a condition; a test holds the two together.

    ``rows`` is the table under the name that the statement gives it.
    """
    # Nearly every live listing closes later. Said so that no database takes the index on the end,
    # which SQLite guesses to be the best one, and then sorts what the others have in order.
    moment = literal(now, UtcDateTime) if isinstance(now, datetime) else now
    closes_at = func.coalesce(rows.closes_at, moment)
    return and_(
        rows.state == ListingState.LIVE,
        or_(rows.opens_at.is_(None), rows.opens_at <= now),
        closes_at > now,
    )


# The statements of every search and every listing's page are made once: to put one together
# takes longer than to run it.
_NOW = bindparam("now", type_=UtcDateTime())
_STAMP = (
    Listing.id,
    Listing.version,
    Company.version,
    and_(Listing.source.is_not(None), not_(held_in(Permission.SEE_APPLICANTS, Listing.company_id))),
)
_STAMPED = select(*_STAMP).where(Company.id == Listing.company_id, visible_at(_NOW))
# Whether they are visible is asked of the rows found, in no WHERE: SQLite would go through all
# that are live, by an index on that, rather than look up these few.
_STAMPS = select(*_STAMP, visible_at(_NOW)).where(
    Company.id == Listing.company_id, Listing.id.in_(bindparam("ids", expanding=True))
)

# Live, or over after having been live.
_SHOWN_STATES = (
    ListingState.LIVE,
    ListingState.PAUSED,
    ListingState.CLOSED,
    ListingState.EXPIRED,
)
_Other = aliased(Listing)
_OTHERS = select(func.count()).where(
    visible_at(_NOW, _Other), _Other.company_id == Listing.company_id, _Other.id != Listing.id
)
_STANDING = select(
    *_STAMP,
    Listing.state,
    Listing.opens_at,
    Listing.closes_at,
    Listing.closed_at,
    Listing.role_family,
    Listing.arrangement,
    _OTHERS.correlate(Listing).scalar_subquery(),
).where(
    Company.id == Listing.company_id,
    Listing.id == bindparam("id"),
    Listing.state.in_(_SHOWN_STATES),
)

_SAME_ROLE = (
    _STAMPED.where(Listing.role_family == bindparam("role"), Listing.id != bindparam("but"))
    .order_by(Listing.published_at.desc(), Listing.id.desc())
    .limit(SIMILAR)
)
# Two statements, so that each reads its few rows off the index in order.
_SAME_WAY = _SAME_ROLE.where(Listing.arrangement == bindparam("arrangement"))
_OTHER_WAY = _SAME_ROLE.where(Listing.arrangement != bindparam("arrangement"))


def _with_company() -> Select[Listing]:
    return select(Listing).options(joinedload(Listing.company))


def public_listing(listing_id: int) -> Listing:
    """Return a listing whose page may be shown: live, or over after having been live.

    Raises NoResultFound for every other state, so that nobody learns that it exists.
    """
    return db.session.scalars(
        _with_company().where(Listing.id == listing_id, Listing.state.in_(_SHOWN_STATES))
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
    rows = db.session.connection().execute(_STAMPS, {"ids": ids, "now": now}).all()
    found = {
        number: Stamp(number, version, company_version, silent)
        for number, version, company_version, silent, visible in rows
        if visible
    }
    return [found[listing_id] for listing_id in ids if listing_id in found]


class Standing(NamedTuple):
    """What a listing's page asks of the database each time: where the listing stands now.

    ``others`` is how many more listings of its company are visible.
    """

    stamp: Stamp
    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    role_family: str
    arrangement: str
    others: int

    def is_open(self, now: datetime) -> bool:
        """Say whether seekers can find the listing."""
        return is_visible(self.state, self.opens_at, self.closes_at, now)

    def ended_at(self, now: datetime) -> datetime | None:
        """Return when the listing ended by state or by the clock, whichever was first."""
        times = [time for time in (self.closed_at, self.closes_at) if time and time <= now]
        return min(times, default=None)


def standing(listing_id: int, now: datetime) -> Standing:
    """Return where a listing stands whose page may be shown.

    Raises NoResultFound as ``public_listing`` does.
    """
    row = db.session.connection().execute(_STANDING, {"id": listing_id, "now": now}).one()
    return Standing(Stamp(*row[:4]), *row[4:])


def similar(shown: Standing, now: datetime) -> list[Stamp]:
    """Return other visible listings of the same role, those worked in the same way first."""
    asked = {
        "now": now,
        "role": shown.role_family,
        "but": shown.stamp.id,
        "arrangement": shown.arrangement,
    }
    connection = db.session.connection()
    found = [Stamp(*row) for row in connection.execute(_SAME_WAY, asked).all()]
    if len(found) < SIMILAR:
        found += [Stamp(*row) for row in connection.execute(_OTHER_WAY, asked).all()]
    return found[:SIMILAR]


def newest(now: datetime, limit: int) -> list[Stamp]:
    """Return the newest visible listings."""
    return _newest(_STAMPED.limit(limit), now)


def of_company(company_id: int, now: datetime) -> list[Stamp]:
    """Return the visible listings of one company, newest first."""
    return _newest(_STAMPED.where(Listing.company_id == company_id).limit(MOST_OF_COMPANY), now)


def _newest(asked: Select[*tuple[Any, ...]], now: datetime) -> list[Stamp]:
    ordered = asked.order_by(Listing.published_at.desc(), Listing.id.desc())
    return [Stamp(*row) for row in db.session.execute(ordered, {"now": now})]
