"""What the worker does. Every task may run twice, late, or after a crash without harm."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row, delete, select, update

from jobboard import clock
from jobboard.database import reading, rows_changed
from jobboard.extensions import db
from jobboard.letters.transport import send
from jobboard.logs import error_line
from jobboard.models import Letter, OutboxOrder
from jobboard.models.letter import LetterState
from jobboard.search.contract import IndexBusy
from jobboard.services.indexing import (
    bring_index_up_to_date,
    engine,
    index_is_usable,
    mend_index,
    restore_index,
)
from jobboard.services.listings import open_and_expire
from jobboard.services.outbox import INDEX, MOST_TRIES
from jobboard.services.unanswered import close_unanswered
from jobboard.worker.alerts import look_after_alerts, send_alerts
from jobboard.worker.resumes import look_after_resumes
from jobboard.worker.turns import Turn

log = structlog.get_logger()

BATCH = 200
# While a letter is being sent nobody else may try; a killed worker's claim lapses. Longer than
# the slowest conversation with a mail server, whose every step may take its whole time-out.
CLAIM = timedelta(minutes=10)
BACK_OFF = (1, 2, 5, 10, 20, 60, 120, 240, 480)  # minutes after each failed try

# So many are sent before it is asked anew which are due: people wait for some of them.
LETTERS_AT_ONCE = 10
# Nobody waits before a page for these, of which there may be thousands.
PATIENT_LETTERS = ("alert_jobs", "review_alert")

# One indexer a process; the index's own lock keeps other processes out.
_indexing = threading.Lock()
# No two threads of a process do the same of these, so that one is always left for the others.
_draining = Turn()
_mailing = Turn()


def drain_index() -> None:
    """Carry out every index order, as the rows are now; leave aside those that keep failing."""
    _draining.take(_drain_index)


def _drain_index() -> None:
    with _indexing, _unless_busy():
        last = 0
        while orders := _waiting_orders(after=last):
            _index_some({order.id: order.subject_id for order in orders})
            last = orders[-1].id


def _waiting_orders(after: int) -> Sequence[Row[int, int]]:
    with reading():
        orders = db.session.execute(
            select(OutboxOrder.id, OutboxOrder.subject_id)
            .where(
                OutboxOrder.task == INDEX,
                OutboxOrder.id > after,
                OutboxOrder.tries < MOST_TRIES,
            )
            .order_by(OutboxOrder.id)
            .limit(BATCH)
        ).all()
        db.session.commit()
    return orders


def _index_some(orders: Mapping[int, int]) -> None:
    """Carry out these orders (order → listing). Nobody waits for us while we index."""
    with reading():
        failed = bring_index_up_to_date(set(orders.values()), clock.now())
        db.session.commit()
    done = [order for order, listing in orders.items() if listing not in failed]
    db.session.execute(delete(OutboxOrder).where(OutboxOrder.id.in_(done)))
    for listing, error in failed.items():
        db.session.execute(
            update(OutboxOrder)
            .where(OutboxOrder.id.in_([order for order, of in orders.items() if of == listing]))
            .values(tries=OutboxOrder.tries + 1, last_error=error)
        )
    db.session.commit()


@contextmanager
def _unless_busy() -> Iterator[None]:
    """Leave for later what cannot be done while another process writes the index."""
    try:
        yield
    except IndexBusy:
        db.session.rollback()
        log.warning("index busy, trying again later")


def drain_letters() -> None:
    """Send every letter that is due, those of alerts after all others."""
    _mailing.take(_drain_letters)


def _drain_letters() -> None:
    while due := _due_letters():
        for letter_id in due:
            _send_one(letter_id)


def _due_letters() -> Sequence[int]:
    with reading():  # Most looks find nothing, and take no lock to find it.
        due = db.session.scalars(
            select(Letter.id)
            .where(Letter.state == LetterState.QUEUED, Letter.next_try_at <= clock.now())
            .order_by(Letter.kind.in_(PATIENT_LETTERS), Letter.next_try_at, Letter.id)
            .limit(LETTERS_AT_ONCE)
        ).all()
        db.session.commit()
    return due


def release_claims() -> None:
    """Make due at once what a dead worker was sending. Only for who is the only worker there is."""
    now = clock.now()
    released = db.session.execute(
        update(Letter)
        .where(
            Letter.state == LetterState.QUEUED,
            Letter.next_try_at > now,
            # A claim clears the last error; a letter that waits for its next try has one.
            Letter.tries > 0,
            Letter.last_error == "",
        )
        .values(next_try_at=now)
    )
    db.session.commit()
    log.info("claims released", letters=rows_changed(released))


def _send_one(letter_id: int) -> None:
    """Send a letter if it is ours to send, with no transaction open meanwhile."""
    letter = _claim(letter_id)
    if letter is None:
        return
    try:
        send(letter)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the letter must be kept
        log.warning("letter not sent", letter=letter.id, tries=letter.tries, error=str(error))
        _note_outcome(letter, _after_failure(letter, error))
    else:
        _note_outcome(letter, {"state": LetterState.SENT, "sent_at": clock.now()})


def _claim(letter_id: int) -> Letter | None:
    """Take a due letter for ourselves; None if another worker was faster."""
    now = clock.now()
    claimed = db.session.execute(
        update(Letter)
        .where(
            Letter.id == letter_id, Letter.state == LetterState.QUEUED, Letter.next_try_at <= now
        )
        .values(next_try_at=now + CLAIM, tries=Letter.tries + 1, last_error="")
    )
    db.session.commit()
    return _copy_of(letter_id) if rows_changed(claimed) else None


def _copy_of(letter_id: int) -> Letter:
    """Return a letter that belongs to no session: the mail server's time is nobody's lock."""
    columns = Letter.__table__.columns
    with reading():
        row = db.session.execute(select(*columns).where(Letter.id == letter_id)).one()
        db.session.commit()
    return Letter(**row._mapping)


def _note_outcome(letter: Letter, outcome: Mapping[str, Any]) -> None:
    """Write what became of our try, unless the claim lapsed and the letter is another's now."""
    noted = db.session.execute(
        update(Letter)
        .where(
            Letter.id == letter.id,
            Letter.state == LetterState.QUEUED,
            Letter.tries == letter.tries,
        )
        .values(**outcome)
    )
    db.session.commit()
    if not rows_changed(noted):
        log.warning("letter claimed by another meanwhile", letter=letter.id, tries=letter.tries)


