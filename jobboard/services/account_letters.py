"""Letters that anybody can cause by typing an address: so many a day to one address, no more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from jobboard.extensions import db
from jobboard.letters.message import Message, letter_row
from jobboard.models import Letter
from jobboard.services.outbox import post, wake

# Kinds that share one count. Invitations have their own: else somebody could, by inviting an
# address, keep its owner from resetting the password. So have alerts.
CAPPED = (
    (
        "address_in_use",
        "already_registered",
        "confirm_address",
        "confirm_new_address",
        "reset_password",
    ),
    ("invitation",),
    ("alert_exists", "alerts_link", "confirm_alert"),
)
MOST_LETTERS = 5
PERIOD = timedelta(days=1)


def post_capped(message: Message, now: datetime) -> None:
    """Put a letter into the outbox unless its address has had its share of such letters.

    Whoever asked is told the same either way.
    """
    counted = next((kinds for kinds in CAPPED if message.kind in kinds), None)
    if counted is None:
        raise ValueError(f"{message.kind} is not counted, so it cannot be capped.")
    sent = db.session.scalar(
        select(func.count())
        .select_from(Letter)
        .where(
            Letter.to_email == message.to_email,
            Letter.kind.in_(counted),
            Letter.created_at > now - PERIOD,
        )
    )
    if (sent or 0) < MOST_LETTERS:
        post(message, now)
    else:
        seem_to_post(message, now)


def seem_to_post(message: Message, now: datetime) -> None:
    """Do what takes time about a letter, and send none: how long we take tells nothing."""
    letter_row(message, now)
    wake()
