"""What alerts send: each listing once, in letters that are written with the note of it.

A round first reads what is due and what is new, then searches without holding any
transaction, then writes letters for a few alerts at a time. A letter and the lines that say
what it told of are one transaction: killed in between, the next round does the rest. Two
rounds at once wait for each other at the alerts' rows, and the second finds nothing to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from jobboard.domain.alerts import (
    MOST_IN_A_LETTER,
    Frequency,
    kept_criteria,
    next_due,
)
from jobboard.extensions import db
from jobboard.letters.alerts import alert_jobs
from jobboard.models import Alert, AlertListing, AlertLook, Listing
from jobboard.queries import listings
from jobboard.queries.alerts import (
    DueAlert,
    NewListing,
    due_alerts,
    is_due,
    looked_together_at,
    new_listings,
    oldest_index_order,
    told_of,
)
from jobboard.search.contract import LARGEST_PAGE
from jobboard.services.alert_links import LinkUse, make_link
from jobboard.services.indexing import engine
from jobboard.services.outbox import INDEX, MOST_TRIES, post

# A change is written under the time at which it began, and the index hears of it after that.
# So each look goes back a little before the last; what was sent is not sent again.
LATE = timedelta(minutes=2)
# So many alerts are one transaction at most: people write in between.
BATCH = 25


class Found(NamedTuple):
    """An alert that was due with ``criteria``, and the listings that answer, best first."""

    alert_id: int
    criteria: str
    listing_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What is due at ``now``. Listings that changed until ``settled_at`` are in the index.

    ``together`` says whether the alerts that write at once look, too.
    """

    now: datetime
    settled_at: datetime
    together: bool
    due: Mapping[str, Sequence[DueAlert]]
    new: Sequence[NewListing]


def begin_round(now: datetime) -> Round:
    """Read what is due and what is new. Nothing is changed."""
    looked_at = looked_together_at()
    waiting = oldest_index_order(INDEX, MOST_TRIES)
    settled_at = min(now, waiting or now)
    together = bool(new_listings(looked_at - LATE, now))
    due: dict[str, list[DueAlert]] = defaultdict(list)
    for alert in due_alerts(now, looked_at, at_once=together):
        due[alert.criteria].append(alert)
    since = min((alert.since for alerts in due.values() for alert in alerts), default=now)
    new = new_listings(since - LATE, now) if due else ()
    return Round(now, settled_at, together, due, new)


def searched(current: Round) -> Iterator[list[Found]]:
    """Search for the alerts that are due, equal criteria once, and yield a few alerts at a time.

    Raises IndexUnavailable; what was yielded before may be written.
    """
    some: list[Found] = []
    for criteria, alerts in current.due.items():
        for found in _answers(criteria, alerts, current):
            some.append(found)
            if len(some) == BATCH:
                yield some
                some = []
    if some:
        yield some


def _answers(criteria: str, alerts: Sequence[DueAlert], current: Round) -> Iterator[Found]:
    since = min(alert.since for alert in alerts)
    confirmed = min(alert.confirmed_at for alert in alerts)
    among = {new.id: new for new in current.new if _counts(new, since, confirmed)}
    answers = _search(criteria, among, current.now)
    for alert in alerts:
        mine = (i for i in answers if _counts(among[i], alert.since, alert.confirmed_at))
        yield Found(alert.id, criteria, tuple(mine))


def _counts(new: NewListing, since: datetime, confirmed_at: datetime) -> bool:
    return new.shown_at > since - LATE and new.published_at > confirmed_at


def _search(criteria: str, among: Mapping[int, NewListing], now: datetime) -> list[int]:
    """Every answer among these listings, best first: as the search page would find them."""
    answers: list[int] = []
    if not among:
        return answers
    wanted, page, pages = kept_criteria(criteria), 1, 1
    while page <= pages:
        found = engine().search(wanted, now, page, LARGEST_PAGE, among=among.keys())
        answers += found.ids
        page, pages = page + 1, found.pages
    return answers


def write_some(found: Sequence[Found], current: Round) -> int:
    """Write the letters of some alerts, and note what they told of; return how many letters.

    An alert that was changed, ended or served since it was read is left alone. The listings'
    own rows say what may be seen now.
    """
    by_id = {one.alert_id: one for one in found}
    alerts = db.session.scalars(
        select(Alert)
        .where(Alert.id.in_(by_id), is_due(current.now))
        .order_by(Alert.id)
        .with_for_update()
    ).all()
    ids = {listing_id for one in found for listing_id in one.listing_ids}
    shown = {row.id: row for row in listings.cards(sorted(ids), current.now)}
    told = told_of(by_id.keys(), ids) if shown else set()
    notes: list[dict[str, Any]] = []
    written = 0
    for alert in alerts:
        one = by_id[alert.id]
        if alert.criteria != one.criteria:
            continue
        fresh = [i for i in one.listing_ids if i in shown and (alert.id, i) not in told]
        if fresh:
            _write(alert, [shown[i] for i in fresh], current.now)
            notes += [
                {"alert_id": alert.id, "listing_id": i, "sent_at": current.now} for i in fresh
            ]
            written += 1
        _note_look(alert, current)
    if notes:
        db.session.execute(insert(AlertListing), notes)
    db.session.flush()
    return written


def _write(alert: Alert, fresh: Sequence[Listing], now: datetime) -> None:
    jobs = fresh[:MOST_IN_A_LETTER]
    post(
        alert_jobs(
            alert,
            jobs,
            len(fresh) - len(jobs),
            ends=make_link(LinkUse.END, alert.key),
            lists=make_link(LinkUse.LIST, alert.email),
        ),
        now,
    )
    alert.last_sent_at = now


def _note_look(alert: Alert, current: Round) -> None:
    """Note until when an alert with a time of its own has looked, and when it looks next."""
    if alert.next_due_at is not None:
        alert.looked_at = max(alert.looked_at, current.settled_at)
        alert.next_due_at = next_due(alert.frequency, current.now)


def end_round(current: Round) -> None:
    """Note until when the alerts that write at once have looked, once all of them have."""
    row = db.session.get(AlertLook, Frequency.AT_ONCE, with_for_update=True)
    if row is None:
        db.session.add(AlertLook(frequency=Frequency.AT_ONCE, looked_at=current.settled_at))
    else:
        row.looked_at = max(row.looked_at, current.settled_at)
    db.session.flush()
