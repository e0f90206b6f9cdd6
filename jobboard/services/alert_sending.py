"""What alerts send: each listing once, in letters that are written with the note of it.

A round begins after ``alert_news`` has numbered what came. It first reads what is due and what
is new, then searches without holding any transaction, then writes letters for a few alerts at a
time. A letter and the lines that say what it told of are one transaction: killed in between, the
next round does the rest. Two rounds at once wait for each other at the alerts' rows, and the
second finds nothing to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from jobboard.domain.alerts import MOST_IN_A_LETTER, kept_criteria, next_due
from jobboard.extensions import db
from jobboard.letters.alerts import alert_jobs
from jobboard.models import Alert, AlertListing, Listing
from jobboard.queries import listings
from jobboard.queries.alerts import (
    DueAlert,
    NewListing,
    due_alerts,
    is_due,
    looks,
    new_listings,
    told_of,
)
from jobboard.search.contract import LARGEST_PAGE
from jobboard.services.alert_links import LinkUse, alert_link, list_link
from jobboard.services.indexing import engine
from jobboard.services.outbox import post

# So many alerts are one transaction at most: people write in between.
BATCH = 25


class Found(NamedTuple):
    """An alert that was due with ``criteria``, and the listings that answer, best first."""

    alert_id: int
    criteria: str
    listing_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What is due at ``now``, and what is new to it in the looks until ``number``.

    ``together`` says whether the alerts that write at once look, too.
    """

    now: datetime
    number: int
    together: bool
    due: Mapping[str, Sequence[DueAlert]]
    new: Sequence[NewListing]


def begin_round(now: datetime) -> Round:
    """Read what is due and what is new. Nothing is changed."""
    number, looked_to = looks()
    together = looked_to < number
    due: dict[str, list[DueAlert]] = defaultdict(list)
    for alert in due_alerts(now, looked_to, at_once=together):
        due[alert.criteria].append(alert)
    since = min((alert.since for alerts in due.values() for alert in alerts), default=number)
    new = new_listings(since, number, now) if since < number else ()
    return Round(now, number, together, due, new)


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
    """What there is to write or to note; nothing for alerts at once that have no answer."""
    since = min(alert.since for alert in alerts)
    begun = min(alert.begun for alert in alerts)
    among = {new.id: new for new in current.new if _counts(new, since, begun)}
    answers = _search(criteria, among, current.now)
    for alert in alerts:
        mine = tuple(i for i in answers if _counts(among[i], alert.since, alert.begun))
        if mine or not alert.at_once:
            yield Found(alert.id, criteria, mine)


def _counts(new: NewListing, since: int, begun: int) -> bool:
    return new.shown > since and new.published > begun


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
            ends=alert_link(LinkUse.END, alert),
            lists=list_link(alert.email),
        ),
        now,
    )
    alert.last_sent_at = now


def _note_look(alert: Alert, current: Round) -> None:
    """Note to where an alert with a time of its own has looked, and when it looks next."""
    if alert.next_due_at is not None:
        alert.looked_to = max(alert.looked_to, current.number)
        alert.next_due_at = next_due(alert.frequency, current.now)
