"""What the worker does for alerts. Each task may run twice, late, or after a crash."""

from __future__ import annotations

from datetime import datetime

import structlog

from jobboard import clock
from jobboard.database import reading
from jobboard.extensions import db
from jobboard.queries.alerts import news_waits
from jobboard.search.contract import IndexUnavailable
from jobboard.services.alert_news import note_looked_together, number_news
from jobboard.services.alert_sending import begin_round, searched, write_some
from jobboard.services.alert_upkeep import ask_about_alerts, forget_alerts
from jobboard.services.outbox import INDEX
from jobboard.worker.turns import Turn

log = structlog.get_logger()

# One round a process, which may be long: the other threads are for the index and for letters.
_sending = Turn()


def send_alerts() -> None:
    """Write the letters of every alert that is due and has something new; never wait to do it."""
    _sending.take(_send)


def _send() -> None:
    try:
        letters = send_round(clock.now())
    except IndexUnavailable:
        db.session.rollback()
        log.warning("alerts wait for the index")
        return
    if letters:
        log.info("alerts sent", letters=letters)


def send_round(now: datetime) -> int:
    """Write the letters of every alert that is due at ``now``; return how many.

    Raises IndexUnavailable.
    """
    take_notice(now)
    with reading():
        current = begin_round(now)
        db.session.commit()
    parts, letters = searched(current), 0
    while True:
        with reading():
            some = next(parts, None)
            db.session.commit()
        if some is None:
            break
        letters += write_some(some, current)
        db.session.commit()
    if current.together:
        note_looked_together(current.number)
        db.session.commit()
    return letters


def take_notice(now: datetime) -> None:
    """Number what came before seekers and is in the index."""
    while _news_waits(now) and number_news(now):
        db.session.commit()
    db.session.commit()


def _news_waits(now: datetime) -> bool:
    with reading():  # Most looks find nothing, and take no lock to find it.
        waits = news_waits(INDEX, now)
        db.session.commit()
    return waits


def look_after_alerts() -> None:
    """Remove alerts that nobody confirmed or answered for; ask about those long unchanged."""
    now = clock.now()
    forget_alerts(now)
    db.session.commit()
    ask_about_alerts(now, db.session.commit)
    db.session.commit()
