"""Reading alerts: somebody's own, and those that are due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from jobboard.domain.listing import ListingState
from jobboard.domain.sign_in import normal_address
from jobboard.extensions import db
from jobboard.models import Alert, AlertListing, AlertLook, AlertNews, Listing, OutboxOrder
from jobboard.queries.listings import visible_at

THE_LOOK = 1
"""The id of the one row of looks."""


class DueAlert(NamedTuple):
    """What is needed to find out what an alert has to write about.

    Listings count that came before seekers in a later look than ``since`` and were published in
    a later one than ``begun``.
    """

    id: int
    criteria: str
    since: int
    begun: int
    at_once: bool


class NewListing(NamedTuple):
    """A visible listing: the looks of its last publishing, and of its last coming to seekers."""

    id: int
    published: int
    shown: int


class Looks(NamedTuple):
    """The number of the last look, and to which the alerts that write at once have looked."""

    number: int
    together: int


def alerts_of(email: str) -> Sequence[Alert]:
    """Return the confirmed alerts of an address, oldest first."""
    return db.session.scalars(
        select(Alert)
        .where(Alert.email == normal_address(email), Alert.confirmed_at.is_not(None))
        .order_by(Alert.id)
    ).all()


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


def due_alerts(now: datetime, together: int, *, at_once: bool) -> list[DueAlert]:
    """Return the alerts that are due.

    Those that write at once look together, and did so last in the look ``together``; ``at_once``
    says whether they are wanted, too. One with a time of its own looks back by itself.
    """
    wanted = is_due(now) if at_once else is_due(now) & Alert.next_due_at.is_not(None)
    rows = db.session.execute(
        select(
            Alert.id, Alert.criteria, Alert.next_due_at, Alert.looked_to, Alert.begun_look
        ).where(wanted)
    )
    return [
        DueAlert(
            id_, criteria, own if due_at is not None else max(own, together), begun, due_at is None
        )
        for id_, criteria, due_at, own, begun in rows
    ]


def new_listings(since: int, number: int, now: datetime) -> list[NewListing]:
    """Return the visible listings that came before seekers after ``since``, until ``number``."""
    rows = db.session.execute(
        select(Listing.id, AlertNews.published_look, AlertNews.shown_look)
        .join(AlertNews, AlertNews.listing_id == Listing.id)
        .where(visible_at(now), AlertNews.shown_look > since, AlertNews.shown_look <= number)
    )
    return [
        NewListing(id_, published, shown)
        for id_, published, shown in rows
        if published is not None and shown is not None
    ]


def looks() -> Looks:
    """Return how far looks have come; from zero where there was none."""
    row = db.session.execute(
        select(AlertLook.number, AlertLook.together).where(AlertLook.id == THE_LOOK)
    ).first()
    return Looks(*row) if row else Looks(0, 0)


def news_waits(task: str, now: datetime) -> bool:
    """Say whether there is a listing to take notice of; ``task`` is the index's of the outbox."""
    return bool(db.session.scalar(select(_ready(task, now).exists())))


def take_news(task: str, now: datetime, at_most: int) -> Sequence[int]:
    """Lock and return listings to take notice of, none of them in the middle of a move."""
    ready = _ready(task, now)
    some = ready.order_by(AlertNews.listing_id).limit(at_most)
    taken = db.session.scalars(some.with_for_update(skip_locked=True, of=AlertNews)).all()
    # A move that ended while the rows were looked for has left an order that only shows now.
    return db.session.scalars(ready.where(AlertNews.listing_id.in_(taken))).all()


def _ready(task: str, now: datetime) -> Select[int]:
    """Listings that no look took notice of, and of which the index has been told.

    One whose order failed for good waits for the operator who sees to that, and is sent then.
    """
    # No correlated question: after an import thousands wait for thousands of orders.
    waiting = select(OutboxOrder.subject_id).where(OutboxOrder.task == task)
    # By the clock of the machine that published it the listing may be open a little before ours.
    early = and_(Listing.state == ListingState.LIVE, func.coalesce(Listing.opens_at, now) > now)
    return (
        select(AlertNews.listing_id)
        .join(Listing, Listing.id == AlertNews.listing_id)
        .where(AlertNews.shown_look.is_(None), AlertNews.listing_id.not_in(waiting), ~early)
    )


def told_of(alert_ids: Collection[int], listing_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return which of these alerts have written about which of these listings."""
    rows = db.session.execute(
        select(AlertListing.alert_id, AlertListing.listing_id).where(
            AlertListing.alert_id.in_(alert_ids), AlertListing.listing_id.in_(listing_ids)
        )
    )
    return {(alert_id, listing_id) for alert_id, listing_id in rows}
