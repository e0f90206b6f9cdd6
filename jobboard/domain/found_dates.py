"""When a found posting was posted and ends, as its source says or moved to be current."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from jobboard.domain.errors import RuleError
from jobboard.domain.listing import LONGEST_OPENING, ListingState

# A posting that names no end stays open this long.
USUAL_OPENING = timedelta(days=30)
# Where dates are moved: posted within so many days, closing so many days ahead.
POSTED_WITHIN_DAYS = 25
CLOSES_FROM_DAYS, CLOSES_TO_DAYS = 20, 50
_HOURS_A_DAY = 24
_OVER = (
    "Its dates are over ({when}). Import it with its dates moved to be current, "
    "or as live to keep it as a listing that has ended."
)


class DateRule(StrEnum):
    """What becomes of a posting's dates."""

    KEEP = "keep"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Dates:
    """A listing's state and times. ``moved``: they are not those of the source."""

    state: ListingState
    published_at: datetime | None
    closes_at: datetime
    closed_at: datetime | None = None
    moved: bool = False
    note: str = ""


def dates_of(
    posting: Mapping[str, Any], ident: str, rule: DateRule, state: ListingState, now: datetime
) -> Dates:
    """Return the dates for a posting that is imported to ``state`` (live or in_review).

    Moved dates depend on ``ident`` and the day alone. Raises RuleError where a posting that
    is over would go to the moderators, who could publish nothing but an ended listing.
    """
    if rule is DateRule.CURRENT:
        published, closes = _moved(ident, now)
        note = "dates moved to be current"
        return Dates(state, _if_live(published, state), closes, moved=True, note=note)
    posted, ends = _moment(posting.get("datePosted")), _moment(posting.get("validThrough"))
    over = ends or (posted + LONGEST_OPENING if posted else None)
    if over is not None and over <= now:
        return _ended(posted, over, state)
    published = min(posted or now, now)
    closes = min(ends or now + USUAL_OPENING, now + LONGEST_OPENING)
    note = "" if ends == closes else f"closing date set to {closes:%Y-%m-%d}"
    return Dates(state, _if_live(published, state), closes, note=note)


def _ended(posted: datetime | None, over: datetime, state: ListingState) -> Dates:
    if state is not ListingState.LIVE:
        raise RuleError(_OVER.format(when=f"{over:%Y-%m-%d}"))
    published = min(posted or over, over)
    note = f"ended on {over:%Y-%m-%d}"
    return Dates(ListingState.EXPIRED, published, over, closed_at=over, note=note)


def _if_live(published: datetime, state: ListingState) -> datetime | None:
    return published if state is ListingState.LIVE else None


def _moved(ident: str, now: datetime) -> tuple[datetime, datetime]:
    draw = int.from_bytes(hashlib.sha256(ident.encode()).digest()[:8])
    draw, days = divmod(draw, POSTED_WITHIN_DAYS)
    draw, hours = divmod(draw, _HOURS_A_DAY)
    ahead = CLOSES_FROM_DAYS + draw % (CLOSES_TO_DAYS - CLOSES_FROM_DAYS + 1)
    published = now - timedelta(days=days, hours=hours)
    last_day = min(now + timedelta(days=ahead), published + LONGEST_OPENING - timedelta(days=1))
    return published, last_day.replace(hour=23, minute=59, second=0, microsecond=0)


def _moment(value: Any) -> datetime | None:
    """Return a moment from ISO 8601; a date alone means its beginning, no zone means UTC."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        aware = moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None
        return aware.astimezone(UTC).replace(microsecond=0) if aware else None
    except (ValueError, OverflowError):
        return None
