"""Ordering work outside the database, in the transaction that causes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from jobboard.extensions import db
from jobboard.letters.message import Message, letter_row
from jobboard.models import Letter, OutboxOrder

_ORDERED = "ordered_work"
INDEX = "index"


def order_index(listing_id: int, now: datetime) -> None:
    """Ask that the search index be made to agree with this listing's row."""
    db.session.add(OutboxOrder(task=INDEX, subject_id=listing_id, created_at=now))
    wake()


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
