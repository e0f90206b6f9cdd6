"""Ordering work outside the database, in the transaction that causes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from jobboard.database import rows_changed
from jobboard.extensions import db
from jobboard.letters.message import Message, letter_row
from jobboard.models import Letter, OutboxOrder

_ORDERED = "ordered_work"
INDEX = "index"
# What failed so often waits for an operator.
MOST_TRIES = 10


def order_index(listing_id: int, now: datetime) -> None:
    """Ask that the search index be made to agree with this listing's row."""
    db.session.add(OutboxOrder(task=INDEX, subject_id=listing_id, created_at=now))
    wake()


def failed_orders() -> Sequence[OutboxOrder]:
    """Return the index orders that failed at least once, oldest first."""
    failed = select(OutboxOrder).where(OutboxOrder.task == INDEX, OutboxOrder.tries > 0)
    return db.session.scalars(failed.order_by(OutboxOrder.id)).all()


def drop_failed_orders() -> int:
    """Forget them, as after the whole index was built anew; return how many there were."""
    failed = delete(OutboxOrder).where(OutboxOrder.task == INDEX, OutboxOrder.tries > 0)
    return rows_changed(db.session.execute(failed))


def post(message: Message, now: datetime) -> Letter:
    """Put a letter into the outbox and return its row."""
    row = letter_row(message, now)
    db.session.add(row)
    wake()
    return row


def wake() -> None:
    """Have the worker look once this is committed, whether or not there is work for it."""
    db.session.info[_ORDERED] = True


def take_ordered(session: Session) -> bool:
    """Say whether work was ordered since last asked."""
    return bool(session.info.pop(_ORDERED, False))
