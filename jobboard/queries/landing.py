"""What landing pages say of the listings there are: where they are, and what they pay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, select

from jobboard.extensions import db
from jobboard.models import Listing
from jobboard.queries.listings import visible_at

HOME = "US"
REMOTE = "remote"


class Somewhere(NamedTuple):
    """How many visible listings of a role are on site or hybrid in a town of a US state."""

    role: str
    town: str
    state: str
    jobs: int


class HourlyPay(NamedTuple):
    """The lowest and highest pay by the hour in US dollars, and how many listings state it."""

    lowest: Decimal
    highest: Decimal
    listings: int


def places_with_work(now: datetime) -> list[Somewhere]:
    """Return where there is work, as employers wrote it, for each role, with most of it first."""
    wanted = (
        select(Listing.role_family, Listing.town, Listing.region, func.count())
        .where(
            visible_at(now),
            Listing.country == HOME,
            Listing.region != "",
            Listing.arrangement != REMOTE,
        )
        .group_by(Listing.role_family, Listing.town, Listing.region)
        .order_by(func.count().desc(), Listing.town, Listing.region)
    )
    return [Somewhere(*row) for row in db.session.execute(wanted)]


def hourly_pay(listing_ids: Collection[int]) -> HourlyPay | None:
    """Return the range of what these listings pay by the hour; None where none states it."""
    highest = func.coalesce(Listing.pay_max, Listing.pay_min)
    low, high, count = db.session.execute(
        select(func.min(Listing.pay_min), func.max(highest), func.count()).where(
            Listing.id.in_(listing_ids),
            Listing.pay_min.is_not(None),
            Listing.pay_period == "hour",
            Listing.pay_currency == "USD",
        )
    ).one()
    return None if low is None or high is None else HourlyPay(low, high, count)
