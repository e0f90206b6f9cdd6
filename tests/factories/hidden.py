"""Listings that a seeker hid from their matches."""

from __future__ import annotations

from jobboard import clock
from jobboard.models import Account, HiddenListing, Listing
from tests.factories.accounts import seeker
from tests.factories.listings import listing as make_listing
from tests.factories.rows import save


def hidden_listing(
    account: Account | None = None, listing: Listing | None = None, reason: str = ""
) -> HiddenListing:
    """Hide a listing, or a new one, from the matches of ``account``, or of a new seeker."""
    who, what = account or seeker(), listing or make_listing()
    return save(
        HiddenListing(account_id=who.id, listing_id=what.id, reason=reason, hidden_at=clock.now())
    )
