"""Reading alerts: somebody's own, and those that are due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from jobboard.domain.alerts import Frequency
from jobboard.domain.sign_in import normal_address
from jobboard.extensions import db
from jobboard.models import Alert, AlertListing, AlertLook, Listing, OutboxOrder
from jobboard.queries.listings import visible_at

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class DueAlert(NamedTuple):
    """What is needed to find out what an alert has to write about.

    Listings count that came before seekers after ``since`` and were published after
    ``confirmed_at``.
    """

    id: int
    criteria: str
    since: datetime
    confirmed_at: datetime


class NewListing(NamedTuple):
    """A visible listing: when it was published, and when it last came before seekers."""

    id: int
    published_at: datetime
    shown_at: datetime


def alerts_of(email: str) -> Sequence[Alert]:
    """Return the confirmed alerts of an address, oldest first."""
    return db.session.scalars(
        select(Alert)
        .where(Alert.email == normal_address(email), Alert.confirmed_at.is_not(None))
        .order_by(Alert.id)
    ).all()


def every_alert_of(email: str) -> Sequence[Alert]:
    """Return the alerts of an address, those that wait to be confirmed among them."""
    return db.session.scalars(select(Alert).where(Alert.email == email).order_by(Alert.id)).all()


def alert_of(email: str, alert_id: int) -> Alert:
    """Return one confirmed alert of an address; NoResultFound for anybody else's."""
    return db.session.scalars(
        select(Alert).where(
            Alert.id == alert_id, Alert.email == email, Alert.confirmed_at.is_not(None)
        )
    ).one()


def alert_by_key(key: str) -> Alert | None:
    """Return the alert that links name by this key; None where it has ended."""
    return db.session.scalar(select(Alert).where(Alert.key == key))


def same_alert(email: str, criteria: str) -> Alert | None:
    """Return the alert of an address with these very criteria, confirmed or not."""
    return db.session.scalar(select(Alert).where(Alert.email == email, Alert.criteria == criteria))


def waiting_of(email: str) -> Sequence[Alert]:
    """Return the alerts of an address that wait to be confirmed, the latest first."""
    return db.session.scalars(
        select(Alert)
        .where(Alert.email == email, Alert.confirmed_at.is_(None))
        .order_by(Alert.created_at.desc(), Alert.id.desc())
    ).all()


def is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an alert may write at ``now``."""
    return and_(
        Alert.confirmed_at.is_not(None),
        Alert.paused_at.is_(None),
        or_(Alert.next_due_at <= now, Alert.next_due_at.is_(None)),
    )


def due_alerts(now: datetime, looked_at: datetime, *, at_once: bool) -> list[DueAlert]:
    """Return the alerts that are due.

    Those that write at once look together, and did so last at ``looked_at``; ``at_once`` says
    whether they are wanted, too. One with a time of its own looks back by itself.
    """
    wanted = is_due(now) if at_once else is_due(now) & Alert.next_due_at.is_not(None)
    rows = db.session.execute(
        select(
            Alert.id, Alert.criteria, Alert.next_due_at, Alert.looked_at, Alert.confirmed_at
        ).where(wanted)
    )
    return [
        DueAlert(id_, criteria, own if due_at is not None else max(own, looked_at), confirmed_at)
        for id_, criteria, due_at, own, confirmed_at in rows
        if confirmed_at is not None
    ]


def new_listings(since: datetime, now: datetime) -> list[NewListing]:
    """Return the visible listings that came before seekers after ``since``."""
    rows = db.session.execute(
        select(Listing.id, Listing.published_at, Listing.state_changed_at).where(
            visible_at(now), Listing.state_changed_at > since
        )
    )
    return [NewListing(id_, at, shown_at) for id_, at, shown_at in rows if at is not None]


def looked_together_at() -> datetime:
    """Return until when the alerts that write at once have looked; long ago if never."""
    row = db.session.get(AlertLook, Frequency.AT_ONCE)
    return row.looked_at if row else LONG_AGO


def oldest_index_order(task: str, most_tries: int) -> datetime | None:
    """Return since when the index waits for something it can still be told."""
    return db.session.scalar(
        select(func.min(OutboxOrder.created_at)).where(
            OutboxOrder.task == task, OutboxOrder.tries < most_tries
        )
    )


def told_of(alert_ids: Collection[int], listing_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return which of these alerts have written about which of these listings."""
    rows = db.session.execute(
        select(AlertListing.alert_id, AlertListing.listing_id).where(
            AlertListing.alert_id.in_(alert_ids), AlertListing.listing_id.in_(listing_ids)
        )
    )
    return {(alert_id, listing_id) for alert_id, listing_id in rows}