def _after_failure(letter: Letter, error: Exception) -> Mapping[str, Any]:
    said = {"last_error": error_line(error)}
    if letter.tries >= MOST_TRIES:
        return said | {"state": LetterState.DEAD}
    wait = BACK_OFF[min(letter.tries, len(BACK_OFF)) - 1]
    return said | {"next_try_at": clock.now() + timedelta(minutes=wait)}


def turn_the_clock() -> None:
    """Open listings whose time has come, end those whose time is over, and end long silences."""
    open_and_expire(clock.now(), db.session.commit)
    close_unanswered(clock.now(), db.session.commit)
    drain_index()


def check_index(*, thoroughly: bool = False) -> None:
    """Compare the index with the database and mend what differs."""
    with _indexing, _unless_busy(), reading():
        mend_index(clock.now(), thoroughly=thoroughly)
        db.session.commit()


def watch_index() -> None:
    """Put the index back at once if it is gone, or build it anew: it may be all who search have."""
    restore_index()
    if not index_is_usable():
        check_index()


def tidy_index() -> None:
    """Compare every listing whole and put the index in order, at a quiet hour."""
    check_index(thoroughly=True)
    with _indexing, _unless_busy():
        engine().tidy()


def tell_of_new() -> None:
    """Index what is new, and have alerts write about it once it is there."""
    drain_index()
    send_alerts()
    drain_letters()


ON_NUDGE: tuple[Callable[[], None], ...] = (tell_of_new, drain_letters)
# Work, and the minutes and hours (UTC) at which it runs. The sweep repeats what nudges may lose.
ON_SCHEDULE: tuple[tuple[Callable[[], None], str, str], ...] = (
    (tell_of_new, "*", "*"),
    (drain_letters, "*", "*"),
    (watch_index, "*", "*"),
    (turn_the_clock, "*", "*"),
    (check_index, "*/10", "*"),
    (tidy_index, "20", "8"),
    (look_after_alerts, "40", "*"),
    (look_after_resumes, "50", "*"),
)
