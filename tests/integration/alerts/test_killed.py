"""Rounds of alerts that are killed anywhere, at any time: nothing is sent twice, nothing lost."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from jobboard.domain.alerts import MOST_IN_A_LETTER, Frequency, kept_criteria
from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import Alert, AlertListing, Letter, Listing
from jobboard.search.contract import LARGEST_PAGE
from jobboard.services import alert_sending
from jobboard.services.indexing import engine
from tests import factories

# Fewer listings than a letter names, so that each letter names all it tells of.
TIMES = MOST_IN_A_LETTER
JOB = re.compile(r"http://localhost/jobs/(\d+)$", re.MULTILINE)
SEARCHES = (
    {"arrangement": ["remote"], "channel": ["phone"]},
    {"arrangement": ["remote"], "words": "billing"},
    {"arrangement": ["remote"], "hours": ["part-time"], "channel": ["email"]},
    {"arrangement": ["remote"], "words": "customer phone"},
)


class Killed(Exception):
    """The process is gone."""


@contextmanager
def killed_after(writes: int) -> Iterator[None]:
    """End whatever runs inside at its ``writes``-th statement that changes rows, or none."""
    left = writes

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal left
        if statement.startswith(("INSERT", "UPDATE")):
            left -= 1
            if left == 0:
                raise Killed

    target = db.engine
    event.listen(target, "before_cursor_execute", count)
    try:
        yield
    except Killed:
        db.session.rollback()
    finally:
        event.remove(target, "before_cursor_execute", count)


@pytest.mark.parametrize("seed", range(4))
def test_each_listing_is_sent_once_per_alert_whatever_happens(
    seed: int,
    publish: Callable[..., Listing],
    look: Callable[[timedelta], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alert_sending, "BATCH", 2)
    chance = random.Random(seed)
    company = factories.company()
    alerts = [
        factories.alert(chance.choice(SEARCHES), frequency=chance.choice(list(Frequency)))
        for _ in range(9)
    ]
    # A week and a day, so that every frequency has its turn, the last round without a kill.
    times = sorted(chance.uniform(0, 7 * 24) for _ in range(TIMES))
    for hour in times:
        at = timedelta(hours=hour)
        if chance.random() < 0.8:
            publish(
                at - timedelta(seconds=chance.randrange(90)),
                company,
                title=chance.choice(("Billing agent", "Phone agent", "Chat agent")),
                hours=chance.choice(("full-time", "part-time")),
            )
        db.session.commit()
        for _ in range(chance.randrange(3)):
            with killed_after(chance.randrange(1, 16)):
                look(at)
    look(timedelta(days=8, hours=1))
    for alert in alerts:
        assert _told(alert) == _expected(alert), alert.frequency
        sent = _sent(alert)
        assert set(sent) == _expected(alert)
        assert set(sent.values()) <= {1}, "A listing stands in two letters."


def _told(alert: Alert) -> set[int]:
    told = select(AlertListing.listing_id).where(AlertListing.alert_id == alert.id)
    return set(db.session.scalars(told))


def _sent(alert: Alert) -> Counter[int]:
    texts = db.session.scalars(select(Letter.text).where(Letter.to_email == alert.email))
    return Counter(int(number) for text in texts for number in JOB.findall(text))


def _expected(alert: Alert) -> set[int]:
    """What the search finds now among what was published after the alert began."""
    after = alert.confirmed_at
    rows = db.session.scalars(
        select(Listing.id).where(Listing.state == ListingState.LIVE, Listing.published_at > after)
    )
    page = engine().search(
        kept_criteria(alert.criteria),
        alert.created_at + timedelta(days=8),
        per_page=LARGEST_PAGE,
        among=set(rows),
    )
    assert page.total <= LARGEST_PAGE
    return set(page.ids)
