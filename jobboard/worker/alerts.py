"""What the worker does for alerts. Each task may run twice, late, or after a crash."""

from __future__ import annotations

import threading
from datetime import datetime

import structlog

from jobboard import clock
from jobboard.database import reading
from jobboard.extensions import db
from jobboard.search.contract import IndexUnavailable
from jobboard.services.alert_sending import begin_round, end_round, searched, write_some
from jobboard.services.alert_upkeep import ask_about_alerts, forget_alerts

log = structlog.get_logger()

# One round a process: a second one would only search for the same again.
_sending = threading.Lock()


def send_alerts() -> None:
    """Write the letters of every alert that is due and has something new."""
    with _sending:
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
    with reading():  # Most looks find nothing, and take no lock to find it.
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
        end_round(current)
        db.session.commit()
    return letters


def look_after_alerts() -> None:
    """Remove alerts that nobody confirmed or answered for; ask about those long unchanged."""
    now = clock.now()
    forget_alerts(now)
    db.session.commit()
    ask_about_alerts(now, db.session.commit)
    db.session.commit()
