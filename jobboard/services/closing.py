"""Closing a listing before its time, by the employer."""

from __future__ import annotations

from datetime import datetime

from jobboard.domain import vocabulary
from jobboard.domain.errors import RuleError
from jobboard.domain.listing import MOVES, ListingMove
from jobboard.models import Listing
from jobboard.services.listings import By, move_listing

OUTCOMES = MOVES[ListingMove.CLOSE].reason_group


def close_listing(
    listing: Listing, outcome: str, by: By, now: datetime, *, seen_version: int, note: str = ""
) -> None:
    """End a listing for good; ``outcome`` is how, a slug of close-outcome.

    Raises RuleError on ``outcome`` where it is none, StaleVersion and MoveNotAllowed.
    """
    if vocabulary.resolve(OUTCOMES, outcome) is None:
        raise RuleError("Choose how it ended.", "outcome")
    move_listing(
        listing, ListingMove.CLOSE, by, now, reason=outcome, note=note, seen_version=seen_version
    )
    listing.close_outcome = outcome
