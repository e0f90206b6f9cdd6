"""What the worker does for letters. Each task may run twice, late, or after a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, select, update

from jobboard import clock
from jobboard.database import reading, rows_changed
from jobboard.domain.retention import LETTER_KEPT
from jobboard.extensions import db
from jobboard.letters.transport import send
from jobboard.logs import error_line
from jobboard.models import Letter
from jobboard.models.letter import LetterState
from jobboard.services.outbox import MOST_TRIES
from jobboard.worker.turns import Turn

log = structlog.get_logger()

# While a letter is being sent nobody else may try; a killed worker's claim lapses. Longer than
# the slowest conversation with a mail server, whose every step may take its whole time-out.
CLAIM = timedelta(minutes=10)
BACK_OFF = (1, 2, 5, 10, 20, 60, 120, 240, 480)  # minutes after each failed try

# So many are sent before it is asked anew which are due: people wait for some of them.
LETTERS_AT_ONCE = 10
# Nobody waits before a page for these, of which there may be thousands.
PATIENT_LETTERS = ("alert_jobs", "review_alert")
# So many old letters are one transaction at most: people write in between.
FORGOTTEN_AT_ONCE = 500

# No two threads of a process send at once, so that one is always left for the index.
_mailing = Turn()


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


def forget_letters() -> None:
    """Remove letters that were sent, or given up, long ago (domain.retention)."""
    # The time of the last try, or minutes after it, or when a restored copy held the letter.
    old = Letter.next_try_at <= clock.now() - LETTER_KEPT
    done = Letter.state.in_((LetterState.SENT, LetterState.DEAD))
    some = select(Letter.id).where(done, old).limit(FORGOTTEN_AT_ONCE)
    while ids := db.session.scalars(some).all():
        db.session.execute(delete(Letter).where(Letter.id.in_(ids)))
        db.session.commit()
    db.session.commit()
